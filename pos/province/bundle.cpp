#include "pos/province/bundle.hpp"

#include "pos/core/assert.hpp"
#include "pos/province/archive.hpp"
#include "pos/province/bundle_files.hpp"
#include "pos/report/revenue.hpp"
#include "pos/report/table_pdf.hpp"
#include "pos/report/table_xlsx.hpp"
#include "pos/signing/minisign.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace ocop::province {
namespace {

using report::RevenueBy;

/// The last record an earlier export held, as its own record says; -1 where it says nothing.
std::int64_t last_exported(const Record& record) {
    const Json& body = record.body.json();
    const auto last = body.find("last_seq");
    return last != body.end() && last->is_number_integer() ? last->get<std::int64_t>() : -1;
}

report::RecordSource source_of(const std::vector<Record>& records) {
    return [&records](const std::function<void(const Record&)>& visit) {
        for (const Record& record : records) {
            visit(record);
        }
    };
}

Failure unreadable(const RecordFault& fault) {
    return {FailureCode::corrupt, fault.what, ""};
}

Expected<std::vector<report::Table>, Failure>
tables_of(const BundleRequest& request, const report::SaleSource& sales) {
    std::vector<report::Table> tables;
    for (const RevenueBy by :
         {RevenueBy::product,
          RevenueBy::producer,
          RevenueBy::day,
          RevenueBy::star,
          RevenueBy::origin,
          RevenueBy::tender}) {
        const auto computed = report::revenue_report(
            {request.from, request.to, by, request.language, {request.identity}},
            source_of(request.records),
            sales
        );
        if (!computed) {
            return Unexpected{unreadable(computed.error())};
        }
        tables.push_back(report::revenue_table(*computed, request.language));
        report::Table& table = tables.back();
        table.subtitle =
            request.identity.till + ", " + request.identity.point_name + ", " + table.subtitle;
        if (request.identity.training) {
            table.notes.insert(table.notes.begin(), std::string{training_note});
        }
    }
    return tables;
}

Expected<BundleTotals, Failure> totals_of(const std::vector<Record>& records) {
    BundleTotals totals;
    for (const Record& record : records) {
        if (is_receipt(record.kind)) {
            const auto body = report::sale_in(record);
            if (!body) {
                return Unexpected{unreadable(body.error())};
            }
            totals.add(*body);
        }
    }
    return totals;
}

} // namespace

std::optional<SeqRange> bundle_range(Day from, Day to, const report::RecordSource& records) {
    std::int64_t newest = -1;
    std::int64_t exported = -1;
    std::optional<std::int64_t> first_within;
    records([&](const Record& record) {
        newest = record.seq;
        const Day day = record.at.day();
        if (!first_within && from <= day && day <= to) {
            first_within = record.seq;
        }
        if (record.kind == "export") { // none held its own record
            exported = std::max(exported, std::min(last_exported(record), record.seq - 1));
        }
    });
    if (newest < 0) {
        return std::nullopt;
    }
    return SeqRange{std::min(exported + 1, first_within.value_or(newest)), newest};
}

std::string bundle_name(std::string_view till, SeqRange range) {
    return "revenue-" + std::string{till} + "-" + std::to_string(range.first) + "-"
           + std::to_string(range.last) + ".zip";
}

Expected<std::string, Failure> make_bundle(
    const BundleRequest& request, const signing::SecretKey& key, const report::SaleSource& sales
) {
    OCOP_ASSERT(!request.records.empty());
    OCOP_ASSERT(key.public_key().line() == request.identity.public_key);
    const Record& first = request.records.front();
    const Record& last = request.records.back();
    const Expected<BundleTotals, Failure> totals = totals_of(request.records);
    if (!totals) {
        return Unexpected{totals.error()};
    }
    const Expected<std::vector<report::Table>, Failure> tables = tables_of(request, sales);
    if (!tables) {
        return Unexpected{tables.error()};
    }
    // Dated by the last record, not by the clock, so that exporting again gives the same bytes.
    auto xlsx = report::table_xlsx(*tables, last.at);
    if (!xlsx) {
        return Unexpected{xlsx.error()};
    }
    auto pdf = report::table_pdf(tables->front(), request.fonts, last.at, request.language);
    if (!pdf) {
        return Unexpected{pdf.error()};
    }
    std::string journal;
    for (const Record& record : request.records) {
        journal += line_text(record) + "\n";
    }
    std::array<ArchiveFile, 5> files{{
        {std::string{manifest_file}, ""},
        {std::string{signature_file}, ""},
        {std::string{journal_file}, std::move(journal)},
        {std::string{xlsx_file}, std::move(*xlsx)},
        {std::string{pdf_file}, std::move(*pdf)},
    }};
    Manifest manifest;
    manifest.till = request.identity.till;
    manifest.public_key = request.identity.public_key;
    manifest.training = request.identity.training;
    manifest.from = request.from;
    manifest.to = request.to;
    manifest.first_seq = first.seq;
    manifest.last_seq = last.seq;
    manifest.prev = first.prev;
    manifest.hash = last.hash;
    manifest.records = static_cast<std::int64_t>(request.records.size());
    manifest.totals = *totals;
    for (std::size_t i = 2; i < files.size(); ++i) {
        const auto size = static_cast<std::int64_t>(files[i].bytes.size());
        manifest.files.push_back({files[i].name, size, blake2b(files[i].bytes)});
    }
    files[0].bytes = canonical(to_json(manifest)) + "\n";
    files[1].bytes = signing::sign(
        key, files[0].bytes, "ocop " + bundle_name(manifest.till, {first.seq, last.seq})
    );
    return write_archive(files);
}

} // namespace ocop::province
