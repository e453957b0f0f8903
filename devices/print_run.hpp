#pragma once

#include "pos/ports/printer.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace ocop::devices {

/// How patiently a job is brought to its printer. Tests have less patience.
struct PrintPace {
    std::chrono::milliseconds slice{200};  // one write; a command of the cashier waits so long
    std::chrono::milliseconds answer{500}; // for what the printer tells of itself
    std::chrono::milliseconds again{1000}; // between two tries
    std::size_t chunk_size_bytes = 4096;   // of one write
    int empty_slices_max = 5;              // then the printer is said to take nothing
};

/// One job's way to paper, a step at a time, so that whoever steps can listen between. What a step
/// meets decides how it goes on:
///
/// - The printer is not there, or says it cannot print, and nothing was sent: it waits, and begins
///   by itself.
/// - The printer takes nothing, or little: it waits and goes on from the next byte. Nothing is lost
///   by that (USB 2.0, 5.8: what is not taken is not acknowledged and is sent again).
/// - The printer says that its paper ran out or its cover was opened in the middle: the receipt is
///   in two pieces. It waits for the printer to be well, then asks.
/// - The line broke in the middle: nobody knows what is on paper. It asks.
class PrintRun {
public:
    enum class Phase {
        ready,   // nothing was sent
        sending, // bytes are on their way
        ending,  // all are sent
        healing, // in two pieces, and the printer is not well yet
        asking,  // people must say how it goes on
        done
    };

    /// `clearing` zero bytes go first, to end an image or a code the printer still waits for after
    /// a broken job; zeros mean nothing to a printer that waits for none.
    PrintRun(JobKind kind, std::string name, std::string bytes, std::size_t clearing);

    /// Takes one step. `may_begin` is asked before the first byte leaves; on false it waits.
    void step(
        Printer& printer,
        const PrintPace& pace,
        const std::function<bool()>& may_begin,
        const std::stop_token& stop
    );

    /// Nothing can be done before there is a printer.
    void wait_for_printer(PrintTrouble trouble) { trouble_ = trouble; }

    /// From `asking`, where may_go_on(): the rest follows.
    void go_on();

    /// The line is not what it was: what was sent may be lost.
    void lose(PrintTrouble trouble, std::string what);

    /// Bytes that are not of this job went out: between two of its own they may stand in an image,
    /// which must then start again.
    void mix_in(std::string what);

    [[nodiscard]] Phase phase() const { return phase_; }

    /// What keeps it, or made it ask.
    [[nodiscard]] const std::optional<PrintTrouble>& trouble() const { return trouble_; }

    [[nodiscard]] const std::string& what() const { return what_; }

    /// The rest can follow what was sent, for nothing of that was lost.
    [[nodiscard]] bool may_go_on() const { return phase_ == Phase::asking && !lost_; }

    /// A byte may have left.
    [[nodiscard]] bool touched() const { return touched_; }

    /// The line stands and the job is in its middle.
    [[nodiscard]] bool underway() const { return touched_ && !lost_ && phase_ != Phase::done; }

    /// The next step does better after a while.
    [[nodiscard]] bool rests() const;

    [[nodiscard]] int percent() const;

    /// The printer has every byte and tells of nothing that keeps it from printing them; whether it
    /// has, it did not say.
    [[nodiscard]] bool is_out_unsaid() const;

    [[nodiscard]] const PrinterState& printer_state() const { return state_; }

    /// How many zero bytes clear the printer of what this job left in it.
    [[nodiscard]] std::size_t left_behind() const;

private:
    void begin(
        Printer& printer,
        const PrintPace& pace,
        const std::function<bool()>& may_begin,
        const std::stop_token& stop
    );
    void send(Printer& printer, const PrintPace& pace, const std::stop_token& stop);
    void end(Printer& printer, const PrintPace& pace, const std::stop_token& stop);
    void heal(Printer& printer, const PrintPace& pace);
    /// Looks how the printer is; true if the paper is in two pieces.
    bool torn(Printer& printer, const PrintPace& pace);

    JobKind kind_;
    std::string name_;
    std::string bytes_;
    std::size_t sent_ = 0;
    Phase phase_ = Phase::ready;
    std::optional<PrintTrouble> trouble_{};
    std::string what_{};
    bool lost_ = false;
    bool touched_ = false;
    bool looked_ = false; // behind the last byte
    bool unsaid_ = false; // as the printer ended last: all there, not said to be printed
    int empty_slices_ = 0;
    int waits_ = 0; // behind the last byte, in rows of empty slices
    PrinterState state_{};
};

/// How many bytes the longest command of a job has that counts its data, an image (`GS v 0`) or a
/// QR code (`GS ( k`): so many zeros end it, wherever the job broke off.
[[nodiscard]] std::size_t longest_counted(std::string_view escpos);

} // namespace ocop::devices
