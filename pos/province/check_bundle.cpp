#include "pos/core/assert.hpp"
#include "pos/province/bundle.hpp"
#include "pos/province/bundle_files.hpp"
#include "pos/signing/minisign.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace ocop::province {
namespace {

constexpr std::size_t manifest_bytes_max = 1u << 20;
constexpr std::array listed_files{journal_file, xlsx_file, pdf_file};

Unexpected<BundleRefusal> refuse(BundleFault fault, std::string what) {
    return Unexpected{BundleRefusal{fault, std::move(what)}};
}

BundleRefusal to_refusal(ArchiveFault fault) {
    switch (fault) {
    case ArchiveFault::too_big:
        return {BundleFault::too_big, "the file is larger than any bundle"};
    case ArchiveFault::not_an_archive:
        return {
            BundleFault::not_a_bundle, "the file is not a zip archive of the kind a till writes"};
    case ArchiveFault::altered:
        return {BundleFault::altered, "the file is not, byte for byte, what the till wrote"};
    }
    OCOP_ASSERT(false);
}

using Files = std::map<std::string, std::string, std::less<>>;

Expected<Files, BundleRefusal> unpack(std::string_view bytes, const ArchiveLimits& limits) {
    auto unpacked = read_archive(bytes, limits);
    if (!unpacked) {
        return Unexpected{to_refusal(unpacked.error())};
    }
    Files files;
    for (ArchiveFile& file : *unpacked) {
        files.emplace(std::move(file.name), std::move(file.bytes));
    }
    for (const std::string_view name :
         {manifest_file, signature_file, journal_file, xlsx_file, pdf_file}) {
        if (!files.contains(name)) {
            return refuse(BundleFault::not_a_bundle, std::string{name} + " is not in the archive");
        }
    }
    return files;
}

Expected<Manifest, BundleRefusal> signed_manifest(const Files& files) {
    const std::string& text = files.find(manifest_file)->second;
    const std::optional<Json> json =
        text.size() <= manifest_bytes_max ? parse_json(text) : std::nullopt;
    if (!json) {
        return refuse(BundleFault::bad_manifest, "manifest.json is not JSON");
    }
    const Expected<Manifest, RecordFault> manifest = parse_manifest(*json);
    if (!manifest) {
        return refuse(BundleFault::bad_manifest, "manifest.json: " + manifest.error().what);
    }
    const auto key = signing::PublicKey::parse(manifest->public_key);
    if (!key) {
        return refuse(
            BundleFault::bad_manifest, "manifest.json: " + std::string{words(key.error())}
        );
    }
    const auto signed_by = signing::verify(*key, text, files.find(signature_file)->second);
    if (!signed_by) {
        return refuse(
            BundleFault::bad_signature, "manifest.json: " + std::string{words(signed_by.error())}
        );
    }
    return *manifest;
}

std::optional<BundleRefusal> check_files(const Manifest& manifest, const Files& files) {
    for (const std::string_view name : listed_files) {
        const auto entry = std::find_if(
            manifest.files.begin(),
            manifest.files.end(),
            [&](const BundleFileEntry& listed) { return listed.name == name; }
        );
        if (entry == manifest.files.end() || manifest.files.size() != listed_files.size()) {
            return BundleRefusal{
                BundleFault::bad_manifest, "manifest.json does not list the three files once each"};
        }
        const std::string& bytes = files.find(name)->second;
        if (entry->bytes != static_cast<std::int64_t>(bytes.size())
            || entry->blake2b != blake2b(bytes)) {
            return BundleRefusal{
                BundleFault::altered, std::string{name} + " is not the file that was signed"};
        }
    }
    return std::nullopt;
}

/// A place in the journal as people are told it.
std::string at_line(std::size_t records_before) {
    return "journal.jsonl, line " + std::to_string(records_before + 1) + ": ";
}

Expected<std::vector<Record>, BundleRefusal>
read_records(const Manifest& manifest, std::string_view journal) {
    std::vector<Record> records;
    while (!journal.empty()) {
        const std::size_t end = journal.find('\n');
        if (end == std::string_view::npos) {
            return refuse(BundleFault::bad_record, at_line(records.size()) + "is cut off");
        }
        Expected<Record, RecordFault> record = parse_record(journal.substr(0, end));
        if (!record) {
            return refuse(BundleFault::bad_record, at_line(records.size()) + record.error().what);
        }
        if (record->till != manifest.till) {
            return refuse(BundleFault::bad_record, at_line(records.size()) + "is of another till");
        }
        records.push_back(std::move(*record));
        journal.remove_prefix(end + 1);
    }
    if (static_cast<std::int64_t>(records.size()) != manifest.records) {
        return refuse(
            BundleFault::bad_record, "journal.jsonl does not hold the number of records it should"
        );
    }
    return records;
}

std::optional<BundleRefusal>
check_chain(const Manifest& manifest, const std::vector<Record>& records) {
    const auto broken = [](std::string what) {
        return BundleRefusal{BundleFault::broken_chain, std::move(what)};
    };
    Hash prev = manifest.prev;
    for (std::size_t i = 0; i < records.size(); ++i) {
        const Record& record = records[i];
        if (record.seq != manifest.first_seq + static_cast<std::int64_t>(i)) {
            return broken(at_line(i) + "the sequence has a gap");
        }
        if (record.prev != prev || !check_hash(record)) {
            return broken(at_line(i) + "the hash does not follow the record before");
        }
        if ((record.kind == "genesis") != (record.seq == 0)) {
            return broken(at_line(i) + "genesis is record 0 and no other");
        }
        prev = record.hash;
    }
    if (prev != manifest.hash) {
        return broken("manifest.json names another last hash");
    }
    if (manifest.first_seq != 0) {
        return std::nullopt;
    }
    Ledger ledger;
    const std::optional<RecordFault> fault =
        manifest.prev == Hash{} ? ledger.apply(records.front()) : RecordFault{"prev is not zero"};
    if (fault) {
        return broken(at_line(0) + fault->what);
    }
    const bool same_till = ledger.identity && ledger.identity->public_key == manifest.public_key
                           && ledger.identity->training == manifest.training;
    return same_till ? std::nullopt
                     : std::optional{broken("manifest.json names another till than record 0")};
}

std::optional<BundleRefusal>
check_all_sums(const Manifest& manifest, const std::vector<Record>& records) {
    BundleTotals totals;
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (!is_receipt(records[i].kind)) {
            continue;
        }
        const auto body = read_sale(records[i]);
        if (!body) {
            return BundleRefusal{BundleFault::bad_record, at_line(i) + body.error().what};
        }
        if (const std::optional<RecordFault> fault = check_sums(*body)) {
            return BundleRefusal{BundleFault::bad_sums, at_line(i) + fault->what};
        }
        totals.add(*body);
    }
    if (totals != manifest.totals) {
        return BundleRefusal{
            BundleFault::bad_sums, "the receipts do not add up to the manifest's totals"};
    }
    return std::nullopt;
}

} // namespace

