#include "pos/ui/receipt_draft.hpp"

#include "pos/compose/printer_settings.hpp"
#include "receipts/escpos.hpp"
#include "receipts/pdf/render.hpp"

#include <algorithm>

namespace ocop::ui {

namespace {

constexpr std::string_view paper_key = "printer.paper";
constexpr std::string_view model_key = "printer.model";
constexpr std::string_view encoding_key = "printer.encoding";
constexpr std::string_view file_key = "receipt.file";
constexpr std::string_view file_paper_key = "receipt.paper";

/// `value` as the till takes it: some say the same in two ways.
std::string_view meaning(std::string_view key, std::string_view value) {
    if (key == paper_key) {
        return value == "58" ? "58" : "80";
    }
    if (key == encoding_key && value == "raster") {
        return {};
    }
    return value;
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
    }
    return {};
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
    }
    const Settings after = read_settings(over(kept));
    if (!after.printer_encoding.empty()
        && compose::encoding_of(after) == receipts::Encoding::raster) {
        set(encoding_key, "raster");
    }
}

ReceiptDraft::Values ReceiptDraft::over(Values kept) const {
    for (const auto& [key, value] : edited_) {
        kept[key] = value;
    }
    return kept;
}

std::vector<std::pair<std::string, std::string>> ReceiptDraft::changes(const Values& kept) const {
    std::vector<std::pair<std::string, std::string>> found;
    for (const auto& [key, value] : edited_) {
        const auto known = kept.find(key);
        const std::string_view now = known == kept.end() ? std::string_view{} : known->second;
        if (meaning(key, value) != meaning(key, now)) {
            found.emplace_back(key, value);
        }
    }
    return found;
}

} // namespace ocop::ui
