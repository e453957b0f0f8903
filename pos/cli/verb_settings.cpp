#include "pos/cli/paper_output.hpp"
#include "pos/cli/verbs.hpp"
#include "pos/compose/logo_file.hpp"
#include "pos/compose/shop_logo.hpp"
#include "pos/core/clause.hpp"
#include "pos/core/settings.hpp"
#include "receipts/profile.hpp"

#include <memory>
#include <string_view>

namespace ocop::cli {

namespace {

constexpr std::string_view logo_key = "receipt.logo";

struct Options {
    std::string key{};
    std::string value{};
};

/// A logo is given as a picture's file; all other settings are what they say.
std::string meant(const Context& context, const Options& options) {
    if (options.key != logo_key || options.value.empty()) {
        return options.value;
    }
    const auto setting = compose::read_logo(options.value);
    if (!setting && setting.error() == compose::LogoFault::disk_error) {
        throw error_of(Failure{FailureCode::disk_error, {}, options.value}, context.language);
    }
    if (!setting) {
        context.refuse(
            "bad-setting",
            context.say("Không dùng được làm logo: ", "It cannot be the logo: ") + options.value
                + ": " + compose::words(setting.error(), context.language),
            options.value
        );
    }
    return *setting;
}

/// A model must be one of the table: another name would be kept and mean nothing.
void check_model(const Context& context, const Options& options) {
    if (options.key != "printer.model" || options.value.empty()
        || receipts::find_profile(options.value) != nullptr) {
        return;
    }
    context.refuse(
        "bad-setting",
        context.say(
            "Không có mẫu máy in này; các mẫu có sẵn: ", "No such printer model; there are: "
        ) + known_printers()
            + ".",
        options.value
    );
}

/// What a person is shown of a value: a picture as its size.
std::string shown(const std::string& key, const std::string& value) {
    const auto logo = key == logo_key ? compose::logo_of(value) : std::nullopt;
    return logo ? "PNG " + std::to_string(logo->width()) + " x " + std::to_string(logo->height())
                : value;
}

ExitCode set(const Context& context, const Options& options) {
    check_model(context, options);
    const auto value = check_setting(options.key, meant(context, options));
    if (!value) {
        context.refuse(
            "bad-setting",
            context.say("Thiết lập không hợp lệ: `", "The setting is refused: `") + options.key
                + "`" + clause_in_brackets(value.error().what, context.language) + ".",
            options.key
        );
    }
    auto shop = context.open(store::Use::write);
    const Moment at = context.moment(shop->ledger().identity->training);
    const Json body{{"key", options.key}, {"value", *value}};
    const auto known = shop->ledger().settings.find(options.key);
    if (known == shop->ledger().settings.end() || known->second != *value) {
        (void)context.append(*shop, RecordDraft{"settings", at, body});
    }
    context.print(body, options.key + " = " + shown(options.key, *value));
    return ExitCode::done;
}

ExitCode get(const Context& context, const Options& options) {
    auto shop = context.open(store::Use::read);
    const auto found = shop->ledger().settings.find(options.key);
    const auto unset = default_of(options.key);
    if (found == shop->ledger().settings.end() && unset) {
        context.print({{"key", options.key}, {"value", *unset}}, std::string{*unset});
        return ExitCode::done;
    }
    if (found == shop->ledger().settings.end()) {
        context.refuse(
            "unknown-setting",
            context.say("Chưa đặt thiết lập này: `", "This setting was never set: `") + options.key
                + "`.",
            options.key
        );
    }
    context.print({{"key", options.key}, {"value", found->second}}, found->second);
    return ExitCode::done;
}

ExitCode list(const Context& context) {
    auto shop = context.open(store::Use::read);
    Json rows = Json::array();
    std::string text;
    for (const auto& [key, value] : shop->ledger().settings) {
        rows.push_back({{"key", key}, {"value", value}});
        text.append(text.empty() ? "" : "\n").append(key).append(" = ").append(shown(key, value));
    }
    context.print({{"rows", rows}}, text);
    return ExitCode::done;
}

} // namespace

void add_settings(CLI::App& app, Context& context, Run& run) {
    auto options = std::make_shared<Options>();
    CLI::App* verb = app.add_subcommand(
        "settings", "Thiết lập / settings. Ví dụ: ocop settings set shop.name \"OCOP Hội An\""
    );
    verb->require_subcommand(1);
    CLI::App* setting =
        verb->add_subcommand("set", "Đặt / set. Ví dụ: ocop settings set rounding 500-nearest");
    setting->add_option("key", options->key)->required();
    setting->add_option("value", options->value)->required();
    setting->callback([&context, &run, options] {
        run = [&context, options] { return set(context, *options); };
    });
    CLI::App* getting =
        verb->add_subcommand("get", "Xem / get. Ví dụ: ocop settings get shop.name");
    getting->add_option("key", options->key)->required();
    getting->callback([&context, &run, options] {
        run = [&context, options] { return get(context, *options); };
    });
    verb->add_subcommand("list", "Liệt kê / list. Ví dụ: ocop settings list")
        ->callback([&context, &run] { run = [&context] { return list(context); }; });
}

} // namespace ocop::cli
