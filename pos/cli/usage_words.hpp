#pragma once

#include "pos/core/refusal.hpp"

#include <CLI/CLI.hpp>

#include <string>

namespace ocop::cli {

/// What is wrong with a command line, in our words and the user's language: the parser's own are
/// English.
[[nodiscard]] std::string usage_words(const CLI::ParseError& error, Language language);

} // namespace ocop::cli
