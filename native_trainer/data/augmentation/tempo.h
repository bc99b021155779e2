#pragma once

#include <span>
#include <vector>

namespace earshot {

/// Plays samples `factor` times as fast and keeps their pitch: round(n / factor) samples. WSOLA: pieces of
/// 25 ms that overlap by half are taken from where they continue what came before best (Verhelst and
/// Roelands, "An overlap-add technique based on waveform similarity (WSOLA)", 1993). Meant for speech and
/// small changes.
std::vector<float> change_tempo(std::span<const float> samples, double factor, int sample_rate);

}  // namespace earshot
