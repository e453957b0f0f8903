#include "catalog-sync/feed_rows.hpp"

#include "catalog-sync/field_text.hpp"
#include "catalog-sync/goods.hpp"
#include "catalog-sync/manifest.hpp"
#include "catalog-sync/product_columns.hpp"
#include "catalog-sync/product_csv.hpp"
#include "pos/core/assert.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <charconv>
#include <simdjson.h>

namespace ocop::catalog_sync {

namespace {

/// The columns in the order canonical JSON has them.
const std::vector<const ProductColumn*>& columns_by_name() {
    static const std::vector<const ProductColumn*> sorted = [] {
        std::vector<const ProductColumn*> columns;
        for (const ProductColumn& column : product_columns()) {
            columns.push_back(&column);
        }
        std::sort(columns.begin(), columns.end(), [](const auto* a, const auto* b) {
            return a->name < b->name;
        });
        return columns;
    }();
    return sorted;
}

constexpr std::size_t columns_max = 128;

std::size_t place_of(const ProductColumn* column) {
    return static_cast<std::size_t>(column - product_columns().data());
}

/// The columns every product needs, by their place.
const std::bitset<columns_max>& required_columns() {
    static const std::bitset<columns_max> required = [] {
        OCOP_ASSERT(product_columns().size() <= columns_max);
        std::bitset<columns_max> places;
        for (const ProductColumn& column : product_columns()) {
            places[place_of(&column)] = column.required;
        }
        return places;
    }();
    return required;
}

/// `text` in quotes. Nothing needs an escape but these two: no text of a product holds a control
/// character.
void append_quoted(std::string& into, std::string_view text) {
    into += '"';
    for (std::size_t end = text.find_first_of("\"\\"); end != std::string_view::npos;
         end = text.find_first_of("\"\\")) {
        into += text.substr(0, end);
        into += '\\';
        into += text[end];
        text.remove_prefix(end + 1);
    }
    into += text;
    into += '"';
}

void append_value(std::string& into, ColumnKind kind, std::string_view text) {
    if (text.empty()) {
        into += "null";
    } else if (kind == ColumnKind::text) {
        append_quoted(into, text);
    } else {
        into += text;
    }
}

void append_member(std::string& into, const ProductColumn& column, std::string_view text) {
    into += into.back() == '{' ? "\"" : ",\"";
    into += column.name;
    into += "\":";
    append_value(into, column.kind, text);
}

/// Finds a column by name; names that come in canonical order are found at once.
class ColumnFinder {
public:
    const ProductColumn* find(std::string_view name) {
        const auto& columns = columns_by_name();
        for (std::size_t i = next_; i < columns.size() && columns[i]->name <= name; ++i) {
            if (columns[i]->name == name) {
                next_ = i + 1;
                return columns[i];
            }
        }
        return find_column(name);
    }

private:
    std::size_t next_ = 0;
};

} // namespace

struct FeedRowReader::Parser {
    simdjson::dom::parser parser{};
    std::array<char, 24> digits{};
    // For check_product(), made once instead of for every row.
    Goods goods{};
    Origin origin{};
};

FeedRowReader::FeedRowReader(std::string file)
    : file_{std::move(file)},
      parser_{std::make_unique<Parser>()} {
    parser_->origin.file = file_;
}

FeedRowReader::~FeedRowReader() = default;

RowFault FeedRowReader::fault(
    RowFaultCode code, std::size_t line, std::string_view field, std::string_view value
) const {
    return {code, file_, line, 0, std::string{field}, std::string{value}, {}};
}

template <class Visit>
std::optional<RowFault>
FeedRowReader::each_member(std::string_view text, std::size_t line, Visit visit) {
    static_assert(simdjson::SIMDJSON_PADDING <= 64);
    simdjson::dom::object object;
    const auto error =
        parser_->parser.parse(text.data(), text.size(), false).get_object().get(object);
    if (error != simdjson::SUCCESS) {
        return fault(RowFaultCode::bad_json, line, {}, {});
    }
    for (const auto& member : object) {
        std::string_view value;
        switch (member.value.type()) {
        case simdjson::dom::element_type::STRING:
            value = member.value.get_string().value_unsafe();
            break;
        case simdjson::dom::element_type::INT64: {
            auto& digits = parser_->digits;
            const auto end = std::to_chars(
                digits.data(),
                digits.data() + digits.size(),
                member.value.get_int64().value_unsafe()
            );
            value = {digits.data(), static_cast<std::size_t>(end.ptr - digits.data())};
            break;
        }
        case simdjson::dom::element_type::BOOL:
            value = member.value.get_bool().value_unsafe() ? "true" : "false";
            break;
        case simdjson::dom::element_type::NULL_VALUE:
            break;
        case simdjson::dom::element_type::ARRAY:
        case simdjson::dom::element_type::OBJECT:
        case simdjson::dom::element_type::UINT64:
        case simdjson::dom::element_type::DOUBLE:
            if (find_column(member.key) == nullptr) {
                continue; // a column of tomorrow may be anything
            }
            return fault(RowFaultCode::bad_json, line, member.key, {});
        }
        if (auto wrong = visit(std::string_view{member.key}, value)) {
            return wrong;
        }
    }
    return std::nullopt;
}

std::optional<RowFault> FeedRowReader::check(const Product& product, std::size_t line) const {
    if (!product.image.empty() && !is_image_name(product.image)) {
        return fault(RowFaultCode::bad_image, line, "image", product.image);
    }
    Goods& goods = parser_->goods;
    goods.faults.clear();
    goods.warnings.clear();
    parser_->origin.code.line = line;
    check_product(product, parser_->origin, goods);
    return goods.faults.empty() ? std::nullopt : std::optional{std::move(goods.faults.front())};
}

Expected<Product, RowFault> FeedRowReader::full_row(std::string_view text, std::size_t line) {
    Product product;
    ColumnFinder finder;
    std::bitset<columns_max> seen;
    std::bitset<columns_max> missing = required_columns();
    auto wrong = each_member(
        text,
        line,
        [&](std::string_view key, std::string_view value) -> std::optional<RowFault> {
            const ProductColumn* column = finder.find(key);
            if (column == nullptr) {
                return std::nullopt;
            }
            const std::size_t place = place_of(column);
            if (seen[place]) {
                return fault(RowFaultCode::repeated_column, line, key, {});
            }
            seen.set(place);
            value = trimmed(value);
            if (value.empty()) {
                return std::nullopt;
            }
            missing.reset(place);
            const auto code = take_field(*column, product, value);
            return code ? std::optional{fault(*code, line, key, value)} : std::nullopt;
        }
    );
    for (std::size_t place = 0; !wrong && missing.any() && place < columns_max; ++place) {
        if (missing[place]) {
            wrong = fault(RowFaultCode::empty_value, line, product_columns()[place].name, {});
        }
    }
    if (!wrong) {
        wrong = check(product, line);
    }
    if (wrong) {
        return Unexpected{std::move(*wrong)};
    }
    return product;
}

Expected<DeltaRow, RowFault> FeedRowReader::delta_row(std::string_view text, std::size_t line) {
    DeltaRow row;
    row.line = line;
    ColumnFinder finder;
    auto wrong = each_member(
        text,
        line,
        [&](std::string_view key, std::string_view value) -> std::optional<RowFault> {
            if (key == "code" || key == "gone") {
                if (!row.code.empty() || !is_code(value)) {
                    return fault(RowFaultCode::bad_code, line, key, value);
                }
                row.code = value;
                row.gone = key == "gone";
                return std::nullopt;
            }
            const ProductColumn* column = finder.find(key);
            if (column == nullptr) {
                return std::nullopt;
            }
            for (const auto& [earlier, unused] : row.columns) {
                if (earlier == column) {
                    return fault(RowFaultCode::repeated_column, line, key, {});
                }
            }
            row.columns.emplace_back(column, trimmed(value));
            return std::nullopt;
        }
    );
    if (!wrong && row.code.empty()) {
        wrong = fault(RowFaultCode::empty_value, line, "code", {});
    }
    if (wrong) {
        return Unexpected{std::move(*wrong)};
    }
    return row;
}

Expected<Product, RowFault> FeedRowReader::apply(const Product* before, const DeltaRow& row) const {
    Product product;
    for (const ProductColumn& column : product_columns()) {
        const auto changed =
            std::find_if(row.columns.begin(), row.columns.end(), [&](const auto& entry) {
                return entry.first == &column;
            });
        std::string kept;
        std::string_view text = row.code;
        if (changed != row.columns.end()) {
            text = changed->second;
        } else if (column.name != "code") {
            kept = before != nullptr ? column.get(*before) : std::string{};
            text = kept;
        }
        if (text.empty() && column.required) {
            return Unexpected{fault(RowFaultCode::empty_value, row.line, column.name, {})};
        }
        const auto code = text.empty() ? std::nullopt : take_field(column, product, text);
        if (code) {
            return Unexpected{fault(*code, row.line, column.name, text)};
        }
    }
    if (auto wrong = check(product, row.line)) {
        return Unexpected{std::move(*wrong)};
    }
    return product;
}

void append_full_row(std::string& text, const Product& product) {
    text += '{';
    for (const ProductColumn* column : columns_by_name()) {
        append_member(text, *column, column->get(product));
    }
    text += "}\n";
}

void append_delta_row(std::string& text, const Product* before, const Product& now) {
    std::vector<std::pair<const ProductColumn*, std::string>> changed;
    for (const ProductColumn* column : columns_by_name()) {
        std::string value = column->get(now);
        const bool is_code = column->name == "code";
        if (is_code || value != (before != nullptr ? column->get(*before) : std::string{})) {
            changed.emplace_back(column, std::move(value));
        }
    }
    if (before != nullptr && changed.size() == 1) {
        return;
    }
    text += '{';
    for (const auto& [column, value] : changed) {
        append_member(text, *column, value);
    }
    text += "}\n";
}

void append_gone_row(std::string& text, std::string_view code) {
    text += "{\"gone\":";
    append_quoted(text, code);
    text += "}\n";
}

} // namespace ocop::catalog_sync
