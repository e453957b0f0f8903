#pragma once

#include "pos/core/expected.hpp"
#include "pos/core/product.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
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

    /// Products whose name, producer or code hold a word beginning with every word of `words`, told
    /// without diacritics; active ones only; whole-name beginnings first, then by name. At most `limit`.
    [[nodiscard]] std::vector<const Product*> search(std::string_view words, std::size_t limit) const;

private:
    struct Word {
        std::string text{};
        std::vector<std::uint32_t> products{}; // ascending positions in products_
    };

    std::int64_t version_ = 0;
    std::vector<Product> products_{};
    std::vector<std::string> folded_names_{};
    std::unordered_map<std::string_view, std::uint32_t> by_code_{};
    std::unordered_map<std::uint64_t, std::uint32_t> by_gtin_{};
    std::vector<Word> words_{}; // sorted by text

public:
    // The indexes point into products_: moving keeps them right, copying would not.
    Catalog(Catalog&&) = default;
    Catalog& operator=(Catalog&&) = default;
    Catalog(const Catalog&) = delete;
    Catalog& operator=(const Catalog&) = delete;
};

} // namespace ocop
