// Stands in for libFuzzer in ordinary builds: runs a target over each seed as it is, over each of
// its beginnings, and over it with each bit flipped. Long seeds are sampled evenly, so that a run
// stays within seconds.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

constexpr std::size_t variants_max = 2'000;

void run(const std::vector<std::uint8_t>& bytes) {
    // A copy of just this size, so that a sanitizer sees a read past its end.
    const std::vector<std::uint8_t> exact(bytes.begin(), bytes.end());
    LLVMFuzzerTestOneInput(exact.data(), exact.size());
}

std::size_t replay(const std::filesystem::path& seed) {
    std::ifstream in{seed, std::ios::binary};
    const std::vector<std::uint8_t> bytes{std::istreambuf_iterator<char>{in}, {}};
    std::size_t runs = 1;
    run(bytes);
    const std::size_t cut_step = std::max<std::size_t>(1, bytes.size() / variants_max);
    for (std::size_t size = 0; size < bytes.size(); size += cut_step, ++runs) {
        run({bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size)});
    }
    const std::size_t flip_step = std::max<std::size_t>(1, bytes.size() * 8 / variants_max);
    for (std::size_t bit = 0; bit < bytes.size() * 8; bit += flip_step, ++runs) {
        std::vector<std::uint8_t> flipped{bytes};
        flipped[bit / 8] = static_cast<std::uint8_t>(flipped[bit / 8] ^ (1U << (bit % 8)));
        run(flipped);
    }
    return runs;
}

} // namespace

int main(int argc, char** argv) {
    std::size_t runs = 0;
    for (int i = 1; i < argc; ++i) {
        for (const auto& entry : std::filesystem::directory_iterator{argv[i]}) {
            runs += replay(entry.path());
        }
    }
    std::printf("%zu inputs\n", runs);
    return runs > 0 ? 0 : 1; // without a seed nothing was tested
}