std::string_view name(BundleFault fault) {
    switch (fault) {
    case BundleFault::too_big:
        return "too-big";
    case BundleFault::not_a_bundle:
        return "not-a-bundle";
    case BundleFault::altered:
        return "altered";
    case BundleFault::bad_manifest:
        return "bad-manifest";
    case BundleFault::bad_signature:
        return "bad-signature";
    case BundleFault::bad_record:
        return "bad-record";
    case BundleFault::broken_chain:
        return "broken-chain";
    case BundleFault::bad_sums:
        return "bad-sums";
    }
    OCOP_ASSERT(false);
}

Expected<Bundle, BundleRefusal> check_bundle(std::string_view bytes, const ArchiveLimits& limits) {
    const Expected<Files, BundleRefusal> files = unpack(bytes, limits);
    if (!files) {
        return Unexpected{files.error()};
    }
    Expected<Manifest, BundleRefusal> manifest = signed_manifest(*files);
    if (!manifest) {
        return Unexpected{manifest.error()};
    }
    if (auto refusal = check_files(*manifest, *files)) {
        return Unexpected{*refusal};
    }
    auto records = read_records(*manifest, files->find(journal_file)->second);
    if (!records) {
        return Unexpected{records.error()};
    }
    if (auto refusal = check_chain(*manifest, *records)) {
        return Unexpected{*refusal};
    }
    if (auto refusal = check_all_sums(*manifest, *records)) {
        return Unexpected{*refusal};
    }
    return Bundle{std::move(*manifest), std::move(*records)};
}

} // namespace ocop::province
