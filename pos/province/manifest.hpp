#pragma once

#include "pos/core/expected.hpp"
#include "pos/core/json.hpp"
#include "pos/core/record.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace ocop::province {

/// Sums over the receipts of a bundle's records, returns subtracted.
struct BundleTotals {
    Money revenue{};
    Money vat{};
    Money net_ex_vat{};
    std::int64_t sales = 0;
    std::int64_t returns = 0;
    bool operator==(const BundleTotals&) const = default;

    void add(const SaleBody& body);
};

/// A file of a bundle as its manifest states it.
struct BundleFileEntry {
    std::string name{};
    std::int64_t bytes = 0;
    Hash blake2b{};
    bool operator==(const BundleFileEntry&) const = default;
};

/// What a bundle says of itself, signed by the till (contract, section 6).
struct Manifest {
    std::string till{};
    std::string public_key{};
    bool training = false;
    Day from{};
    Day to{};
    std::int64_t first_seq = 0;
    std::int64_t last_seq = 0;
    Hash prev{}; // of the record before the first
    Hash hash{}; // of the last record
    std::int64_t records = 0;
    BundleTotals totals{};
    std::vector<BundleFileEntry> files{};
    bool operator==(const Manifest&) const = default;
};

/// As manifest.json holds it, for instance (shortened):
/// {"files":[{"blake2b":"9f…","bytes":812,"name":"journal.jsonl"}],"first_seq":0,"from":"2026-11-01",
///  "hash":"51…","last_seq":41,"prev":"00…","public_key":"RWQ…","records":42,"till":"QNA-HOIAN-01-1",
///  "to":"2026-11-30","totals":{"net_ex_vat":150000,"returns":0,"revenue":162000,"sales":1,
///  "vat":12000},"training":false,"v":1}
[[nodiscard]] Json to_json(const Manifest& manifest);
/// The reverse; refuses missing keys, wrong types, an unknown `v`, and ranges that contradict
/// themselves.
[[nodiscard]] Expected<Manifest, RecordFault> parse_manifest(const Json& json);

} // namespace ocop::province
