// A stick's label becomes a part of the kernel's table of mounts, and anyone may choose it.

#include "catalog-sync/sticks.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ocop::catalog_sync;
    const auto mounts = parse_mounts({reinterpret_cast<const char*>(data), size});
    for (const Mount& mount : mounts) {
        if (!mount.place.is_absolute() || mount.filesystem.empty()) {
            std::abort();
        }
    }
    for (const auto& place : stick_places(mounts, usual_stick_folders())) {
        const auto top = *++place.begin();
        if (top != "media" && top != "run" && top != "mnt") {
            std::abort();
        }
    }
    return 0;
}
