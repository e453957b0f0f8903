#include "pos/cli/context.hpp"

#include "catalog-sync/shop_catalog.hpp"
#include "pos/compose/account.hpp"
#include "pos/compose/loss_decision.hpp"
#include "pos/compose/revenue_export.hpp"
#include "pos/compose/system_clock.hpp"
#include "pos/core/plain_text.hpp"
#include "pos/core/till.hpp"
#include "pos/shell/output_file.hpp"
#include "pos/store/verify.hpp"

#include <ostream>

namespace ocop::cli {

ExitCode exit_code(FailureCode code) {
    switch (code) {
    case FailureCode::corrupt:
    case FailureCode::tables:
    case FailureCode::pins:
        return ExitCode::said_no;
    case FailureCode::exists:
    case FailureCode::wrong_kind:
    case FailureCode::too_large:
    case FailureCode::sheet_full:
    case FailureCode::missing:
    case FailureCode::no_store:
    case FailureCode::incomplete:
    case FailureCode::foreign:
    case FailureCode::newer:
    case FailureCode::clock:
    case FailureCode::unreadable:
        return ExitCode::refused;
    case FailureCode::disk_full:
    case FailureCode::disk_error:
    case FailureCode::not_known:
    case FailureCode::locked:
    case FailureCode::network:
    case FailureCode::network_sign_in:
    case FailureCode::network_certificate:
    case FailureCode::network_server:
    case FailureCode::device:
    case FailureCode::device_gone:
    case FailureCode::device_busy:
    case FailureCode::device_permission:
    case FailureCode::device_driver:
    case FailureCode::permission:
        return ExitCode::failed;
    }
    return ExitCode::failed;
}

namespace {

/// A disk or a right that may be there the next time, and goods behind it.
bool hides_goods(const catalog_sync::CatalogFault& fault) {
    const FailureCode code = fault.failure.code;
    return fault.part != catalog_sync::CatalogFault::Part::own_prices
           && (code == FailureCode::disk_error || code == FailureCode::permission
               || code == FailureCode::locked);
}

} // namespace

CommandError error_of(const Failure& failure, Language language) {
    return {
        exit_code(failure.code),
        std::string{name(failure.code)},
        words(failure, language),
        failure.where,
        {},
        failure.what};
}

CommandError error_of(const Refusal& refusal, Language language) {
    return {
        ExitCode::refused,
        std::string{name(refusal.code)},
        words(refusal, language),
        refusal.where};
}

CommandError stdout_error(Language language) {
    return {
        ExitCode::failed,
        "stdout",
        language == Language::vi
            ? "Không ghi được ra stdout (ổ đĩa đầy, hoặc nơi đọc đã đóng); việc đã ghi sổ thì vẫn "
              "còn, hãy xem lại bằng `ocop journal tail`."
            : "Standard output could not be written (a full disk, or its reader has gone); what "
              "was recorded stays, look with `ocop journal tail`.",
        "stdout",
        {}};
}

void Context::print(const Json& value, const std::string& text) const {
    out() << (json ? json_line(value) : shown_lines(text)) << '\n';
}

void Context::require_stdout() const {
    out().flush();
    if (!out()) {
        throw stdout_error(language);
    }
}

Moment Context::moment(bool training) const {
    if (at.empty()) {
        return compose::SystemClock{}.now();
    }
    if (!training) {
        throw error_of(Refusal{RefusalCode::at_refused, {}, {}, {}}, language);
    }
    const auto moment = parse_moment(at);
    if (!moment) {
        refuse(
            "bad-at",
            say("--at phải có dạng 2026-11-22T09:15:03+07:00.",
                "--at is written 2026-11-22T09:15:03+07:00.")
        );
    }
    return *moment;
}

std::unique_ptr<compose::ShopStore> Context::open(store::Use use) const {
    auto opened = compose::ShopStore::open(folder, use, language);
    if (!opened) {
        CommandError error = error_of(opened.error(), language);
        error.message += compose::ways_on_from(folder, opened.error(), language);
        throw CommandError{std::move(error)};
    }
    auto shop = std::move(*opened);
    if (const auto& fault = shop->journal().fault()) {
        err() << say("Cảnh báo: sổ nhật ký không toàn vẹn: ", "Warning: the journal is not whole: ")
                     + store::words(*fault, language) + ".\n";
    }
    if (use == store::Use::write) {
        const std::string told = words(compose::finish_exports(*shop), language);
        err() << told << (told.empty() ? "" : "\n");
    }
    return shop;
}

std::shared_ptr<const Catalog> Context::catalog() const {
    return goods().catalog;
}

Context::Goods Context::goods() const {
    catalog_sync::ShopCatalog shop = catalog_sync::load_shop_catalog(folder);
    Goods goods{std::move(shop.catalog), std::nullopt};
    for (catalog_sync::CatalogFault& fault : shop.faults) {
        err() << words(fault, language) << '\n';
        if (hides_goods(fault)) {
            goods.unread = std::move(fault.failure);
        }
    }
    return goods;
}

Record Context::append(compose::ShopStore& shop, RecordDraft draft) const {
    Json body = draft.body.json();
    body["by"] = compose::account_name();
    draft.body = std::move(body);
    std::optional<Record> last;
    for (const RecordDraft& next : with_clock(shop.ledger(), std::move(draft))) {
        last = require(shop.journal().append(next));
    }
    shop.finish();
    return std::move(*last);
}

std::string json_line(const Json& value) {
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void write_out(const Context& context, const std::string& out, const std::string& bytes) {
    if (out.empty() || out == "-") {
        context.out().write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        context.require_stdout();
        return;
    }
    context.require(write_output(out, bytes, context.umask));
}

} // namespace ocop::cli
