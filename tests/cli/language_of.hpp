#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ocop::cli::test {

/// The words of a Vietnamese sentence that are not Vietnamese. What stands in quotes or between
/// backticks is the user's own or to be typed; places of files, names of settings and the few
/// names of things every language calls alike (PIN, USB …) do not count. A word without marks
/// counts as Vietnamese if it is built like a syllable without a tone: "trong", "theo", but not
/// "there", "open" or "return".
[[nodiscard]] std::vector<std::string> foreign_words(std::string_view sentence);

/// The words of an English sentence that hold Vietnamese letters, outside quotes.
[[nodiscard]] std::vector<std::string> vietnamese_words(std::string_view sentence);

} // namespace ocop::cli::test
