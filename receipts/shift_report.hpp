#pragma once

#include "pos/core/epoch.hpp"
#include "pos/core/shift.hpp"
#include "receipts/document.hpp"
#include "receipts/facts.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace ocop::receipts {

/// X looks at a shift, Z closes it.
enum class ShiftReportKind { x, z };

/// A place in the journal: who holds the paper can later prove that nothing before it was changed.
struct JournalPlace {
    std::int64_t seq = 0;
    std::string hash{}; // 64 hex digits
};

/// `facts.at` is the time of printing.
struct ShiftReportFacts {
    ReceiptFacts shop{};
    ShiftReportKind kind = ShiftReportKind::x;
    /// When the shift was closed, or now: what is to be stated should the journal be lost.
    std::optional<EpochNumbers> in_use{};
    std::optional<JournalPlace> head{};
    std::optional<JournalPlace> signed_head{};
};

/// The X or Z report of a shift: sales, returns, tenders, VAT, the drawer counted against what
/// should lie in it, the last numbers of receipts and e-invoices in use, and for Z the journal's
/// last and last signed record, so that paper anchors the journal.
[[nodiscard]] Document shift_report(const ShiftSummary& shift, const ShiftReportFacts& facts);

} // namespace ocop::receipts
