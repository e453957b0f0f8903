#pragma once

#include "pos/core/expected.hpp"
#include "pos/core/product.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ocop {

/// Vietnamese text folded for search: lower case, without tone and vowel marks, đ as d, everything
/// but letters and digits as single spaces. "Mắm Cá" → "mam ca". NFC and NFD give the same.
[[nodiscard]] std::string fold(std::string_view utf8);

/// The goods a till sells, immutable: a new catalogue is a new object, taken up between sales.
/// Thread-safe because nothing changes.
class Catalog {
public:
    Catalog() = default;

    /// `version` as the feed or the local import counts it. Requires codes and GTINs to be unique;
    /// the first of two equal ones wins.
    Catalog(std::int64_t version, std::vector<Product> products);

    [[nodiscard]] std::int64_t version() const { return version_; }

    [[nodiscard]] std::size_t size() const { return products_.size(); }

    [[nodiscard]] const std::vector<Product>& products() const { return products_; }

    /// The product with this code, or null.
    [[nodiscard]] const Product* find_code(std::string_view code) const;
    /// The product with this GTIN, or null.
    [[nodiscard]] const Product* find_gtin(Gtin gtin) const;

    /// Products whose name (in either language), producer or code hold a word beginning with every
    /// word of `words`, told without diacritics; active ones only; whole-name beginnings first,
    /// then by name. No words find all. At most `limit`.
    [[nodiscard]] std::vector<const Product*>
    search(std::string_view words, std::size_t limit) const;

    // A copy of a million products would be a slip.
    Catalog(Catalog&&) = default;
    Catalog& operator=(Catalog&&) = default;
    Catalog(const Catalog&) = delete;
    Catalog& operator=(const Catalog&) = delete;

private:
    using Position = std::uint32_t; // in products_
    using Rank = std::uint32_t;     // place of a product in the order of folded names
    using WordId = std::uint32_t;   // place of a word in alphabetical order

    /// Texts of different length in one block of memory.
    struct Texts {
        std::string bytes{};
        std::vector<std::uint32_t> ends{};

        [[nodiscard]] std::size_t size() const { return ends.size(); }

        [[nodiscard]] std::string_view operator[](std::size_t index) const;
        void append(std::string_view text);
    };

    /// Lists of different length in one block of memory.
    struct Lists {
        std::vector<std::uint32_t> items{};
        std::vector<std::uint32_t> begins{0}; // one more than there are lists

        [[nodiscard]] std::span<const std::uint32_t> operator[](std::size_t index) const;
    };

    struct Range {
        std::uint32_t begin = 0;
        std::uint32_t end = 0;
    };

    void index_codes_and_gtins();
    void rank_by_name(std::vector<std::string> folded_names);
    void index_words();
    /// Inverts words_of_ into ranks_of_.
    void list_ranks_by_word();

    [[nodiscard]] static Range beginning_with(const Texts& sorted, std::string_view prefix);
    /// How many entries the lists of these words hold.
    [[nodiscard]] std::uint32_t postings(Range words) const;
    /// The ranks with any of these words, ascending, each once.
    [[nodiscard]] std::vector<Rank> ranks_with(Range words) const;
    [[nodiscard]] bool has_word(Rank rank, Range words) const;

    std::int64_t version_ = 0;
    std::vector<Product> products_{};
    // Open addressing, a power of two in size: position + 1, or 0 for an empty place.
    std::vector<Position> by_code_{};
    std::vector<Position> by_gtin_{};
    std::vector<Position> by_rank_{};
    Texts names_{};    // folded, by rank
    Texts words_{};    // folded, sorted, each once
    Lists words_of_{}; // by rank: WordIds, ascending
    Lists ranks_of_{}; // by WordId: Ranks, ascending
};

} // namespace ocop
