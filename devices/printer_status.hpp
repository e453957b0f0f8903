#pragma once

#include "pos/ports/printer_state.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace ocop::devices {

/// What DLE EOT n asks for (`10 04 n`).
enum class StatusQuestion : std::uint8_t { printer = 1, offline = 2, error = 3, paper = 4 };

/// `10 04 n`.
[[nodiscard]] std::string ask_status(StatusQuestion question);

/// `1D 61 0F`: four bytes now and after every change (automatic status back).
[[nodiscard]] std::string switch_status_back_on();

/// `1D 72 01` (GS r 1): one byte once all before it is printed; not real time.
[[nodiscard]] std::string ask_when_printed();

/// Makes one state of the bytes a printer sends back (Epson ESC/POS; Zjiang differs and is told
/// apart by nobody, so its missing online bit is taken as "online"). Replies are told by their
/// fixed bits, x being any:
///
///     0xx1xx10             an answer to DLE EOT n, whose n only we know: the oldest question
///     0xx1xx00 0xx0xxxx ×3 automatic status back, four bytes
///     11, 13               XON, XOFF: of no meaning to us
///     5F … 00              an answer to GS I n, up to 80 characters: passed over
///     0xx0xxxx             an answer to GS r n where one is waited for, else to GS I n: passed
///     over
///
/// What fits none of these is passed over. What was never told stays unknown. Eight or more letters
/// in a row of which several can be none of these are no status but words ("HTTP/1.1 400 …"): then
/// all that was taken for one is void, and the state says that something foreign talks.
class StatusReader {
public:
    /// A question went out; at most `questions_max` wait for answers, the oldest is forgotten.
    void asked(StatusQuestion question);

    /// ask_when_printed() went out, or (false) its answer is of no interest any more.
    void await_print(bool awaits) { awaits_print_ = awaits; }

    /// All that came before ask_when_printed() is not known to be printed yet.
    [[nodiscard]] bool awaits_print() const { return awaits_print_; }

    /// Answers are no longer to be expected: the printer was silent, or was opened anew.
    void forget_questions();

    /// Takes bytes as they came. True if they told anything.
    bool take(std::span<const std::uint8_t> bytes);

    [[nodiscard]] const PrinterState& state() const { return state_; }

    /// Questions without an answer.
    [[nodiscard]] std::size_t waiting() const { return questions_; }

    static constexpr std::size_t questions_max = 4; // TM-T81: no more may be in flight

private:
    bool take_one(std::uint8_t byte);
    /// Counts letters in a row; true once they are words.
    bool reads_words(std::uint8_t byte);
    void answer(StatusQuestion question, std::uint8_t byte);
    void status_back();

    PrinterState state_{};
    std::array<StatusQuestion, questions_max> question_{};
    std::size_t questions_ = 0;
    std::array<std::uint8_t, 4> back_{};
    std::size_t backs_ = 0; // of the four bytes
    bool awaits_print_ = false;
    std::size_t text_bytes_ = 0; // of an answer in characters; 0: none is on its way
    std::size_t letters_ = 0;    // in a row
    std::size_t strange_ = 0;    // of them, that no printer says
};

/// GET_PORT_STATUS's byte (USB printer class 1.1, 4.2.2: 20 paper empty, 10 selected, 08 no error)
/// as a hint: clones answer 18 for ever, so only what speaks of trouble is believed.
[[nodiscard]] PrinterState port_status_hint(std::uint8_t byte);

/// `told` where it tells, else `hint`.
[[nodiscard]] PrinterState joined(const PrinterState& told, const PrinterState& hint);

} // namespace ocop::devices
