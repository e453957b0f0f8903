#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>

namespace ocop::ui {

/// What a scanner typed, as UTF-8.
struct WedgeScan {
    std::string text{};   // what its keys say, where they are known; else as typed
    std::string typed{};  // what an input method made of them
    std::string before{}; // what stood in the field before

    bool operator==(const WedgeScan&) const = default;
};

/// Tells a scanner that types (a "keyboard wedge") from fingers by its speed, so that a scan never
/// ends up as an amount or a quantity. A scan is at least eight keys (EAN-8), none later than 40 ms
/// after the one before, and then Enter; fast fingers need 80 ms. A Vietnamese input method may
/// stand between keys and characters: it changes them, holds them back and may put them into the
/// field itself, late and all at once, while the keys of the next scan are pressed already. So keys
/// are heard before it, Enter twice: before it and when it let go of it. Where the system tells of
/// no keys, characters are all there is, with an '\b' for each that an input method takes back; it
/// may then have put in a person's whole word at once, so that Vietnamese letters without a digit
/// are no scan.
class Wedge {
public:
    static constexpr std::size_t length_min = 8;
    static constexpr std::int64_t gap_ms_max = 40;
    /// An Enter that an input method lets go of later than this, it kept.
    static constexpr std::int64_t held_ms_max = 2'000;

    /// A key was pressed at `time_ms` of any clock that only grows, before any input method saw it,
    /// while `field` stands in the field. 0 stands for a key that is no character, or of which the
    /// system does not say it.
    void press(char32_t key, std::int64_t time_ms, const std::string& field);

    /// The keys up to now, the next pressed at `time_ms`, are a scan if Enter comes. Scanners are
    /// set to end with Tab as well, and to send F8 for the group separator: then they are no
    /// commands.
    [[nodiscard]] bool is_scanning(std::int64_t time_ms) const;

    /// Enter was pressed, before any input method saw it: enter() of the same time follows.
    void press_enter(std::int64_t time_ms);

    /// A character came while `field` stands in the field; '\b' takes the last one back. `time_ms`
    /// 0: with the key pressed last.
    void type(char32_t character, std::int64_t time_ms, const std::string& field);

    /// Enter came, pressed at `time_ms`, when `field` stood in the field: the scan, if what came
    /// before was one. Forgets it either way.
    [[nodiscard]] std::optional<WedgeScan> enter(std::int64_t time_ms, const std::string& field);

private:
    /// Keys without a pause between them.
    struct Run {
        std::u32string keys{};
        std::string before{};
        std::int64_t last_ms = 0;
    };

    void hear(std::int64_t time_ms, const std::string& field);
    [[nodiscard]] bool has_paused(std::int64_t time_ms) const;
    /// The run that this Enter ends.
    [[nodiscard]] std::optional<Run> ended(std::int64_t time_ms);

    bool hears_keys_ = false;
    std::optional<Run> run_{};
    std::deque<Run> entered_{}; // Enter was pressed, and an input method may have it; its time last
    std::u32string typed_{};    // since the last Enter that came, as far as characters are told of
    std::size_t taken_back_ = 0;
};

} // namespace ocop::ui
