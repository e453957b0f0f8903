// Touches a file in one of the ways our programs and their libraries do, and says what came of it:
// "read 3", "failed 5" (the errno), once a try. What the layer is tested on.

#include <sqlite3.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <string>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

namespace {

/// What a try came to: the errno, or how much.
struct Came {
    int error = 0;
    long size = 0;
};

Came of_call(long result) {
    return result < 0 ? Came{errno, 0} : Came{0, result};
}

Came read_ten(const std::string& path, const std::function<long(int, char*)>& read) {
    const int file = ::open(path.c_str(), O_RDONLY);
    if (file < 0) {
        return {errno, 0};
    }
    std::array<char, 10> bytes{};
    const Came came = of_call(read(file, bytes.data()));
    ::close(file);
    return came;
}

/// Two pieces of five bytes.
long read_pieces(int file, char* bytes) {
    const std::array<iovec, 2> pieces{iovec{bytes, 5}, iovec{bytes + 5, 5}};
    return ::readv(file, pieces.data(), 2);
}

Came write_ten(const std::string& path, const std::function<long(int)>& write) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT, 0644);
    if (file < 0) {
        return {errno, 0};
    }
    const Came came = of_call(write(file));
    return ::close(file) == 0 ? came : Came{errno, 0};
}

Came read_stream(const std::string& path) {
    FILE* stream = std::fopen(path.c_str(), "r");
    if (stream == nullptr) {
        return {errno, 0};
    }
    std::array<char, 10> bytes{};
    const auto got = static_cast<long>(std::fread(bytes.data(), 1, bytes.size(), stream));
    const int error = std::ferror(stream) != 0 ? errno : 0;
    std::fclose(stream);
    return {error, got};
}

Came write_stream(const std::string& path) {
    FILE* stream = std::fopen(path.c_str(), "w");
    if (stream == nullptr) {
        return {errno, 0};
    }
    std::fputs("ten bytes!", stream);
    return std::fclose(stream) == 0 ? Came{0, 10} : Came{errno, 0};
}

Came read_by_library(const std::string& path) {
    std::ifstream stream{path, std::ios::binary};
    std::array<char, 10> bytes{};
    stream.read(bytes.data(), bytes.size());
    return stream.gcount() > 0 ? Came{0, stream.gcount()} : Came{errno, 0};
}

Came write_by_library(const std::string& path) {
    std::ofstream stream{path, std::ios::binary};
    stream << "ten bytes!";
    stream.close();
    return stream ? Came{0, 10} : Came{errno, 0};
}

Came list(const std::string& path) {
    std::error_code error;
    long entries = 0;
    const auto folder = std::filesystem::path{path}.parent_path();
    auto entry = std::filesystem::directory_iterator{folder, error};
    while (!error && entry != std::filesystem::directory_iterator{}) {
        ++entries;
        entry.increment(error);
    }
    return {error.value(), entries};
}

Came look(const std::string& path) {
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    return error ? Came{error.value(), 0} : Came{0, static_cast<long>(size)};
}

/// A row into a database beside `path`, and how many there are.
Came write_database(const std::string& path) {
    sqlite3* database = nullptr;
    int code = sqlite3_open((path + ".db").c_str(), &database);
    if (code == SQLITE_OK) {
        code = sqlite3_exec(
            database,
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
            "CREATE TABLE IF NOT EXISTS t (a); INSERT INTO t VALUES (1)",
            nullptr,
            nullptr,
            nullptr
        );
    }
    sqlite3_close(database);
    return {code, 1};
}

using Way = std::function<Came(const std::string&)>;

const std::map<std::string, Way>& ways() {
    static const std::map<std::string, Way> known{
        {"read",
         [](const std::string& path) {
             return read_ten(path, [](int file, char* bytes) { return ::read(file, bytes, 10); });
         }},
        {"pread",
         [](const std::string& path) {
             return read_ten(path, [](int file, char* bytes) {
                 return ::pread(file, bytes, 10, 0);
             });
         }},
        {"readv", [](const std::string& path) { return read_ten(path, read_pieces); }},
        {"write",
         [](const std::string& path) {
             return write_ten(path, [](int file) { return ::write(file, "ten bytes!", 10); });
         }},
        {"pwrite",
         [](const std::string& path) {
             return write_ten(path, [](int file) { return ::pwrite(file, "ten bytes!", 10, 0); });
         }},
        {"sync",
         [](const std::string& path) {
             return write_ten(path, [](int file) { return static_cast<long>(::fsync(file)); });
         }},
        {"datasync",
         [](const std::string& path) {
             return write_ten(path, [](int file) { return static_cast<long>(::fdatasync(file)); });
         }},
        {"read-stream", read_stream},
        {"write-stream", write_stream},
        {"read-library", read_by_library},
        {"write-library", write_by_library},
        {"rename",
         [](const std::string& path) { return of_call(::rename(path.c_str(), path.c_str())); }},
        {"mkdir",
         [](const std::string& path) { return of_call(::mkdir((path + ".d").c_str(), 0755)); }},
        {"unlink",
         [](const std::string& path) { return of_call(::unlink((path + ".none").c_str())); }},
        {"list", list},
        {"look", look},
        {"database", write_database}};
    return known;
}

} // namespace

/// poke WAY FILE [TIMES]
int main(int argc, char** argv) {
    if (argc < 3 || ways().count(argv[1]) == 0) {
        return 2;
    }
    const int times = argc > 3 ? std::atoi(argv[3]) : 1;
    for (int i = 0; i < times; ++i) {
        const Came came = ways().at(argv[1])(argv[2]);
        std::cout << (came.error != 0 ? "failed " : "did ")
                  << (came.error != 0 ? came.error : came.size) << '\n'
                  << std::flush;
    }
    return 0;
}
