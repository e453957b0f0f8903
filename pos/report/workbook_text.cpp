#include "pos/report/workbook_text.hpp"

#include "pos/core/catalog.hpp"
#include "pos/core/plain_text.hpp"

#include <algorithm>

namespace ocop::report {
namespace {

/// `text` without U+FFFE and U+FFFF, which XML has not.
std::string for_xml(std::string text) {
    for (const std::string_view none : {"\xEF\xBF\xBE", "\xEF\xBF\xBF"}) {
        for (std::size_t at = 0; (at = text.find(none, at)) != std::string::npos;) {
            text.replace(at, none.size(), "\uFFFD");
        }
    }
    return text;
}

std::string trimmed(std::string text) {
    constexpr std::string_view at_no_end = " '";
    text.erase(0, std::min(text.find_first_not_of(at_no_end), text.size()));
    text.erase(text.find_last_not_of(at_no_end) + 1);
    return text;
}

/// Excel keeps "History" for itself.
bool is_taken(const std::string& name, const std::vector<std::string>& taken) {
    return fold(name) == "history"
           || std::any_of(taken.begin(), taken.end(), [&](const std::string& other) {
                  return fold(other) == fold(name);
              });
}

} // namespace

std::string sheet_name(std::string_view name, const std::vector<std::string>& taken) {
    std::string wanted = for_xml(shown_text(name));
    std::replace_if(
        wanted.begin(),
        wanted.end(),
        [](char c) { return std::string_view{"[]:*?/\\"}.find(c) != std::string_view::npos; },
        ' '
    );
    wanted = trimmed(std::move(wanted));
    wanted = wanted.empty() ? "1" : wanted;
    std::string result = cut_text(wanted, sheet_name_units_max);
    for (std::size_t number = 2; is_taken(result, taken); ++number) {
        const std::string suffix = " (" + std::to_string(number) + ")";
        result = cut_text(wanted, sheet_name_units_max - suffix.size()) + suffix;
    }
    return result;
}

std::string cell_text(std::string_view text) {
    return cut_text(for_xml(shown_lines(text)), cell_text_units_max);
}

} // namespace ocop::report
