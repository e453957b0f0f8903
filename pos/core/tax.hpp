#pragma once

#include "pos/core/moment.hpp"
#include "pos/core/money.hpp"

#include <optional>
#include <string_view>

namespace ocop {

/// How VAT stands on a line. `not_taxable` (KCT) and `direct_method` (TT: a seller who pays by the
/// direct method) carry no rate: they are cases of their own on invoices, not 0 %.
/// Law 48/2024/QH15; NQ 204/2025/QH15 for the 8 %.
enum class Vat { zero, five, eight, ten, not_taxable, direct_method };

/// "0" "5" "8" "10" "KCT" "TT", as journal and feed write it.
[[nodiscard]] std::string_view code(Vat vat);
/// The reverse of code(); nullopt for any other text.
[[nodiscard]] std::optional<Vat> parse_vat(std::string_view text);

/// VAT within `gross`, a price that includes it: gross × rate / (100 + rate), rounded half away
/// from zero; 0 for 0 %, KCT and TT. Split by line, never on the total.
[[nodiscard]] Money vat_within(Money gross, Vat vat);

/// Dated VAT rules; the days are settings, because law moves faster than programs.
struct VatRules {
    /// The last day on which goods marked 8 % are taxed at 8; from the next day they are at 10
    /// (NQ 204/2025/QH15, NĐ 174/2025/NĐ-CP). Setting `vat.reduced_until`.
    Day reduced_until{2026, 12, 31};

    bool operator==(const VatRules&) const = default;
};

/// The rate in force on `day` for goods whose catalogue says `declared`.
[[nodiscard]] Vat vat_on(Vat declared, Day day, const VatRules& rules);

} // namespace ocop
