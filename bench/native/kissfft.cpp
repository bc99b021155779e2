#include <kiss_fftr.h>

#include "library.h"

namespace earshot::bench {
namespace {

class KissTransform : public RealTransform {
 public:
  explicit KissTransform(int length)
      : plan_(kiss_fftr_alloc(length, 0, nullptr, nullptr)),
        signal_(static_cast<std::size_t>(length)),
        spectrum_(static_cast<std::size_t>(length / 2 + 1)) {}
  ~KissTransform() override { kiss_fftr_free(plan_); }

  std::span<float> signal() override { return signal_; }
  std::span<const std::complex<float>> spectrum() const override { return spectrum_; }
  void transform() override {
    kiss_fftr(plan_, signal_.data(), reinterpret_cast<kiss_fft_cpx*>(spectrum_.data()));
  }

 private:
  kiss_fftr_cfg plan_;
  std::vector<float> signal_;
  std::vector<std::complex<float>> spectrum_;
};

}  // namespace

std::string library_version() {
  return "131.1.0";  // Debian's source package; the headers hold no version
}

std::unique_ptr<RealTransform> make_transform(int length) {
  return std::make_unique<KissTransform>(length);
}

}  // namespace earshot::bench
