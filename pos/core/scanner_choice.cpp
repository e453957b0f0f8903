#include "pos/core/scanner_choice.hpp"

#include "pos/core/assert.hpp"

#include <algorithm>
#include <cstddef>

namespace ocop {

namespace {

constexpr std::size_t chosen_max = 16;
constexpr std::string_view layout_word = "layout:";

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        if (end > 0) {
            words.push_back(text.substr(0, end));
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

} // namespace

std::string_view code(KeyboardLayout layout) {
    switch (layout) {
    case KeyboardLayout::us:
        return "us";
    case KeyboardLayout::fr:
        return "fr";
    case KeyboardLayout::de:
        return "de";
    }
    OCOP_ASSERT(!"a layout that is none");
}

std::optional<KeyboardLayout> parse_keyboard_layout(std::string_view text) {
    for (const auto layout : {KeyboardLayout::us, KeyboardLayout::fr, KeyboardLayout::de}) {
        if (code(layout) == text) {
            return layout;
        }
    }
    return std::nullopt;
}

std::optional<ScannerChoice> parse_scanner_choice(std::string_view text) {
    auto words = words_of(text);
    ScannerChoice choice;
    if (!words.empty() && words.front().starts_with(layout_word)) {
        const auto layout = parse_keyboard_layout(words.front().substr(layout_word.size()));
        if (!layout) {
            return std::nullopt;
        }
        choice.layout = *layout;
        words.erase(words.begin());
    }
    if (words.empty()) {
        return choice;
    }
    choice.recognised = words.front() == "auto";
    const bool is_word = choice.recognised || words.front() == "off";
    if ((words.front() == "off" && words.size() > 1) || words.size() > chosen_max) {
        return std::nullopt;
    }
    for (std::size_t i = is_word ? 1 : 0; i < words.size(); ++i) {
        const auto device = parse_device_choice(words[i]);
        if (!device) {
            return std::nullopt;
        }
        choice.chosen.push_back(*device);
    }
    return choice;
}

std::string to_string(const ScannerChoice& choice) {
    std::string text;
    const auto add = [&text](std::string_view word) {
        text.append(text.empty() ? "" : " ").append(word);
    };
    if (choice.layout != KeyboardLayout::us) {
        add(std::string{layout_word} + std::string{code(choice.layout)});
    }
    if (choice.recognised || choice.chosen.empty()) {
        add(choice.recognised ? "auto" : "off");
    }
    for (const DeviceChoice& device : choice.chosen) {
        add(to_string(device));
    }
    return text;
}

} // namespace ocop
