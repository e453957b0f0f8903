#include "pos/province/bundle.hpp"

#include "pos/core/assert.hpp"
#include "pos/province/archive.hpp"
#include "pos/province/bundle_files.hpp"
#include "pos/report/table_pdf.hpp"
#include "pos/report/table_xlsx.hpp"
#include "pos/signing/minisign.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace ocop::province {
namespace {

using report::RevenueBy;

Failure unreadable(const RecordFault& fault) {
    return {FailureCode::corrupt, fault.what, ""};
}

constexpr std::array dimensions{
    RevenueBy::product,
    RevenueBy::producer,
    RevenueBy::day,
    RevenueBy::star,
    RevenueBy::origin,
    RevenueBy::tender};

} // namespace

std::int64_t last_held(const Record& exported) {
    const Json& body = exported.body.json();
    const auto last = body.find("last_seq");
    const bool says = last != body.end() && last->is_number_integer();
    return says ? std::min(last->get<std::int64_t>(), exported.seq - 1) : -1;
}

SeqRange
bundle_range(std::int64_t newest, std::int64_t held, std::optional<std::int64_t> first_of_period) {
    return SeqRange{std::min(held + 1, first_of_period.value_or(newest)), newest};
}

std::optional<SeqRange> bundle_range(Day from, Day to, const report::RecordSource& records) {
    std::int64_t newest = -1;
    std::int64_t held = -1;
    std::optional<std::int64_t> first_of_period;
    records([&](const Record& record) {
        newest = record.seq;
        const Day day = record.at.day();
        if (!first_of_period && from <= day && day <= to) {
            first_of_period = record.seq;
        }
        if (record.kind == "export") {
            held = std::max(held, last_held(record));
        }
    });
    return newest < 0 ? std::nullopt : std::optional{bundle_range(newest, held, first_of_period)};
}

std::string bundle_name(std::string_view till, SeqRange range) {
    return "revenue-" + std::string{till} + "-" + std::to_string(range.first) + "-"
           + std::to_string(range.last) + ".zip";
}

struct BundleMaker::State {
    BundleRequest request{};
    report::SaleSource sales{};
    std::vector<report::RevenueTally> tallies{}; // in the order of `dimensions`
    std::vector<report::RevenueReport> reports{};
    BundleTotals totals{};
    std::string journal{};
    std::int64_t records = 0;
    std::int64_t first_seq = 0;
    std::int64_t last_seq = 0;
    Hash prev{};
    Hash hash{};
    Moment last_at{};

    const std::vector<report::RevenueReport>& finished_reports() {
        for (report::RevenueTally& tally : tallies) {
            reports.push_back(tally.finish());
        }
        tallies.clear();
        return reports;
    }

    [[nodiscard]] report::Table table_of(const report::RevenueReport& revenue) const {
        report::Table table = report::revenue_table(revenue, request.language);
        table.subtitle =
            request.identity.till + ", " + request.identity.point_name + ", " + table.subtitle;
        if (request.identity.training) {
            table.notes.insert(table.notes.begin(), std::string{training_note});
        }
        return table;
    }

    [[nodiscard]] Manifest manifest() const {
        Manifest manifest;
        manifest.till = request.identity.till;
        manifest.public_key = request.identity.public_key;
        manifest.training = request.identity.training;
        manifest.from = request.from;
        manifest.to = request.to;
        manifest.first_seq = first_seq;
        manifest.last_seq = last_seq;
        manifest.prev = prev;
        manifest.hash = hash;
        manifest.records = records;
        manifest.totals = totals;
        return manifest;
    }
};

BundleMaker::BundleMaker(BundleRequest request, report::SaleSource sales)
    : state_{std::make_unique<State>()} {
    state_->request = std::move(request);
    state_->sales = std::move(sales);
    const BundleRequest& asked = state_->request;
    for (const RevenueBy by : dimensions) {
        state_->tallies.emplace_back(report::RevenueQuery{
            asked.from, asked.to, by, asked.language, {asked.identity}});
    }
}

BundleMaker::~BundleMaker() = default;

Expected<void, Failure> BundleMaker::add(const Record& record) {
    State& state = *state_;
    if (is_receipt(record.kind)) {
        const auto body = report::sale_in(record);
        if (!body) {
            return Unexpected{unreadable(body.error())};
        }
        state.totals.add(*body);
        for (report::RevenueTally& tally : state.tallies) {
            if (!tally.counts(record)) {
                continue;
            }
            if (const auto added = tally.add(record, *body, state.sales); !added) {
                return Unexpected{unreadable(added.error())};
            }
        }
    }
    if (state.records == 0) {
        state.first_seq = record.seq;
        state.prev = record.prev;
    }
    state.records += 1;
    state.last_seq = record.seq;
    state.hash = record.hash;
    state.last_at = record.at;
    state.journal += line_text(record);
    state.journal += '\n';
    return {};
}

const report::RevenueReport& BundleMaker::revenue_by_product() {
    return state_->finished_reports().front();
}

Moment BundleMaker::last_at() const {
    return state_->last_at;
}

Expected<std::string, Failure> BundleMaker::finish(const signing::SecretKey& key) {
    State& state = *state_;
    OCOP_ASSERT(state.records > 0);
    OCOP_ASSERT(key.public_key().line() == state.request.identity.public_key);
    std::vector<report::Table> tables;
    for (const report::RevenueReport& revenue : state.finished_reports()) {
        tables.push_back(state.table_of(revenue));
    }
    // Dated by the last record, not by the clock, so that exporting again gives the same bytes.
    auto xlsx = report::table_xlsx(tables, state.last_at);
    if (!xlsx) {
        return Unexpected{xlsx.error()};
    }
    auto pdf = report::table_pdf(
        tables.front(), state.request.fonts, state.last_at, state.request.language
    );
    if (!pdf) {
        return Unexpected{pdf.error()};
    }
    std::array<ArchiveFile, 5> files{{
        {std::string{manifest_file}, ""},
        {std::string{signature_file}, ""},
        {std::string{journal_file}, std::move(state.journal)},
        {std::string{xlsx_file}, std::move(*xlsx)},
        {std::string{pdf_file}, std::move(*pdf)},
    }};
    Manifest manifest = state.manifest();
    for (std::size_t i = 2; i < files.size(); ++i) {
        const auto size = static_cast<std::int64_t>(files[i].bytes.size());
        manifest.files.push_back({files[i].name, size, blake2b(files[i].bytes)});
    }
    files[0].bytes = canonical(to_json(manifest)) + "\n";
    files[1].bytes = signing::sign(
        key,
        files[0].bytes,
        "ocop " + bundle_name(manifest.till, {manifest.first_seq, manifest.last_seq})
    );
    return write_archive(files);
}

Expected<std::string, Failure> make_bundle(
    const BundleRequest& request, const signing::SecretKey& key, const report::SaleSource& sales
) {
    BundleMaker maker{
        {request.identity, request.from, request.to, {}, request.language, request.fonts}, sales};
    for (const Record& record : request.records) {
        if (auto added = maker.add(record); !added) {
            return Unexpected{added.error()};
        }
    }
    return maker.finish(key);
}

} // namespace ocop::province
