# KissFFT in double precision: librosa transforms in double precision, too.
set(kissfft_dir ${EARSHOT_SOURCES}/kissfft)
add_library(kissfft STATIC ${kissfft_dir}/kiss_fft.c ${kissfft_dir}/kiss_fftr.c)
target_include_directories(kissfft SYSTEM PUBLIC ${kissfft_dir})
target_compile_definitions(kissfft PUBLIC kiss_fft_scalar=double)
