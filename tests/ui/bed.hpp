#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <sys/stat.h>
#include <vector>

namespace ocop::ui::test {

/// What starts the till on an emulated bus, as CMake gives it.
inline std::vector<std::string> parts_of(const std::string& list) {
    std::vector<std::string> parts;
    std::istringstream stream{list};
    for (std::string part; std::getline(stream, part, '|');) {
        parts.push_back(part);
    }
    return parts;
}

/// Tells till_on_bed what becomes of its devices and its window.
class Orders {
public:
    explicit Orders(const std::filesystem::path& folder)
        : path_{folder / "orders"},
          answers_path_{folder / "answers"} {
        EXPECT_EQ(::mkfifo(path_.c_str(), 0600), 0);
        EXPECT_EQ(::mkfifo(answers_path_.c_str(), 0600), 0);
        ::setenv("OCOP_BED_ORDERS", path_.c_str(), 1);
        ::setenv("OCOP_BED_ANSWERS", answers_path_.c_str(), 1);
        pipe_.open(path_, std::ios::in | std::ios::out);
        answers_.open(answers_path_, std::ios::in | std::ios::out);
    }

    void give(const std::string& order) { pipe_ << order << std::endl; }

    /// What it answers to `order`, one line.
    std::string ask(const std::string& order) {
        give(order);
        std::string line;
        std::getline(answers_, line); // the test's own time limit ends a wait in vain
        return line;
    }

private:
    std::filesystem::path path_;
    std::filesystem::path answers_path_;
    std::fstream pipe_{};
    std::fstream answers_{};
};

} // namespace ocop::ui::test
