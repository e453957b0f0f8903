#include "pos/core/assert.hpp"
#include "receipts/escpos.hpp"
#include "receipts/sale_receipt.hpp"
#include "tests/receipts/escpos_decoder.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

// A whole receipt whose every text and code is the input, in a way it can reach a printer that the
// input's last byte chooses: a printer played by the tests' decoder must find nothing in it but the
// commands of a receipt.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ocop;
    using namespace ocop::receipts;
    static Typeface typeface = std::move(*Typeface::load(*find_fonts()));
    const std::string input{reinterpret_cast<const char*>(data), size};
    SaleLine line;
    line.name = input;
    line.unit = input.substr(0, 12);
    line.lot = input;
    line.trace_url = input;
    line.quantity = one_unit;
    line.unit_price = line.gross = line.net = Money{1'234'567};
    SaleBody sale;
    sale.number = input;
    sale.cashier = input;
    sale.lines = {line};
    sale.total = line.net;
    sale.tenders = {{input, sale.total}};
    sale.buyer = Buyer{input, input, input, input, input};
    sale.einvoice = Einvoice{input, 1, input, input, EinvoiceReference{input, 1, Day{}}};
    ReceiptFacts facts;
    facts.shop_name = input;
    facts.footer = input;
    const Document document = sale_receipt(sale, facts);
    constexpr std::array encodings{Encoding::cp1258, Encoding::tcvn3, Encoding::raster};
    const unsigned way = size == 0 ? 0U : data[size - 1];
    constexpr std::array models{"generic-58", "generic-80", "epson-tm-t20"}; // it draws QR codes
    const PrinterProfile& profile = *find_profile(models.at(way % models.size()));
    const Encoding encoding = encodings.at(way / models.size() % encodings.size());
    paper::Printer printer;
    printer.dots = profile.dots;
    printer.columns = profile.columns;
    printer.draws_qr = profile.draws_qr;
    printer.cuts = profile.cutter != Cutter::none;
    const auto bytes = to_escpos(lay_out(document, profile.columns), profile, encoding, typeface);
    OCOP_ASSERT(paper::complaint(paper::decode(*bytes, printer)).empty());
    return 0;
}
