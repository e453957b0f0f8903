// A line that claims to be a journal record, as a bundle brings it: taken only in its one spelling.

#include "pos/core/record.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ocop;
    const std::string_view line{reinterpret_cast<const char*>(data), size};
    const auto record = parse_record(line);
    if (record && line_text(*record) != line) {
        std::abort();
    }
    if (record) {
        const auto body = read_sale(*record);
        if (body) {
            (void)check_sums(*body);
            const auto again = parse_sale_body(to_json(*body), body->is_return);
            if (!again || *again != *body) {
                std::abort();
            }
        }
    }
    return 0;
}
