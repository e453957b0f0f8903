#pragma once

#include "catalog-sync/row_fault.hpp"
#include "pos/core/expected.hpp"
#include "pos/core/product.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ocop::catalog_sync {

struct ProductColumn;

/// Adds the row of `product` in a file with all rows: to_json() as one line of canonical JSON, all
/// columns, null where there is nothing.
void append_full_row(std::string& text, const Product& product);

/// Adds the row of a delta that makes `before` (null: there was none) into `now`: the code and the
/// columns that differ, null where one is emptied. The same goods get no row.
void append_delta_row(std::string& text, const Product* before, const Product& now);

/// Adds the row of a delta that takes a product away: {"gone":"QNA-001"}.
void append_gone_row(std::string& text, std::string_view code);

/// What a row of a delta says.
struct DeltaRow {
    std::string code{};
    bool gone = false;
    /// Columns and their new text, "" where one is emptied.
    std::vector<std::pair<const ProductColumn*, std::string>> columns{};
    std::size_t line = 0;
};

/// Reads rows of a feed. Strict UTF-8 and JSON; each value goes through the checks of its column;
/// columns not known are passed over, so that a feed may grow. One thread at a time.
class FeedRowReader {
public:
    /// `file`: where faults are to be looked for.
    explicit FeedRowReader(std::string file);
    ~FeedRowReader();
    FeedRowReader(const FeedRowReader&) = delete;
    FeedRowReader& operator=(const FeedRowReader&) = delete;

    /// The product of a row as append_full_row() writes it. Requires line_padding_bytes of readable
    /// room behind `text`.
    [[nodiscard]] Expected<Product, RowFault> full_row(std::string_view text, std::size_t line);

    /// A row as append_delta_row() and append_gone_row() write it. Its values are checked when it
    /// is applied. Requires line_padding_bytes of readable room behind `text`.
    [[nodiscard]] Expected<DeltaRow, RowFault> delta_row(std::string_view text, std::size_t line);

    /// `before` (null: there is none) with the columns of `row` changed. Requires that it is not
    /// gone.
    [[nodiscard]] Expected<Product, RowFault>
    apply(const Product* before, const DeltaRow& row) const;

private:
    struct Parser;

    /// Calls `visit(key, text)` for each member, text being what a column's `set` reads.
    template <class Visit>
    [[nodiscard]] std::optional<RowFault>
    each_member(std::string_view text, std::size_t line, Visit visit);
    [[nodiscard]] RowFault fault(
        RowFaultCode code, std::size_t line, std::string_view field, std::string_view value
    ) const;
    /// What is wrong with a product whose every column is right.
    [[nodiscard]] std::optional<RowFault> check(const Product& product, std::size_t line) const;

    std::string file_;
    std::unique_ptr<Parser> parser_;
};

} // namespace ocop::catalog_sync
