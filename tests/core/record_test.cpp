#include "pos/core/record.hpp"

#include <gtest/gtest.h>

namespace ocop {
namespace {

Record sample() {
    RecordDraft draft{
        "no-sale",
        *parse_moment("2026-11-22T09:15:03+07:00"),
        {{"cashier", "lan"}, {"reason", "đổi tiền"}}};
    return seal(std::move(draft), "QNA-HOIAN-01-1", 17, Hash{});
}

TEST(CanonicalJson, SortsKeysByUtf16AndEscapesAsLittleAsRfc8785Says) {
    const Json value{
        {"b", 1},
        {"a", "é\"\\\b\n\x01/"},
        {"", nullptr},
        {"\u20ac", true},
        {"\U0001f600", 0},
        {"\ufb33", -3}};
    EXPECT_EQ(
        canonical(value),
        "{\"\":null,\"a\":\"é\\\"\\\\\\b\\n\\u0001/"
        "\",\"b\":1,\"\u20ac\":true,\"\U0001f600\":0,\"\ufb33\":-3}"
    );
}

TEST(CanonicalJson, RefusesWhatARecordCannotHold) {
    for (const char* text :
         {"{\"a\":1.5}",
          "{\"a\":1,\"a\":2}",
          "{\"a\":18446744073709551615}",
          "{",
          "",
          "1e3",
          "{\"a\":\"\xff\"}",
          "{\"a\":1}x"}) {
        EXPECT_FALSE(parse_json(text).has_value()) << text;
    }
    EXPECT_FALSE(parse_json(std::string(65, '[') + std::string(65, ']')).has_value());
    EXPECT_TRUE(parse_json(std::string(64, '[') + std::string(64, ']')).has_value());
}

TEST(Record, IsOneLineOfCanonicalJsonAsTheContractShowsIt) {
    const std::string line = line_text(sample());
    EXPECT_EQ(line.substr(0, 36), R"({"at":"2026-11-22T09:15:03+07:00","b)");
    EXPECT_NE(line.find(R"("kind":"no-sale","prev":"0000)"), std::string::npos);
    EXPECT_NE(line.find(R"("seq":17,"till":"QNA-HOIAN-01-1","v":1})"), std::string::npos);
}

TEST(Record, HashIsBlake2bOverPrevAndTheRecordWithoutItsHashes) {
    const Record record = sample();
    const std::string text =
        R"({"at":"2026-11-22T09:15:03+07:00","body":{"cashier":"lan","reason":"đổi tiền"},"kind":"no-sale","seq":17,"till":"QNA-HOIAN-01-1","v":1})";
    EXPECT_EQ(hashed_text(record), text);
    EXPECT_EQ(record.hash, blake2b(std::string(32, '\0') + text));
}

TEST(Record, ComesBackFromItsLine) {
    const Record record = sample();
    const auto read = parse_record(line_text(record));
    ASSERT_TRUE(read.has_value());
    EXPECT_TRUE(check_hash(*read));
    EXPECT_EQ(line_text(*read), line_text(record));
}

TEST(Record, EveryTruncationOfALineIsRefused) {
    const std::string line = line_text(sample());
    for (std::size_t size = 0; size < line.size(); ++size) {
        EXPECT_FALSE(parse_record(line.substr(0, size)).has_value()) << size;
    }
}

TEST(Record, EveryFlippedBitOfALineIsFound) {
    const std::string line = line_text(sample());
    for (std::size_t i = 0; i < line.size() * 8; ++i) {
        std::string flipped = line;
        flipped[i / 8] = static_cast<char>(flipped[i / 8] ^ (1 << (i % 8)));
        const auto read = parse_record(flipped);
        const bool caught = !read || !check_hash(*read) || read->prev != Hash{};
        EXPECT_TRUE(caught) << "bit " << i;
    }
}

TEST(Record, RefusesASecondSpellingOfTheSameRecord) {
    const std::string line = line_text(sample());
    EXPECT_FALSE(parse_record(" " + line).has_value());
    EXPECT_FALSE(parse_record(line + "\n").has_value());
    std::string spaced = line;
    spaced.insert(1, " ");
    EXPECT_FALSE(parse_record(spaced).has_value());
}

} // namespace
} // namespace ocop
