#include "pos/province/manifest.hpp"

#include <gtest/gtest.h>

namespace ocop::province {
namespace {

Manifest november() {
    Manifest manifest;
    manifest.till = "QNA-HOIAN-01-1";
    manifest.public_key = "RWQ";
    manifest.from = Day{2026, 11, 1};
    manifest.to = Day{2026, 11, 30};
    manifest.first_seq = 4;
    manifest.last_seq = 6;
    manifest.records = 3;
    manifest.totals = {Money{162'000}, Money{12'000}, Money{150'000}, 1, 0};
    manifest.files = {{"journal.jsonl", 812, blake2b("x")}};
    return manifest;
}

TEST(Manifest, ComesBackAsItWasWritten) {
    const auto again = parse_manifest(to_json(november()));
    ASSERT_TRUE(again) << again.error().what;
    EXPECT_EQ(*again, november());
}

TEST(Manifest, IsRefusedWithoutAnyOfItsKeys) {
    const Json whole = to_json(november());
    for (const auto& [key, value] : whole.items()) {
        Json less = whole;
        less.erase(key);
        EXPECT_FALSE(parse_manifest(less)) << key;
        Json other = whole;
        other[key] = nullptr;
        EXPECT_FALSE(parse_manifest(other)) << key;
    }
}

TEST(Manifest, IsRefusedWhereItContradictsItself) {
    for (const auto& [key, value] : std::vector<std::pair<std::string, Json>>{
             {"v", 2},
             {"to", "2026-10-31"},
             {"first_seq", -1},
             {"first_seq", 7},
             {"last_seq", 7},
             {"last_seq", INT64_MAX},
             {"records", 2},
         }) {
        Json json = to_json(november());
        json[key] = value;
        EXPECT_FALSE(parse_manifest(json)) << key << " " << value;
    }
}

} // namespace
} // namespace ocop::province
