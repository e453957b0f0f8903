#include "pos/cli/pin_input.hpp"

#include "pos/core/text_limits.hpp"
#include "pos/shell/line_reader.hpp"

#include <algorithm>
#include <string>
#include <unistd.h>
#include <utility>

namespace ocop::cli {

Secret read_pin(const Context& context) {
    LineReader input{STDIN_FILENO, "stdin", pin_bytes_max, pin_bytes_max};
    std::string pin;
    static_cast<void>(context.require(input.next(pin))); // too long or none: empty, and refused
    while (!pin.empty() && (pin.back() == '\r' || pin.back() == ' ')) {
        pin.pop_back();
    }
    const bool digits =
        std::all_of(pin.begin(), pin.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits || pin.size() < 4 || pin.size() > 12) {
        context.refuse(
            "bad-pin", context.say("PIN gồm 4 đến 12 chữ số.", "A PIN is 4 to 12 digits.")
        );
    }
    return Secret{std::move(pin)};
}

} // namespace ocop::cli
