#pragma once

#include "catalog-sync/row_fault.hpp"
#include "pos/core/product.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace ocop::catalog_sync {

/// How a column is kept where types exist (JSON, SQLite); a CSV file knows only text.
enum class ColumnKind { text, whole_number, yes_no };

/// One column of the goods (contract, section 5): the one place that knows its name, its text form
/// and its range. CSV, JSON and the catalogue's file all go through here.
struct ProductColumn {
    std::string_view name{};
    ColumnKind kind = ColumnKind::text;
    bool required = false;
    /// Reads `text`, which is not empty. On a fault the product is not to be used.
    std::optional<RowFaultCode> (*set)(Product& product, std::string_view text) = nullptr;
    /// What `set` would read; "" where there is nothing to say.
    std::string (*get)(const Product& product) = nullptr;
};

/// Reads `text`, which is not empty, into `product` as it comes from outside: in form C
/// (composed()), and refused with bad_text where it holds what nobody can see (is_plain_text()).
[[nodiscard]] std::optional<RowFaultCode>
take_field(const ProductColumn& column, Product& product, std::string_view text);

/// All columns, in the order they are written.
[[nodiscard]] std::span<const ProductColumn> product_columns();

/// The column named `name`, or null.
[[nodiscard]] const ProductColumn* find_column(std::string_view name);

} // namespace ocop::catalog_sync
