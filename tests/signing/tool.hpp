#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <unistd.h>

namespace ocop::signing {

/// A folder of one test, gone after it.
class Folder {
public:
    explicit Folder(const std::string& name)
        : path_{
            std::filesystem::temp_directory_path()
            / ("ocop-signing-test-" + name + std::to_string(getpid()))} {
        std::filesystem::remove_all(path_);
        std::filesystem::create_directories(path_);
    }

    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    [[nodiscard]] std::string operator/(const std::string& name) const {
        return (path_ / name).string();
    }

    void write(const std::string& name, const std::string& bytes) const {
        std::ofstream{path_ / name, std::ios::binary} << bytes;
    }

    [[nodiscard]] std::string read(const std::string& name) const {
        std::ifstream file{path_ / name, std::ios::binary};
        return {std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
    }

private:
    std::filesystem::path path_;
};

/// Runs the real tool, quietly; true if it ended with 0.
inline bool minisign(const std::string& arguments) {
    return std::system((MINISIGN " " + arguments + " >/dev/null 2>&1").c_str()) == 0;
}

} // namespace ocop::signing
