#include "pos/report/einvoices.hpp"

#include "pos/report/labels.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace ocop::report {
namespace {

/// Amounts as the invoice has them: a return takes away.
template <class Value>
Value on_invoice(const SaleBody& body, Value value) {
    return body.is_return ? -value : value;
}

Json lines_json(const SaleBody& body) {
    Json lines = Json::array();
    for (const SaleLine& line : body.lines) {
        lines.push_back({
            {"line", line.line},
            {"product", line.product},
            {"name", line.name},
            {"unit", line.unit},
            {"quantity", on_invoice(body, line.quantity).thousandths()},
            {"unit_price", line.unit_price.vnd()},
            {"discount", on_invoice(body, line.discount + line.basket_discount).vnd()},
            {"vat_rate", code(line.vat_rate)},
            {"net_ex_vat", on_invoice(body, line.net - line.vat).vnd()},
            {"vat", on_invoice(body, line.vat).vnd()},
            {"amount", on_invoice(body, line.net).vnd()},
        });
    }
    return lines;
}

Json row_json(const InvoicedReceipt& receipt) {
    const SaleBody& body = receipt.body;
    const Einvoice& invoice = *body.einvoice;
    Json vat = Json::array();
    for (const VatRow& row : body.vat) {
        vat.push_back(
            {{"rate", code(row.rate)},
             {"net_ex_vat", on_invoice(body, row.net_ex_vat).vnd()},
             {"vat", on_invoice(body, row.vat).vnd()}}
        );
    }
    Json tenders = Json::array();
    for (const TenderRow& row : body.tenders) {
        tenders.push_back({{"tender", row.tender}, {"amount", on_invoice(body, row.amount).vnd()}});
    }
    Json row{
        {"series", invoice.series},
        {"number", invoice.number},
        {"code", invoice.code ? Json(*invoice.code) : Json(nullptr)},
        {"lookup", invoice.lookup ? Json(*invoice.lookup) : Json(nullptr)},
        {"receipt", body.number},
        {"at", iso(receipt.at)},
        {"buyer", body.buyer ? to_json(*body.buyer) : Json(nullptr)},
        {"lines", lines_json(body)},
        {"vat", std::move(vat)},
        {"total", on_invoice(body, body.total).vnd()},
        {"tenders", std::move(tenders)}};
    if (invoice.adjusts) {
        row["adjusts"] = {
            {"series", invoice.adjusts->series},
            {"number", invoice.adjusts->number},
            {"day", iso(invoice.adjusts->day)}};
    }
    return row;
}

Row row_of(const InvoicedReceipt& receipt, const SaleLine& line, std::string_view consumer) {
    const SaleBody& body = receipt.body;
    const Einvoice& invoice = *body.einvoice;
    const Buyer buyer = body.buyer.value_or(Buyer{std::string{consumer}, "", "", "", ""});
    const auto& adjusts = invoice.adjusts;
    return {
        invoice.series,
        std::to_string(invoice.number), // a name, not an amount: no dots between thousands
        invoice.code.value_or(""),
        adjusts ? adjusts->series + " " + std::to_string(adjusts->number) : "",
        body.number,
        format(receipt.at),
        buyer.name,
        buyer.tax_code,
        buyer.address,
        line.name,
        line.unit,
        on_invoice(body, line.quantity),
        line.unit_price,
        on_invoice(body, line.discount + line.basket_discount),
        std::string{code(line.vat_rate)},
        on_invoice(body, line.net - line.vat),
        on_invoice(body, line.vat),
        on_invoice(body, line.net)};
}

/// What EinvoiceColumns::whole has beyond the row, at its end.
void add_rest(Row& row, const InvoicedReceipt& receipt) {
    const Einvoice& invoice = *receipt.body.einvoice;
    const Buyer buyer = receipt.body.buyer.value_or(Buyer{});
    row.insert(
        row.end(),
        {buyer.phone,
         buyer.email,
         invoice.adjusts ? format(invoice.adjusts->day) : "",
         invoice.lookup.value_or("")}
    );
}

} // namespace

Expected<EinvoiceList, RecordFault> einvoices(Day from, Day to, const RecordSource& records) {
    EinvoiceList list;
    list.from = from;
    list.to = to;
    std::optional<RecordFault> fault;
    records([&](const Record& record) {
        const Day day = record.at.day();
        if (fault || !is_receipt(record.kind) || day < from || day > to) {
            return;
        }
        auto body = sale_in(record);
        if (!body) {
            fault = body.error();
        } else if (body->einvoice) {
            list.receipts.push_back({record.at, std::move(*body)});
        } else {
            ++list.without;
        }
    });
    if (fault) {
        return Unexpected{*fault};
    }
    std::sort(
        list.receipts.begin(),
        list.receipts.end(),
        [](const InvoicedReceipt& a, const InvoicedReceipt& b) {
            return std::tie(a.body.einvoice->series, a.body.einvoice->number)
                   < std::tie(b.body.einvoice->series, b.body.einvoice->number);
        }
    );
    return list;
}

