#include "pos/cli/passphrase_input.hpp"

#include "pos/core/secret.hpp"
#include "pos/shell/line_reader.hpp"

#include <unistd.h>

namespace ocop::cli {

signing::Passphrase read_passphrase(const Context& context) {
    constexpr std::size_t line_bytes_max = signing::Passphrase::size_bytes_max + 1; // "\r"
    LineReader input{STDIN_FILENO, "stdin", line_bytes_max, line_bytes_max};
    std::string line;
    static_cast<void>(context.require(input.next(line))); // too long or none: empty, and refused
    if (line.ends_with('\r')) {
        line.pop_back();
    }
    auto passphrase = signing::Passphrase::parse(line);
    wipe(line);
    if (!passphrase) {
        context.refuse(
            "bad-passphrase",
            context.say(
                "Cụm mật khẩu gồm 8 đến 1024 byte, một dòng trên stdin; hãy chọn cụm khác, ví dụ "
                "năm từ bất kỳ.",
                "A passphrase is 8 to 1024 bytes, one line on stdin; choose another one, five "
                "random words for example."
            )
        );
    }
    return std::move(*passphrase);
}

} // namespace ocop::cli
