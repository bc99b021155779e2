#include "features/psf.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "features/window.h"

namespace earshot {
namespace {

/// What python_speech_features puts in the place of an energy of zero, to have a logarithm.
constexpr double kLeastEnergy = std::numeric_limits<double>::epsilon();

double nonzero(double energy) {
  return energy == 0.0 ? kLeastEnergy : energy;
}

}  // namespace

PsfFrames::PsfFrames(const StftSpec& stft, const MelSpec& mel, double pre_emphasis, int sample_rate)
    : stft_(stft),
      pre_emphasis_(pre_emphasis),
      bank_(psf_filter_bank(mel, sample_rate, stft.n_fft)),
      window_(make_window(stft.window, stft.win_length, false)),
      fft_(stft.n_fft),
      frame_(static_cast<std::size_t>(stft.n_fft)),
      spectrum_(static_cast<std::size_t>(fft_.bins())),
      power_(spectrum_.size()) {}

double PsfFrames::compute(std::span<const float> samples, int frame, std::span<double> energies) {
  const std::size_t start = static_cast<std::size_t>(frame) * static_cast<std::size_t>(stft_.hop_length);
  const std::size_t length = std::min(window_.size(), frame_.size());
  for (std::size_t i = 0; i < length; ++i) {
    const std::size_t at = start + i;
    if (at >= samples.size()) {
      frame_[i] = 0.0;
      continue;
    }
    const double previous = at == 0 ? 0.0 : samples[at - 1];
    frame_[i] = window_[i] * (samples[at] - pre_emphasis_ * previous);
  }
  fft_.transform(frame_, spectrum_);

  double total = 0.0;
  for (std::size_t bin = 0; bin < power_.size(); ++bin) {
    power_[bin] = std::norm(spectrum_[bin]) / stft_.n_fft;
    total += power_[bin];
  }
  bank_.apply(power_, energies);
  std::ranges::transform(energies, energies.begin(), nonzero);
  return nonzero(total);
}

int psf_frames(const StftSpec& spec, std::size_t samples) {
  const auto win_length = static_cast<std::size_t>(spec.win_length);
  const auto hop_length = static_cast<std::size_t>(spec.hop_length);
  if (samples == 0) return 0;
  if (samples <= win_length) return 1;
  return static_cast<int>(1 + (samples - win_length + hop_length - 1) / hop_length);
}

PsfMfcc::PsfMfcc(const StftSpec& stft, const MelSpec& mel, const CepstrumSpec& cepstrum, int sample_rate)
    : frames_(stft, mel, cepstrum.pre_emphasis, sample_rate),
      transform_(mel.bands, sine_lifter(cepstrum.coefficients, cepstrum.lifter, 0)),
      append_energy_(cepstrum.append_energy),
      energies_(static_cast<std::size_t>(mel.bands)) {}

void PsfMfcc::compute(std::span<const float> samples, int frame, std::span<double> coefficients) {
  const double total = frames_.compute(samples, frame, energies_);
  for (double& energy : energies_) energy = std::log(energy);
  transform_.apply(energies_, coefficients);
  if (append_energy_) coefficients[0] = std::log(total);
}

}  // namespace earshot
