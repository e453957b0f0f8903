#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>

namespace ocop::devices {

/// A folder that goes away with the test.
class Scratch {
public:
    Scratch() {
        std::string pattern = ::testing::TempDir() + "ocop-devices-XXXXXX";
        path_ = mkdtemp(pattern.data());
    }

    ~Scratch() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_{};
};

} // namespace ocop::devices
