#include "pos/compose/last_run.hpp"

#include "pos/core/till.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace ocop::compose {

namespace {

struct KindWords {
    std::string_view kind;
    const char* vietnamese;
    const char* english;
};

constexpr std::array<KindWords, 14> kinds{{
    {"sale", "phiếu bán", "a sale"},
    {"return", "phiếu trả hàng", "a return"},
    {"shift-open", "mở ca", "the opening of a shift"},
    {"shift-close", "đóng ca", "the closing of a shift"},
    {"paid-in", "thu khác", "cash paid in"},
    {"paid-out", "chi khác", "cash paid out"},
    {"no-sale", "mở két không bán", "a drawer opened without a sale"},
    {"hold", "treo giỏ", "a basket put aside"},
    {"cancel", "bỏ giỏ", "a basket given up"},
    {"untender", "trả lại tiền mặt đã nhận", "cash that was handed back"},
    {"stock", "nhập hoặc kiểm kho", "goods received or counted"},
    {"settings", "đổi thiết lập", "a changed setting"},
    {"user", "đổi người dùng", "a changed user"},
    {"catalog", "danh mục mới", "a new catalogue"},
}};

/// What a record is, for people; its own word where they need not know it.
std::string kind_words(const std::string& kind, Language language) {
    const auto found = std::find_if(kinds.begin(), kinds.end(), [&kind](const KindWords& words) {
        return words.kind == kind;
    });
    if (found == kinds.end()) {
        return kind;
    }
    return language == Language::vi ? found->vietnamese : found->english;
}

std::string one_line(const RecordInDoubt& record) {
    return record.what + ", " + record.at + (record.total.empty() ? "" : ", " + record.total);
}

std::string not_told(Language language) {
    return language == Language::vi
               ? "Lần trước ổ đĩa lỗi khi ghi sổ, và không còn biết là đang ghi gì; hãy so phiếu "
                 "cuối trong sổ với khách cuối cùng."
               : "The disk failed last time while something was written, and what it was is no "
                 "longer known; compare the last receipt in the journal with the last customer.";
}

std::string verdict(const store::SettledDoubt& doubt, Language language) {
    if (doubt.doubt.kind.empty()) {
        return not_told(language);
    }
    const std::string what = one_line(told(doubt.doubt, language));
    if (language == Language::vi) {
        return "Lần trước ổ đĩa lỗi khi ghi " + what
               + (doubt.is_recorded ? ": ĐÃ vào sổ, đừng bán lại."
                                    : ": CHƯA vào sổ; nếu khách đã mua thì bán lại.");
    }
    return "The disk failed last time while this was written: " + what
           + (doubt.is_recorded ? ". It IS in the journal: do not sell it again."
                                : ". It is NOT in the journal: sell it again if it was sold.");
}

/// The last receipt in the journal; its number alone where it cannot be read.
RecordInDoubt last_receipt(ShopStore& shop, Language language) {
    const Ledger& ledger = shop.ledger();
    const std::string number = receipt_number(ledger.identity->till, ledger.receipts);
    const auto found = shop.journal().find(number);
    return found && *found ? told(store::doubt_about((*found)->sale), language)
                           : RecordInDoubt{number, {}, {}};
}

std::string ended_early(ShopStore& shop, Language language) {
    const RecordInDoubt last = last_receipt(shop, language);
    const std::string what = last.at.empty() ? last.what : one_line(last);
    return language == Language::vi
               ? "Lần trước chương trình dừng đột ngột. Phiếu cuối trong sổ: " + what
                     + "; hãy so với khách cuối cùng."
               : "The program did not end by itself last time. The last receipt in the journal: "
                     + what + "; compare it with the last customer.";
}

} // namespace

std::optional<std::string> news_of_last_run(ShopStore& shop, Language language) {
    if (const auto& doubt = shop.journal().doubt()) {
        return verdict(*doubt, language);
    }
    if (shop.journal().ended_early() && shop.ledger().receipts > 0) {
        return ended_early(shop, language);
    }
    return std::nullopt;
}

RecordInDoubt told(const store::Doubt& doubt, Language language) {
    return {
        doubt.receipt ? *doubt.receipt : kind_words(doubt.kind, language),
        format(doubt.at),
        doubt.total ? format(*doubt.total) + " đ" : std::string{}};
}

std::optional<LastRunQuestion> question_of_last_run(ShopStore& shop, Language language) {
    const auto& doubt = shop.journal().doubt();
    if (!doubt) {
        return std::nullopt;
    }
    if (doubt->doubt.kind.empty()) {
        const bool any = shop.ledger().receipts > 0;
        return LastRunQuestion{
            LastRunQuestion::Found::not_told, any ? last_receipt(shop, language) : RecordInDoubt{}};
    }
    return LastRunQuestion{
        doubt->is_recorded ? LastRunQuestion::Found::recorded
                           : LastRunQuestion::Found::not_recorded,
        told(doubt->doubt, language)};
}

Expected<std::vector<Record>, Failure>
acknowledge_last_run(ShopStore& shop, const std::string& user, Moment at) {
    const auto& settled = shop.journal().doubt();
    if (!settled) {
        return std::vector<Record>{};
    }
    const store::Doubt& doubt = settled->doubt;
    Json body{{"do", "read"}, {"user", user}};
    if (!doubt.kind.empty()) {
        body["of"] = {
            {"seq", doubt.seq},
            {"kind", doubt.kind},
            {"at", iso(doubt.at)},
            {"receipt", doubt.receipt ? Json(*doubt.receipt) : Json(nullptr)},
            {"total", doubt.total ? Json(doubt.total->vnd()) : Json(nullptr)}};
        body["is_recorded"] = settled->is_recorded;
    }
    shop.journal().doubt_was_told();
    std::vector<Record> records;
    for (RecordDraft& next : with_clock(shop.ledger(), {"doubt", at, std::move(body)})) {
        auto record = shop.journal().append(std::move(next));
        if (!record) {
            return Unexpected{record.error()};
        }
        records.push_back(std::move(*record));
    }
    return records;
}

std::string still_in_doubt(const std::filesystem::path& folder, Language language) {
    const auto doubt = store::kept_doubt(folder);
    if (!doubt) {
        return {};
    }
    const std::string what = one_line(told(*doubt, language));
    return language == Language::vi
               ? "Cũng chưa rõ bản ghi này đã vào sổ hay chưa: " + what
                     + "; đừng bán lại trước khi mở được sổ."
               : "Nor is it known whether this is in the journal: " + what
                     + "; do not sell it again before the journal can be opened.";
}

} // namespace ocop::compose
