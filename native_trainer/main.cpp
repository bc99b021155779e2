#include <CLI/CLI.hpp>
#include <exception>
#include <iostream>
#include <string>

#include "commands/commands.h"
#include "error.h"

namespace {

constexpr int kUserError = 2;
constexpr int kBug = 3;

int complain(int status, const std::string& message) {
  std::cerr << "earshot: " << message << '\n';
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Trains small audio classifiers and tries them out.", "earshot");
  app.require_subcommand(0, 1);
  app.set_version_flag("--version", EARSHOT_VERSION);
  app.footer(
      "Exit status: 0 done, 1 a check failed, 2 something given is wrong.\nearshot COMMAND --help tells "
      "more.");
  earshot::add_explore_command(app);
  earshot::add_synthesize_command(app);
  earshot::add_features_command(app);
  earshot::add_summary_command(app);
  earshot::add_augment_command(app);
  earshot::add_train_command(app);
  earshot::add_cross_validate_command(app);
  earshot::add_sweep_command(app);
  earshot::add_compare_command(app);
  earshot::add_quantize_command(app);
  earshot::add_evaluate_command(app);
  earshot::add_classify_command(app);
  earshot::add_stream_command(app);
  earshot::add_make_stream_command(app);
  try {
    app.parse(argc, argv);
    return app.get_subcommands().empty() ? complain(kUserError, "which command? see earshot --help") : 0;
  } catch (const CLI::RuntimeError& ended) {
    return ended.get_exit_code();
  } catch (const CLI::Success& help) {
    return app.exit(help);
  } catch (const CLI::ParseError& error) {
    return complain(kUserError, std::string(error.what()) + "; see earshot --help");
  } catch (const earshot::Error& error) {
    return complain(kUserError, error.what());
  } catch (const std::exception& error) {
    return complain(kBug, std::string("this should not have happened: ") + error.what());
  }
}
