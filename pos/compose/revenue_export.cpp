#include "pos/compose/revenue_export.hpp"

#include "pos/province/bundle.hpp"
#include "pos/report/revenue.hpp"
#include "pos/report/table_csv.hpp"
#include "pos/report/table_xlsx.hpp"
#include "pos/shell/folders.hpp"
#include "pos/shell/output_file.hpp"
#include "receipts/font_files.hpp"

#include <span>
#include <string>

namespace ocop::compose {

namespace {

/// Records of `first` to `last`; a failure of the store ends the reading and is kept in `failure`.
report::RecordSource
source(ShopStore& shop, std::int64_t first, std::int64_t last, std::optional<Failure>& failure) {
    return [&shop, first, last, &failure](const std::function<void(const Record&)>& visit) {
        const auto read = shop.journal().read(first, last, [&](const Record& record) {
            visit(record);
            return true;
        });
        if (!read) {
            failure = read.error();
        }
    };
}

Expected<report::Table, Failure>
revenue_by_product(ShopStore& shop, province::SeqRange range, Day from, Day to, Language language) {
    std::optional<Failure> failure;
    report::RevenueQuery query;
    query.from = from;
    query.to = to;
    query.language = language;
    query.tills = {*shop.ledger().identity};
    const auto made = report::revenue_report(query, source(shop, range.first, range.last, failure));
    if (failure) {
        return Unexpected{*failure};
    }
    if (!made) {
        return Unexpected{Failure{FailureCode::corrupt, made.error().what, {}}};
    }
    return report::revenue_table(*made, language);
}

} // namespace

Expected<RevenueExport, Failure> export_revenue(
    ShopStore& shop,
    Day from,
    Day to,
    const std::filesystem::path& folder,
    Moment at,
    Language language,
    mode_t umask
) {
    const auto key = load_key(shop.folder());
    if (!key) {
        return Unexpected{key.error()};
    }
    const auto fonts = receipts::find_fonts();
    if (!fonts) {
        return Unexpected{fonts.error()};
    }
    std::optional<Failure> failure;
    const auto range = province::bundle_range(from, to, source(shop, 0, -1, failure));
    if (failure) {
        return Unexpected{*failure};
    }
    if (!range) {
        return Unexpected{Failure{
            FailureCode::missing,
            "the journal holds no record to export",
            iso(from) + ".." + iso(to)}};
    }
    province::BundleRequest request{*shop.ledger().identity, from, to, {}, language, *fonts};
    source(shop, range->first, range->last, failure)([&](const Record& record) {
        request.records.push_back(record);
    });
    if (failure) {
        return Unexpected{*failure};
    }
    const auto bundle = province::make_bundle(request, *key);
    const auto table = revenue_by_product(shop, *range, from, to, language);
    if (!bundle || !table) {
        return Unexpected{bundle ? table.error() : bundle.error()};
    }
    const auto workbook = report::table_xlsx(std::span{&*table, 1}, request.records.back().at);
    if (!workbook) {
        return Unexpected{workbook.error()};
    }
    constexpr mode_t all_may = 0777;
    if (const auto there = make_folders(folder, all_may & ~umask); !there) {
        return Unexpected{there.error()};
    }
    const std::string till = shop.ledger().identity->till;
    const std::string tables = "revenue-" + till + '-' + iso(from) + '-' + iso(to);
    RevenueExport made;
    made.bundle = folder / province::bundle_name(till, *range);
    made.first_seq = range->first;
    made.last_seq = range->last;
    const std::pair<std::filesystem::path, std::string> files[]{
        {made.bundle, *bundle},
        {folder / (tables + ".csv"), report::table_csv(*table)},
        {folder / (tables + ".xlsx"), *workbook},
    };
    for (const auto& [path, bytes] : files) {
        if (const auto written = write_output(path, bytes, umask); !written) {
            return Unexpected{written.error()};
        }
        made.files.push_back(path);
    }
    made.note = RecordDraft{
        "export",
        at,
        {{"from", iso(from)},
         {"to", iso(to)},
         {"first_seq", range->first},
         {"last_seq", range->last},
         {"bundle", made.bundle.filename().string()},
         {"blake2b", hex(blake2b(*bundle))}}};
    return made;
}

} // namespace ocop::compose
