#include "catalog-sync/register_csv.hpp"

#include "catalog-sync/field_text.hpp"
#include "catalog-sync/product_columns.hpp"
#include "catalog-sync/product_csv.hpp"
#include "pos/core/catalog.hpp"
#include "pos/core/plain_text.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace ocop::catalog_sync {

namespace {

constexpr int certificate_months = 36; // QĐ 26/2026/QĐ-TTg, Art. 4.3

/// Product name and producer, as the register tells products apart.
using Key = std::pair<std::string, std::string>;

std::string shown(const Key& key) {
    return key.second.empty() ? key.first : key.first + " (" + key.second + ")";
}

/// One recognition of one product.
struct Recognition {
    Key key{};
    Product facts{};       // names, places and group; recognised_on and stars of this recognition
    Origin::Place place{}; // of its row
};

/// One row of the figures: the names it is for and its cells.
struct Figures {
    std::vector<Key> keys{};
    CsvRow row{};
};

RowFault
fault_at(const std::string& file, const CsvCell& cell, RowFaultCode code, std::string_view field) {
    return {code, file, cell.line, cell.column, std::string{field}, cell.text, {}};
}

/// Access to the cells of one row by column name; a missing column is an empty cell.
class RowView {
public:
    RowView(const CsvTable& table, const CsvRow& row)
        : table_{table},
          row_{row} {}

    [[nodiscard]] std::string_view text(std::string_view column) const {
        const auto index = table_.find(column);
        return index ? trimmed(row_.cells[*index].text) : std::string_view{};
    }

    [[nodiscard]] const CsvCell& cell(std::string_view column) const {
        return row_.cells[table_.find(column).value_or(0)];
    }

    [[nodiscard]] Key key() const {
        return {composed(text("product_name")), composed(text("producer"))};
    }

private:
    const CsvTable& table_;
    const CsvRow& row_;
};

/// The day of a recognition: its decision's, or the last of its year; nullopt if none is stated.
std::optional<Day> recognition_day(const CsvTable& table, const RowView& row, RowFaults& faults) {
    if (const auto text = row.text("decision_date"); !text.empty()) {
        const auto day = parse_day(text);
        if (!day) {
            faults.push_back(fault_at(
                table.file(), row.cell("decision_date"), RowFaultCode::bad_date, "decision_date"
            ));
        }
        return day;
    }
    const auto text = row.text("recognition_year");
    if (text.empty()) {
        return std::nullopt;
    }
    const auto day = parse_day(std::string{text} + "-12-31");
    if (!day) {
        faults.push_back(fault_at(
            table.file(), row.cell("recognition_year"), RowFaultCode::bad_date, "recognition_year"
        ));
    }
    return day;
}

/// The columns of a register that are facts as they stand, and the column of goods each becomes.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> plain_columns{{
    {"product_name", "name"},
    {"producer", "producer_name"},
    {"commune", "commune"},
    {"district", "district"},
    {"province_at_recognition", "province"},
    {"stars", "stars"},
    {"decision_no", "certificate"},
    {"product_set_assigned", "group"},
}};

std::vector<Recognition> read_recognitions(CsvTable& table, Goods& goods) {
    RowFaults& faults = goods.faults;
    std::vector<Recognition> recognitions;
    table.each_row(faults, [&](const CsvRow& cells) {
        const RowView row{table, cells};
        Recognition recognition{row.key(), {}, {cells.cells[0].line, cells.cells[0].column}};
        for (const auto& [from, to] : plain_columns) {
            const auto text = row.text(from);
            if (text.empty()) {
                continue;
            }
            if (to == "province") {
                const CsvCell& cell = row.cell(from);
                check_province(goods, table.file(), {cell.line, cell.column}, from, text);
            }
            if (const auto code = take_field(*find_column(to), recognition.facts, text)) {
                faults.push_back(fault_at(table.file(), row.cell(from), *code, from));
            }
        }
        if (recognition.key.first.empty()) {
            faults.push_back(fault_at(
                table.file(), row.cell("product_name"), RowFaultCode::empty_value, "product_name"
            ));
        }
        recognition.facts.producer_kind = producer_kind_of(row.text("producer_kind"));
        recognition.facts.recognised_on = recognition_day(table, row, faults);
        recognitions.push_back(std::move(recognition));
    });
    return recognitions;
}

