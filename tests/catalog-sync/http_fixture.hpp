#pragma once

#include "catalog-sync/http_source.hpp"
#include "tests/catalog-sync/scratch_folder.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <memory>
#include <string>

namespace ocop::catalog_sync {

/// Options that make a test quick, and no proxy, whatever the machine's environment says.
inline HttpOptions quick_options(const std::filesystem::path& ca = {}) {
    HttpOptions options;
    options.ca_file = ca;
    options.proxy = "none";
    options.connect_timeout = std::chrono::seconds{5};
    options.slow_bytes_per_second = 1'000;
    options.slow_for = std::chrono::seconds{20}; // a busy machine is not a slow line
    return options;
}

/// The same, for a test whose server is slow.
inline HttpOptions impatient_options() {
    HttpOptions options = quick_options();
    options.slow_for = std::chrono::seconds{2};
    return options;
}

inline std::unique_ptr<HttpSource> source_at(const std::string& address, HttpOptions options) {
    return std::make_unique<HttpSource>(*parse_feed_address(address), std::move(options));
}

inline std::string text_of(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

/// Bytes that look like nothing in particular, the same each time.
inline std::string some_bytes(std::size_t size) {
    std::string bytes(size, '\0');
    std::uint32_t state = 1;
    for (char& byte : bytes) {
        state = state * 1'664'525 + 1'013'904'223;
        byte = static_cast<char>(state >> 24);
    }
    return bytes;
}

/// Fetches `name` whole into `to`.
inline Expected<void, Failure> fetch(
    HttpSource& source,
    const std::string& name,
    std::uint64_t exact_bytes,
    const std::filesystem::path& to
) {
    return source.fetch_file(name, exact_bytes, to, {}, {});
}

/// The failure of `outcome`; one of no code's words if it did not fail.
template <class T>
Failure failure_of(const Expected<T, Failure>& outcome) {
    EXPECT_FALSE(outcome.has_value()) << "nothing failed";
    return outcome ? Failure{FailureCode::exists, "nothing failed", {}} : outcome.error();
}

} // namespace ocop::catalog_sync
