#include "pos/compose/export_draft.hpp"

#include "pos/province/bundle.hpp"
#include "pos/report/revenue.hpp"
#include "pos/report/table_csv.hpp"
#include "pos/report/table_xlsx.hpp"
#include "pos/store/verify.hpp"
#include "receipts/font_files.hpp"

#include <functional>
#include <span>

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

/// The store's sales; a failure as above.
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

/// A signature over a journal that is not whole would vouch for what somebody changed.
Expected<void, Failure> check_chain(const ShopStore& shop, const store::Progress& progress) {
    const auto verdict =
        store::verify(shop.folder(), store::Depth::chain, check_signature, progress);
    if (!verdict) {
        return Unexpected{verdict.error()};
    }
    if (!verdict->fault) {
        return {};
    }
    const store::Fault& fault = *verdict->fault;
    return Unexpected{Failure{
        FailureCode::corrupt,
        fault.what,
        fault.seq ? "seq " + std::to_string(*fault.seq)
                  : (shop.folder() / store::ledger_file).string()}};
}

Expected<report::Table, Failure>
revenue_by_product(ShopStore& shop, province::SeqRange range, const ExportOrder& order) {
    std::optional<Failure> failure;
    report::RevenueQuery query;
    query.from = order.from;
    query.to = order.to;
    query.language = order.language;
    query.tills = {*shop.ledger().identity};
    const auto made = report::revenue_report(
        query, source(shop, range.first, range.last, failure), sales(shop, failure)
    );
    if (failure) {
        return Unexpected{*failure};
    }
    if (!made) {
        return Unexpected{Failure{FailureCode::corrupt, made.error().what, {}}};
    }
    return report::revenue_table(*made, order.language);
}

Expected<province::SeqRange, Failure> range_of(ShopStore& shop, const ExportOrder& order) {
    std::optional<Failure> failure;
    const auto range = province::bundle_range(order.from, order.to, source(shop, 0, -1, failure));
    if (failure) {
        return Unexpected{*failure};
    }
    if (!range) {
        return Unexpected{Failure{
            FailureCode::corrupt,
            "the journal holds no record",
            (shop.folder() / store::ledger_file).string()}};
    }
    return *range;
}

Expected<province::BundleRequest, Failure>
request_of(ShopStore& shop, province::SeqRange range, const ExportOrder& order) {
    const auto fonts = receipts::find_fonts();
    if (!fonts) {
        return Unexpected{fonts.error()};
    }
    province::BundleRequest request{
        *shop.ledger().identity, order.from, order.to, {}, order.language, *fonts};
    std::optional<Failure> failure;
    source(shop, range.first, range.last, failure)([&](const Record& record) {
        request.records.push_back(record);
    });
    if (failure) {
        return Unexpected{*failure};
    }
    return request;
}

} // namespace

Expected<ExportDraft, Failure> draft_export(ShopStore& shop, const ExportOrder& order) {
    const auto key = load_key(shop.folder());
    if (!key) {
        return Unexpected{key.error()};
    }
    if (const auto whole = check_chain(shop, order.progress); !whole) {
        return Unexpected{whole.error()};
    }
    const auto range = range_of(shop, order);
    if (!range) {
        return Unexpected{range.error()};
    }
    const auto request = request_of(shop, *range, order);
    if (!request) {
        return Unexpected{request.error()};
    }
    std::optional<Failure> failure;
    auto bundle = province::make_bundle(*request, *key, sales(shop, failure));
    if (failure) {
        return Unexpected{*failure};
    }
    const auto table = revenue_by_product(shop, *range, order);
    if (!bundle || !table) {
        return Unexpected{bundle ? table.error() : bundle.error()};
    }
    auto workbook = report::table_xlsx(std::span{&*table, 1}, request->records.back().at);
    if (!workbook) {
        return Unexpected{workbook.error()};
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
    draft.files.emplace_back(tables + ".csv", report::table_csv(*table));
    draft.files.emplace_back(tables + ".xlsx", std::move(*workbook));
    return draft;
}

} // namespace ocop::compose
