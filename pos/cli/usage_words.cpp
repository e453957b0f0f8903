#include "pos/cli/usage_words.hpp"

#include <string_view>

namespace ocop::cli {

namespace {

/// "--from" out of "--from is required" or "--lang: xx not in {vi,en}"; an option may also be named
/// by its place ("NAME: …"). Empty where the parser's text begins with words.
std::string_view option_named(std::string_view text) {
    const std::string_view first = text.substr(0, text.find_first_of(" :"));
    const bool is_option = first.substr(0, 1) == "-";
    const bool is_named = first.size() < text.size() && text[first.size()] == ':';
    return is_option || is_named ? first : std::string_view{};
}

} // namespace

std::string usage_words(const CLI::ParseError& error, Language language) {
    const bool vi = language == Language::vi;
    const std::string text = error.what();
    const std::string kind = error.get_name();
    const std::string option{option_named(text)};
    const std::string help = vi ? "; xem `ocop --help`." : "; see `ocop --help`.";
    const auto named = [&](const char* vietnamese, const char* english) {
        return (vi ? vietnamese : english) + (" `" + option + "`") + help;
    };
    if (kind == "RequiredError") {
        if (!option.empty()) {
            return named("Thiếu", "Missing:");
        }
        const bool verb = text.find("ubcommand") != std::string::npos;
        return (verb ? (vi ? "Thiếu tên lệnh" : "The name of a command is missing")
                     : (vi ? "Câu lệnh còn thiếu một phần" : "Part of the command is missing"))
               + help;
    }
    if (kind == "ExtrasError") {
        const std::size_t at = text.find(": ");
        const std::string what = at == std::string::npos ? "" : " `" + text.substr(at + 2) + "`";
        return (vi ? "Không hiểu" : "Not understood:") + what + help;
    }
    if (!option.empty()) {
        return named("Không nhận giá trị này của", "This value is not taken by");
    }
    return (vi ? "Câu lệnh viết chưa đúng" : "The command is not written right") + help;
}

} // namespace ocop::cli
