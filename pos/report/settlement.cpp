#include "pos/report/settlement.hpp"

#include "pos/core/plain_text.hpp"
#include "pos/report/labels.hpp"
#include "pos/report/line_shares.hpp"

#include <map>
#include <tuple>
#include <utility>

namespace ocop::report {
namespace {

using Key = std::tuple<std::string, Vat, std::string, Money>;

void add(
    SettlementRow& row, const SaleLine& line, Money price, const LineShares& shares, bool is_return
) {
    const auto signed_by_kind = [&](auto value) { return is_return ? -value : value; };
    row.producer = line.producer;
    row.producer_name = line.producer_name;
    row.vat_rate = line.vat_rate;
    row.product = line.product;
    row.name = line.name;
    row.unit = line.unit;
    row.price_ex_vat = price;
    row.quantity += signed_by_kind(line.quantity);
    row.owed_ex_vat += signed_by_kind(shares.of_line(line, price));
    row.shelf_ex_vat += signed_by_kind(line.net - line.vat);
    row.shelf_vat += signed_by_kind(line.vat);
    row.demonstration = row.demonstration || line.demonstration;
}

} // namespace

Expected<Settlement, RecordFault> settlement(
    Day from,
    Day to,
    const std::optional<std::string>& producer,
    const RecordSource& records,
    const SaleSource& sales
) {
    std::map<Key, SettlementRow> rows;
    std::optional<RecordFault> fault;
    records([&](const Record& record) {
        const Day day = record.at.day();
        if (fault || !is_receipt(record.kind) || day < from || day > to) {
            return;
        }
        const Expected<SaleBody, RecordFault> body = sale_in(record);
        if (!body) {
            fault = body.error();
            return;
        }
        const auto shares = LineShares::of(record, *body, sales);
        if (!shares) {
            fault = shares.error();
            return;
        }
        for (const SaleLine& line : body->lines) {
            const bool wanted = !producer || composed(*producer) == composed(line.producer);
            if (wanted && line.consignment_price_ex_vat) {
                const Money price = *line.consignment_price_ex_vat;
                // Records of an older version hold texts as they came.
                const Key key{
                    composed(line.producer), line.vat_rate, composed(line.product), price};
                add(rows[key], line, price, *shares, body->is_return);
            }
        }
    });
    if (fault) {
        return Unexpected{*fault};
    }
    Settlement result{.from = from, .to = to};
    for (auto& [key, row] : rows) {
        result.owed_ex_vat += row.owed_ex_vat;
        result.shelf_ex_vat += row.shelf_ex_vat;
        result.shelf_vat += row.shelf_vat;
        result.rows.push_back(std::move(row));
    }
    return result;
}

Json to_json(const Settlement& settlement) {
    Json rows = Json::array();
    for (const SettlementRow& row : settlement.rows) {
        rows.push_back({
            {"producer", row.producer},
            {"producer_name", row.producer_name},
            {"vat_rate", code(row.vat_rate)},
            {"product", row.product},
            {"name", row.name},
            {"unit", row.unit},
            {"quantity", row.quantity.thousandths()},
            {"price_ex_vat", row.price_ex_vat.vnd()},
            {"owed_ex_vat", row.owed_ex_vat.vnd()},
            {"shelf_ex_vat", row.shelf_ex_vat.vnd()},
            {"shelf_vat", row.shelf_vat.vnd()},
        });
        if (row.demonstration) {
            rows.back()["demonstration"] = true;
        }
    }
    return {
        {"from", iso(settlement.from)},
        {"to", iso(settlement.to)},
        {"rows", std::move(rows)},
        {"total",
         {{"owed_ex_vat", settlement.owed_ex_vat.vnd()},
          {"shelf_ex_vat", settlement.shelf_ex_vat.vnd()},
          {"shelf_vat", settlement.shelf_vat.vnd()}}},
    };
}

Table settlement_table(const Settlement& settlement, Language language) {
    const auto text = [&](std::string_view vietnamese, std::string_view english) {
        return either(language, vietnamese, english);
    };
    constexpr ColumnKind number = ColumnKind::number;
    Table table;
    table.name = text("Thanh toán ký gửi", "Consignment");
    table.title =
        text("Hàng ký gửi đã bán, phải trả chủ thể", "Consigned goods sold, owed to producers");
    table.subtitle = format(settlement.from) + " – " + format(settlement.to)
                     + text("; đồng, chưa thuế", "; đồng, without VAT");
    table.columns = {
        {"producer", text("Mã chủ thể", "Producer"), ColumnKind::text},
        {"producer_name", text("Chủ thể", "Name"), ColumnKind::text},
        {"vat_rate", text("Thuế suất", "VAT rate"), ColumnKind::text},
        {"product", text("Mã hàng", "Product"), ColumnKind::text},
        {"name", text("Tên hàng", "Goods"), ColumnKind::text},
        {"unit", text("ĐVT", "Unit"), ColumnKind::text},
        {"quantity", text("Số lượng", "Quantity"), number},
        {"price_ex_vat", text("Giá trả chủ thể", "Price to producer"), number},
        {"owed_ex_vat", text("Phải trả", "Owed"), number},
        {"shelf_ex_vat", text("Khách trả, chưa thuế", "Paid by customers, without VAT"), number},
        {"shelf_vat", text("Thuế GTGT", "VAT"), number},
    };
    bool demonstration = false;
    for (const SettlementRow& row : settlement.rows) {
        table.rows.push_back({
            row.producer,
            row.producer_name,
            std::string{code(row.vat_rate)},
            row.product,
            row.name,
            row.unit,
            row.quantity,
            row.price_ex_vat,
            row.owed_ex_vat,
            row.shelf_ex_vat,
            row.shelf_vat,
        });
        demonstration = demonstration || row.demonstration;
    }
    const std::string total = text("Tổng cộng", "Total");
    table.total =
        Row{total,
            Cell{},
            Cell{},
            Cell{},
            Cell{},
            Cell{},
            Cell{},
            Cell{},
            settlement.owed_ex_vat,
            settlement.shelf_ex_vat,
            settlement.shelf_vat};
    if (demonstration) {
        table.notes.push_back(demonstration_note(language));
    }
    return table;
}

} // namespace ocop::report
