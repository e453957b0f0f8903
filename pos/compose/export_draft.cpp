#include "pos/compose/export_draft.hpp"

#include "pos/compose/export_pending.hpp"
#include "pos/province/bundle.hpp"
#include "pos/report/revenue.hpp"
#include "pos/report/table_csv.hpp"
#include "pos/report/table_xlsx.hpp"
#include "receipts/font_files.hpp"

#include <algorithm>
#include <span>

namespace ocop::compose {

namespace {

/// The store's sales; a failure of the store is kept in `failure`.
report::SaleSource sales(ShopStore& shop, std::optional<Failure>& failure) {
    return [&shop, &failure](const std::string& number) -> std::optional<StoredSale> {
        auto found = shop.journal().find(number);
        if (!found) {
            failure = found.error();
            return std::nullopt;
        }
        return std::move(*found);
    };
}

/// What an export of those days holds, by sequence: nothing is read but the period's first record
/// and the last exports.
Expected<province::SeqRange, Failure> range_of(ShopStore& shop, const ExportOrder& order) {
    const auto first = shop.journal().first_of_days(order.from, order.to);
    if (!first) {
        return Unexpected{first.error()};
    }
    std::int64_t held = -1;
    const auto read = shop.journal().read_backwards("export", [&held](const Record& record) {
        held = std::max(held, province::last_held(record));
        return held < record.seq - 2; // no earlier one can have held more
    });
    if (!read) {
        return Unexpected{read.error()};
    }
    auto range = province::bundle_range(shop.ledger().records - 1, held, *first);
    // What never arrived is sent again: an export whose stick is gone for good holds nothing.
    if (const auto pending = read_pending(shop.folder())) {
        for (const PendingExport& waiting : *pending) {
            const std::int64_t first_waiting = number_of(waiting, "first_seq");
            range.first = first_waiting < 0 ? range.first : std::min(range.first, first_waiting);
        }
    }
    return range;
}

/// Fills `maker`. A signature over records that are not whole would vouch for what somebody
/// changed: each is proved before it is taken, up to the end that is sealed.
Expected<void, Failure> take_records(
    ShopStore& shop,
    province::SeqRange range,
    const ExportOrder& order,
    province::BundleMaker& maker
) {
    Expected<void, Failure> added;
    auto read = shop.journal().read_proved(range.first, order.progress, [&](const Record& record) {
        added = maker.add(record);
        return added.has_value();
    });
    return read ? added : read;
}

} // namespace

Expected<ExportDraft, Failure> draft_export(ShopStore& shop, const ExportOrder& order) {
    const auto key = load_key(shop.folder());
    if (!key) {
        return Unexpected{key.error()};
    }
    const auto range = range_of(shop, order);
    if (!range) {
        return Unexpected{range.error()};
    }
    const auto fonts = receipts::find_fonts();
    if (!fonts) {
        return Unexpected{fonts.error()};
    }
    std::optional<Failure> failure;
    province::BundleMaker maker{
        {*shop.ledger().identity, order.from, order.to, {}, order.language, *fonts},
        sales(shop, failure)};
    auto taken = take_records(shop, *range, order, maker);
    if (!taken || failure) {
        return Unexpected{failure ? *failure : taken.error()};
    }
    const report::Table table = report::revenue_table(maker.revenue_by_product(), order.language);
    auto workbook = report::table_xlsx(std::span{&table, 1}, maker.last_at());
    if (!workbook) {
        return Unexpected{workbook.error()};
    }
    auto bundle = maker.finish(*key);
    if (!bundle) {
        return Unexpected{bundle.error()};
    }
    const std::string till = shop.ledger().identity->till;
    const std::string tables = "revenue-" + till + '-' + iso(order.from) + '-' + iso(order.to);
    const std::string name = province::bundle_name(till, *range);
    ExportDraft draft;
    draft.first_seq = range->first;
    draft.last_seq = range->last;
    draft.record = RecordDraft{
        "export",
        order.at,
        {{"from", iso(order.from)},
         {"to", iso(order.to)},
         {"first_seq", range->first},
         {"last_seq", range->last},
         {"bundle", name},
         {"blake2b", hex(blake2b(*bundle))}}};
    draft.files.emplace_back(name, std::move(*bundle));
    draft.files.emplace_back(tables + ".csv", report::table_csv(table));
    draft.files.emplace_back(tables + ".xlsx", std::move(*workbook));
    return draft;
}

} // namespace ocop::compose
