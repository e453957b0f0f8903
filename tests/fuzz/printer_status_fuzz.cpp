#include "devices/printer_status.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

namespace {

using ocop::devices::StatusQuestion;
using ocop::devices::StatusReader;

/// Any bytes as a printer's: a zero and a byte ask a question, a zero and a larger one wait for
/// the end of printing or forget all, the others are replies. Never crashes; never more questions
/// than may wait.
void read(std::span<const std::uint8_t> bytes) {
    StatusReader reader;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (bytes[i] == 0 && i + 1 < bytes.size()) {
            const std::uint8_t n = bytes[++i];
            if (n >= 1 && n <= 4) {
                reader.asked(static_cast<StatusQuestion>(n));
                continue;
            }
            if (n == 5) {
                reader.await_print(true);
                continue;
            }
            if (n > 0xF0) {
                reader.forget_questions();
                continue;
            }
            static_cast<void>(reader.take(bytes.subspan(i - 1, 2)));
            continue;
        }
        static_cast<void>(reader.take(bytes.subspan(i, 1)));
        if (reader.waiting() > StatusReader::questions_max) {
            std::abort();
        }
    }
    static_cast<void>(ocop::trouble_of(reader.state()));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    read({data, size});
    for (std::size_t i = 0; i < size; ++i) {
        const auto hint = ocop::devices::port_status_hint(data[i]);
        if (hint.cover_open != ocop::Known::unknown) {
            std::abort(); // the byte says nothing of a cover
        }
    }
    return 0;
}
