#include "receipts/codes.hpp"

#include <zint.h>

#include <memory>
#include <string_view>

namespace ocop::receipts {
namespace {

struct SymbolCloser {
    void operator()(zint_symbol* symbol) const { ZBarcode_Delete(symbol); }
};

int symbology(CodeKind kind) {
    switch (kind) {
    case CodeKind::qr:
        return BARCODE_QRCODE;
    case CodeKind::ean13:
        return BARCODE_EANX;
    case CodeKind::code128:
        return BARCODE_CODE128;
    }
    return BARCODE_QRCODE;
}

bool is_thirteen_digits(std::string_view data) {
    return data.size() == 13 && data.find_first_not_of("0123456789") == std::string_view::npos;
}

} // namespace

int quiet_modules(CodeKind kind) {
    switch (kind) {
    case CodeKind::qr:
        return 4;
    case CodeKind::ean13:
        return 11;
    case CodeKind::code128:
        return 10;
    }
    return 4;
}

std::optional<Bitmap> modules(const Code& code) {
    if (code.data.empty() || (code.kind == CodeKind::ean13 && !is_thirteen_digits(code.data))) {
        return std::nullopt;
    }
    const std::unique_ptr<zint_symbol, SymbolCloser> symbol{ZBarcode_Create()};
    if (!symbol) {
        return std::nullopt;
    }
    symbol->symbology = symbology(code.kind);
    symbol->input_mode = UNICODE_MODE;
    if (code.kind == CodeKind::qr) {
        symbol->option_1 = 2; // level M
    }
    const auto* data = reinterpret_cast<const unsigned char*>(code.data.data());
    if (ZBarcode_Encode(symbol.get(), data, static_cast<int>(code.data.size())) >= ZINT_ERROR) {
        return std::nullopt;
    }
    Bitmap picture{symbol->width, symbol->rows};
    for (int y = 0; y < symbol->rows; ++y) {
        for (int x = 0; x < symbol->width; ++x) {
            if (((symbol->encoded_data[y][x / 8] >> (x % 8)) & 1) != 0) {
                picture.blacken(x, y);
            }
        }
    }
    return picture;
}

} // namespace ocop::receipts
