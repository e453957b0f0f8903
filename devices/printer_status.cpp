#include "devices/printer_status.hpp"

#include <algorithm>

namespace ocop::devices {

namespace {

constexpr std::uint8_t xon = 0x11;
constexpr std::uint8_t xoff = 0x13;
constexpr std::uint8_t text_begins = 0x5F;
constexpr std::size_t text_bytes_max = 81; // GS I: up to some 80 characters

Known told(std::uint8_t byte, unsigned bits) {
    return (byte & bits) != 0 ? Known::yes : Known::no;
}

/// Two bits that say the same: both must, noise sets one.
Known told_twice(std::uint8_t byte, unsigned bits) {
    return (byte & bits) == bits ? Known::yes : Known::no;
}

Known opposite(Known value) {
    return value == Known::yes ? Known::no : value == Known::no ? Known::yes : Known::unknown;
}

bool is_answer(std::uint8_t byte) {
    return (byte & 0x93U) == 0x12U;
}

bool begins_status_back(std::uint8_t byte) {
    return (byte & 0x93U) == 0x10U;
}

bool continues_status_back(std::uint8_t byte) {
    return (byte & 0x90U) == 0;
}

bool is_printed(std::uint8_t byte) {
    return (byte & 0x90U) == 0;
}

} // namespace

std::string ask_status(StatusQuestion question) {
    return {'\x10', '\x04', static_cast<char>(question)};
}

std::string switch_status_back_on() {
    return {'\x1D', '\x61', '\x0F'};
}

std::string ask_when_printed() {
    return {'\x1D', '\x72', '\x01'};
}

void StatusReader::asked(StatusQuestion question) {
    if (questions_ == questions_max) {
        std::rotate(question_.begin(), question_.begin() + 1, question_.end());
        --questions_;
    }
    question_[questions_++] = question;
}

void StatusReader::forget_questions() {
    questions_ = 0;
    backs_ = 0;
    text_bytes_ = 0;
}

bool StatusReader::take(std::span<const std::uint8_t> bytes) {
    bool told_something = false;
    for (const std::uint8_t byte : bytes) {
        told_something = take_one(byte) || told_something;
    }
    return told_something;
}

bool StatusReader::reads_words(std::uint8_t byte) {
    // Two rows of answers may look like four letters each, and noise on the line is one strange.
    constexpr std::size_t letters_min = 8;
    constexpr std::size_t strange_min = 3;
    constexpr std::size_t letters_many = 16; // no printer says so many
    const bool is_letter = (0x20 <= byte && byte < 0x7F) || byte == '\r' || byte == '\n';
    letters_ = is_letter ? letters_ + 1 : 0;
    const bool fits = is_answer(byte) || begins_status_back(byte) || continues_status_back(byte);
    strange_ = is_letter ? strange_ + (fits ? 0 : 1) : 0;
    return (letters_ >= letters_min && strange_ >= strange_min)
           || (letters_ >= letters_many && strange_ > 0);
}

bool StatusReader::take_one(std::uint8_t byte) {
    if (state_.foreign || byte == xoff || byte == xon) {
        return false;
    }
    if (text_bytes_ == 0 && reads_words(byte)) {
        forget_questions();
        state_ = PrinterState{};
        state_.foreign = true;
        return true;
    }
    if (text_bytes_ > 0) {
        // The characters of a name may look like any answer; its end does not.
        text_bytes_ = byte == 0 || text_bytes_ == text_bytes_max ? 0 : text_bytes_ + 1;
        return false;
    }
    if (backs_ > 0) {
        if (continues_status_back(byte)) {
            back_[backs_++] = byte;
            if (backs_ == back_.size()) {
                backs_ = 0;
                status_back();
                return true;
            }
            return false;
        }
        backs_ = 0; // half a status; this byte is something else
    }
    if (begins_status_back(byte)) {
        back_[0] = byte;
        backs_ = 1;
        return false;
    }
    if (is_answer(byte) && questions_ > 0) {
        const StatusQuestion question = question_.front();
        std::rotate(question_.begin(), question_.begin() + 1, question_.end());
        --questions_;
        answer(question, byte);
        return true;
    }
    if (byte == text_begins) {
        text_bytes_ = 1;
        return false;
    }
    if (awaits_print_ && is_printed(byte)) {
        awaits_print_ = false;
        return true;
    }
    return false;
}

void StatusReader::answer(StatusQuestion question, std::uint8_t byte) {
    switch (question) {
    case StatusQuestion::printer:
        state_.drawer_pin_high = told(byte, 0x04);
        state_.online = opposite(told(byte, 0x08));
        return;
    case StatusQuestion::offline:
        state_.cover_open = told(byte, 0x04);
        if ((byte & 0x20U) != 0) {
            state_.paper_out = Known::yes;
        }
        return;
    case StatusQuestion::error:
        state_.recoverable_error = told(byte, 0x44);
        state_.cutter_error = told(byte, 0x08);
        state_.unrecoverable_error = told(byte, 0x20);
        return;
    case StatusQuestion::paper:
        state_.paper_low = told_twice(byte, 0x0C);
        state_.paper_out = told_twice(byte, 0x60);
        return;
    }
}

void StatusReader::status_back() {
    state_.drawer_pin_high = told(back_[0], 0x04);
    state_.online = opposite(told(back_[0], 0x08));
    state_.cover_open = told(back_[0], 0x20);
    state_.recoverable_error = told(back_[1], 0x44);
    state_.cutter_error = told(back_[1], 0x08);
    state_.unrecoverable_error = told(back_[1], 0x20);
    state_.paper_low = told_twice(back_[2], 0x03);
    state_.paper_out = told_twice(back_[2], 0x0C);
}

PrinterState port_status_hint(std::uint8_t byte) {
    PrinterState state;
    if ((byte & 0xC7U) != 0) {
        return state; // reserved bits: not a status at all
    }
    if ((byte & 0x20U) != 0) {
        state.paper_out = Known::yes;
    }
    if ((byte & 0x10U) == 0) {
        state.online = Known::no;
    }
    return state;
}

PrinterState joined(const PrinterState& told, const PrinterState& hint) {
    const auto either = [](Known first, Known second) {
        return first == Known::unknown ? second : first;
    };
    PrinterState state;
    state.online = either(told.online, hint.online);
    state.cover_open = either(told.cover_open, hint.cover_open);
    state.paper_low = either(told.paper_low, hint.paper_low);
    state.paper_out = either(told.paper_out, hint.paper_out);
    state.cutter_error = either(told.cutter_error, hint.cutter_error);
    state.recoverable_error = either(told.recoverable_error, hint.recoverable_error);
    state.unrecoverable_error = either(told.unrecoverable_error, hint.unrecoverable_error);
    state.drawer_pin_high = either(told.drawer_pin_high, hint.drawer_pin_high);
    state.foreign = told.foreign || hint.foreign;
    return state;
}

} // namespace ocop::devices
