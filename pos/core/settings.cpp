#include "pos/core/settings.hpp"

#include "pos/core/bank.hpp"
#include "pos/core/plain_text.hpp"
#include "pos/core/printer_address.hpp"
#include "pos/core/scanner_choice.hpp"
#include "pos/core/text_limits.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace ocop {

namespace {

std::optional<std::int64_t> percentage(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 0 || value > 100) {
        return std::nullopt;
    }
    return value;
}

/// Whole đồng, as a person may write them.
std::optional<Money> limit_amount(std::string_view text) {
    Money amount;
    return !text.empty() && parse_money(text, amount) ? std::optional{amount} : std::nullopt;
}

struct RoundingName {
    std::string_view name;
    CashRounding rounding;
};

/// The first name of each rule is how it is stored; the others are what people type.
constexpr std::array rounding_names{
    RoundingName{"off", {1, false}},
    RoundingName{"none", {1, false}},
    RoundingName{"500-nearest", {500, false}},
    RoundingName{"500", {500, false}},
    RoundingName{"500-down", {500, true}},
    RoundingName{"1000-nearest", {1000, false}},
    RoundingName{"1000", {1000, false}},
    RoundingName{"1000-down", {1000, true}},
};

std::optional<CashRounding> parse_rounding(std::string_view text) {
    for (const RoundingName& known : rounding_names) {
        if (known.name == text) {
            return known.rounding;
        }
    }
    return std::nullopt;
}

/// The BIN of the bank that is meant.
Expected<std::string, SettingFault> check_bank(std::string_view value) {
    if (value.empty() || is_bank_bin(value)) {
        return std::string{value}; // also of a bank younger than our list
    }
    const auto found = banks_like(value);
    if (found.size() == 1) {
        return std::string{found.front()->bin};
    }
    std::string what = "a bank is its name or the six digits of its BIN";
    for (const Bank* bank : found) {
        what += (bank == found.front() ? "; this may be " : ", ") + std::string{bank->short_name};
    }
    return Unexpected{SettingFault{std::move(what)}};
}

bool is_code_page(std::string_view value) {
    return value == "cp1258" || value == "tcvn3";
}

std::optional<TraceCodes> parse_trace_codes(std::string_view value) {
    if (value == "off") {
        return TraceCodes::off;
    }
    if (value == "all") {
        return TraceCodes::all;
    }
    return value == "one" ? std::optional{TraceCodes::one} : std::nullopt;
}

std::optional<DrawerChoice> parse_drawer(std::string_view value) {
    if (value.empty()) {
        return DrawerChoice::as_model;
    }
    if (value == "2") {
        return DrawerChoice::pin_two;
    }
    if (value == "5") {
        return DrawerChoice::pin_five;
    }
    return value == "off" ? std::optional{DrawerChoice::off} : std::nullopt;
}

/// A page that a receipt may be filed on.
bool is_page(std::string_view value) {
    return value == "a5" || value == "a4";
}

Expected<std::string, SettingFault> check_einvoice(std::string_view key, std::string_view value) {
    if (key == "einvoice.series") {
        auto series = parse_einvoice_series(value);
        return series ? Expected<std::string, SettingFault>{std::move(*series)}
                      : Unexpected{SettingFault{
                          "a cash register's series is like 1C26MYY: form 1 or 2, C, the year, "
                          "M, two letters of your own"}};
    }
    if (key == "einvoice.code") {
        auto code = parse_einvoice_office_code(value);
        return code ? Expected<std::string, SettingFault>{std::move(*code)}
                    : Unexpected{SettingFault{
                        "the tax office's code for a cash register is five letters or digits"}};
    }
    if (key == "einvoice.first_number" || key == "einvoice.first_code") {
        const std::size_t digits =
            key == "einvoice.first_code" ? einvoice_run_digits : einvoice_number_digits;
        if (!parse_einvoice_first(value, digits)) {
            return Unexpected{SettingFault{
                "a first number is 1 or more, of at most " + std::to_string(digits) + " digits"}};
        }
    }
    if (key == "einvoice.lookup" && !is_einvoice_lookup(value)) {
        return Unexpected{SettingFault{
            "a look-up address starts with https:// and may hold {code}, {series}, {number} and "
            "{tax_code}"}};
    }
    constexpr std::size_t provider_bytes_max = 200;
    if (value.size() > provider_bytes_max) {
        return Unexpected{SettingFault{"the value is longer than 200 bytes"}};
    }
    return std::string{value};
}

} // namespace

