#pragma once

#include <CLI/CLI.hpp>

namespace earshot {

/// Each adds one sub-command, which does its work while the command line is parsed. A user's mistake leaves
/// it as an Error; an exit status other than 0, with everything said already, as CLI::RuntimeError.
void add_explore_command(CLI::App& app);
void add_synthesize_command(CLI::App& app);
void add_features_command(CLI::App& app);
void add_summary_command(CLI::App& app);
void add_augment_command(CLI::App& app);
void add_train_command(CLI::App& app);
void add_cross_validate_command(CLI::App& app);
void add_sweep_command(CLI::App& app);
void add_compare_command(CLI::App& app);
void add_quantize_command(CLI::App& app);
void add_evaluate_command(CLI::App& app);
void add_classify_command(CLI::App& app);
void add_stream_command(CLI::App& app);
void add_make_stream_command(CLI::App& app);

}  // namespace earshot
