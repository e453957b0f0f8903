#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <sys/stat.h>
#include <system_error>

namespace ocop::test {

/// A test with a folder of its own, gone with it.
class ScratchTest : public ::testing::Test {
protected:
    void SetUp() override {
        std::string name = (std::filesystem::temp_directory_path() / "ocop-file-XXXXXX").string();
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        folder_ = name;
    }

    void TearDown() override {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

private:
    std::filesystem::path folder_{};
};

/// A umask for the life of this.
class Umask {
public:
    explicit Umask(mode_t value)
        : before_{::umask(value)} {}

    ~Umask() { ::umask(before_); }

    Umask(const Umask&) = delete;
    Umask& operator=(const Umask&) = delete;

private:
    mode_t before_;
};

/// The rights of `path` itself.
inline std::filesystem::perms rights_of(const std::filesystem::path& path) {
    return std::filesystem::symlink_status(path).permissions();
}

} // namespace ocop::test
