#include "audio/resampler.h"

#include <soxr.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <new>
#include <string>
#include <variant>

#include "audio/sinc_resampler.h"
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

/// libsoxr at quality HQ.
class SoxrResampler {
 public:
  SoxrResampler(int from_rate, int to_rate)
      : soxr_(make_soxr(from_rate, to_rate)), ratio_(static_cast<double>(to_rate) / from_rate) {}

  void push(std::span<const float> block, std::vector<float>& out) const {
    while (!block.empty()) {
      const auto piece = block.first(std::min(block.size(), kPiece));
      process(piece.data(), piece.size(), out);
      block = block.subspan(piece.size());
    }
  }

  void flush(std::vector<float>& out) const { process(nullptr, 0, out); }

 private:
  /// Hands over a piece (or, with null, the end of the stream) and appends all output that this makes ready.
  void process(const float* piece, std::size_t length, std::vector<float>& out) const {
    const std::size_t room =
        static_cast<std::size_t>(std::ceil(static_cast<double>(length) * ratio_)) + kPiece;
    std::size_t made = room;
    for (bool first = true; made == room; first = false) {
      const std::size_t start = out.size();
      out.resize(start + room);
      if (first) {
        soxr_process(soxr_.get(), piece, length, nullptr, out.data() + start, room, &made);
      } else {
        made = soxr_output(soxr_.get(), out.data() + start, room);
      }
      out.resize(start + made);
    }
  }

  SoxrHandle soxr_;
  double ratio_;
};

/// For equal rates.
struct NoResampler {
  void push(std::span<const float> block, std::vector<float>& out) const {
    out.insert(out.end(), block.begin(), block.end());
  }
  void flush(std::vector<float>&) const {}
};

using AnyResampler = std::variant<NoResampler, SoxrResampler, SincResampler>;

AnyResampler make_resampler(int from_rate, int to_rate, Resampler resampler) {
  check_rate(from_rate);
  check_rate(to_rate);
  if (from_rate == to_rate) return NoResampler();
  if (resampler == Resampler::torchaudio_sinc) return SincResampler(from_rate, to_rate);
  return SoxrResampler(from_rate, to_rate);
}

}  // namespace

struct StreamResampler::State {
  AnyResampler resampler;
};

StreamResampler::StreamResampler(int from_rate, int to_rate, Resampler resampler)
    : state_(new State{make_resampler(from_rate, to_rate, resampler)}) {}

StreamResampler::~StreamResampler() = default;
StreamResampler::StreamResampler(StreamResampler&&) noexcept = default;
StreamResampler& StreamResampler::operator=(StreamResampler&&) noexcept = default;

void StreamResampler::push(std::span<const float> block, std::vector<float>& out) {
  std::visit([&](auto& resampler) { resampler.push(block, out); }, state_->resampler);
}

void StreamResampler::flush(std::vector<float>& out) {
  std::visit([&](auto& resampler) { resampler.flush(out); }, state_->resampler);
}

std::vector<float> resample(std::span<const float> samples, int from_rate, int to_rate, Resampler resampler) {
  StreamResampler stream(from_rate, to_rate, resampler);
  std::vector<float> out;
  // librosa.resample rounds in just this way, which matters where the product is near an integer.
  const double ratio = static_cast<double>(to_rate) / from_rate;
  const auto length = static_cast<std::size_t>(std::ceil(static_cast<double>(samples.size()) * ratio));
  out.reserve(length + 2 * kPiece);
  stream.push(samples, out);
  stream.flush(out);
  if (resampler == Resampler::soxr_hq) out.resize(length, 0.0f);
  return out;
}

}  // namespace earshot
