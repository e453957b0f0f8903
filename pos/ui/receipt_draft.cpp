#include "pos/ui/receipt_draft.hpp"

#include "pos/compose/printer_settings.hpp"
#include "pos/core/bank.hpp"
#include "receipts/escpos.hpp"
#include "receipts/pdf/render.hpp"

#include <algorithm>
#include <utility>

namespace ocop::ui {

namespace {

constexpr std::string_view paper_key = "printer.paper";
constexpr std::string_view model_key = "printer.model";
constexpr std::string_view encoding_key = "printer.encoding";
constexpr std::string_view file_key = "receipt.file";
constexpr std::string_view file_paper_key = "receipt.paper";
constexpr std::string_view bank_key = "bank.bin";
constexpr std::string_view trace_key = "receipt.trace";
constexpr std::string_view drawer_key = "printer.drawer";

/// `value` as the till takes it: some say the same in two ways.
std::string_view meaning(std::string_view key, std::string_view value) {
    if (key == paper_key) {
        return value == "58" ? "58" : "80";
    }
    if ((key == encoding_key && value == "raster") || (key == trace_key && value == "one")) {
        return {};
    }
    return value;
}

/// `typed` as the journal would have it; what it would refuse stays as it is.
std::string as_kept(const std::string& key, const std::string& typed) {
    return check_setting(key, typed).value_or(typed);
}

/// Whether `value` means something else than what is kept.
bool differs(const std::string& key, std::string_view value, const ReceiptDraft::Values& kept) {
    const auto known = kept.find(key);
    const std::string_view now = known == kept.end() ? std::string_view{} : known->second;
    return meaning(key, value) != meaning(key, now);
}

/// Those that stand for any printer are chosen by its paper alone.
bool is_generic(std::string_view model) {
    return receipts::generic_profile(58)->id == model || receipts::generic_profile(80)->id == model;
}

std::string_view on_file(const Settings& settings) {
    if (!settings.receipts_on_file) {
        return "none";
    }
    return settings.file_paper.empty() ? std::string_view{"pdf"} : settings.file_paper;
}

std::string_view name_of(TraceCodes codes) {
    switch (codes) {
    case TraceCodes::off:
        return "off";
    case TraceCodes::one:
        return "one";
    case TraceCodes::all:
        return "all";
    }
    return {};
}

std::string_view name_of(DrawerChoice drawer) {
    switch (drawer) {
    case DrawerChoice::as_model:
        return {};
    case DrawerChoice::pin_two:
        return "2";
    case DrawerChoice::pin_five:
        return "5";
    case DrawerChoice::off:
        return "off";
    }
    return {};
}

std::string_view chosen(ReceiptChoice choice, const Settings& settings) {
    switch (choice) {
    case ReceiptChoice::paper:
        return compose::profile_of(settings).paper_mm == 58 ? "58" : "80";
    case ReceiptChoice::model:
        return is_generic(settings.printer_model) ? std::string_view{} : settings.printer_model;
    case ReceiptChoice::encoding:
        return compose::encoding_of(settings) == receipts::Encoding::raster
                   ? std::string_view{"raster"}
                   : settings.printer_encoding;
    case ReceiptChoice::on_file:
        return on_file(settings);
    case ReceiptChoice::trace:
        return name_of(settings.trace_codes);
    case ReceiptChoice::drawer:
        return name_of(settings.drawer);
    }
    return {};
}

} // namespace

std::string_view key_of(ReceiptText text) {
    switch (text) {
    case ReceiptText::shop_name:
        return "shop.name";
    case ReceiptText::tax_code:
        return "shop.tax_code";
    case ReceiptText::address:
        return "shop.address";
    case ReceiptText::phone:
        return "shop.phone";
    case ReceiptText::footer:
        return "receipt.footer";
    case ReceiptText::bank:
        return bank_key;
    case ReceiptText::account:
        return "bank.account";
    case ReceiptText::holder:
        return "bank.holder";
    case ReceiptText::series:
        return "einvoice.series";
    case ReceiptText::office_code:
        return "einvoice.code";
    case ReceiptText::first_number:
        return "einvoice.first_number";
    case ReceiptText::first_code:
        return "einvoice.first_code";
    case ReceiptText::lookup:
        return "einvoice.lookup";
    case ReceiptText::provider:
        return "einvoice.provider";
    }
    return {};
}

std::size_t page_of(ReceiptText text) {
    return text < ReceiptText::bank ? 0 : 1;
}

std::size_t page_of(ReceiptChoice choice) {
    return choice < ReceiptChoice::trace ? 0 : 1;
}

ReceiptOptions options_of(ReceiptChoice choice, const Settings& settings) {
    ReceiptOptions options;
    switch (choice) {
    case ReceiptChoice::paper:
        options.values = {"58", "80"};
        break;
    case ReceiptChoice::model:
        options.values = {""};
        for (const receipts::PrinterProfile& profile : receipts::printer_profiles()) {
            if (!is_generic(profile.id)) {
                options.values.emplace_back(profile.id);
            }
        }
        break;
    case ReceiptChoice::encoding:
        for (const char* const name : {"raster", "cp1258", "tcvn3"}) {
            if (receipts::has_tables(
                    compose::profile_of(settings), *receipts::parse_encoding(name)
                )) {
                options.values.emplace_back(name);
            }
        }
        break;
    case ReceiptChoice::on_file:
        options.values = {"none", "pdf", "a5", "a4"};
        break;
    case ReceiptChoice::trace:
        options.values = {"off", "one", "all"};
        break;
    case ReceiptChoice::drawer:
        options.values = {"", "2", "5", "off"};
        break;
    }
    const auto found =
        std::find(options.values.begin(), options.values.end(), chosen(choice, settings));
    if (found != options.values.end()) {
        options.chosen = static_cast<std::size_t>(found - options.values.begin());
    }
    return options;
}

void ReceiptDraft::set(std::string_view key, std::string value) {
    edited_[std::string{key}] = std::move(value);
}

void ReceiptDraft::choose(ReceiptChoice choice, int by, const Values& kept) {
    const Settings before = read_settings(over(kept));
    const ReceiptOptions options = options_of(choice, before);
    const auto last = static_cast<int>(options.values.size()) - 1;
    const auto next =
        static_cast<std::size_t>(std::clamp(static_cast<int>(options.chosen) + by, 0, last));
    if (next == options.chosen) {
        return;
    }
    const std::string& value = options.values[next];
    switch (choice) {
    case ReceiptChoice::paper:
        set(paper_key, value);
        set(model_key, {});
        break;
    case ReceiptChoice::model:
        set(model_key, value);
        set(paper_key,
            std::to_string((value.empty() ? compose::profile_of(before)
                                          : *receipts::find_profile(value))
                               .paper_mm));
        break;
    case ReceiptChoice::encoding:
        return set(encoding_key, value);
    case ReceiptChoice::on_file:
        set(file_key, value == "none" ? "" : "pdf");
        return set(file_paper_key, value == "a5" || value == "a4" ? value : "");
    case ReceiptChoice::trace:
        return set(trace_key, value);
    case ReceiptChoice::drawer:
        return set(drawer_key, value);
    }
    const Settings after = read_settings(over(kept));
    if (!after.printer_encoding.empty()
        && compose::encoding_of(after) == receipts::Encoding::raster) {
        set(encoding_key, "raster");
    }
}

std::string ReceiptDraft::text(ReceiptText text, const Values& kept) const {
    const std::string key{key_of(text)};
    if (const auto typed = edited_.find(key); typed != edited_.end()) {
        return typed->second;
    }
    const auto known = kept.find(key);
    if (known == kept.end()) {
        return {};
    }
    const Bank* bank = text == ReceiptText::bank ? bank_of(known->second) : nullptr;
    return bank != nullptr ? std::string{bank->short_name} : known->second;
}

ReceiptDraft::Values ReceiptDraft::over(Values kept) const {
    for (const auto& [key, value] : edited_) {
        kept[key] = as_kept(key, value);
    }
    return kept;
}

std::vector<std::pair<std::string, std::string>> ReceiptDraft::changes(const Values& kept) const {
    std::vector<std::pair<std::string, std::string>> found;
    for (const auto& [key, typed] : edited_) {
        std::string value = as_kept(key, typed);
        if (differs(key, value, kept)) {
            found.emplace_back(key, std::move(value));
        }
    }
    return found;
}

void ReceiptDraft::settle(const Values& kept) {
    std::erase_if(edited_, [&](const auto& edit) {
        return !differs(edit.first, as_kept(edit.first, edit.second), kept);
    });
}

} // namespace ocop::ui
