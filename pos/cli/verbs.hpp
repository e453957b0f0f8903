#pragma once

#include "pos/cli/context.hpp"
#include "pos/core/plain_text.hpp"

#include <CLI/CLI.hpp>

#include <charconv>
#include <cstdint>
#include <functional>
#include <limits>
#include <string>

namespace ocop::cli {

/// What a parsed verb does; its exit code.
using Run = std::function<ExitCode()>;

/// Takes the words of `option` in form C (composed()), as goods and records hold them. Not for
/// names of files: a folder knows them by their bytes.
inline void take_composed(CLI::Option* option) {
    option->transform([](const std::string& word) { return composed(word); });
}

/// Takes a whole number of decimal digits from `least` to `most`: the parser by itself would read
/// "010" as eight and "0x10" as sixteen.
inline void take_number(
    CLI::Option* option,
    std::int64_t least = 0,
    std::int64_t most = std::numeric_limits<std::int64_t>::max()
) {
    option->transform([least, most](const std::string& word) {
        std::int64_t number = 0;
        const char* const end = word.data() + word.size();
        const auto [rest, error] = std::from_chars(word.data(), end, number);
        if (error != std::errc{} || rest != end || word.front() == '-' || number < least
            || number > most) {
            throw CLI::ValidationError{"no such number: " + word};
        }
        return std::to_string(number);
    });
}

// Each adds its verb to `app`; parsing the verb puts its work into `run`. `context` outlives both.
void add_init(CLI::App& app, Context& context, Run& run);
void add_catalog(CLI::App& app, Context& context, Run& run);
// These three add to `catalog`.
void add_catalog_feed(CLI::App& catalog, Context& context, Run& run);
void add_catalog_keys(CLI::App& catalog, Context& context, Run& run);
void add_catalog_price(CLI::App& catalog, Context& context, Run& run);
void add_stock_book(CLI::App& stock, Context& context, Run& run);
void add_sell(CLI::App& app, Context& context, Run& run);
void add_journal(CLI::App& app, Context& context, Run& run);
void add_receipt(CLI::App& app, Context& context, Run& run);
void add_labels(CLI::App& app, Context& context, Run& run);
void add_shift(CLI::App& app, Context& context, Run& run);
void add_stock(CLI::App& app, Context& context, Run& run);
void add_revenue(CLI::App& app, Context& context, Run& run);
void add_user(CLI::App& app, Context& context, Run& run);
void add_settings(CLI::App& app, Context& context, Run& run);
void add_devices(CLI::App& app, Context& context, Run& run);
// These two add to `devices`.
void add_devices_print(CLI::App& devices, Context& context, Run& run);
void add_devices_watch(CLI::App& devices, Context& context, Run& run);
void add_backup(CLI::App& app, Context& context, Run& run);

} // namespace ocop::cli
