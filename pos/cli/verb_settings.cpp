#include "pos/cli/verbs.hpp"
#include "pos/core/settings.hpp"

#include <memory>

namespace ocop::cli {

namespace {

struct Options {
    std::string key{};
    std::string value{};
};

ExitCode set(const Context& context, const Options& options) {
    const auto value = check_setting(options.key, options.value);
    if (!value) {
        context.refuse(
            "bad-setting",
            context.say("Thiết lập không hợp lệ: ", "The setting is refused: ") + options.key + " ("
                + value.error().what + ").",
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
    context.print(body, options.key + " = " + *value);
    return ExitCode::done;
}

ExitCode get(const Context& context, const Options& options) {
    auto shop = context.open(store::Use::read);
    const auto found = shop->ledger().settings.find(options.key);
    if (found == shop->ledger().settings.end()) {
        context.refuse(
            "unknown-setting",
            context.say("Chưa đặt thiết lập này: ", "This setting was never set: ") + options.key
                + ".",
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
        text.append(text.empty() ? "" : "\n").append(key).append(" = ").append(value);
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