Money round_cash(Money due, const CashRounding& rounding) {
    const std::int64_t extra = rounding.down ? 0 : rounding.step / 2;
    return Money{(due.vnd() + extra) / rounding.step * rounding.step};
}

std::int64_t Settings::discount_percent_max(Role role) const {
    switch (role) {
    case Role::cashier:
        return cashier_discount_percent;
    case Role::lead:
        return lead_discount_percent;
    case Role::manager:
        return 100;
    case Role::auditor:
        return 0;
    }
    return 0;
}

Settings read_settings(const std::map<std::string, std::string>& values) {
    Settings settings;
    const auto text = [&](const char* key, std::string& into) {
        if (const auto found = values.find(key); found != values.end()) {
            into = found->second;
        }
    };
    text("shop.name", settings.shop_name);
    text("shop.address", settings.shop_address);
    text("shop.tax_code", settings.shop_tax_code);
    text("shop.phone", settings.shop_phone);
    text("receipt.footer", settings.footer);
    text("receipt.logo", settings.logo);
    std::string value;
    text("bank.bin", value);
    settings.bank_bin = is_bank_bin(value) ? value : "";
    text("bank.account", value = "");
    settings.bank_account = parse_bank_account(value).value_or("");
    text("bank.holder", settings.bank_holder);
    value.clear();
    text("event", value);
    if (!value.empty()) {
        settings.event = value;
    }
    text("rounding", value = "");
    settings.rounding = parse_rounding(value).value_or(CashRounding{});
    text("discount.cashier_percent", value = "");
    settings.cashier_discount_percent = value.empty() ? 5 : percentage(value).value_or(5);
    text("discount.lead_percent", value = "");
    settings.lead_discount_percent = value.empty() ? 20 : percentage(value).value_or(20);
    text("cash.cashier_out_max", value = "");
    settings.cashier_out_max = limit_amount(value);
    if (values.contains("return.lead_max")) {
        text("return.lead_max", value);
        settings.lead_return_max = limit_amount(value);
    }
    text("vat.reduced_until", value = "");
    if (const auto day = parse_day(value)) {
        settings.vat.reduced_until = *day;
    }
    text("einvoice.series", settings.einvoice.series);
    text("einvoice.code", settings.einvoice.office_code);
    text("einvoice.first_number", value = "");
    settings.einvoice.first_number =
        parse_einvoice_first(value, einvoice_number_digits).value_or(1);
    text("einvoice.first_code", value = "");
    settings.einvoice.first_code = parse_einvoice_first(value, einvoice_run_digits).value_or(1);
    text("einvoice.lookup", settings.einvoice.lookup);
    text("einvoice.provider", settings.einvoice.provider);
    text("receipt.trace", value = "");
    settings.trace_codes = parse_trace_codes(value).value_or(TraceCodes::one);
    text("printer", value = *default_of("printer"));
    settings.printer = parse_printer_address(value).value_or(PrinterAddress{});
    text("printer.paper", value = "");
    settings.paper_mm = value == "58" ? 58 : 80;
    text("printer.model", settings.printer_model);
    text("printer.encoding", value = "");
    settings.printer_encoding = is_code_page(value) ? value : "";
    text("printer.drawer", value = "");
    settings.drawer = parse_drawer(value).value_or(DrawerChoice::as_model);
    text("scanner", value = "");
    settings.scanner = parse_scanner_choice(value).value_or(ScannerChoice{});
    text("receipt.file", value = "");
    settings.receipts_on_file = value == "pdf";
    text("receipt.paper", value = "");
    settings.file_paper = is_page(value) ? value : "";
    for (const auto& [key, meaning] : values) {
        if (const auto rule = parse_in_store_rule(meaning); rule && is_in_store_key(key)) {
            settings.in_store[key.substr(key.find('.') + 1)] = *rule;
        }
    }
    return settings;
}

std::optional<std::string_view> default_of(std::string_view key) {
    return key == "printer" ? std::optional<std::string_view>{"auto"} : std::nullopt;
}

