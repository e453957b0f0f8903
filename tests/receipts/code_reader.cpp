#include "tests/receipts/code_reader.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <ostream>
#include <zbar.h>

namespace ocop::receipts::paper {
namespace {

struct ScannerCloser {
    void operator()(zbar::zbar_image_scanner_t* scanner) const {
        zbar::zbar_image_scanner_destroy(scanner);
    }
};

struct ImageCloser {
    void operator()(zbar::zbar_image_t* image) const { zbar::zbar_image_destroy(image); }
};

} // namespace

std::vector<ReadCode> read_codes(const Bitmap& paper, int margin) {
    const int width = paper.width() + 2 * margin;
    const int height = paper.height() + 2 * margin;
    std::string grey(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), '\xFF');
    for (int y = 0; y < paper.height(); ++y) {
        for (int x = 0; x < paper.width(); ++x) {
            if (paper.black(x, y)) {
                grey[static_cast<std::size_t>((y + margin) * width + x + margin)] = '\0';
            }
        }
    }
    const std::unique_ptr<zbar::zbar_image_scanner_t, ScannerCloser> scanner{
        zbar::zbar_image_scanner_create()};
    zbar::zbar_image_scanner_set_config(scanner.get(), zbar::ZBAR_NONE, zbar::ZBAR_CFG_ENABLE, 1);
    // Its reader of SQ codes leaks, and nobody prints them.
    zbar::zbar_image_scanner_set_config(scanner.get(), zbar::ZBAR_SQCODE, zbar::ZBAR_CFG_ENABLE, 0);
    const std::unique_ptr<zbar::zbar_image_t, ImageCloser> image{zbar::zbar_image_create()};
    zbar::zbar_image_set_format(image.get(), zbar_fourcc('Y', '8', '0', '0'));
    zbar::zbar_image_set_size(
        image.get(), static_cast<unsigned>(width), static_cast<unsigned>(height)
    );
    zbar::zbar_image_set_data(image.get(), grey.data(), grey.size(), nullptr);
    std::vector<ReadCode> codes;
    if (zbar::zbar_scan_image(scanner.get(), image.get()) > 0) {
        for (const auto* symbol = zbar::zbar_image_first_symbol(image.get()); symbol != nullptr;
             symbol = zbar::zbar_symbol_next(symbol)) {
            codes.push_back(
                {zbar::zbar_get_symbol_name(zbar::zbar_symbol_get_type(symbol)),
                 {zbar::zbar_symbol_get_data(symbol), zbar::zbar_symbol_get_data_length(symbol)}}
            );
        }
    }
    std::sort(codes.begin(), codes.end(), [](const ReadCode& left, const ReadCode& right) {
        return left.kind < right.kind;
    });
    return codes;
}

void PrintTo(const ReadCode& code, std::ostream* out) {
    *out << code.kind << " " << code.data;
}

} // namespace ocop::receipts::paper
