#pragma once

#include "devices/printer_status.hpp"
#include "pos/core/expected.hpp"
#include "pos/ports/printer.hpp"
#include "pos/ports/printer_state.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace ocop::devices {

/// What is said between the till and a printer beside the jobs, over any line that carries answers
/// back: how it is, asked (DLE EOT) and told by itself (GS a), and whether all is printed (GS r).
/// Remembers what this printer never answers, so as not to wait for that at each receipt.
class PrinterTalk {
public:
    struct Line {
        /// Sends, for `timeout` at most; how many bytes the printer took.
        std::function<std::size_t(std::string_view bytes, std::chrono::milliseconds timeout)>
            write{};
        /// The next bytes of the printer: none in `timeout` is nullopt, the end of the line empty.
        std::function<std::optional<std::vector<std::uint8_t>>(std::chrono::milliseconds timeout)>
            read{};
    };

    /// Which ways a line carries bytes. Where nothing comes back, nothing is asked.
    enum class Ways { out, both };

    /// How a job's last bytes fare.
    enum class Printed {
        all,     // or the printer never says so
        not_yet, // to be asked again
        mute,    // it always said so, and does not any more
        gone     // the line ended before
    };

    /// A printer that answers questions but does not say for `print_patience` that all is printed,
    /// though it is well, is not asked that again; one that did say so before is waited for
    /// `mute_after` times as long.
    PrinterTalk(Line line, std::chrono::milliseconds print_patience);

    static constexpr int mute_after = 12;

    /// The line is new: what was asked and told over the last one is void.
    void connect(Ways ways);

    /// Another printer may be at the far end: what was learnt of this one is void.
    void forget();

    /// A job begins.
    void begin();

    /// Takes what came by itself. False once the line has ended.
    [[nodiscard]] bool hear();

    /// Asks how it is, for `timeout` at most, and lets it tell by itself from its first answer on.
    /// Nothing is asked of one that was silent twice. False if it took not even a question.
    [[nodiscard]] bool ask(std::chrono::milliseconds timeout);

    /// What the printer told so far.
    [[nodiscard]] const PrinterState& state() const { return reader_.state(); }

    /// Asks behind the last byte of a job for word that all is printed; of a printer that would not
    /// answer it asks nothing. `put` sends, and is given only what it has not taken before. Not yet
    /// while some of the question is still to go.
    [[nodiscard]] Expected<Ended, PrinterFault>
    ask_end(const std::function<Written(std::string_view bytes)>& put);

    /// Whether all is printed, seen to for `timeout` at most; at once where that was not asked. To
    /// be called first when all bytes are at the printer.
    [[nodiscard]] Printed await_print(std::chrono::milliseconds timeout);

private:
    /// Takes the next bytes. False if there were none until `deadline`.
    [[nodiscard]] bool take_until(std::chrono::steady_clock::time_point deadline);

    Line line_;
    std::chrono::milliseconds print_patience_;
    StatusReader reader_{};
    Ways ways_ = Ways::out;
    bool ended_ = false;

    // What was learnt of the printer.
    bool answers_ = false;
    Known tells_when_printed_ = Known::unknown;
    int silences_ = 0; // askings without an answer, in a row

    bool status_back_on_ = false;
    std::size_t question_sent_ = 0; // bytes of ask_when_printed()
    std::optional<std::chrono::steady_clock::time_point> waits_since_{}; // for its answer
};

} // namespace ocop::devices
