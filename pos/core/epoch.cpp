#include "pos/core/epoch.hpp"

#include "pos/core/assert.hpp"
#include "pos/core/einvoice_counters.hpp"
#include "pos/core/json_fields.hpp"
#include "pos/core/settings.hpp"

#include <algorithm>
#include <charconv>

namespace ocop {

namespace {

constexpr std::int64_t slip = 1'000'000;
constexpr std::int64_t receipts_max = 999'999'999;
constexpr int years_max = 100; // a clock gone mad asks for no more

Unexpected<EpochRefusal> refuse(EpochFault fault, std::string stated, std::string fact) {
    return Unexpected{EpochRefusal{fault, std::move(stated), std::move(fact)}};
}

/// A number from 0.
std::optional<std::int64_t> parse_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool right = error == std::errc{} && end == text.data() + text.size() && !text.empty()
                       && number >= 0 && text.front() != '+' && text.front() != '-';
    return right ? std::optional{number} : std::nullopt;
}

Expected<std::int64_t, EpochRefusal>
parse_receipt(const std::string& text, const std::string& till) {
    if (const auto number = parse_number(text)) {
        return *number;
    }
    const auto counter = receipt_counter(text);
    if (!counter) {
        return refuse(EpochFault::not_a_receipt, text, {});
    }
    if (text != receipt_number(till, *counter)) {
        return refuse(EpochFault::other_till, text, till);
    }
    return *counter;
}

struct StatedEinvoice {
    std::string series{};
    std::int64_t last = 0;
};

/// "1C26MYY=57"; 0 says that none was used.
std::optional<StatedEinvoice> parse_einvoice(const std::string& text) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos) {
        return std::nullopt;
    }
    std::string series = text.substr(0, equals);
    for (char& c : series) {
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    const auto last = parse_number(std::string_view{text}.substr(equals + 1));
    const bool right = last && is_einvoice_counter(series, std::max<std::int64_t>(*last, 1));
    return right ? std::optional{StatedEinvoice{std::move(series), *last}} : std::nullopt;
}

std::int64_t number_in(const EinvoiceCounters& counters, const std::string& series) {
    const auto found = counters.find(series);
    return found != counters.end() ? found->second : 0;
}

std::string pair_text(const std::string& series, std::int64_t last) {
    return series + "=" + std::to_string(last);
}

/// Refuses what is below `floor` or far above it.
std::optional<EpochRefusal>
check_bounds(std::int64_t number, std::int64_t floor, bool is_sure, EpochRefusal refusal) {
    if (number < floor) {
        refusal.fault = EpochFault::too_small;
        return refusal;
    }
    if (number - floor > slip && !is_sure) {
        refusal.fault = EpochFault::too_large;
        return refusal;
    }
    return std::nullopt;
}

Expected<std::int64_t, EpochRefusal> receipts_after(
    const Ledger& held, std::int64_t floor, const StatedNumbers& stated, const EpochTerms& terms
) {
    const std::string till = held.identity ? held.identity->till : std::string{};
    const std::string last = floor > 0 ? receipt_number(till, floor) : std::string{};
    if (!stated.last_receipt) {
        return terms.may_be_silent ? Expected<std::int64_t, EpochRefusal>{floor}
                                   : refuse(EpochFault::receipt_missing, {}, last);
    }
    const auto number = parse_receipt(*stated.last_receipt, till);
    if (!number) {
        return number;
    }
    if (*number > receipts_max) {
        return refuse(EpochFault::not_a_receipt, *stated.last_receipt, {});
    }
    if (auto refusal =
            check_bounds(*number, floor, terms.is_sure, {{}, *stated.last_receipt, last})) {
        return Unexpected{*refusal};
    }
    return *number;
}

EinvoiceCounters larger_of(EinvoiceCounters a, const EinvoiceCounters& b) {
    for (const auto& [series, last] : b) {
        a[series] = std::max(a[series], last);
    }
    return a;
}

Expected<EinvoiceCounters, EpochRefusal> einvoices_stated(
    const EinvoiceCounters& floor, const std::vector<std::string>& stated, bool is_sure
) {
    EinvoiceCounters counters;
    for (const std::string& text : stated) {
        const auto einvoice = parse_einvoice(text);
        if (!einvoice || counters.contains(einvoice->series)) {
            return refuse(EpochFault::not_an_einvoice, text, {});
        }
        const std::int64_t held = number_in(floor, einvoice->series);
        if (auto refusal = check_bounds(
                einvoice->last, held, is_sure, {{}, text, pair_text(einvoice->series, held)}
            )) {
            return Unexpected{*refusal};
        }
        counters[einvoice->series] = einvoice->last;
    }
    return counters;
}

