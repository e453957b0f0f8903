#pragma once

#include "catalog-sync/feed_source.hpp"

#include <fstream>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace ocop::catalog_sync {

/// A feed in memory: keeps to sizes as the others do, and fails when told to.
class FakeSource final : public FeedSource {
public:
    std::map<std::string, std::string, std::less<>> files{};
    std::optional<Failure> failure{}; // of every request, while set
    std::optional<std::chrono::seconds> leave_alone{};
    std::vector<std::string> asked{};

    [[nodiscard]] std::string where() const override { return "fake:feed"; }

    [[nodiscard]] Expected<SmallFile, Failure> fetch_small(
        std::string_view name, std::size_t bytes_max, std::string_view, std::stop_token
    ) override {
        const auto bytes = find(name);
        if (!bytes) {
            return Unexpected{bytes.error()};
        }
        if (bytes->size() > bytes_max) {
            return Unexpected{Failure{FailureCode::corrupt, "too large", std::string{name}}};
        }
        return SmallFile{Outside{*bytes}, {}, false};
    }

    [[nodiscard]] Expected<void, Failure> fetch_file(
        std::string_view name,
        std::uint64_t exact_bytes,
        const std::filesystem::path& to,
        const BytesProgress& progress,
        std::stop_token
    ) override {
        const auto bytes = find(name);
        if (!bytes) {
            return Unexpected{bytes.error()};
        }
        if (bytes->size() != exact_bytes) {
            return Unexpected{Failure{FailureCode::corrupt, "of another size", std::string{name}}};
        }
        std::ofstream{to, std::ios::binary} << *bytes;
        progress(exact_bytes);
        return {};
    }

    [[nodiscard]] std::optional<std::chrono::seconds> retry_after() const override {
        return leave_alone;
    }

private:
    Expected<std::string, Failure> find(std::string_view name) {
        asked.emplace_back(name);
        if (failure) {
            return Unexpected{*failure};
        }
        const auto found = files.find(name);
        if (found == files.end()) {
            return Unexpected{Failure{FailureCode::missing, "not there", std::string{name}}};
        }
        return found->second;
    }
};

} // namespace ocop::catalog_sync
