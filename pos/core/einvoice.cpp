#include "pos/core/einvoice.hpp"

#include "pos/core/einvoice_counters.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <utility>

namespace ocop {

namespace {

constexpr std::size_t series_size = 7;
constexpr std::size_t office_code_size = 5;
constexpr std::size_t fixed_part_size = 11; // "M1-26-MNZLR"
constexpr std::size_t lookup_bytes_max = 300;
constexpr std::int64_t number_max = 99'999'999;
constexpr std::int64_t run_max = 99'999'999'999;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}

std::string in_capitals(std::string_view text) {
    std::string capitals{text};
    for (char& c : capitals) {
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return capitals;
}

std::string padded(std::int64_t number, std::size_t digits) {
    std::string text = std::to_string(number);
    text.insert(0, digits - std::min(digits, text.size()), '0');
    return text;
}

/// The series as it is called in `year`.
std::string of_year(std::string series, int year) {
    series.replace(2, 2, padded(year % 100, 2));
    return series;
}

/// What stands before the running number in the tax office's code, of five characters
/// `office_code`: "M1-26-MNZLR" in the series "1C26MYY".
std::string fixed_part(const std::string& series, std::string_view office_code) {
    return "M" + series.substr(0, 1) + "-" + series.substr(2, 2) + "-" + std::string{office_code};
}

/// The running number of `code`; nullopt for one of another shape, form or year than `series`.
std::optional<std::int64_t> run_of(const std::string& code, const std::string& series) {
    constexpr std::size_t office_code_at = 6;
    constexpr std::size_t run_at = office_code_at + office_code_size + 1;
    if (code.size() != run_at + einvoice_run_digits) {
        return std::nullopt;
    }
    const auto office_code = code.substr(office_code_at, office_code_size);
    if (parse_einvoice_office_code(office_code) != office_code
        || !code.starts_with(fixed_part(series, office_code) + "-")) {
        return std::nullopt;
    }
    return parse_einvoice_first(std::string_view{code}.substr(run_at), einvoice_run_digits);
}

/// Fills in what stands in braces.
std::string filled(
    std::string_view pattern, const std::array<std::pair<std::string_view, std::string>, 4>& values
) {
    std::string text;
    while (!pattern.empty()) {
        const auto value = std::find_if(values.begin(), values.end(), [&](const auto& candidate) {
            return pattern.starts_with(candidate.first);
        });
        if (value == values.end()) {
            text += pattern.front();
            pattern.remove_prefix(1);
        } else {
            text += value->second;
            pattern.remove_prefix(value->first.size());
        }
    }
    return text;
}

std::int64_t after(const EinvoiceCounters& used, const std::string& key, std::int64_t first) {
    const auto last = used.find(key);
    return last == used.end() ? first : std::max(first, last->second + 1);
}

} // namespace

std::optional<std::string> parse_einvoice_series(std::string_view text) {
    std::string series = in_capitals(text);
    const bool right = series.size() == series_size && (series[0] == '1' || series[0] == '2')
                       && series[1] == 'C' && is_digit(series[2]) && is_digit(series[3])
                       && series[4] == 'M' && is_capital(series[5]) && is_capital(series[6]);
    return right ? std::optional{std::move(series)} : std::nullopt;
}

std::optional<std::string> parse_einvoice_office_code(std::string_view text) {
    std::string code = in_capitals(text);
    const bool right =
        code.size() == office_code_size && std::all_of(code.begin(), code.end(), [](char c) {
            return is_digit(c) || is_capital(c);
        });
    return right ? std::optional{std::move(code)} : std::nullopt;
}

bool is_einvoice_lookup(std::string_view text) {
    if (text.size() > lookup_bytes_max
        || !(text.starts_with("https://") || text.starts_with("http://"))) {
        return false;
    }
    const std::string rest =
        filled(text, {{{"{code}", ""}, {"{series}", ""}, {"{number}", ""}, {"{tax_code}", ""}}});
    return std::all_of(rest.begin(), rest.end(), [](char c) {
        return c > ' ' && c < 0x7F && c != '{' && c != '}';
    });
}

std::optional<std::int64_t> parse_einvoice_first(std::string_view text, std::size_t digits) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool right = error == std::errc{} && end == text.data() + text.size() && number >= 1
                       && text.size() <= digits;
    return right ? std::optional{number} : std::nullopt;
}

std::optional<Einvoice> next_einvoice(
    const EinvoiceSettings& settings,
    const EinvoiceCounters& used,
    Day day,
    std::string_view tax_code
) {
    if (settings.series.size() != series_size) {
        return std::nullopt;
    }
    const int year = int{day.date().year()};
    Einvoice invoice;
    invoice.series = of_year(settings.series, year);
    const bool as_agreed = invoice.series == settings.series; // another year begins at 1
    invoice.number = after(used, invoice.series, as_agreed ? settings.first_number : 1);
    if (invoice.number > number_max) {
        return std::nullopt;
    }
    if (!settings.office_code.empty()) {
        const std::string fixed = fixed_part(invoice.series, settings.office_code);
        const std::int64_t run = after(used, fixed, settings.first_code);
        if (run > run_max) {
            return std::nullopt;
        }
        invoice.code = fixed + "-" + padded(run, einvoice_run_digits);
    }
    if (!settings.lookup.empty()) {
        invoice.lookup = filled(
            settings.lookup,
            {{{"{code}", invoice.code.value_or("")},
              {"{series}", invoice.series},
              {"{number}", std::to_string(invoice.number)},
              {"{tax_code}", std::string{tax_code}}}}
        );
    }
    return invoice;
}

bool is_einvoice_counter(std::string_view counter, std::int64_t last) {
    if (parse_einvoice_series(counter) == counter) {
        return last >= 1 && last <= number_max;
    }
    // "M1-26-MNZLR": counts what codes of that beginning are given in a series like 1C26MAA.
    const std::string text{counter};
    if (text.size() != fixed_part_size || last < 1 || last > run_max) {
        return false;
    }
    const std::string series = text.substr(1, 1) + "C" + text.substr(3, 2) + "MAA";
    return parse_einvoice_series(series) == series
           && run_of(text + "-" + padded(last, einvoice_run_digits), series).has_value();
}

std::optional<std::string> einvoice_series(const EinvoiceSettings& settings, int year) {
    return settings.series.size() == series_size ? std::optional{of_year(settings.series, year)}
                                                 : std::nullopt;
}

EinvoiceCounters einvoices_after(
    EinvoiceCounters used, const EinvoiceCounters& stated, const EinvoiceSettings& settings
) {
    EinvoiceCounters counters = used;
    for (const auto& [counter, last] : stated) {
        const std::int64_t before = std::max(used[counter], std::int64_t{0});
        counters[counter] = std::max({counters[counter], before, last});
        if (parse_einvoice_series(counter) == counter && !settings.office_code.empty()) {
            const std::string fixed = fixed_part(counter, settings.office_code);
            const std::int64_t run = after(counters, fixed, settings.first_code) - 1;
            counters[fixed] = run + std::max(last - before, std::int64_t{0});
        }
    }
    std::erase_if(counters, [](const auto& counter) { return counter.second < 1; });
    return counters;
}

bool note_einvoice(EinvoiceCounters& used, const Einvoice& invoice) {
    if (parse_einvoice_series(invoice.series) != invoice.series || invoice.number < 1
        || invoice.number > number_max || invoice.number < after(used, invoice.series, 1)) {
        return false;
    }
    if (invoice.code) {
        const auto run = run_of(*invoice.code, invoice.series);
        if (!run) {
            return false;
        }
        const std::string fixed =
            invoice.code->substr(0, invoice.code->size() - einvoice_run_digits - 1);
        if (*run < after(used, fixed, 1)) {
            return false;
        }
        used[fixed] = *run;
    }
    used[invoice.series] = invoice.number;
    return true;
}

} // namespace ocop
