#include "pos/cli/passphrase_input.hpp"

#include <iostream>

namespace ocop::cli {

signing::Passphrase read_passphrase(const Context& context) {
    std::string line;
    line.reserve(signing::Passphrase::size_bytes_max + 2);
    for (char c = 0;
         line.size() <= signing::Passphrase::size_bytes_max + 1 && std::cin.get(c) && c != '\n';) {
        line += c;
    }
    if (line.ends_with('\r')) {
        line.pop_back();
    }
    auto passphrase = signing::Passphrase::parse(line);
    signing::wipe(line);
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
