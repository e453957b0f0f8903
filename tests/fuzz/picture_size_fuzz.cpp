// The head of any file that says it is a picture: a size within bounds or none, never a crash.

#include "pos/ui/picture_size.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ocop::ui;
    const auto found = picture_size({reinterpret_cast<const char*>(data), size});
    if (found
        && (found->width == 0 || found->height == 0
            || std::uint64_t{found->width} * found->height > picture_pixels_max)) {
        std::abort();
    }
    return 0;
}
