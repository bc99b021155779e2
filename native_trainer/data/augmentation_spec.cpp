#include "data/augmentation_spec.h"

#include <algorithm>
#include <format>
#include <utility>

namespace earshot {
namespace {

constexpr std::pair<NoiseSpec::Kind, const char*> kNoiseKinds[] = {
    {NoiseSpec::Kind::white, "white"},   {NoiseSpec::Kind::pink, "pink"},
    {NoiseSpec::Kind::brown, "brown"},   {NoiseSpec::Kind::pops, "pops"},
    {NoiseSpec::Kind::babble, "babble"}, {NoiseSpec::Kind::recorded, "recorded"},
    {NoiseSpec::Kind::clips, "clips"}};

std::string join_noise_kinds() {
  std::string names;
  for (const auto& [kind, name] : kNoiseKinds) names += (names.empty() ? "" : ", ") + std::string(name);
  return names;
}

Interval read_interval(Section& section, std::string_view key, double least, double most,
                       const Interval& fallback) {
  const std::vector<double> ends = section.numbers(key, std::vector{fallback.low, fallback.high});
  if (ends.size() != 2 || ends[0] > ends[1] || ends[0] < least || ends[1] > most) {
    section.fail(key, std::format("must be two numbers [low, high] from {} to {}", least, most));
  }
  return {ends[0], ends[1]};
}

SpeedSpec read_speed(Section section) {
  SpeedSpec spec;
  spec.factor = read_interval(section, "factor", 0.5, 2.0, spec.factor);
  section.finish();
  return spec;
}

TempoSpec read_tempo(Section section) {
  TempoSpec spec;
  spec.factor = read_interval(section, "factor", 0.5, 2.0, spec.factor);
  spec.probability = section.number("probability", 0.0, 1.0, spec.probability);
  section.finish();
  return spec;
}

PlacementSpec read_placement(Section section) {
  PlacementSpec spec;
  spec.pad = section.flag("pad", spec.pad);
  spec.crop = section.flag("crop", spec.crop);
  if (!spec.pad && !spec.crop) section.fail("", "does nothing; set pad or crop to true");
  section.finish();
  return spec;
}

ShiftSpec read_shift(Section section) {
  ShiftSpec spec;
  spec.seconds = section.number("seconds", 0.0, 60.0, spec.seconds);
  spec.circular = section.flag("circular", spec.circular);
  section.finish();
  return spec;
}

NeighborsSpec read_neighbors(Section section) {
  NeighborsSpec spec;
  spec.gap_seconds = read_interval(section, "gap_seconds", 0.0, 60.0, spec.gap_seconds);
  spec.decibels = read_interval(section, "decibels", -60.0, 60.0, spec.decibels);
  spec.probability = section.number("probability", 0.0, 1.0, spec.probability);
  section.finish();
  return spec;
}

ReverberationSpec read_reverberation(Section section) {
  ReverberationSpec spec;
  spec.decay_seconds = read_interval(section, "decay_seconds", 0.01, 5.0, spec.decay_seconds);
  spec.ratio_decibels = read_interval(section, "ratio_decibels", -20.0, 60.0, spec.ratio_decibels);
  spec.probability = section.number("probability", 0.0, 1.0, spec.probability);
  section.finish();
  return spec;
}

GainSpec read_gain(Section section) {
  GainSpec spec;
  spec.decibels = read_interval(section, "decibels", -60.0, 60.0, spec.decibels);
  section.finish();
  return spec;
}

NoiseSpec read_noise(Section section) {
  NoiseSpec spec;
  for (const std::string& name : section.texts("kinds", std::vector<std::string>{"white", "pink", "brown"})) {
    const auto known =
        std::ranges::find(kNoiseKinds, name, [](const auto& entry) { return std::string(entry.second); });
    if (known == std::end(kNoiseKinds))
      section.fail("kinds", "\"" + name + "\" is not one of " + join_noise_kinds());
    spec.kinds.push_back(known->first);
  }
  if (spec.kinds.empty()) section.fail("kinds", "must name at least one of " + join_noise_kinds());
  spec.recordings = section.texts("recordings", std::vector<std::string>{});
  if (std::ranges::contains(spec.kinds, NoiseSpec::Kind::recorded) == spec.recordings.empty()) {
    section.fail("recordings",
                 "and the kind \"recorded\" need each other: name files or folders below --data");
  }
  spec.sources = section.texts("sources", std::vector<std::string>{});
  if (std::ranges::contains(spec.kinds, NoiseSpec::Kind::clips) == spec.sources.empty()) {
    section.fail("sources", "and the kind \"clips\" need each other: name sources of the data");
  }
  spec.snr_decibels = read_interval(section, "snr_decibels", -20.0, 100.0, spec.snr_decibels);
  spec.probability = section.number("probability", 0.0, 1.0, spec.probability);
  section.finish();
  return spec;
}

EqualizationSpec read_equalization(Section section) {
  EqualizationSpec spec;
  spec.peaks = static_cast<int>(section.integer("peaks", 1, 16, spec.peaks));
  spec.decibels = section.number("decibels", 0.0, 60.0, spec.decibels);
  spec.probability = section.number("probability", 0.0, 1.0, spec.probability);
  section.finish();
  return spec;
}

BandLimitSpec read_band_limit(Section section) {
  BandLimitSpec spec;
  spec.cutoff_hz = read_interval(section, "cutoff_hz", 100.0, 400'000.0, spec.cutoff_hz);
  spec.probability = section.number("probability", 0.0, 1.0, spec.probability);
  section.finish();
  return spec;
}

HighPassSpec read_high_pass(Section section) {
  HighPassSpec spec;
  spec.cutoff_hz = read_interval(section, "cutoff_hz", 1.0, 10'000.0, spec.cutoff_hz);
  spec.probability = section.number("probability", 0.0, 1.0, spec.probability);
  section.finish();
  return spec;
}

NoiseGateSpec read_noise_gate(Section section) {
  NoiseGateSpec spec;
  spec.decibels = read_interval(section, "decibels", 0.0, 120.0, spec.decibels);
  spec.probability = section.number("probability", 0.0, 1.0, spec.probability);
  section.finish();
  return spec;
}

ClippingSpec read_clipping(Section section) {
  ClippingSpec spec;
  spec.decibels = read_interval(section, "decibels", 0.0, 60.0, spec.decibels);
  spec.probability = section.number("probability", 0.0, 1.0, spec.probability);
  section.finish();
  return spec;
}

QuantizationSpec read_quantization(Section section) {
  QuantizationSpec spec;
  spec.bits = read_interval(section, "bits", 2.0, 16.0, spec.bits);
  spec.probability = section.number("probability", 0.0, 1.0, spec.probability);
  section.finish();
  return spec;
}

MaskSpec read_mask(Section section) {
  MaskSpec spec;
  spec.frequency_masks = static_cast<int>(section.integer("frequency_masks", 0, 100, spec.frequency_masks));
  spec.frequency_share = section.number("frequency_share", 0.0, 1.0, spec.frequency_share);
  spec.time_masks = static_cast<int>(section.integer("time_masks", 0, 100, spec.time_masks));
  spec.time_share = section.number("time_share", 0.0, 1.0, spec.time_share);
  section.finish();
  return spec;
}

}  // namespace

AugmentationSpec read_augmentation_spec(Section section) {
  AugmentationSpec spec;
  if (section.has("speed")) spec.speed = read_speed(section.table("speed"));
  if (section.has("tempo")) spec.tempo = read_tempo(section.table("tempo"));
  if (section.has("placement")) spec.placement = read_placement(section.table("placement"));
  if (section.has("shift")) spec.shift = read_shift(section.table("shift"));
  if (section.has("neighbors")) spec.neighbors = read_neighbors(section.table("neighbors"));
  if (section.has("reverberation")) spec.reverberation = read_reverberation(section.table("reverberation"));
  if (section.has("gain")) spec.gain = read_gain(section.table("gain"));
  if (section.has("noise")) spec.noise = read_noise(section.table("noise"));
  if (section.has("equalization")) spec.equalization = read_equalization(section.table("equalization"));
  if (section.has("high_pass")) spec.high_pass = read_high_pass(section.table("high_pass"));
  if (section.has("band_limit")) spec.band_limit = read_band_limit(section.table("band_limit"));
  if (section.has("noise_gate")) spec.noise_gate = read_noise_gate(section.table("noise_gate"));
  if (section.has("clipping")) spec.clipping = read_clipping(section.table("clipping"));
  if (section.has("quantization")) spec.quantization = read_quantization(section.table("quantization"));
  if (section.has("mask")) spec.mask = read_mask(section.table("mask"));
  section.finish();
  return spec;
}

}  // namespace earshot
