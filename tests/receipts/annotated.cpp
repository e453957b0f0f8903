#include "tests/receipts/escpos_decoder.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdio>

namespace ocop::receipts::paper {
namespace {

constexpr std::size_t bytes_a_line = 16;

std::string hex(std::size_t value, int digits) {
    char text[32];
    std::snprintf(text, sizeof text, "%0*zX", digits, value);
    return text;
}

/// The CRC-32 of zip and PNG.
std::uint32_t crc32(std::string_view bytes) {
    std::uint32_t crc = 0xFFFFFFFFU;
    for (const char byte : bytes) {
        crc ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit) {
            crc = crc >> 1U ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
        }
    }
    return ~crc;
}

int black_dots(const Bitmap& picture) {
    int dots = 0;
    for (const char byte : picture.bytes()) {
        for (unsigned rest = static_cast<unsigned char>(byte); rest != 0; rest &= rest - 1) {
            ++dots;
        }
    }
    return dots;
}

std::string meaning(const Command& command, const Printer& printer) {
    switch (command.verb) {
    case Verb::initialise:
        return "initialise";
    case Verb::leave_chinese:
        return "leave Chinese mode";
    case Verb::code_page: {
        const auto page = printer.pages.find(command.argument);
        return "code page " + std::to_string(command.argument) + ": "
               + std::string{name(page->second)};
    }
    case Verb::strong:
        return command.argument % 2 != 0 ? "strong" : "strong ends";
    case Verb::size:
        return command.argument == 0 ? "usual size" : "double size";
    case Verb::text:
        return '"' + command.text + '"';
    case Verb::newline:
        return "end of line";
    case Verb::feed:
        return "feed " + std::to_string(command.argument) + " lines";
    case Verb::cut:
        return command.argument == 0x42 ? "feed to the blade, cut partly" : "cut";
    case Verb::raster:
        return "GS v 0: " + std::to_string(command.picture.width()) + " x "
               + std::to_string(command.picture.height()) + " dots, "
               + std::to_string(black_dots(command.picture)) + " black, crc "
               + hex(crc32(command.picture.bytes()), 8);
    case Verb::drawer:
        return "drawer";
    case Verb::align:
        return command.argument == 1 ? "centred" : command.argument == 0 ? "left" : "right";
    case Verb::qr:
        return command.text;
    }
    return {};
}

} // namespace

std::string annotated(std::string_view bytes, const Printer& printer) {
    const Decoded decoded = decode(bytes, printer);
    std::string text;
    for (const Command& command : decoded.commands) {
        const std::size_t shown = command.verb == Verb::raster ? 8 : command.length;
        for (std::size_t from = 0; from < shown; from += bytes_a_line) {
            std::string row;
            for (std::size_t i = from; i < std::min(shown, from + bytes_a_line); ++i) {
                const char byte = bytes[command.offset + i];
                row += hex(static_cast<unsigned char>(byte), 2) + ' ';
            }
            text += hex(command.offset + from, 6) + "  " + row;
            if (from == 0) {
                text.append(3 * bytes_a_line + 1 - row.size(), ' ');
                text += meaning(command, printer);
            } else {
                text.pop_back();
            }
            text += '\n';
        }
    }
    return decoded.fault.empty() ? text : text + decoded.fault + '\n';
}

} // namespace ocop::receipts::paper
