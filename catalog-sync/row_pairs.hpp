#pragma once

#include "catalog-sync/catalog_file.hpp"
#include "catalog-sync/feed_refusal.hpp"
#include "catalog-sync/feed_rows.hpp"
#include "catalog-sync/zstd_file.hpp"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace ocop::catalog_sync {

/// A product in the catalogue before, in the new one, or in both; `line` is where it stands in the
/// feed's file, 0 where that says nothing of it.
struct RowPair {
    std::optional<Product> before{};
    std::optional<Product> now{};
    bool is_same = false; // `now` is as it was before, and stands for both
    std::size_t line = 0;
};

/// The new catalogue beside the one before, product by product in ascending order of codes. What
/// reads a catalogue's file throws as CatalogReader does.
class RowPairs {
public:
    RowPairs() = default;
    RowPairs(const RowPairs&) = delete;
    RowPairs& operator=(const RowPairs&) = delete;
    virtual ~RowPairs() = default;

    /// The next pair; false after the last.
    [[nodiscard]] virtual Expected<bool, FeedFault> next(RowPair& pair) = 0;
};

/// Reads a catalogue's file one product ahead.
class CatalogAhead {
public:
    explicit CatalogAhead(const std::filesystem::path& path);

    /// The next product, or null after the last.
    [[nodiscard]] Product* peek() { return has_next_ ? &next_ : nullptr; }

    /// Gives the product peek() showed and reads on.
    Product take();

private:
    CatalogReader reader_;
    Product next_{};
    bool has_next_ = false;
};

/// All rows of a feed against the catalogue before.
class FullPairs : public RowPairs {
public:
    /// `before` empty: there is none. A catalogue before that cannot be read to its end counts as
    /// none from there on. `file` must outlive this.
    FullPairs(const VerifiedFile& file, const std::filesystem::path& before);

    /// Reads and sorts all rows first: for a feed that does not have them in order. A publisher of
    /// ours always has; this one takes memory for all of them.
    [[nodiscard]] Expected<void, FeedFault> sort();

    /// False where the catalogue before was none, or not whole: `before` then says nothing.
    [[nodiscard]] bool knows_before() const { return knows_before_; }

    /// True after next() refused a row that comes too early: sort() and begin again.
    [[nodiscard]] bool is_out_of_order() const { return is_out_of_order_; }

    [[nodiscard]] Expected<bool, FeedFault> next(RowPair& pair) override;

private:
    struct Row {
        Product product{};
        std::size_t line = 0;
    };

    [[nodiscard]] Expected<bool, FeedFault> read_row(Row& row);
    [[nodiscard]] Expected<bool, FeedFault> advance();
    /// Runs `work` on the catalogue before; gives that up if it cannot be read.
    template <class Work>
    void try_before(Work work);

    std::string file_name_;
    ZstdLines lines_;
    FeedRowReader reader_;
    std::vector<Row> sorted_{};
    std::size_t sorted_next_ = 0;
    bool is_sorted_ = false;
    bool is_out_of_order_ = false;
    bool knows_before_ = false;
    std::unique_ptr<CatalogAhead> before_{};
    bool is_begun_ = false;
    std::optional<Row> row_{}; // the next one
    std::string last_code_{};  // of the one before it
    std::size_t last_line_ = 0;
};

/// The catalogue before with the rows of a delta applied.
class DeltaPairs : public RowPairs {
public:
    explicit DeltaPairs(const std::filesystem::path& before)
        : before_{before} {}

    /// Reads all rows of the delta.
    [[nodiscard]] Expected<void, FeedFault> read(const VerifiedFile& file);

    [[nodiscard]] Expected<bool, FeedFault> next(RowPair& pair) override;

private:
    CatalogAhead before_;
    std::unique_ptr<FeedRowReader> reader_{};
    std::string file_name_{};
    std::vector<DeltaRow> rows_{};
    std::size_t next_ = 0;
};

} // namespace ocop::catalog_sync