/// True if the row says nothing but names and code: another name of a product named before.
bool names_only(const CsvTable& table, const CsvRow& row) {
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const auto column = trimmed(table.header()[i].text);
        const bool naming = column == "product_name" || column == "producer" || column == "code";
        if (!naming && !trimmed(row.cells[i].text).empty()) {
            return false;
        }
    }
    return true;
}

std::vector<Figures> read_figures(CsvTable& table, RowFaults& faults) {
    std::vector<Figures> all;
    std::map<std::string, std::size_t, std::less<>> by_code;
    std::map<Key, std::size_t> line_of;
    table.each_row(faults, [&](const CsvRow& cells) {
        const RowView row{table, cells};
        const Key key = row.key();
        if (!key.first.empty()) {
            const auto [first, is_new] = line_of.emplace(key, cells.cells[0].line);
            if (!is_new) {
                RowFault fault = fault_at(
                    table.file(),
                    row.cell("product_name"),
                    RowFaultCode::repeated_figures,
                    "product_name"
                );
                fault.value = shown(key);
                fault.other = table.file() + ':' + std::to_string(first->second);
                faults.push_back(std::move(fault));
                return;
            }
        }
        const auto earlier = by_code.find(row.text("code"));
        if (earlier != by_code.end() && !key.first.empty() && names_only(table, cells)) {
            all[earlier->second].keys.push_back(key);
            return;
        }
        by_code.emplace(row.text("code"), all.size());
        all.push_back({{}, cells});
        if (!key.first.empty()) {
            all.back().keys.push_back(key);
        }
    });
    return all;
}

/// All recognitions of one product as one. Requires at least one.
Product merged(std::vector<const Recognition*> recognitions) {
    std::stable_sort(recognitions.begin(), recognitions.end(), [](const auto* a, const auto* b) {
        return a->facts.recognised_on < b->facts.recognised_on; // none before any day
    });
    Product product = recognitions.back()->facts;
    // What the newest page leaves out, an older one may tell.
    for (auto older = recognitions.rbegin(); older != recognitions.rend(); ++older) {
        const Product& facts = (*older)->facts;
        if (product.producer_name.empty()) {
            product.producer_name = facts.producer_name;
            product.producer_kind = facts.producer_kind;
        }
        if (product.province == facts.province && product.district.empty()) {
            product.district = facts.district;
        }
        if (product.district == facts.district && product.commune.empty()) {
            product.commune = facts.commune;
        }
        if (product.group == 0) {
            product.group = facts.group;
        }
    }
    const auto newest = product.recognised_on;
    product.recognised_on.reset();
    if (product.stars > 0 && newest) {
        product.certificate_expires = newest->plus_months(certificate_months);
        for (const Recognition* recognition : recognitions) {
            const Product& facts = recognition->facts;
            if (facts.stars > 0 && facts.recognised_on && !product.recognised_on) {
                product.recognised_on = facts.recognised_on;
            }
        }
    }
    return product;
}

/// Puts a figures row's cells over what the register tells.
void apply(
    const CsvTable& table, const CsvRow& row, Product& product, Origin& origin, Goods& goods
) {
    origin.file = table.file();
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const CsvCell& cell = row.cells[i];
        const ProductColumn* column = find_column(trimmed(table.header()[i].text));
        if (column == nullptr) {
            continue;
        }
        const Origin::Place place{cell.line, cell.column};
        if (column->name == "code") {
            origin.code = place;
        } else if (column->name == "gtin") {
            origin.gtin = place;
        } else if (column->name == "set_components") {
            origin.components = place;
        }
        const auto text = trimmed(cell.text);
        const bool told_by_register = column->name == "name" && !product.name.empty();
        std::optional<RowFaultCode> code;
        if (!text.empty()) {
            code = take_field(*column, product, text);
        } else if (column->required && !told_by_register) {
            code = RowFaultCode::empty_value;
        }
        if (code) {
            goods.faults.push_back(fault_at(table.file(), cell, *code, column->name));
        }
    }
    if (product.name.empty() && !table.has("name")) {
        goods.faults.push_back(
            fault_at(table.file(), row.cells.front(), RowFaultCode::empty_value, "product_name")
        );
    }
    product.demonstration = true;
}

