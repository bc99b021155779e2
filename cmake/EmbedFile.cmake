# cmake -DFILE=... -DNAME=... -DOUTPUT=... -P EmbedFile.cmake: writes a C++ file that defines earshot::NAME, declared in
# ui/embedded_fonts.h, as the bytes of FILE.
file(READ ${FILE} bytes HEX)
string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
string(REGEX REPLACE "(0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,)" "\\1\n" bytes
                     "${bytes}")
file(WRITE ${OUTPUT} "#include \"ui/embedded_fonts.h\"

namespace earshot {
namespace {

constexpr unsigned char kBytes[] = {
${bytes}};

}  // namespace

const std::span<const unsigned char> ${NAME}(kBytes);

}  // namespace earshot
")
