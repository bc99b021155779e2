#include "training/schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace earshot {
namespace {

/// From `start` to `end` as `share` goes from 0 to 1.
double anneal(ScheduleSpec::Annealing annealing, double start, double end, double share) {
  if (annealing == ScheduleSpec::Annealing::linear) return start + (end - start) * share;
  return end + (start - end) / 2.0 * (1.0 + std::cos(std::numbers::pi * share));
}

double cosine_rate(const ScheduleSpec& spec, double peak, double step, double steps) {
  const double warmup = spec.warmup_share * steps;
  if (step < warmup) return peak * (step + 1.0) / (warmup + 1.0);
  const double share = (step - warmup) / std::max(1.0, steps - warmup);
  return anneal(ScheduleSpec::Annealing::cosine, peak, peak * spec.final_share, share);
}

double onecycle_rate(const ScheduleSpec& spec, double peak, double step, double steps) {
  const double start = peak / spec.start_divisor;
  const double end = start / spec.final_divisor;
  const double top = spec.rise_share * steps - 1.0;  // the step that has the peak's rate
  const double last = steps - 1.0;
  if (step <= top) return anneal(spec.annealing, start, peak, top > 0.0 ? step / top : 1.0);
  return anneal(spec.annealing, peak, end, last > top ? (step - top) / (last - top) : 1.0);
}

}  // namespace

double scheduled_rate(const ScheduleSpec& spec, double peak, std::size_t step, std::size_t epoch_steps,
                      std::size_t epochs) {
  const auto done = static_cast<double>(step);
  const auto all = static_cast<double>(epoch_steps * epochs);
  switch (spec.kind) {
    case ScheduleSpec::Kind::constant:
      return peak;
    case ScheduleSpec::Kind::cosine:
      return cosine_rate(spec, peak, done, all);
    case ScheduleSpec::Kind::onecycle:
      return onecycle_rate(spec, peak, done, all);
    case ScheduleSpec::Kind::step:
      return peak * std::pow(spec.factor, static_cast<double>(step / epoch_steps /
                                                              static_cast<std::size_t>(spec.every_epochs)));
  }
  std::unreachable();
}

}  // namespace earshot