bool check_columns(const CsvTable& table, std::span<const std::string_view> needed, Goods& goods) {
    const std::size_t before = goods.faults.size();
    for (const auto column : needed) {
        if (!table.has(column)) {
            goods.faults.push_back(
                {RowFaultCode::missing_column,
                 table.file(),
                 table.header().front().line,
                 0,
                 std::string{column},
                 {},
                 {}}
            );
        }
    }
    return goods.faults.size() == before;
}

} // namespace

ProducerKind producer_kind_of(std::string_view stated) {
    const std::string folded = fold(stated);
    if (folded.starts_with("doanh nghiep")) {
        return ProducerKind::dnnvv;
    }
    if (folded.starts_with("hop tac xa")) {
        return ProducerKind::htx;
    }
    if (folded.starts_with("to hop tac")) {
        return ProducerKind::tht;
    }
    // An establishment in such lists is usually a registered household (domain notes, 1.5).
    if (folded == "ho" || folded.starts_with("ho ") || folded.starts_with("co so")) {
        return ProducerKind::ho;
    }
    return ProducerKind::khac;
}

bool is_register_csv(const CsvTable& table) {
    return table.has("product_name") && table.has("recognition_year");
}

bool is_figures_csv(const CsvTable& table) {
    return table.has("product_name") && table.has("code") && !is_register_csv(table);
}

void read_register_csv(CsvTable& recognitions, CsvTable& figures, Goods& goods) {
    constexpr std::array<std::string_view, 6> register_needs{
        "product_name",
        "producer",
        "stars",
        "recognition_year",
        "decision_date",
        "province_at_recognition"};
    constexpr std::array<std::string_view, 6> figures_need{
        "product_name", "producer", "code", "unit", "price", "vat"};
    const bool register_whole = check_columns(recognitions, register_needs, goods);
    if (!check_columns(figures, figures_need, goods) || !register_whole) {
        return;
    }
    const auto rows = read_recognitions(recognitions, goods);
    std::map<Key, std::vector<const Recognition*>> by_key;
    for (const Recognition& recognition : rows) {
        by_key[recognition.key].push_back(&recognition);
    }
    for (const Figures& entry : read_figures(figures, goods.faults)) {
        std::vector<const Recognition*> of_product;
        for (const Key& key : entry.keys) {
            const auto found = by_key.find(key);
            if (found == by_key.end()) {
                RowFault fault = fault_at(
                    figures.file(),
                    RowView{figures, entry.row}.cell("product_name"),
                    RowFaultCode::unknown_product,
                    "product_name"
                );
                fault.value = shown(key);
                goods.faults.push_back(std::move(fault));
                continue;
            }
            of_product.insert(of_product.end(), found->second.begin(), found->second.end());
            by_key.erase(found);
        }
        if (of_product.empty() && !entry.keys.empty()) {
            continue;
        }
        // In the order of the register, whatever the order of the names.
        std::sort(of_product.begin(), of_product.end());
        Product product = of_product.empty() ? Product{} : merged(std::move(of_product));
        Origin origin;
        apply(figures, entry.row, product, origin, goods);
        check_product(product, origin, goods);
        goods.products.push_back(std::move(product));
        goods.origins.push_back(std::move(origin));
    }
    for (const auto& [key, without] : by_key) {
        const Recognition& first = *without.front();
        goods.faults.push_back(
            {RowFaultCode::no_figures,
             recognitions.file(),
             first.place.line,
             first.place.column,
             "product_name",
             shown(key),
             {}}
        );
    }
}

} // namespace ocop::catalog_sync
