#include "pos/province/manifest.hpp"

#include "pos/core/json_fields.hpp"

namespace ocop::province {
namespace {

constexpr std::int64_t version = 1;
constexpr std::int64_t seq_max = std::int64_t{1} << 53;

BundleTotals parse_totals(const Fields& fields) {
    BundleTotals totals;
    // A month of sales may be more than one receipt can be, so no amount_max here.
    totals.revenue = Money{fields.integer("revenue")};
    totals.vat = Money{fields.integer("vat")};
    totals.net_ex_vat = Money{fields.integer("net_ex_vat")};
    totals.sales = fields.integer("sales");
    totals.returns = fields.integer("returns");
    return totals;
}

Manifest parse_fields(const Fields& fields) {
    if (fields.integer("v") != version) {
        fields.fail("the manifest is of another version");
    }
    Manifest manifest;
    manifest.till = fields.text("till");
    manifest.public_key = fields.text("public_key");
    manifest.training = fields.boolean("training");
    manifest.from = fields.parsed("from", parse_day);
    manifest.to = fields.parsed("to", parse_day);
    manifest.first_seq = fields.integer("first_seq");
    manifest.last_seq = fields.integer("last_seq");
    manifest.prev = fields.parsed("prev", parse_hash);
    manifest.hash = fields.parsed("hash", parse_hash);
    manifest.records = fields.integer("records");
    manifest.totals = parse_totals(fields.object("totals"));
    fields.each("files", [&](const Fields& file) {
        manifest.files.push_back(
            {file.text("name"), file.integer("bytes"), file.parsed("blake2b", parse_hash)}
        );
    });
    const bool ordered = manifest.from <= manifest.to && manifest.first_seq >= 0
                         && manifest.first_seq <= manifest.last_seq && manifest.last_seq <= seq_max;
    if (!ordered || manifest.records != manifest.last_seq - manifest.first_seq + 1) {
        fields.fail("the manifest's days or sequence numbers contradict each other");
    }
    return manifest;
}

} // namespace

void BundleTotals::add(const SaleBody& body) {
    const auto signed_by_kind = [&](Money amount) { return body.is_return ? -amount : amount; };
    (body.is_return ? returns : sales) += 1;
    revenue += signed_by_kind(body.total);
    for (const SaleLine& line : body.lines) {
        vat += signed_by_kind(line.vat);
        net_ex_vat += signed_by_kind(line.net - line.vat);
    }
}

Json to_json(const Manifest& manifest) {
    Json files = Json::array();
    for (const BundleFileEntry& file : manifest.files) {
        files.push_back({{"name", file.name}, {"bytes", file.bytes}, {"blake2b", hex(file.blake2b)}}
        );
    }
    return {
        {"v", version},
        {"till", manifest.till},
        {"public_key", manifest.public_key},
        {"training", manifest.training},
        {"from", iso(manifest.from)},
        {"to", iso(manifest.to)},
        {"first_seq", manifest.first_seq},
        {"last_seq", manifest.last_seq},
        {"prev", hex(manifest.prev)},
        {"hash", hex(manifest.hash)},
        {"records", manifest.records},
        {"totals",
         {{"revenue", manifest.totals.revenue.vnd()},
          {"vat", manifest.totals.vat.vnd()},
          {"net_ex_vat", manifest.totals.net_ex_vat.vnd()},
          {"sales", manifest.totals.sales},
          {"returns", manifest.totals.returns}}},
        {"files", std::move(files)},
    };
}

Expected<Manifest, RecordFault> parse_manifest(const Json& json) {
    return read_fields<Manifest>(json, parse_fields);
}

} // namespace ocop::province
