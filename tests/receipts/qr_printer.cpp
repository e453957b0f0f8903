#include "tests/receipts/qr_printer.hpp"

#include <zint.h>

#include <memory>

namespace ocop::receipts::paper {
namespace {

struct SymbolCloser {
    void operator()(zint_symbol* symbol) const { ZBarcode_Delete(symbol); }
};

using Symbol = std::unique_ptr<zint_symbol, SymbolCloser>;

/// `version` 0: the smallest that holds `data`. Null where none does.
Symbol encoded(const std::string& data, char level, int version) {
    Symbol symbol{ZBarcode_Create()};
    symbol->symbology = BARCODE_QRCODE;
    symbol->input_mode = DATA_MODE;
    symbol->option_1 = level - '0' + 1;
    symbol->option_2 = version;
    const auto* bytes = reinterpret_cast<const unsigned char*>(data.data());
    if (ZBarcode_Encode(symbol.get(), bytes, static_cast<int>(data.size())) >= ZINT_ERROR) {
        return nullptr;
    }
    return symbol;
}

/// The version that holds `size` bytes packed as bytes: small letters cannot be packed otherwise.
int version_for(std::size_t size, char level) {
    const Symbol symbol = encoded(std::string(size, 'a'), level, 0);
    constexpr int across_none = 17;
    return symbol ? (symbol->width - across_none) / 4 : 0;
}

QrAnswer refused(const std::string& why) {
    return {"refused", why, {}};
}

} // namespace

QrAnswer QrPrinter::obey(std::string_view parameters) {
    if (parameters.size() < 3 || parameters[0] != '1') {
        return refused("a GS ( k for no QR code");
    }
    const char function = parameters[1];
    const char value = parameters[2];
    const std::size_t size = parameters.size();
    if (function == 'A') {
        return size == 4 && value == '2' && parameters[3] == '\0' ? QrAnswer{"QR: model 2", {}, {}}
                                                                  : refused("not QR model 2");
    }
    if (function == 'P') {
        constexpr std::size_t size_max = 7092;
        if (size < 4 || size > size_max || value != '0') {
            return refused("QR data that cannot be stored");
        }
        data_ = parameters.substr(3);
        return {"QR: \"" + data_ + '"', {}, {}};
    }
    if (size != 3) {
        return refused("a QR function with a wrong count");
    }
    if (function == 'C') {
        if (value < 1 || value > 16) {
            return refused("a QR module of 0 or of more than 16 dots");
        }
        module_ = value;
        return {"QR: modules of " + std::to_string(module_) + " dots", {}, {}};
    }
    if (function == 'E') {
        if (value < '0' || value > '3') {
            return refused("no QR level");
        }
        level_ = value;
        return {std::string{"QR: level "} + "LMQH" [value - '0'], {}, {}};
    }
    return function == 'Q' && value == '0' ? print() : refused("an unknown QR function");
}

QrAnswer QrPrinter::print() const {
    const int version = data_.empty() ? 0 : version_for(data_.size(), level_);
    const Symbol symbol = version == 0 ? nullptr : encoded(data_, level_, version);
    if (!symbol) {
        return refused("no QR data, or more than a code holds");
    }
    QrAnswer answer;
    answer.what = "QR: printed, " + std::to_string(symbol->width) + " modules across";
    answer.symbol = Bitmap{symbol->width * module_, symbol->rows * module_};
    for (int y = 0; y < symbol->rows; ++y) {
        for (int x = 0; x < symbol->width; ++x) {
            if ((symbol->encoded_data[y][x / 8] >> (x % 8) & 1) != 0) {
                answer.symbol.fill(x * module_, y * module_, module_, module_);
            }
        }
    }
    return answer;
}

} // namespace ocop::receipts::paper
