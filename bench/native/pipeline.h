#pragma once

#include <complex>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <vector>

namespace earshot::bench {

/// A library's transform of real signals of one length, in single precision.
class RealTransform {
 public:
  virtual ~RealTransform() = default;
  /// The library's buffers: length values in, length / 2 + 1 out.
  virtual std::span<float> signal() = 0;
  virtual std::span<const std::complex<float>> spectrum() const = 0;
  virtual void transform() = 0;
};

/// From samples to features as one would write it plainly around a library's transform: frame by frame, and
/// of every mel filter only the bins that it hears. It is told the whole job in numbers (Pipeline in
/// bench/cases/case.ts), and knows nothing of Earshot.
class Pipeline {
 public:
  using MakeTransform = std::unique_ptr<RealTransform> (*)(int length);

  Pipeline(const nlohmann::json& job, MakeTransform make_transform);

  void compute(std::span<const float> samples);
  /// [frame][value]
  const std::vector<float>& values() const { return values_; }

 private:
  struct Band {
    std::size_t first_bin;
    std::vector<float> weights;
  };
  struct Decibels {
    float amin;
    std::optional<float> top_db;
  };

  void load(std::span<const float> samples, std::ptrdiff_t start);
  void cepstrum(std::span<const float> energies, std::span<float> out) const;
  void to_decibels();

  std::size_t frames_;
  std::ptrdiff_t hop_;
  std::ptrdiff_t padding_;
  float pre_emphasis_;
  float power_scale_;
  std::vector<float> window_;
  std::vector<Band> bands_;
  std::optional<Decibels> decibels_;
  std::vector<std::vector<float>> cepstrum_;
  std::unique_ptr<RealTransform> transform_;
  std::vector<float> power_;
  std::vector<float> energies_;
  std::vector<float> values_;
};

}  // namespace earshot::bench