struct Sentence {
    std::string vietnamese;
    std::string english;
};

Sentence sentence(const EpochRefusal& refusal) {
    const std::string& stated = refusal.stated;
    const std::string& fact = refusal.fact;
    switch (refusal.fault) {
    case EpochFault::receipt_missing:
        return {
            "Bản sao lưu dừng ở phiếu " + (fact.empty() ? "số 0 (chưa có phiếu nào)" : fact)
                + "; hãy xem phiếu in ra sau cùng và cho biết số của nó (--last-receipt …); nếu "
                  "sau "
                  "lần sao lưu không bán gì nữa thì ghi đúng số này.",
            "The backup ends with receipt " + (fact.empty() ? "0 (none was given)" : fact)
                + "; look at the last printed receipt and state its number (--last-receipt …); if "
                  "nothing was sold after the backup, give the same number."};
    case EpochFault::einvoice_missing:
        return {
            "Bản sao lưu dừng ở hóa đơn điện tử " + fact
                + "; hãy xem hóa đơn sau cùng của ký hiệu này và cho biết số của nó "
                  "(--last-einvoice "
                + fact + "); nếu sau lần sao lưu không lập thêm thì ghi đúng số này.",
            "The backup ends with e-invoice " + fact
                + "; look at the last invoice of this series and state its number "
                  "(--last-einvoice "
                + fact + "); if none was made after the backup, give the same number."};
    case EpochFault::not_a_receipt:
        return {
            "Đây không phải số phiếu: " + stated + "; hãy ghi như trên phiếu, ví dụ 123.",
            "This is no receipt number: " + stated
                + "; write it as on the receipt, for example "
                  "123."};
    case EpochFault::other_till:
        return {
            "Phiếu " + stated + " không phải của máy " + fact + "; hãy lấy phiếu do máy này in ra.",
            "Receipt " + stated + " is not of till " + fact
                + "; take a receipt that this till printed."};
    case EpochFault::not_an_einvoice:
        return {
            "Đây không phải ký hiệu và số hóa đơn: " + stated
                + "; hãy ghi KÝ HIỆU=SỐ, ví dụ 1C26MYY=57.",
            "This is no series and number of an invoice: " + stated
                + "; write SERIES=NUMBER, for example 1C26MYY=57."};
    case EpochFault::too_small:
        return {
            "Số " + stated + " nhỏ hơn số đã có trong sổ (" + fact
                + "); hãy xem lại phiếu sau cùng.",
            stated + " is below what the journal holds (" + fact
                + "); look at the last paper again."};
    case EpochFault::too_large:
        return {
            "Số " + stated + " lớn hơn số trong sổ (" + (fact.empty() ? "0" : fact)
                + ") quá xa; hãy xem lại, nếu chắc chắn thì thêm --yes.",
            stated + " is far above what the journal holds (" + (fact.empty() ? "0" : fact)
                + "); look again, and if you are sure add --yes."};
    }
    OCOP_ASSERT(!"a fault that is none");
}

/// The same where numbers are typed into fields, which have no options to name.
Sentence sentence_on_screen(const EpochRefusal& refusal) {
    const std::string fact = refusal.fact.empty() ? "0" : refusal.fact;
    switch (refusal.fault) {
    case EpochFault::receipt_missing:
        return {
            "Chưa ghi số phiếu cuối; bản sao lưu dừng ở số " + fact
                + ". Hãy xem báo cáo Z hoặc phiếu in ra sau cùng; nếu không bán gì thêm thì ghi "
                  "đúng số này.",
            "The last receipt number is missing; the backup ends with " + fact
                + ". Look at the last Z report or receipt; if nothing was sold after it, give the "
                  "same number."};
    case EpochFault::einvoice_missing:
        return {
            "Chưa ghi số hóa đơn điện tử cuối; bản sao lưu dừng ở " + fact
                + ". Hãy xem báo cáo Z hoặc hóa đơn sau cùng; nếu không lập thêm thì ghi đúng số "
                  "này.",
            "The last e-invoice number is missing; the backup ends with " + fact
                + ". Look at the last Z report or invoice; if none was made after it, give the "
                  "same number."};
    case EpochFault::too_large:
        return {
            "Số " + refusal.stated + " lớn hơn số trong sổ (" + fact
                + ") quá xa; hãy xem lại. Nếu đúng vậy, chủ máy phục hồi bằng lệnh `ocop backup "
                  "restore` với --yes.",
            refusal.stated + " is far above what the journal holds (" + fact
                + "); look again. If it is right, the folder's owner restores with the command "
                  "`ocop backup restore` and --yes."};
    case EpochFault::not_a_receipt:
    case EpochFault::other_till:
    case EpochFault::not_an_einvoice:
    case EpochFault::too_small:
        return sentence(refusal); // names no option
    }
    OCOP_ASSERT(!"a fault that is none");
}

} // namespace

