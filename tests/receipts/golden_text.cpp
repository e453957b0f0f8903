#include "tests/receipts/golden_text.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace ocop::receipts {
namespace {

std::string read(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

} // namespace

void expect_golden(const std::string& name, const std::string& text) {
    const auto path = std::filesystem::path{OCOP_SOURCE_DIR} / "tests/receipts/golden" / name;
    if (read(path) != text) {
        const auto actual = std::filesystem::path{OCOP_BINARY_DIR} / name;
        std::ofstream{actual, std::ios::binary} << text;
        ADD_FAILURE() << "differs from " << path << "; the new text is in " << actual << "\n"
                      << text;
    }
}

} // namespace ocop::receipts
