#pragma once

#include "pos/core/ledger.hpp"
#include "pos/core/refusal.hpp"
#include "pos/ports/failure.hpp"
#include "pos/province/archive.hpp"
#include "pos/province/manifest.hpp"
#include "pos/report/records.hpp"
#include "pos/report/revenue.hpp"
#include "pos/signing/keys.hpp"
#include "receipts/font_files.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ocop::province {

/// A range of records, both ends included.
struct SeqRange {
    std::int64_t first = 0;
    std::int64_t last = 0;
    bool operator==(const SeqRange&) const = default;
};

/// The records a bundle of `from` to `to` holds: from the earlier of the one after the last that
/// any earlier export held, and the first of the period, to the newest of all, so that no record
/// falls between two exports, whatever the clock said, and a period without a sale is a statement
/// too (contract, section 6). nullopt only for a journal without records.
[[nodiscard]] std::optional<SeqRange>
bundle_range(Day from, Day to, const report::RecordSource& records);

/// The last record that an export held, as its record `exported` says; -1 where it says nothing.
/// None held its own record, nor any after it.
[[nodiscard]] std::int64_t last_held(const Record& exported);

/// The same range of what is known of a journal: its newest record, the highest last_held() of its
/// exports (-1: none), and the first record of the period.
[[nodiscard]] SeqRange
bundle_range(std::int64_t newest, std::int64_t held, std::optional<std::int64_t> first_of_period);

/// "revenue-QNA-HOIAN-01-1-0-41.zip".
[[nodiscard]] std::string bundle_name(std::string_view till, SeqRange range);

/// What a bundle is made of. `records` are those of bundle_range(), in order, at least one.
struct BundleRequest {
    Identity identity{};
    Day from{};
    Day to{};
    std::vector<Record> records{};
    Language language = Language::vi; // of the tables
    receipts::FontFiles fonts{};
};

/// A bundle on its way. Takes the records of bundle_range() one by one, in order, so that none is
/// kept but as its line.
class BundleMaker {
public:
    /// `records` of the request are not looked at; `sales` as for make_bundle().
    explicit BundleMaker(BundleRequest request, report::SaleSource sales = {});
    ~BundleMaker();
    BundleMaker(const BundleMaker&) = delete;
    BundleMaker& operator=(const BundleMaker&) = delete;

    /// Fails where the record's body cannot be read (FailureCode::corrupt).
    [[nodiscard]] Expected<void, Failure> add(const Record& record);

    /// The period's revenue by product, and the moment of the last record, of which the files
    /// beside the bundle are made. After the last record.
    [[nodiscard]] const report::RevenueReport& revenue_by_product();
    [[nodiscard]] Moment last_at() const;

    /// The bytes of the bundle, as make_bundle() makes them.
    [[nodiscard]] Expected<std::string, Failure> finish(const signing::SecretKey& key);

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// The bytes of a bundle: a zip of manifest.json, manifest.json.minisig, journal.jsonl,
/// revenue.xlsx and revenue.pdf. The same request and key give the same bytes. Fails where a
/// record's body cannot be read (FailureCode::corrupt) or a table cannot be made. Requires `key` to
/// be the identity's. `sales` finds what a return takes back, also a sale before the bundle's
/// first.
[[nodiscard]] Expected<std::string, Failure> make_bundle(
    const BundleRequest& request,
    const signing::SecretKey& key,
    const report::SaleSource& sales = {}
);

/// Why a bundle is refused. The order is the order of the tests.
enum class BundleFault {
    too_big,       // larger than any bundle, packed or unpacked
    not_a_bundle,  // not a zip of the five files
    altered,       // bytes are not those that were sealed or signed
    bad_manifest,  // the manifest cannot be read or contradicts itself
    bad_signature, // the manifest is not signed by the key it names
    bad_record,    // a line of the journal is not a record of this till
    broken_chain,  // a record does not follow the one before it
    bad_sums,      // a receipt's sums or the manifest's totals do not add up
};

/// "broken-chain": the stable name of a fault, as `status --json` prints it.
[[nodiscard]] std::string_view name(BundleFault fault);

/// A bundle's "no": `what` is one English clause with the place.
struct BundleRefusal {
    BundleFault fault{};
    std::string what{};
};

/// A bundle whose every byte was vouched for. Who signed it is for merging to judge: nothing here
/// says that the province knows this till.
struct Bundle {
    Manifest manifest{};
    std::vector<Record> records{};
};

/// Largest bundle taken: a busy till's year is below 100 MB of records, a tenth of that packed.
inline constexpr ArchiveLimits bundle_limits{128u << 20, 512u << 20, 5};

/// Checks size, seal, signature, hashes, the records' chain and all sums. Outside bytes: nothing is
/// unpacked before its size is bounded by `limits`.
[[nodiscard]] Expected<Bundle, BundleRefusal>
check_bundle(std::string_view bytes, const ArchiveLimits& limits = bundle_limits);

} // namespace ocop::province