Json to_json(const EinvoiceList& list) {
    Json rows = Json::array();
    for (const InvoicedReceipt& receipt : list.receipts) {
        rows.push_back(row_json(receipt));
    }
    return {
        {"from", iso(list.from)},
        {"to", iso(list.to)},
        {"seller",
         {{"name", list.seller},
          {"tax_code", list.seller_tax_code},
          {"address", list.seller_address},
          {"point", list.point}}},
        {"without", list.without},
        {"rows", std::move(rows)}};
}

Table einvoice_table(const EinvoiceList& list, Language language, EinvoiceColumns columns) {
    const bool whole = columns == EinvoiceColumns::whole;
    const auto text = [&](std::string_view vietnamese, std::string_view english) {
        return either(language, vietnamese, english);
    };
    constexpr ColumnKind number = ColumnKind::number;
    Table table;
    table.name = text("Hóa đơn điện tử", "E-invoices");
    table.title = text("Dữ liệu hóa đơn điện tử", "E-invoice data");
    table.subtitle = format(list.from) + " – " + format(list.to);
    for (const std::string& fact :
         {list.seller, list.seller_tax_code, list.seller_address, list.point}) {
        table.subtitle += fact.empty() ? "" : "; " + fact;
    }
    table.columns = {
        {"series", text("Ký hiệu", "Series"), ColumnKind::text},
        {"number", text("Số", "Number"), ColumnKind::text},
        {"code", text("Mã CQT", "Tax office code"), ColumnKind::text},
        {"adjusts", text("Điều chỉnh cho", "Adjusts"), ColumnKind::text},
        {"receipt", text("Phiếu", "Receipt"), ColumnKind::text},
        {"at", text("Lúc", "At"), ColumnKind::text},
        {"buyer_name", text("Người mua", "Buyer"), ColumnKind::text},
        {"buyer_tax_code", text("MST/Số định danh", "Tax/citizen number"), ColumnKind::text},
        {"buyer_address", text("Địa chỉ", "Address"), ColumnKind::text},
        {"name", text("Tên hàng", "Goods"), ColumnKind::text},
        {"unit", text("ĐVT", "Unit"), ColumnKind::text},
        {"quantity", text("Số lượng", "Quantity"), number},
        {"unit_price", text("Đơn giá, có thuế", "Unit price with VAT"), number},
        {"discount", text("Giảm giá", "Discount"), number},
        {"vat_rate", text("Thuế suất", "VAT rate"), ColumnKind::text},
        {"net_ex_vat", text("Chưa thuế", "Without VAT"), number},
        {"vat", text("Thuế GTGT", "VAT"), number},
        {"amount", text("Thành tiền", "Amount"), number},
    };
    constexpr std::size_t amounts = 3; // the last of these columns
    const std::size_t before_amounts = table.columns.size() - amounts;
    const std::string consumer = text("Bán cho người tiêu dùng", "Sold to a consumer");
    if (whole) {
        table.columns.insert(
            table.columns.end(),
            {{"buyer_phone", text("Điện thoại", "Phone"), ColumnKind::text},
             {"buyer_email", text("Thư điện tử", "E-mail"), ColumnKind::text},
             {"adjusts_day", text("Ngày HĐ được điều chỉnh", "Adjusted on"), ColumnKind::text},
             {"lookup", text("Tra cứu", "Look up at"), ColumnKind::text}}
        );
    }
    Money net_ex_vat;
    Money vat;
    for (const InvoicedReceipt& receipt : list.receipts) {
        for (const SaleLine& line : receipt.body.lines) {
            Row row = row_of(receipt, line, consumer);
            if (whole) {
                add_rest(row, receipt);
            }
            table.rows.push_back(std::move(row));
            net_ex_vat += on_invoice(receipt.body, line.net - line.vat);
            vat += on_invoice(receipt.body, line.vat);
        }
    }
    Row total(before_amounts);
    total.front() = text("Tổng cộng", "Total");
    total.insert(total.end(), {net_ex_vat, vat, net_ex_vat + vat});
    total.resize(table.columns.size());
    table.total = std::move(total);
    if (list.without > 0) {
        table.notes.push_back(
            text("Phiếu không có số hóa đơn: ", "Receipts without an invoice number: ")
            + std::to_string(list.without)
        );
    }
    table.notes.push_back(text(
        "Dữ liệu để nhà cung cấp dịch vụ hóa đơn điện tử truyền đến cơ quan thuế.",
        "Data for the shop's e-invoice provider, who transmits them to the tax office."
    ));
    return table;
}

} // namespace ocop::report
