// earshot_golden DIR: computes every case of DIR/manifest.json with our own code and compares the results
// with the stored references. Prints a table; exits with 1 if a case fails, 2 if the folder is not sound.

#include <algorithm>
#include <cstdio>
#include <exception>
#include <format>
#include <functional>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "error.h"
#include "golden/comparison.h"
#include "golden/manifest.h"
#include "golden/params.h"
#include "golden/references.h"

namespace earshot::golden {
namespace {

/// Computes a case from its stored inputs.
Tensor from_stored_inputs(const Manifest& manifest, const Case& test) {
  std::vector<Input> inputs;
  for (const std::string& file : test.inputs) inputs.push_back(manifest.load(file));
  return compute(test.function, test.params, inputs);
}

/// Computes a case from the audio files where its inputs come from, through every case on the way.
Tensor from_audio(const Manifest& manifest, const Case& test) {
  std::vector<Input> inputs;
  for (const std::string& file : test.inputs) {
    const Case* maker = manifest.maker_of(file);
    inputs.push_back(maker ? Input{std::nullopt, from_audio(manifest, *maker)} : manifest.load(file));
  }
  return compute(test.function, test.params, inputs);
}

class Report {
 public:
  /// Runs one comparison and counts it.
  void run(const std::string& family, const std::string& name,
           const std::function<Comparison()>& comparison) {
    Row& row = rows_[family];
    ++row.cases;
    try {
      const Comparison result = comparison();
      row.worst = std::max(row.worst, result.worst);
      if (result.problem.empty()) {
        ++row.passed;
      } else {
        fail(row, name, result.problem);
      }
    } catch (const NotYet& function) {
      ++row.not_yet;
      ++not_yet_[function.what()];
    } catch (const Unsupported& error) {
      fail(row, name, error.what());
    } catch (const Error& error) {
      fail(row, name, error.what());
    }
  }

  /// Prints everything; true if nothing failed.
  bool print() const {
    std::size_t width = 6;
    for (const auto& [family, row] : rows_) width = std::max(width, family.size());
    const auto line = [width](const std::string& family, const auto&... cells) {
      std::string text = std::format("{:<{}}", family, width);
      ((text += std::format("{:>9}", cells)), ...);
      std::puts(text.c_str());
    };
    line("family", "cases", "passed", "failed", "not yet", "worst*");
    Row total;
    for (const auto& [family, row] : rows_) {
      line(family, row.cases, row.passed, row.failed, row.not_yet, row.worst_text());
      total.cases += row.cases;
      total.passed += row.passed;
      total.failed += row.failed;
      total.not_yet += row.not_yet;
      total.worst = std::max(total.worst, row.worst);
    }
    line("total", total.cases, total.passed, total.failed, total.not_yet, total.worst_text());
    std::puts("* the greatest error as a fraction of the error allowed\n");
    for (const auto& [function, count] : not_yet_) std::printf("not yet: %s (%d)\n", function.c_str(), count);
    for (const std::string& failure : failures_) std::printf("FAILED %s\n", failure.c_str());
    return failures_.empty();
  }

 private:
  struct Row {
    int cases = 0;
    int passed = 0;
    int failed = 0;
    int not_yet = 0;
    double worst = 0.0;

    std::string worst_text() const { return passed + failed == 0 ? "-" : std::format("{:.3f}", worst); }
  };

  void fail(Row& row, const std::string& name, const std::string& problem) {
    ++row.failed;
    failures_.push_back(name + ": " + problem);
  }

  std::map<std::string, Row> rows_;
  std::map<std::string, int> not_yet_;
  std::vector<std::string> failures_;
};

/// A case whose reference raises an error passes when our code refuses, too.
Comparison expect_error(const Manifest& manifest, const Case& test) {
  try {
    from_stored_inputs(manifest, test);
  } catch (const Error&) {
    return {};
  }
  return {std::numeric_limits<double>::infinity(), "gives a result where the reference raises an error"};
}

bool run(const std::filesystem::path& folder) {
  const Manifest manifest(folder);
  Report report;
  for (const Case& test : manifest.cases()) {
    if (!test.output) {
      report.run(test.family(), test.name, [&] { return expect_error(manifest, test); });
      continue;
    }
    const Tensor reference = manifest.load(*test.output).tensor;
    report.run(test.family(), test.name, [&] {
      return compare(from_stored_inputs(manifest, test), reference, test.tolerance, test.exempt_columns);
    });
    if (!test.end_to_end) continue;
    report.run(test.family() + ", end to end", test.name + ", end to end", [&] {
      return compare(from_audio(manifest, test), reference, *test.end_to_end, test.exempt_columns);
    });
  }
  return report.print();
}

}  // namespace
}  // namespace earshot::golden

int main(int count, char** arguments) {
  if (count != 2) {
    std::fputs("Usage: earshot_golden DIR      (a folder with a manifest.json and its references)\n", stderr);
    return 2;
  }
  try {
    return earshot::golden::run(arguments[1]) ? 0 : 1;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "earshot_golden: %s\n", error.what());
    return 2;
  }
}
