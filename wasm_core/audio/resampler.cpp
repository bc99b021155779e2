#include "audio/resampler.h"

#include <soxr.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <new>
#include <string>

#include "error.h"

namespace earshot {
namespace {

/// Input is handed to libsoxr in pieces of this many samples, so that its buffers stay small for any clip.
constexpr std::size_t kPiece = 16384;

struct SoxrDelete {
  void operator()(soxr_t soxr) const { soxr_delete(soxr); }
};
using SoxrHandle = std::unique_ptr<soxr, SoxrDelete>;

void check_rate(int rate) {
  constexpr int kLowest = 1000;
  constexpr int kHighest = 768000;
  if (rate < kLowest || rate > kHighest) {
    throw Error("a sample rate of " + std::to_string(rate) + " Hz cannot be resampled; rates are " +
                std::to_string(kLowest) + " to " + std::to_string(kHighest) + " Hz");
  }
}

SoxrHandle make_soxr(int from_rate, int to_rate) {
  const soxr_io_spec_t io = soxr_io_spec(SOXR_FLOAT32_I, SOXR_FLOAT32_I);
  const soxr_quality_spec_t quality = soxr_quality_spec(SOXR_HQ, 0);
  const soxr_runtime_spec_t runtime = soxr_runtime_spec(1);
  SoxrHandle handle(soxr_create(from_rate, to_rate, 1, nullptr, &io, &quality, &runtime));
  if (!handle) throw std::bad_alloc();  // the arguments are right, so memory is all that it can lack
  return handle;
}

}  // namespace

struct StreamResampler::State {
  SoxrHandle soxr;  ///< null when the rates are equal
  double ratio = 1.0;

  /// Hands over a piece (or, with null, the end of the stream) and appends all output that this makes ready.
  void process(const float* piece, std::size_t length, std::vector<float>& out) const {
    const std::size_t room =
        static_cast<std::size_t>(std::ceil(static_cast<double>(length) * ratio)) + kPiece;
    std::size_t made = room;
    for (bool first = true; made == room; first = false) {
      const std::size_t start = out.size();
      out.resize(start + room);
      if (first) {
        soxr_process(soxr.get(), piece, length, nullptr, out.data() + start, room, &made);
      } else {
        made = soxr_output(soxr.get(), out.data() + start, room);
      }
      out.resize(start + made);
    }
  }
};

StreamResampler::StreamResampler(int from_rate, int to_rate) : state_(std::make_unique<State>()) {
  check_rate(from_rate);
  check_rate(to_rate);
  if (from_rate == to_rate) return;
  state_->soxr = make_soxr(from_rate, to_rate);
  state_->ratio = static_cast<double>(to_rate) / from_rate;
}

StreamResampler::~StreamResampler() = default;
StreamResampler::StreamResampler(StreamResampler&&) noexcept = default;
StreamResampler& StreamResampler::operator=(StreamResampler&&) noexcept = default;

void StreamResampler::push(std::span<const float> block, std::vector<float>& out) {
  if (!state_->soxr) {
    out.insert(out.end(), block.begin(), block.end());
    return;
  }
  while (!block.empty()) {
    const auto piece = block.first(std::min(block.size(), kPiece));
    state_->process(piece.data(), piece.size(), out);
    block = block.subspan(piece.size());
  }
}

void StreamResampler::flush(std::vector<float>& out) {
  if (state_->soxr) state_->process(nullptr, 0, out);
}

std::vector<float> resample(std::span<const float> samples, int from_rate, int to_rate) {
  StreamResampler resampler(from_rate, to_rate);
  std::vector<float> out;
  if (from_rate == to_rate) {
    out.assign(samples.begin(), samples.end());
    return out;
  }
  // librosa.resample rounds in just this way, which matters where the product is near an integer.
  const double ratio = static_cast<double>(to_rate) / from_rate;
  const auto length = static_cast<std::size_t>(std::ceil(static_cast<double>(samples.size()) * ratio));
  out.reserve(length + 2 * kPiece);
  resampler.push(samples, out);
  resampler.flush(out);
  out.resize(length, 0.0f);
  return out;
}

}  // namespace earshot
