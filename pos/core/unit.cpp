#include "pos/core/unit.hpp"

#include "pos/core/plain_text.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>

namespace ocop {

namespace {

struct Spelling {
    std::string_view written; // in small letters
    std::string_view unit;
};

/// With their marks: "mẹt" is a tray and no metre; "cân" is a scale as well, and near_measure().
constexpr std::array spellings{
    Spelling{"kg", "kg"},        Spelling{"kgs", "kg"},        Spelling{"kí", "kg"},
    Spelling{"ký", "kg"},        Spelling{"ki", "kg"},         Spelling{"kí lô", "kg"},
    Spelling{"ký lô", "kg"},     Spelling{"ki lô", "kg"},      Spelling{"kilo", "kg"},
    Spelling{"kilô", "kg"},      Spelling{"kilogam", "kg"},    Spelling{"kilôgam", "kg"},
    Spelling{"kilogram", "kg"},  Spelling{"ki lô gam", "kg"},  Spelling{"kí lô gam", "kg"},
    Spelling{"ki-lô-gam", "kg"}, Spelling{"ki-lô", "kg"},      Spelling{"g", "g"},
    Spelling{"gr", "g"},         Spelling{"gam", "g"},         Spelling{"gram", "g"},
    Spelling{"grams", "g"},      Spelling{"l", "l"},           Spelling{"ℓ", "l"},
    Spelling{"lít", "l"},        Spelling{"lit", "l"},         Spelling{"liter", "l"},
    Spelling{"litre", "l"},      Spelling{"m", "m"},           Spelling{"mét", "m"},
    Spelling{"meter", "m"},      Spelling{"metre", "m"},       Spelling{"ky", "kg"},
    Spelling{"ky lo", "kg"},     Spelling{"ki lo", "kg"},      Spelling{"kilogams", "kg"},
    Spelling{"kilograms", "kg"}, Spelling{"kilogramme", "kg"}, Spelling{"kilogrammes", "kg"},
    Spelling{"kilos", "kg"},     Spelling{"grs", "g"},         Spelling{"gramme", "g"},
    Spelling{"grammes", "g"},    Spelling{"liters", "l"},      Spelling{"litres", "l"},
    Spelling{"lits", "l"},       Spelling{"meters", "m"},      Spelling{"metres", "m"},
};

/// Measures that no goods are sold in parts of: whoever writes them may have meant kg or litres.
constexpr std::array<std::string_view, 31> near_measures{
    "cân", "lạng", "lang", "yến", "tạ",      "tấn",      "mg",         "hg",
    "dag", "lb",   "lbs",  "oz",  "pound",   "pounds",   "ounce",      "ml",
    "cl",  "dl",   "cc",   "xị",  "mililit", "mililít",  "millilitre", "mm",
    "cm",  "dm",   "km",   "met", "tấc",     "centimet", "xăng-ti-mét"};

/// Also "㎏" and "ＫＧ", as some keyboards give them.
std::string in_small_letters(std::string_view text) {
    constexpr auto small = [](utf8proc_int32_t character, void*) {
        return utf8proc_tolower(character);
    };
    utf8proc_uint8_t* made = nullptr;
    const auto bytes = utf8proc_map_custom(
        reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
        static_cast<utf8proc_ssize_t>(text.size()),
        &made,
        static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT),
        small,
        nullptr
    );
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner{made, &std::free};
    return bytes < 0
               ? std::string{text}
               : std::string(reinterpret_cast<const char*>(made), static_cast<std::size_t>(bytes));
}

/// As it is looked up.
std::string written(std::string_view unit) {
    std::string text = in_small_letters(unit);
    if (text.ends_with('.')) {
        text.pop_back();
    }
    return text;
}

} // namespace

bool near_measure(std::string_view unit) {
    const std::string text = written(unit);
    return std::find(near_measures.begin(), near_measures.end(), text) != near_measures.end();
}

std::string normal_unit(std::string_view unit) {
    const std::string text = written(unit);
    const auto* const found =
        std::find_if(spellings.begin(), spellings.end(), [&](const Spelling& known) {
            return known.written == text;
        });
    return found == spellings.end() ? composed(unit) : std::string{found->unit};
}

} // namespace ocop
