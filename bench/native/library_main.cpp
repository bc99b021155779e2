// A contender: a plainly written pipeline around the transform of one library.

#include <map>

#include "library.h"
#include "pipeline.h"
#include "protocol.h"

namespace earshot::bench {
namespace {

class LibraryContender : public Contender {
 public:
  std::string version() const override { return library_version(); }

  bool prepare(const nlohmann::json& test) override {
    if (!test.contains("pipeline")) return false;
    const auto& job = test.at("pipeline");
    jobs_.insert_or_assign(test.at("name"),
                           Job{job.at("samples").get<std::vector<float>>(), Pipeline(job, make_transform)});
    return true;
  }

  void run(const std::string& name) override {
    Job& job = jobs_.at(name);
    job.pipeline.compute(job.samples);
  }

  Values result(const std::string& name) const override {
    return {.values = jobs_.at(name).pipeline.values(), .frames_first = true};
  }

 private:
  struct Job {
    std::vector<float> samples;
    Pipeline pipeline;
  };
  std::map<std::string, Job> jobs_;
};

}  // namespace
}  // namespace earshot::bench

int main() {
  earshot::bench::LibraryContender contender;
  return earshot::bench::serve(contender);
}
