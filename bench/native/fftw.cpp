#include <fftw3.h>

#include <string_view>

#include "library.h"

namespace earshot::bench {
namespace {

class FftwTransform : public RealTransform {
 public:
  explicit FftwTransform(int length)
      : length_(static_cast<std::size_t>(length)),
        signal_(fftwf_alloc_real(length_)),
        spectrum_(fftwf_alloc_complex(length_ / 2 + 1)),
        plan_(fftwf_plan_dft_r2c_1d(length, signal_, spectrum_, FFTW_ESTIMATE)) {}
  ~FftwTransform() override {
    fftwf_destroy_plan(plan_);
    fftwf_free(spectrum_);
    fftwf_free(signal_);
  }
  FftwTransform(const FftwTransform&) = delete;
  FftwTransform& operator=(const FftwTransform&) = delete;

  std::span<float> signal() override { return {signal_, length_}; }
  std::span<const std::complex<float>> spectrum() const override {
    return {reinterpret_cast<const std::complex<float>*>(spectrum_), length_ / 2 + 1};
  }
  void transform() override { fftwf_execute(plan_); }

 private:
  std::size_t length_;
  float* signal_;
  fftwf_complex* spectrum_;
  fftwf_plan plan_;
};

}  // namespace

std::string library_version() {
  const std::string_view version = fftwf_version;  // "fftw-3.3.10-sse2-avx-..."
  return std::string(version.substr(version.find_first_of("0123456789"))) + ", estimate mode";
}

std::unique_ptr<RealTransform> make_transform(int length) {
  return std::make_unique<FftwTransform>(length);
}

}  // namespace earshot::bench
