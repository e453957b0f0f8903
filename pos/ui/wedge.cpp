#include "pos/ui/wedge.hpp"

#include "receipts/typography.hpp"

#include <algorithm>
#include <utility>

namespace ocop::ui {

namespace {

/// More than any code has (text_limits.hpp): a key that is stuck fills no memory.
constexpr std::size_t keys_max = 8'192;

/// Codes are ASCII and the GS1 separator, without spaces (GS1 character set 82).
bool can_be_scanned(char32_t character) {
    return character == 0x1D || (character > 0x20 && character < 0x7F);
}

bool is_ascii(const std::u32string& text) {
    return std::all_of(text.begin(), text.end(), [](char32_t c) { return c < 0x80; });
}

bool has_digit(const std::u32string& text) {
    return std::any_of(text.begin(), text.end(), [](char32_t c) { return c >= U'0' && c <= U'9'; });
}

std::string to_utf8(const std::u32string& characters) {
    std::string text;
    for (const char32_t character : characters) {
        text += receipts::utf8(character);
    }
    return text;
}

} // namespace

bool Wedge::has_paused(std::int64_t time_ms) const {
    return !run_ || time_ms - run_->last_ms > gap_ms_max;
}

bool Wedge::is_scanning(std::int64_t time_ms) const {
    const std::u32string& keys = hears_keys_ && run_ ? run_->keys : typed_;
    return !has_paused(time_ms) && keys.size() >= length_min
           && std::all_of(keys.begin(), keys.end(), can_be_scanned);
}

void Wedge::hear(std::int64_t time_ms, const std::string& field) {
    if (has_paused(time_ms)) {
        if (!entered_.empty() && time_ms - entered_.back().last_ms <= held_ms_max) {
            // Of what was entered, any part may stand in the field by now.
            run_ = Run{{}, entered_.back().before, time_ms};
        } else {
            run_ = Run{{}, field, time_ms};
            typed_.clear();
            taken_back_ = 0;
        }
    }
    run_->last_ms = std::max(run_->last_ms, time_ms);
}

void Wedge::press(char32_t key, std::int64_t time_ms, const std::string& field) {
    hears_keys_ = true;
    hear(time_ms, field);
    if (key == U' ') {
        run_.reset(); // words in a hurry are no scan
    } else if (run_->keys.size() < keys_max) {
        run_->keys.push_back(key);
    }
}

void Wedge::press_enter(std::int64_t time_ms) {
    hears_keys_ = true;
    std::optional<Run> run = std::exchange(run_, std::nullopt);
    if (!run || time_ms - run->last_ms > gap_ms_max) {
        run = Run{}; // fingers
    }
    run->last_ms = time_ms;
    entered_.push_back(std::move(*run));
}

void Wedge::type(char32_t character, std::int64_t time_ms, const std::string& field) {
    if (!hears_keys_) {
        hear(time_ms, field);
    }
    if (character == U' ') {
        typed_.clear();
        taken_back_ = 0;
    } else if (character != U'\b') {
        if (typed_.size() < keys_max) {
            typed_.push_back(character);
        }
    } else if (!typed_.empty()) {
        typed_.pop_back();
        ++taken_back_;
    }
}

std::optional<Wedge::Run> Wedge::ended(std::int64_t time_ms) {
    if (!hears_keys_) {
        const bool paused = has_paused(time_ms);
        std::optional<Run> run = std::exchange(run_, std::nullopt);
        return paused ? std::nullopt : run;
    }
    while (!entered_.empty()) {
        Run run = std::move(entered_.front());
        entered_.pop_front();
        if (run.last_ms == time_ms) {
            return run.keys.empty() ? std::nullopt : std::optional{std::move(run)};
        }
    }
    return std::nullopt;
}

std::optional<WedgeScan> Wedge::enter(std::int64_t time_ms, const std::string& field) {
    const std::optional<Run> run = ended(time_ms);
    const std::u32string typed = std::exchange(typed_, {});
    const std::size_t taken_back = std::exchange(taken_back_, 0);
    if (!run) {
        return std::nullopt;
    }
    const std::u32string& keys = run->keys;
    if ((keys.empty() ? typed.size() + taken_back : keys.size()) < length_min) {
        return std::nullopt;
    }
    // What stands in the field counts: not every input method tells of the characters it puts
    // there.
    const bool is_in_field = field.size() > run->before.size() && field.starts_with(run->before);
    const std::string made = is_in_field ? field.substr(run->before.size()) : to_utf8(typed);
    const bool keys_tell = !keys.empty() && std::all_of(keys.begin(), keys.end(), can_be_scanned);
    const bool may_be_words = keys.empty() && !is_ascii(typed) && !has_digit(typed);
    if (!keys_tell && (made.empty() || may_be_words)) {
        return std::nullopt;
    }
    return WedgeScan{keys_tell ? to_utf8(keys) : made, made, run->before};
}

} // namespace ocop::ui
