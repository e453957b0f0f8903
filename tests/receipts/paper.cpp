#include "tests/receipts/paper.hpp"

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <unistd.h>

namespace ocop::receipts::paper {
namespace {

unsigned at(std::string_view bytes, std::size_t place) {
    return place < bytes.size() ? static_cast<unsigned char>(bytes[place]) : 0U;
}

/// Every place where a printer that listens for real-time commands would hear one.
int real_time_commands(std::string_view bytes) {
    int count = 0;
    for (std::size_t i = 0; i + 1 < bytes.size(); ++i) {
        const unsigned next = at(bytes, i + 1);
        if (at(bytes, i) == 0x10 && (next == 0x04 || next == 0x05 || next == 0x14)) {
            ++count;
        }
    }
    return count;
}

struct PipeCloser {
    void operator()(FILE* pipe) const { pclose(pipe); }
};

} // namespace

Printed decode(std::string_view bytes) {
    Printed printed;
    printed.initialised = bytes.starts_with("\x1B\x40");
    printed.real_time = real_time_commands(bytes);
    std::vector<std::string> rows;
    int width = 0;
    std::size_t i = 0;
    while (i < bytes.size()) {
        const unsigned first = at(bytes, i);
        const unsigned second = at(bytes, i + 1);
        if ((first == 0x1B && second == 0x40) || (first == 0x1C && second == 0x2E)) {
            i += 2;
        } else if (first == 0x1B && second == 0x74) {
            printed.tables.push_back(static_cast<int>(at(bytes, i + 2)));
            i += 3;
        } else if ((first == 0x1B && second == 0x45) || (first == 0x1D && second == 0x21)) {
            i += 3;
        } else if (first == 0x1B && second == 0x64) {
            ++printed.feeds;
            i += 3;
        } else if (first == 0x1D && second == 0x56) {
            ++printed.cuts;
            i += at(bytes, i + 2) >= 0x41 ? 4U : 3U;
        } else if (first == 0x1D && second == 0x76 && at(bytes, i + 2) == 0x30) {
            const std::size_t row = at(bytes, i + 4) + 256U * at(bytes, i + 5);
            const std::size_t count = at(bytes, i + 6) + 256U * at(bytes, i + 7);
            i += 8;
            width = static_cast<int>(row) * 8;
            printed.slice_rows.push_back(static_cast<int>(count));
            for (std::size_t r = 0; r < count && i + row <= bytes.size(); ++r, i += row) {
                rows.emplace_back(bytes.substr(i, row));
            }
        } else if (first >= 0x20 || first == 0x0A) {
            printed.text += static_cast<char>(first);
            ++i;
        } else {
            printed.unknown = "byte " + std::to_string(first) + " at " + std::to_string(i);
            break;
        }
    }
    printed.dots = Bitmap{width, static_cast<int>(rows.size())};
    for (std::size_t y = 0; y < rows.size(); ++y) {
        for (int x = 0; x < width; ++x) {
            if ((at(rows[y], static_cast<std::size_t>(x / 8)) & (0x80U >> (x % 8))) != 0) {
                printed.dots.blacken(x, static_cast<int>(y));
            }
        }
    }
    return printed;
}

std::string run(const std::string& command, std::string_view input, const std::string& ending) {
    static int number = 0;
    const auto file =
        std::filesystem::path{OCOP_BINARY_DIR}
        / ("receipts_test_" + std::to_string(getpid()) + "_" + std::to_string(++number) + ending);
    std::ofstream{file, std::ios::binary} << input;
    std::string line = command;
    line.replace(line.find('%'), 1, file.string());
    std::string output;
    {
        const std::unique_ptr<FILE, PipeCloser> pipe{popen(line.c_str(), "r")};
        std::array<char, 4096> buffer{};
        while (const std::size_t length =
                   pipe ? fread(buffer.data(), 1, buffer.size(), pipe.get()) : 0) {
            output.append(buffer.data(), length);
        }
    }
    std::filesystem::remove(file);
    return output;
}

Bitmap parse_pbm(std::string_view bytes) {
    int width = 0;
    int height = 0;
    int header = 0;
    if (std::sscanf(
            std::string{bytes.substr(0, 64)}.c_str(), "P4 %d %d%n", &width, &height, &header
        )
        != 2) {
        return {};
    }
    Bitmap picture{width, height};
    const auto body = bytes.substr(static_cast<std::size_t>(header) + 1);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const int byte = y * picture.bytes_per_row() + x / 8;
            const auto place = static_cast<std::size_t>(byte);
            if ((at(body, place) & (0x80U >> (x % 8))) != 0) {
                picture.blacken(x, y);
            }
        }
    }
    return picture;
}

std::string read_codes(std::string_view png) {
    return run("zbarimg -q --raw -Sbinary % 2>/dev/null", png, ".png");
}

} // namespace ocop::receipts::paper
