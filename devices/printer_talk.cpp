#include "devices/printer_talk.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace ocop::devices {

namespace {

constexpr std::chrono::milliseconds question_timeout{200};
constexpr int silences_max = 2; // then it is not asked any more

std::chrono::steady_clock::time_point now() {
    return std::chrono::steady_clock::now();
}

const std::string& print_question() {
    static const std::string question = ask_when_printed();
    return question;
}

} // namespace

PrinterTalk::PrinterTalk(Line line, std::chrono::milliseconds print_patience)
    : line_{std::move(line)},
      print_patience_{print_patience} {}

void PrinterTalk::connect(Ways ways) {
    reader_ = {};
    ways_ = ways;
    ended_ = false;
    status_back_on_ = false;
    begin();
}

void PrinterTalk::forget() {
    answers_ = false;
    tells_when_printed_ = Known::unknown;
    silences_ = 0;
}

void PrinterTalk::begin() {
    question_sent_ = 0;
    waits_since_.reset();
    reader_.await_print(false);
}

bool PrinterTalk::take_until(std::chrono::steady_clock::time_point deadline) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - now());
    const auto bytes =
        ended_ ? std::nullopt : line_.read(std::max(left, std::chrono::milliseconds{0}));
    if (!bytes) {
        return false;
    }
    ended_ = bytes->empty();
    const bool awaited = reader_.awaits_print();
    static_cast<void>(reader_.take(*bytes));
    if (awaited && !reader_.awaits_print()) {
        tells_when_printed_ = Known::yes;
    }
    return !ended_;
}

bool PrinterTalk::hear() {
    while (ways_ == Ways::both && take_until(now())) {
    }
    return !ended_;
}

bool PrinterTalk::ask(std::chrono::milliseconds timeout) {
    const bool is_silent = !answers_ && silences_ >= silences_max;
    if (!hear() || ways_ == Ways::out || is_silent) {
        return true;
    }
    reader_.forget_questions();
    const auto deadline = now() + timeout;
    for (const auto question :
         {StatusQuestion::printer,
          StatusQuestion::offline,
          StatusQuestion::error,
          StatusQuestion::paper}) {
        const std::string asking = ask_status(question);
        if (line_.write(asking, question_timeout) != asking.size()) {
            return false; // its buffer is full to the brim
        }
        reader_.asked(question);
    }
    while (reader_.waiting() > 0 && take_until(deadline)) {
    }
    const bool answered =
        reader_.waiting() < StatusReader::questions_max && !reader_.state().foreign;
    answers_ = answers_ || answered;
    silences_ = answered ? 0 : silences_ + 1;
    if (answers_ && !status_back_on_) {
        // It speaks ESC/POS, so it will tell by itself what happens in the midst of a job.
        const std::string on = switch_status_back_on();
        status_back_on_ = line_.write(on, question_timeout) == on.size();
    }
    return true;
}

Expected<Ended, PrinterFault>
PrinterTalk::ask_end(const std::function<Written(std::string_view bytes)>& put) {
    const bool can_tell = ways_ == Ways::both && answers_ && tells_when_printed_ != Known::no;
    const std::string_view question =
        can_tell ? std::string_view{print_question()}.substr(question_sent_) : "";
    if (question.empty()) {
        return Ended::whole;
    }
    const Written went = put(question);
    if (went.fault) {
        return Unexpected{*went.fault};
    }
    question_sent_ += went.bytes;
    reader_.await_print(went.bytes == question.size());
    return went.bytes == question.size() ? Ended::whole : Ended::not_yet;
}

PrinterTalk::Printed PrinterTalk::await_print(std::chrono::milliseconds timeout) {
    const auto deadline = now() + timeout;
    while (reader_.awaits_print() && take_until(deadline)) {
    }
    if (!reader_.awaits_print()) {
        return Printed::all;
    }
    if (ended_) {
        return Printed::gone;
    }
    if (!waits_since_ || trouble_of(reader_.state())) {
        waits_since_ = now(); // while it waits for paper, its silence means nothing
    }
    const bool told_before = tells_when_printed_ == Known::yes;
    if (now() - *waits_since_ < print_patience_ * (told_before ? mute_after : 1)) {
        return Printed::not_yet;
    }
    if (told_before) {
        return Printed::mute;
    }
    tells_when_printed_ = Known::no;
    reader_.await_print(false);
    return Printed::all;
}

} // namespace ocop::devices
