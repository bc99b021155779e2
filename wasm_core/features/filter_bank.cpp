#include "features/filter_bank.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace earshot {
namespace {

// Slaney's scale (Auditory Toolbox): 3 mel are 200 Hz up to 1000 Hz = 15 mel; above, 27 mel are a factor
// of 6.4.
constexpr double kSlaneyHzPerMel = 200.0 / 3.0;
constexpr double kSlaneyKneeHz = 1000.0;
constexpr double kSlaneyKneeMel = kSlaneyKneeHz / kSlaneyHzPerMel;
const double kSlaneyLogStep = std::log(6.4) / 27.0;

/// In double precision, or rounded to float32 at every step.
template <typename Real>
Real to_hz(Real mel, MelSpec::Scale scale) {
  if (scale == MelSpec::Scale::htk) return Real{700} * (std::pow(Real{10}, mel / Real{2595}) - Real{1});
  if (mel < static_cast<Real>(kSlaneyKneeMel)) return mel * static_cast<Real>(kSlaneyHzPerMel);
  return static_cast<Real>(kSlaneyKneeHz) *
         std::exp(static_cast<Real>(kSlaneyLogStep) * (mel - static_cast<Real>(kSlaneyKneeMel)));
}

/// `count` numbers from `first` to `last`, counted from the nearer one, as torch.linspace does.
template <typename Real>
std::vector<Real> linspace(Real first, Real last, std::size_t count) {
  std::vector<Real> numbers(count);
  const Real step = (last - first) / static_cast<Real>(count - 1);
  for (std::size_t i = 0; i < count; ++i) {
    numbers[i] =
        i < count / 2 ? first + step * static_cast<Real>(i) : last - step * static_cast<Real>(count - 1 - i);
  }
  return numbers;
}

/// The corners of the triangles, equally spaced on the mel scale, in Hz.
template <typename Real>
std::vector<double> corners_hz(const MelSpec& spec, MelSpec::Scale scale) {
  const auto low = static_cast<Real>(hz_to_mel(spec.low_hz, scale));
  const auto high = static_cast<Real>(hz_to_mel(spec.high_hz, scale));
  std::vector<double> corners;
  for (const Real mel : linspace(low, high, static_cast<std::size_t>(spec.bands) + 2)) {
    corners.push_back(to_hz(mel, scale));
  }
  return corners;
}

/// Where corners and bins lie, in Hz.
struct Grid {
  std::vector<double> corners;
  std::vector<double> bins;
};

Grid librosa_grid(const MelSpec& spec, int sample_rate, int n_fft) {
  Grid grid{corners_hz<double>(spec, spec.scale), {}};
  for (int bin = 0; bin <= n_fft / 2; ++bin) {
    grid.bins.push_back(static_cast<double>(bin) * sample_rate / n_fft);
  }
  return grid;
}

Grid torchaudio_grid(const MelSpec& spec, int sample_rate, int n_fft) {
  const auto bins =
      linspace(0.0f, static_cast<float>(sample_rate / 2), static_cast<std::size_t>(n_fft / 2) + 1);
  return {corners_hz<float>(spec, spec.scale), {bins.begin(), bins.end()}};
}

}  // namespace

double hz_to_mel(double hz, MelSpec::Scale scale) {
  if (scale == MelSpec::Scale::htk) return 2595.0 * std::log10(1.0 + hz / 700.0);
  if (hz < kSlaneyKneeHz) return hz / kSlaneyHzPerMel;
  return kSlaneyKneeMel + std::log(hz / kSlaneyKneeHz) / kSlaneyLogStep;
}

double mel_to_hz(double mel, MelSpec::Scale scale) {
  return to_hz(mel, scale);
}

FilterBank::FilterBank(int bands, int bins, std::span<const double> weights)
    : bins_(bins), runs_(static_cast<std::size_t>(bands)) {
  assert(std::ssize(weights) == std::ptrdiff_t{bands} * bins);
  const auto heard = [](double weight) { return weight != 0.0; };
  for (std::size_t band = 0; band < runs_.size(); ++band) {
    const auto row = weights.subspan(band * static_cast<std::size_t>(bins), static_cast<std::size_t>(bins));
    const auto first = std::ranges::find_if(row, heard);
    const auto last = std::find_if(row.rbegin(), std::make_reverse_iterator(first), heard).base();
    runs_[band] = {static_cast<std::size_t>(first - row.begin()), weights_.size(),
                   static_cast<std::size_t>(last - first)};
    weights_.insert(weights_.end(), first, last);
  }
}

std::vector<double> FilterBank::dense() const {
  const auto bins = static_cast<std::size_t>(bins_);
  std::vector<double> dense(runs_.size() * bins);
  for (std::size_t band = 0; band < runs_.size(); ++band) {
    const Run& run = runs_[band];
    std::copy_n(&weights_[run.first_weight], run.length, &dense[band * bins + run.first_bin]);
  }
  return dense;
}

FilterBank mel_filter_bank(const MelSpec& spec, int sample_rate, int n_fft) {
  const Grid grid = spec.grid == MelSpec::Grid::torchaudio ? torchaudio_grid(spec, sample_rate, n_fft)
                                                           : librosa_grid(spec, sample_rate, n_fft);
  std::vector<double> weights;
  weights.reserve(static_cast<std::size_t>(spec.bands) * grid.bins.size());
  for (std::size_t band = 0; band + 2 < grid.corners.size(); ++band) {
    const double left = grid.corners[band];
    const double center = grid.corners[band + 1];
    const double right = grid.corners[band + 2];
    const double norm = spec.norm == MelSpec::Norm::slaney ? 2.0 / (right - left) : 1.0;
    for (const double hz : grid.bins) {
      const double rising = (hz - left) / (center - left);
      const double falling = (right - hz) / (right - center);
      weights.push_back(static_cast<float>(norm * std::max(0.0, std::min(rising, falling))));
    }
  }
  return {spec.bands, static_cast<int>(grid.bins.size()), weights};
}

FilterBank psf_filter_bank(const MelSpec& spec, int sample_rate, int n_fft) {
  std::vector<double> corners = corners_hz<double>(spec, MelSpec::Scale::htk);
  for (double& corner : corners) corner = std::floor((n_fft + 1) * corner / sample_rate);
  const int bins = n_fft / 2 + 1;
  std::vector<double> weights;
  weights.reserve(static_cast<std::size_t>(spec.bands * bins));
  for (std::size_t band = 0; band + 2 < corners.size(); ++band) {
    const double left = corners[band];
    const double center = corners[band + 1];
    const double right = corners[band + 2];
    for (int bin = 0; bin < bins; ++bin) {
      double weight = 0.0;
      if (left <= bin && bin < center) weight = (bin - left) / (center - left);
      if (center <= bin && bin < right) weight = (right - bin) / (right - center);
      weights.push_back(weight);
    }
  }
  return {spec.bands, bins, weights};
}

}  // namespace earshot
