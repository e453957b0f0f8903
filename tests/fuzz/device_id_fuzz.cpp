#include "devices/ieee1284.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

/// Any bytes as the answer to GET_DEVICE_ID: never crashes, and what is told is printable ASCII.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto id = ocop::devices::parse_device_id({data, size});
    for (const std::string* text : {&id.maker, &id.model, &id.commands, &id.serial}) {
        if (text->size() > ocop::devices::device_id_size_bytes_max) {
            std::abort();
        }
        for (const char c : *text) {
            if (c < 0x20 || c > 0x7E) {
                std::abort();
            }
        }
    }
    return 0;
}
