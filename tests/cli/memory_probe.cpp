#include <array>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <sys/types.h>

// Loaded into a program (LD_PRELOAD): each time it reads its stdin, looks through all memory it may
// write for a text, and notes in a file how often it is there. The text is told with each byte
// turned over, so that being told it does not put it there.

namespace {

constexpr unsigned char turned = 0xFF;

/// The text, as it was told.
struct Needle {
    std::array<unsigned char, 256> bytes{};
    std::size_t size = 0;
};

unsigned digit(char c) {
    return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10);
}

Needle needle() {
    Needle told;
    const char* hex = std::getenv("OCOP_PROBE_TURNED");
    for (; hex != nullptr && hex[0] != '\0' && hex[1] != '\0' && told.size < told.bytes.size();
         hex += 2) {
        told.bytes[told.size++] = static_cast<unsigned char>(digit(hex[0]) * 16 + digit(hex[1]));
    }
    return told;
}

/// How often it stands between `begin` and `end`.
long count(const unsigned char* begin, const unsigned char* end, const Needle& told) {
    long found = 0;
    for (const unsigned char* at = begin; at + told.size <= end; ++at) {
        std::size_t same = 0;
        while (same < told.size && (at[same] ^ turned) == static_cast<int>(told.bytes[same])) {
            ++same;
        }
        found += same == told.size ? 1 : 0;
    }
    return found;
}

void look(const char* into) {
    const Needle told = needle();
    std::FILE* const maps = std::fopen("/proc/self/maps", "re");
    std::FILE* const notes = std::fopen(into, "ae");
    if (maps == nullptr || notes == nullptr || told.size == 0) {
        std::abort();
    }
    long found = 0;
    std::array<char, 1024> line{};
    while (std::fgets(line.data(), static_cast<int>(line.size()), maps) != nullptr) {
        unsigned long begin = 0;
        unsigned long end = 0;
        std::array<char, 5> rights{};
        const int read = std::sscanf(line.data(), "%lx-%lx %4s", &begin, &end, rights.data());
        if (read == 3 && rights[0] == 'r' && rights[1] == 'w') {
            const long here = count(
                reinterpret_cast<const unsigned char*>(begin),
                reinterpret_cast<const unsigned char*>(end),
                told
            );
            found += here;
            if (here > 0) {
                std::fprintf(notes, "  %ld in %s", here, line.data());
            }
        }
    }
    std::fprintf(notes, "%ld\n", found);
    std::fclose(maps);
    std::fclose(notes);
}

} // namespace

extern "C" ssize_t read(int file, void* into, std::size_t size) {
    using Read = ssize_t (*)(int, void*, std::size_t);
    static const auto next = reinterpret_cast<Read>(dlsym(RTLD_NEXT, "read"));
    const char* notes = std::getenv("OCOP_PROBE_NOTES");
    if (file == 0 && notes != nullptr) {
        look(notes);
    }
    return next(file, into, size);
}
