#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace ocop::ui {

/// What a scanner typed, as UTF-8.
struct WedgeScan {
    std::string text{};  // what its keys say, where they are known; else as typed
    std::string typed{}; // what an input method made of them: how what was typed into ends now

    bool operator==(const WedgeScan&) const = default;
};

/// Tells a scanner that types (a "keyboard wedge") from fingers by its speed, so that a scan never
/// ends up as an amount or a quantity. A scan is at least eight keys (EAN-8), none later than 40 ms
/// after the one before, and then Enter; fast fingers need 80 ms. A Vietnamese input method may
/// stand between keys and characters, so that both are heard: it changes, holds back and takes back
/// characters, but the keys come first. Where the system asks it before the program, characters are
/// all there is, with an '\b' for each it takes back; it may then have put in a person's whole word
/// at once, so that Vietnamese letters without a digit are no scan.
class Wedge {
public:
    static constexpr std::size_t length_min = 8;
    static constexpr std::int64_t gap_ms_max = 40;

    /// A key was pressed at `time_ms` of any clock that only grows, before any input method saw it.
    /// 0 stands for a key that is no character, or of which the system does not say it.
    void press(char32_t key, std::int64_t time_ms);

    /// A character came; '\b' takes the last one back. `time_ms` 0: with the key pressed last.
    void type(char32_t character, std::int64_t time_ms);

    /// Enter came: the scan, if what came before was one. Forgets it either way.
    [[nodiscard]] std::optional<WedgeScan> enter(std::int64_t time_ms);

    /// What was typed so far is no scan.
    void forget();

private:
    void hear(std::int64_t time_ms);

    std::u32string keys_{};
    std::u32string typed_{};
    std::size_t taken_back_ = 0;
    std::int64_t last_ms_ = 0;
};

} // namespace ocop::ui
