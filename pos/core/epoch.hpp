#pragma once

#include "pos/core/einvoice.hpp"
#include "pos/core/expected.hpp"
#include "pos/core/json.hpp"
#include "pos/core/ledger.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ocop {

/// A restored journal may have lost its last records, whose numbers stand on paper all the same:
/// a `restore` record opens an epoch that goes on after them (contract, section 4).

/// The last numbers in use, as a person reads them from paper.
struct StatedNumbers {
    std::optional<std::string> last_receipt{}; // "QNA-HOIAN-01-1-000123", or its number alone
    std::vector<std::string> last_einvoice{};  // "1C26MYY=57" each
    bool operator==(const StatedNumbers&) const = default;
};

/// The numbers that are behind an epoch.
struct EpochNumbers {
    std::int64_t receipts = 0;
    EinvoiceCounters einvoices{};
    bool operator==(const EpochNumbers&) const = default;
};

/// Why numbers are not taken. The order is the order of the tests.
enum class EpochFault {
    receipt_missing,  // not stated; `fact`: the last one held, empty if none
    einvoice_missing, // not stated for a series in use; `fact`: "1C26MYY=41"
    not_a_receipt,    // no number of a receipt
    other_till,       // a number of another till
    not_an_einvoice,  // no "SERIES=NUMBER"
    too_small,        // below what the journal holds; `fact`: what it holds
    too_large         // a million above it: a slip, unless somebody is sure; `fact`: what it holds
};

struct EpochRefusal {
    EpochFault fault{};
    std::string stated{};
    std::string fact{};
    bool operator==(const EpochRefusal&) const = default;
};

/// "last-receipt-missing": the stable name of a fault.
[[nodiscard]] std::string_view name(EpochFault fault);

/// Where numbers are stated: what to do about them has other names there.
enum class StatedIn { options, fields };

/// One sentence: what is wrong with the numbers and what to do.
[[nodiscard]] std::string
words(const EpochRefusal& refusal, Language language, StatedIn where = StatedIn::options);

/// What is asked of whoever states the numbers.
struct EpochTerms {
    bool may_be_silent = false; // nothing was lost, or it is training: what is held stands
    bool is_sure = false;       // of a large number
    int year = 0;               // of the restore: invoices of each year since the last record count
};

/// The numbers an epoch begins behind. `held` is the restored journal, `known` what else is known
/// to have been in use.
[[nodiscard]] Expected<EpochNumbers, EpochRefusal> epoch_numbers(
    const Ledger& held,
    const EpochNumbers& known,
    const StatedNumbers& stated,
    const EpochTerms& terms
);

/// The series somebody may have used since the last record of `held` until `year`, each with the
/// last number held (0: none).
[[nodiscard]] EinvoiceCounters series_in_use(const Ledger& held, int year);

/// The last numbers in use at the end of `ledger`.
[[nodiscard]] EpochNumbers numbers_in_use(const Ledger& ledger);

/// The last numbers in use when a shift was closed, as its record states them under `in_use`, in
/// the form of to_json(); nullopt where it states none, as those of older programs, or cannot be
/// read.
[[nodiscard]] std::optional<EpochNumbers> numbers_in_use(const Record& shift_close);

/// `last_receipt` and `last_einvoice` of a `restore` record.
[[nodiscard]] Json to_json(const EpochNumbers& numbers, std::string_view till);

} // namespace ocop
