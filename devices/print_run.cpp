#include "devices/print_run.hpp"

#include <algorithm>
#include <string_view>

namespace ocop::devices {

namespace {

/// Troubles by the printer's own word that keep a job from beginning. "Offline" without a reason
/// is none of them: some clones say so for ever, and whether it takes bytes will show.
bool keeps_from_beginning(PrintTrouble trouble) {
    return trouble == PrintTrouble::paper_out || trouble == PrintTrouble::cover_open
           || trouble == PrintTrouble::cutter || trouble == PrintTrouble::broken
           || trouble == PrintTrouble::not_a_printer;
}

/// Troubles after which the paper of a job begun is in two pieces.
bool tears(PrintTrouble trouble) {
    return trouble == PrintTrouble::paper_out || trouble == PrintTrouble::cover_open
           || trouble == PrintTrouble::cutter;
}

constexpr int waits_max = 5; // rows of empty slices

constexpr char group = 0x1D;

/// The number of two bytes that begins there; 0 beyond the end.
std::size_t number_at(std::string_view bytes, std::size_t at) {
    const auto byte = [&](std::size_t i) -> std::size_t {
        return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U;
    };
    return byte(at) + 256 * byte(at + 1);
}

/// How long the command is that `escpos` begins with, if it counts its data: an image (GS v 0) or
/// what a QR code holds (GS ( k). 0: it does not.
std::size_t counted_size(std::string_view escpos) {
    constexpr std::size_t image_header = 8;
    constexpr std::size_t code_header = 5;
    if (escpos.starts_with("\x1Dv0")) {
        return image_header + number_at(escpos, 4) * number_at(escpos, 6);
    }
    return escpos.starts_with("\x1D(k") ? code_header + number_at(escpos, 3) : 0;
}

} // namespace

std::size_t longest_counted(std::string_view escpos) {
    // Zeros in front were to clear what an earlier job had left, and may not have got through.
    std::size_t longest = std::min(escpos.find_first_not_of('\0'), escpos.size());
    std::size_t at = escpos.find(group);
    while (at != std::string_view::npos) {
        const std::size_t size = std::min(counted_size(escpos.substr(at)), escpos.size() - at);
        longest = std::max(longest, size);
        at = escpos.find(group, at + std::max<std::size_t>(size, 1));
    }
    return longest;
}

PrintRun::PrintRun(JobKind kind, std::string name, std::string bytes, std::size_t clearing)
    : kind_{kind},
      name_{std::move(name)},
      bytes_{std::string(clearing, '\0') + std::move(bytes)} {}

void PrintRun::step(
    Printer& printer,
    const PrintPace& pace,
    const std::function<bool()>& may_begin,
    const std::stop_token& stop
) {
    switch (phase_) {
    case Phase::ready:
        begin(printer, pace, may_begin, stop);
        return;
    case Phase::sending:
        send(printer, pace, stop);
        return;
    case Phase::ending:
        end(printer, pace, stop);
        return;
    case Phase::healing:
        heal(printer, pace);
        return;
    case Phase::asking:
    case Phase::done:
        return;
    }
}

void PrintRun::begin(
    Printer& printer,
    const PrintPace& pace,
    const std::function<bool()>& may_begin,
    const std::stop_token& stop
) {
    if (const auto begun = printer.begin(kind_, name_, stop); !begun) {
        trouble_ = begun.error().trouble;
        what_ = begun.error().what;
        return;
    }
    if (kind_ == JobKind::paper) {
        state_ = printer.state(pace.answer);
        trouble_ = trouble_of(state_);
        what_.clear();
        if (trouble_ && keeps_from_beginning(*trouble_)) {
            return;
        }
    }
    if (stop.stop_requested()) {
        return;
    }
    if (!may_begin()) {
        trouble_ = PrintTrouble::file;
        return;
    }
    trouble_.reset();
    touched_ = true;
    phase_ = Phase::sending;
}

bool PrintRun::torn(Printer& printer, const PrintPace& pace) {
    state_ = printer.state(pace.answer);
    const auto trouble = trouble_of(state_);
    if (trouble == PrintTrouble::not_a_printer) {
        lose(*trouble, {});
        return true;
    }
    if (trouble && tears(*trouble)) {
        trouble_ = trouble;
        phase_ = Phase::healing;
        return true;
    }
    return false;
}

void PrintRun::send(Printer& printer, const PrintPace& pace, const std::stop_token& stop) {
    const std::string_view rest = std::string_view{bytes_}.substr(sent_, pace.chunk_size_bytes);
    if (rest.empty()) {
        phase_ = Phase::ending;
        return;
    }
    const Written written = printer.write(rest, pace.slice, stop);
    sent_ += written.bytes;
    if (written.fault) {
        lose(written.fault->trouble, written.fault->what);
        return;
    }
    if (written.bytes > 0) {
        empty_slices_ = 0;
        trouble_.reset();
        return;
    }
    if (stop.stop_requested() || ++empty_slices_ < pace.empty_slices_max) {
        return;
    }
    empty_slices_ = 0;
    if (sent_ == 0 || !torn(printer, pace)) {
        state_ = sent_ == 0 ? printer.state(pace.answer) : state_;
        trouble_ = trouble_of(state_).value_or(PrintTrouble::takes_nothing);
    }
}

void PrintRun::end(Printer& printer, const PrintPace& pace, const std::stop_token& stop) {
    if (kind_ == JobKind::paper && !looked_) {
        looked_ = true;
        if (torn(printer, pace)) {
            return;
        }
    }
    const auto ended = printer.end(pace.slice, stop);
    if (!ended) {
        lose(ended.error().trouble, ended.error().what);
        return;
    }
    unsaid_ = *ended == Ended::unsaid;
    if (*ended == Ended::whole) {
        phase_ = Phase::done;
        trouble_.reset();
        return;
    }
    if (stop.stop_requested() || ++empty_slices_ < pace.empty_slices_max) {
        return;
    }
    empty_slices_ = 0;
    if (kind_ == JobKind::paper && torn(printer, pace)) {
        return;
    }
    // Printing what it took may take a while; so long it is well, that is no trouble yet.
    const auto told = trouble_of(state_);
    trouble_ = told || ++waits_ < waits_max ? told : PrintTrouble::takes_nothing;
}

void PrintRun::heal(Printer& printer, const PrintPace& pace) {
    state_ = printer.state(pace.answer);
    if (const auto trouble = trouble_of(state_); trouble) {
        trouble_ = trouble;
        return;
    }
    phase_ = Phase::asking;
}

void PrintRun::go_on() {
    if (may_go_on()) {
        trouble_.reset();
        phase_ = Phase::sending;
    }
}

void PrintRun::lose(PrintTrouble trouble, std::string what) {
    lost_ = true;
    trouble_ = trouble;
    what_ = std::move(what);
    phase_ = Phase::asking;
}

void PrintRun::mix_in(std::string what) {
    if (sent_ > 0 && sent_ < bytes_.size()) {
        lose(trouble_.value_or(PrintTrouble::takes_nothing), std::move(what));
    }
}

bool PrintRun::rests() const {
    return phase_ == Phase::ready || phase_ == Phase::healing;
}

bool PrintRun::is_out_unsaid() const {
    const auto told = trouble_of(state_);
    return phase_ == Phase::ending && unsaid_ && (!told || told == PrintTrouble::offline);
}

int PrintRun::percent() const {
    return bytes_.empty() ? 100 : static_cast<int>(sent_ * 100 / bytes_.size());
}

std::size_t PrintRun::left_behind() const {
    if (!touched_ || phase_ == Phase::done) {
        return 0;
    }
    if (kind_ == JobKind::drawer) {
        return sent_ > 0 ? bytes_.size() - sent_ : 0; // what its command still waits for
    }
    return longest_counted(bytes_);
}

} // namespace ocop::devices