Expected<std::string, SettingFault> check_setting(std::string_view key, std::string_view value) {
    const bool key_ok =
        !key.empty() && key.size() <= 64 && std::all_of(key.begin(), key.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_';
        });
    if (!key_ok) {
        return Unexpected{SettingFault{"a key is lower-case letters, digits, dots and _"}};
    }
    constexpr std::size_t text_size_bytes_max = 1000;
    // A picture of 384 x 160 dots at the most.
    if (value.size() > (key == "receipt.logo" ? setting_bytes_max : text_size_bytes_max)) {
        return Unexpected{SettingFault{"the value is longer than 1,000 bytes"}};
    }
    const std::string in_form_c = composed(value);
    value = in_form_c;
    if (!is_plain_lines(value)) {
        return Unexpected{SettingFault{"the value holds control characters, or is no UTF-8"}};
    }
    if (key.starts_with("einvoice.") && !value.empty()) {
        return check_einvoice(key, value);
    }
    if (key == "rounding") {
        const auto rounding = parse_rounding(value);
        if (!rounding) {
            return Unexpected{
                SettingFault{"rounding is off, 500-nearest, 500-down, 1000-nearest or 1000-down"}};
        }
        for (const RoundingName& known : rounding_names) {
            if (known.rounding == *rounding) {
                return std::string{known.name};
            }
        }
    }
    if ((key == "discount.cashier_percent" || key == "discount.lead_percent")
        && !percentage(value)) {
        return Unexpected{SettingFault{"a discount limit is a whole percentage 0-100"}};
    }
    if ((key == "cash.cashier_out_max" || key == "return.lead_max") && !value.empty()) {
        const auto amount = limit_amount(value);
        return amount ? Expected<std::string, SettingFault>{std::to_string(amount->vnd())}
                      : Unexpected{SettingFault{"a limit is whole đồng, or empty for none"}};
    }
    if (key == "vat.reduced_until" && !parse_day(value)) {
        return Unexpected{SettingFault{"the last day of the 8 % rate is written yyyy-mm-dd"}};
    }
    if (key == "bank.bin") {
        return check_bank(value);
    }
    if (key == "bank.account") {
        auto account = parse_bank_account(value);
        return account
                   ? Expected<std::string, SettingFault>{std::move(*account)}
                   : Unexpected{SettingFault{"an account number is at most 19 letters and digits"}};
    }
    if (key == "feed.url" && value.find('@') != std::string_view::npos) {
        return Unexpected{SettingFault{"a feed's address holds no user name or password"}};
    }
    if (key == "printer") {
        const auto address = parse_printer_address(value);
        if (!address) {
            return Unexpected{
                SettingFault{"a printer is auto, folder, usb, usb:VVVV:PPPP[:serial][@port], "
                             "tcp:HOST[:port] or cups:QUEUE"}};
        }
        return to_string(*address);
    }
    if (key == "printer.paper" && value != "58" && value != "80" && !value.empty()) {
        return Unexpected{SettingFault{"a printer's paper is 58 or 80 mm wide"}};
    }
    if (key == "printer.encoding" && !is_code_page(value) && value != "raster" && !value.empty()) {
        return Unexpected{SettingFault{"text goes to a printer as raster (dots), cp1258 or tcvn3"}};
    }
    if (key == "receipt.trace" && !parse_trace_codes(value) && !value.empty()) {
        return Unexpected{SettingFault{
            "codes to trace pages are off, one (of the goods with most stars) or all"}};
    }
    if (key == "printer.drawer" && !parse_drawer(value)) {
        return Unexpected{SettingFault{
            "a drawer is opened by pin 2 or 5 of the printer's socket, or off; empty is as its "
            "model"}};
    }
    if (key == "receipt.paper" && !is_page(value) && !value.empty()) {
        return Unexpected{
            SettingFault{"a receipt on file is a5 or a4, or empty for the printer's paper"}};
    }
    if (key == "scanner" && !value.empty()) {
        const auto choice = parse_scanner_choice(value);
        if (!choice) {
            return Unexpected{SettingFault{
                "a scanner is auto, off or VVVV:PPPP[:serial][@port], as ocop devices list says"}};
        }
        return to_string(*choice);
    }
    if (is_in_store_key(key) && !value.empty() && !parse_in_store_rule(value)) {
        return Unexpected{SettingFault{
            "an in-store prefix carries weight, price, price10, price100, price1000 or nothing, "
            "where need be with its ten digits as in price100:IIIIIPVVVV (item, verifier, value)"}};
    }
    return std::string{value};
}

} // namespace ocop
