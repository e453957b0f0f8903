// Cases for `ocop revenue uplift --cases` come from other people: read or refused, and whatever is
// read can be judged without overflow.

#include "pos/report/uplift_cases.hpp"
#include "pos/report/uplift_report.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ocop::report;
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    if (const auto inputs = parse_uplift_cases(text)) {
        const auto outcomes = uplift_all(*inputs);
        static_cast<void>(uplift_json(std::nullopt, outcomes));
    }
    return 0;
}