std::string_view name(EpochFault fault) {
    switch (fault) {
    case EpochFault::receipt_missing:
        return "last-receipt-missing";
    case EpochFault::einvoice_missing:
        return "last-einvoice-missing";
    case EpochFault::not_a_receipt:
        return "not-a-receipt-number";
    case EpochFault::other_till:
        return "other-till";
    case EpochFault::not_an_einvoice:
        return "not-an-einvoice-number";
    case EpochFault::too_small:
        return "number-too-small";
    case EpochFault::too_large:
        return "number-too-large";
    }
    OCOP_ASSERT(!"a fault that is none");
}

std::string words(const EpochRefusal& refusal, Language language, StatedIn where) {
    Sentence said = where == StatedIn::fields ? sentence_on_screen(refusal) : sentence(refusal);
    return language == Language::vi ? std::move(said.vietnamese) : std::move(said.english);
}

EinvoiceCounters series_in_use(const Ledger& held, int year) {
    const EinvoiceSettings settings = read_settings(held.settings).einvoice;
    EinvoiceCounters series;
    const int first = std::max(int{held.last_at.day().date().year()}, year - years_max);
    for (int at = first; at <= std::max(year, first); ++at) {
        if (const auto name = einvoice_series(settings, at)) {
            series[*name] = number_in(held.einvoices, *name);
        }
    }
    return series;
}

Expected<EpochNumbers, EpochRefusal> epoch_numbers(
    const Ledger& held,
    const EpochNumbers& known,
    const StatedNumbers& stated,
    const EpochTerms& terms
) {
    const auto receipts =
        receipts_after(held, std::max(held.receipts, known.receipts), stated, terms);
    if (!receipts) {
        return Unexpected{receipts.error()};
    }
    const EinvoiceCounters floor = larger_of(held.einvoices, known.einvoices);
    const auto einvoices = einvoices_stated(floor, stated.last_einvoice, terms.is_sure);
    if (!einvoices) {
        return Unexpected{einvoices.error()};
    }
    for (const auto& [series, unused] : series_in_use(held, terms.year)) {
        if (!terms.may_be_silent && !einvoices->contains(series)) {
            return refuse(
                EpochFault::einvoice_missing, {}, pair_text(series, number_in(floor, series))
            );
        }
    }
    return EpochNumbers{
        *receipts, einvoices_after(floor, *einvoices, read_settings(held.settings).einvoice)};
}

EpochNumbers numbers_in_use(const Ledger& ledger) {
    return EpochNumbers{ledger.receipts, ledger.einvoices};
}

std::optional<EpochNumbers> numbers_in_use(const Record& shift_close) {
    const auto read = read_fields<EpochNumbers>(shift_close.body.json(), [](const Fields& fields) {
        const Fields in_use = fields.object("in_use");
        EpochNumbers numbers;
        if (const auto last = in_use.optional_text("last_receipt")) {
            const auto counter = receipt_counter(*last);
            if (!counter) {
                fields.fail("\"last_receipt\" is no number of a receipt");
            }
            numbers.receipts = *counter;
        }
        const Fields einvoices = in_use.object("last_einvoice");
        for (const auto& [series, last] : einvoices.json().items()) {
            numbers.einvoices[series] = einvoices.integer(series.c_str());
        }
        return numbers;
    });
    return read ? std::optional{*read} : std::nullopt;
}

Json to_json(const EpochNumbers& numbers, std::string_view till) {
    return {
        {"last_receipt",
         numbers.receipts > 0 ? Json(receipt_number(till, numbers.receipts)) : Json(nullptr)},
        {"last_einvoice", numbers.einvoices}};
}

} // namespace ocop
