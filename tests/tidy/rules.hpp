#pragma once

#include <filesystem>
#include <string>
#include <vector>

/// Our own source read as text: what a compiler does not forbid and this house does.
namespace ocop::tidy {

/// One breach: where, and what to do about it.
struct Breach {
    std::string file{}; // from the root, with forward slashes
    int line = 0;
    std::string what{};
    bool operator==(const Breach&) const = default;
};

/// Breaches in one file's text. `file` is its path from the root, which tells its folder.
[[nodiscard]] std::vector<Breach> check_text(const std::string& file, const std::string& text);

/// Breaches in every source below `root`, in order of path and line.
[[nodiscard]] std::vector<Breach> check_tree(const std::filesystem::path& root);

} // namespace ocop::tidy
