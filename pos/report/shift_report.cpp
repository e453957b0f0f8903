#include "pos/report/shift_report.hpp"

#include "pos/core/tender_names.hpp"
#include "pos/report/labels.hpp"

#include <utility>

namespace ocop::report {

Table shift_table(
    const ShiftSummary& shift,
    Language language,
    const std::optional<EpochNumbers>& in_use,
    std::string_view till
) {
    const bool closed = shift.closed_at.has_value();
    Table table;
    const auto text = [&](std::string_view vietnamese, std::string_view english) {
        return either(language, vietnamese, english);
    };
    const auto row = [&](std::string key, std::string label, Cell value) {
        table.rows.push_back({std::move(key), std::move(label), std::move(value)});
    };
    table.name = closed ? "Z" : "X";
    table.title = (closed ? text("Báo cáo Z, ca ", "Z report, shift ")
                          : text("Báo cáo X, ca ", "X report, shift "))
                  + std::to_string(shift.shift);
    table.subtitle = format(shift.opened_at) + (closed ? " – " + format(*shift.closed_at) : "");
    table.columns = {
        {"key", text("Mã", "Key"), ColumnKind::text},
        {"label", text("Khoản mục", "Item"), ColumnKind::text},
        {"value", text("Giá trị", "Value"), ColumnKind::number},
    };
    row("sales", text("Số lần bán", "Sales"), shift.sales);
    row("sold", text("Bán ra", "Sold"), shift.sold);
    row("returns", text("Số lần trả hàng", "Returns"), shift.returns);
    row("returned", text("Trả lại khách", "Returned"), shift.returned);
    row("revenue", text("Doanh thu", "Revenue"), shift.sold - shift.returned);
    row("discounts", text("Giảm giá", "Discounts"), shift.discounts);
    for (const auto& [tender, amount] : shift.by_tender) {
        row("tender " + tender, tender_name(tender, language), amount);
    }
    for (const VatRow& vat : shift.vat_in_order()) {
        const std::string rate{code(vat.rate)};
        row("net_ex_vat " + rate,
            text("Chưa thuế, thuế suất ", "Without VAT, rate ") + rate,
            vat.net_ex_vat);
        row("vat " + rate, text("Thuế GTGT, thuế suất ", "VAT, rate ") + rate, vat.vat);
    }
    row("cancelled", text("Giỏ hàng bỏ", "Baskets given up"), shift.cancelled);
    row("cancelled_amount",
        text("Tiền giỏ hàng bỏ", "Worth of baskets given up"),
        shift.cancelled_amount);
    row("removed_lines", text("Dòng hàng bỏ ra", "Lines taken out"), shift.removed_lines);
    if (shift.untendered > 0) {
        row("untendered",
            text("Số lần trả lại tiền đã nhận", "Times cash taken was handed back"),
            shift.untendered);
        row("untendered_amount",
            text("Tiền mặt đã nhận rồi trả lại", "Cash taken and handed back"),
            shift.untendered_amount);
    }
    row("no_sales", text("Mở két không bán", "Drawer opened without a sale"), shift.no_sales);
    row("float", text("Tiền đầu ca", "Opening float"), shift.opening_float);
    row("paid_in", text("Nộp thêm vào két", "Paid in"), shift.paid_in);
    row("paid_out", text("Chi từ két", "Paid out"), shift.paid_out);
    row("expected", text("Tiền mặt phải có", "Cash expected"), shift.expected_cash());
    if (closed) {
        row("counted", text("Tiền mặt đếm được", "Cash counted"), shift.counted);
        row("difference", text("Chênh lệch", "Difference"), shift.difference());
        for (const std::int64_t note : denominations) {
            const auto pieces = shift.counted_pieces.find(note);
            if (pieces != shift.counted_pieces.end()) {
                row("pieces " + std::to_string(note),
                    text("Số tờ ", "Pieces of ") + format(Money{note}),
                    pieces->second);
            }
        }
    }
    if (in_use) {
        row("last_receipt in_use",
            text("Số phiếu cuối đã dùng", "Last receipt number in use"),
            in_use->receipts > 0 ? receipt_number(till, in_use->receipts) : std::string{"0"});
        for (const auto& [series, last] : in_use->einvoices) {
            if (parse_einvoice_series(series)) { // not the tax office's running numbers
                row("last_einvoice " + series,
                    text(
                        "Số hóa đơn điện tử cuối đã dùng, ký hiệu ",
                        "Last e-invoice number in use, series "
                    ) + series,
                    last);
            }
        }
    }
    return table;
}

} // namespace ocop::report
