#pragma once

#include "pos/core/moment.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace ocop {

/// The most digits an invoice's number has in a year, and the tax office's running number.
inline constexpr std::size_t einvoice_number_digits = 8;
inline constexpr std::size_t einvoice_run_digits = 11;

/// What the shop has agreed with the tax office for invoices made from this till's data (NĐ
/// 254/2026, TT 91/2026). Only an accepted provider transmits invoices: the till numbers each sale,
/// prints the numbers and keeps them in its journal.
struct EinvoiceSettings {
    /// einvoice.series: form and series as in "1C26MYY": form 1 (VAT) or 2 (sales invoice of the
    /// direct method), C coded, year, M cash register, two letters of the seller's own. Each till
    /// has its own, because numbers run without a gap per series. The year follows the sale's.
    std::string series{};
    std::string office_code{}; // einvoice.code: five characters given by the tax office
    /// einvoice.first_number: for a till that goes on with a series, in the year of `series` alone.
    std::int64_t first_number = 1;
    std::int64_t first_code = 1; // einvoice.first_code: tills that share a code share its numbers
    /// einvoice.lookup: where a buyer finds the invoice; {code}, {series}, {number} and {tax_code}
    /// are filled in.
    std::string lookup{};
    std::string provider{}; // einvoice.provider: who transmits

    bool operator==(const EinvoiceSettings&) const = default;
};

/// How another invoice is called in one that adjusts it.
struct EinvoiceReference {
    std::string series{};
    std::int64_t number = 0;
    Day day{};
    bool operator==(const EinvoiceReference&) const = default;
};

/// An invoice's numbers, as a sale or return record holds them.
struct Einvoice {
    std::string series{};                       // form and series, 7 characters
    std::int64_t number = 0;                    // from 1 each year, at most 8 digits
    std::optional<std::string> code{};          // of the tax office: "M1-26-MNZLR-00000001968"
    std::optional<std::string> lookup{};        // the address with everything filled in
    std::optional<EinvoiceReference> adjusts{}; // in a return: the sale's invoice
    bool operator==(const Einvoice&) const = default;
};

/// The last number used by series ("1C26MYY"), and the last running number by the fixed part of
/// the tax office's code ("M1-26-MNZLR").
using EinvoiceCounters = std::map<std::string, std::int64_t>;

/// "1c26myy" → "1C26MYY"; nullopt for what is no series of a cash register.
[[nodiscard]] std::optional<std::string> parse_einvoice_series(std::string_view text);
/// Five letters or digits, in capitals.
[[nodiscard]] std::optional<std::string> parse_einvoice_office_code(std::string_view text);
/// An address that starts with http:// or https://, of at most 300 printable ASCII characters, with
/// no other {…} than the known ones.
[[nodiscard]] bool is_einvoice_lookup(std::string_view text);
/// A number from 1 of at most `digits` digits.
[[nodiscard]] std::optional<std::int64_t>
parse_einvoice_first(std::string_view text, std::size_t digits);

/// The next invoice of `day` after `used`; nullopt where nothing is set, or a year's numbers are
/// used up: a sale never waits for an invoice.
[[nodiscard]] std::optional<Einvoice> next_einvoice(
    const EinvoiceSettings& settings,
    const EinvoiceCounters& used,
    Day day,
    std::string_view tax_code
);

/// Notes the numbers of `invoice` in `used`; false, and nothing noted, if one of them was used
/// before or has a shape that next_einvoice() never gives.
[[nodiscard]] bool note_einvoice(EinvoiceCounters& used, const Einvoice& invoice);

} // namespace ocop
