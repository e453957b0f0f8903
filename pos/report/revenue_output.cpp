#include "pos/core/assert.hpp"
#include "pos/report/labels.hpp"
#include "pos/report/revenue.hpp"

namespace ocop::report {
namespace {

Json optional_json(const std::optional<Money>& money) {
    return money ? Json(money->vnd()) : Json(nullptr);
}

Json sums_json(const RevenueSums& sums, RevenueBy by) {
    if (by == RevenueBy::tender) {
        return {
            {"quantity", nullptr},
            {"sales", nullptr},
            {"returns", nullptr},
            {"revenue", sums.revenue.vnd()},
            {"vat", nullptr},
            {"net_ex_vat", nullptr},
            {"cost", nullptr},
            {"profit", nullptr},
        };
    }
    return {
        {"quantity", sums.quantity.thousandths()},
        {"sales", sums.sales},
        {"returns", sums.returns},
        {"revenue", sums.revenue.vnd()},
        {"vat", sums.vat.vnd()},
        {"net_ex_vat", sums.net_ex_vat.vnd()},
        {"cost", optional_json(sums.cost)},
        {"profit", optional_json(sums.profit())},
    };
}

std::string title_of(RevenueBy by, Language language) {
    const auto text = [&](std::string_view vietnamese, std::string_view english) {
        return either(language, vietnamese, english);
    };
    switch (by) {
    case RevenueBy::product:
        return text("Doanh thu theo sản phẩm", "Revenue by product");
    case RevenueBy::producer:
        return text("Doanh thu theo chủ thể", "Revenue by producer");
    case RevenueBy::producer_kind:
        return text("Doanh thu theo loại hình chủ thể", "Revenue by kind of producer");
    case RevenueBy::star:
        return text("Doanh thu theo hạng sao", "Revenue by stars");
    case RevenueBy::group:
        return text("Doanh thu theo bộ sản phẩm", "Revenue by product set");
    case RevenueBy::origin:
        return text("Doanh thu theo nơi sản xuất", "Revenue by origin");
    case RevenueBy::day:
        return text("Doanh thu theo ngày", "Revenue by day");
    case RevenueBy::hour:
        return text("Doanh thu theo giờ", "Revenue by hour");
    case RevenueBy::tender:
        return text("Doanh thu theo cách trả tiền", "Revenue by tender");
    case RevenueBy::cashier:
        return text("Doanh thu theo thu ngân", "Revenue by cashier");
    case RevenueBy::event:
        return text("Doanh thu theo sự kiện", "Revenue by event");
    }
    OCOP_ASSERT(false);
}

std::vector<Column> columns_of(RevenueBy by, Language language) {
    const auto text = [&](std::string_view vietnamese, std::string_view english) {
        return either(language, vietnamese, english);
    };
    constexpr ColumnKind number = ColumnKind::number;
    std::vector<Column> columns{
        {"key", text("Mã", "Key"), ColumnKind::text},
        {"label", text("Tên", "Name"), ColumnKind::text},
    };
    if (by == RevenueBy::tender) {
        columns.push_back({"revenue", text("Doanh thu", "Revenue"), number});
        return columns;
    }
    columns.insert(
        columns.end(),
        {{"quantity", text("Số lượng", "Quantity"), number},
         {"sales", text("Lần bán", "Sales"), number},
         {"returns", text("Lần trả", "Returns"), number},
         {"revenue", text("Doanh thu", "Revenue"), number},
         {"vat", text("Thuế GTGT", "VAT"), number},
         {"net_ex_vat", text("Chưa thuế", "Without VAT"), number},
         {"cost", text("Giá vốn", "Cost"), number},
         {"profit", text("Lãi gộp", "Profit"), number}}
    );
    return columns;
}

Row row_of(
    const std::string& key, const std::string& label, const RevenueSums& sums, RevenueBy by
) {
    if (by == RevenueBy::tender) {
        return {key, label, sums.revenue};
    }
    return {
        key,
        label,
        sums.quantity,
        sums.sales,
        sums.returns,
        sums.revenue,
        sums.vat,
        sums.net_ex_vat,
        cell(sums.cost),
        cell(sums.profit())};
}

} // namespace

Json to_json(const RevenueReport& report) {
    Json rows = Json::array();
    for (const RevenueRow& row : report.rows) {
        Json json = sums_json(row.sums, report.by);
        json["key"] = row.key;
        json["label"] = row.label;
        if (row.sums.demonstration) {
            json["demonstration"] = true;
        }
        rows.push_back(std::move(json));
    }
    Json json{
        {"from", iso(report.from)},
        {"to", iso(report.to)},
        {"by", code(report.by)},
        {"rows", std::move(rows)},
        {"total", sums_json(report.total, report.by)},
    };
    if (report.total.demonstration) {
        json["demonstration"] = true;
    }
    return json;
}

Table revenue_table(const RevenueReport& report, Language language) {
    Table table;
    table.title = title_of(report.by, language);
    table.name = table.title;
    table.subtitle = format(report.from) + " – " + format(report.to)
                     + either(language, "; đồng, gồm thuế GTGT", "; đồng, VAT within");
    table.columns = columns_of(report.by, language);
    for (const RevenueRow& row : report.rows) {
        table.rows.push_back(row_of(row.key, row.label, row.sums, report.by));
    }
    const std::string total{either(language, "Tổng cộng", "Total")};
    table.total = row_of("total", total, report.total, report.by);
    if (report.total.demonstration) {
        const Column mark{"demonstration", either(language, "Minh họa", "Demonstration")};
        if (report.by != RevenueBy::tender) {
            table.columns.push_back(mark);
            for (std::size_t i = 0; i < table.rows.size(); ++i) {
                const bool made_up = report.rows[i].sums.demonstration;
                table.rows[i].emplace_back(
                    made_up ? either(language, "minh họa", "demonstration") : ""
                );
            }
            table.total->push_back(either(language, "minh họa", "demonstration"));
        }
        table.notes.push_back(demonstration_note(language));
    }
    return table;
}

} // namespace ocop::report
