#include "tests/receipts/paper.hpp"

#include <png.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <unistd.h>
#include <vector>

namespace ocop::receipts::paper {
namespace {

unsigned at(std::string_view bytes, std::size_t place) {
    return place < bytes.size() ? static_cast<unsigned char>(bytes[place]) : 0U;
}

struct PipeCloser {
    void operator()(FILE* pipe) const { pclose(pipe); }
};

} // namespace

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

Bitmap parse_png(std::string_view bytes) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()) == 0) {
        return {};
    }
    image.format = PNG_FORMAT_GRAY;
    std::vector<png_byte> grey(PNG_IMAGE_SIZE(image));
    if (png_image_finish_read(&image, nullptr, grey.data(), 0, nullptr) == 0) {
        return {};
    }
    Bitmap picture{static_cast<int>(image.width), static_cast<int>(image.height)};
    for (std::size_t i = 0; i < grey.size(); ++i) {
        if (grey[i] == 0) {
            picture.blacken(static_cast<int>(i % image.width), static_cast<int>(i / image.width));
        }
    }
    return picture;
}

std::string read_codes(std::string_view png) {
    return run("zbarimg -q --raw -Sbinary % 2>/dev/null", png, ".png");
}

} // namespace ocop::receipts::paper
