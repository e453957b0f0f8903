#pragma once

#include "catalog-sync/row_fault.hpp"
#include "pos/core/product.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ocop::catalog_sync {

/// Checks rows against each other as check_together() does, but keeps of each only what that takes:
/// a million rows cost some 50 MB. Rows come in ascending order of codes.
class RowsTogether {
public:
    /// `file`: where faults are to be looked for.
    explicit RowsTogether(std::string file)
        : file_{std::move(file)} {}

    /// True if `code` comes after all codes so far, as add() requires.
    [[nodiscard]] bool is_next(std::string_view code) const;

    /// A fault if `code` is the last one again.
    [[nodiscard]] std::optional<RowFault>
    check_repeated(std::string_view code, std::size_t line) const;

    /// Takes a product; `line` is where it stands, 0 for one that was there before.
    void add(const Product& product, std::size_t line);

    /// The first fault among all rows: two with one GTIN, or a gift set with a component that is
    /// not there, is a set itself, or is sold whole and taken in part.
    [[nodiscard]] std::optional<RowFault> finish();

private:
    struct Numbered {
        std::uint64_t gtin = 0;
        std::uint32_t row = 0;
    };

    struct Part {
        std::string code{};
        bool is_whole = true;
        std::uint32_t row = 0;
    };

    [[nodiscard]] std::string_view code_of(std::size_t row) const;
    [[nodiscard]] std::optional<std::size_t> find(std::string_view code) const;
    [[nodiscard]] std::optional<RowFault> check_gtins();
    [[nodiscard]] std::optional<RowFault> check_part(const Part& part) const;
    [[nodiscard]] RowFault
    fault(RowFaultCode code, std::size_t row, std::string_view field, std::string value) const;

    std::string file_;
    std::string codes_{};             // one behind the other
    std::vector<std::size_t> ends_{}; // of each code in codes_
    std::vector<std::uint32_t> lines_{};
    std::vector<bool> is_set_{};
    std::vector<bool> takes_fractions_{};
    std::vector<Numbered> numbered_{};
    std::vector<Part> parts_{};
};

} // namespace ocop::catalog_sync
