#include "pos/core/secret.hpp"
#include "pos/signing/sealed_stream.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace ocop::signing {

namespace {

constexpr SealCost cheap{1, 8192};
const Json about{{"till", "QNA-HOIAN-01-1"}, {"records", 17}};

Passphrase phrase(std::string_view text = "mắm cá cơm Cửa Khe") {
    auto parsed = Passphrase::parse(text);
    EXPECT_TRUE(parsed.has_value());
    return std::move(*parsed);
}

/// `plain` sealed: header and chunks, each by itself.
std::vector<std::string> sealed(std::string_view plain) {
    Sealer sealer{phrase(), about, cheap};
    std::vector<std::string> parts{sealer.header()};
    while (plain.size() > seal_chunk_bytes) {
        parts.push_back(sealer.seal(plain.substr(0, seal_chunk_bytes), false));
        plain.remove_prefix(seal_chunk_bytes);
    }
    parts.push_back(sealer.seal(plain, true));
    return parts;
}

/// What is in `parts`; its last part must be the last chunk.
Expected<std::string, SealFault>
opened(const std::vector<std::string>& parts, const Passphrase& with = phrase()) {
    const auto header = parse_seal_header(parts.front());
    if (!header) {
        return Unexpected{header.error()};
    }
    auto unsealer = Unsealer::open(*header, with);
    if (!unsealer) {
        return Unexpected{unsealer.error()};
    }
    std::string plain;
    for (std::size_t at = 1; at < parts.size(); ++at) {
        const auto chunk = unsealer->unseal(parts[at], at + 1 == parts.size());
        if (!chunk) {
            return Unexpected{chunk.error()};
        }
        plain += *chunk;
    }
    return plain;
}

const std::string goods(2 * seal_chunk_bytes + 12'345, 'g');

TEST(Passphrase, HasALengthAndNoControlCharacters) {
    EXPECT_FALSE(Passphrase::parse("1234567").has_value());
    EXPECT_TRUE(Passphrase::parse("12345678").has_value());
    EXPECT_TRUE(Passphrase::parse(std::string(1024, 'x')).has_value());
    EXPECT_FALSE(Passphrase::parse(std::string(1025, 'x')).has_value());
    EXPECT_FALSE(Passphrase::parse("two\nlines").has_value());
    EXPECT_FALSE(Passphrase::parse(std::string("zero\0zero", 9)).has_value());
    EXPECT_EQ(phrase("nước mắm 8").text(), "nước mắm 8");
}

TEST(Passphrase, IsWipedWithItsWholeBuffer) {
    std::string secret = "a passphrase that is longer than what a string keeps inside";
    const char* const place = secret.data();
    const std::size_t size = secret.capacity();
    wipe(secret);
    EXPECT_TRUE(secret.empty());
    EXPECT_EQ(std::string(place, size), std::string(size, '\0'));
}

TEST(SealedStream, GivesBackWhatWasPutIn) {
    for (const std::string& plain :
         {std::string{}, std::string{"short"}, std::string(seal_chunk_bytes, 'x'), goods}) {
        const auto parts = sealed(plain);
        EXPECT_EQ(opened(parts), plain);
        for (std::size_t at = 1; at < parts.size(); ++at) {
            EXPECT_EQ(parts[at].find("short"), std::string::npos);
        }
    }
    EXPECT_EQ(parse_seal_header(sealed("x").front())->about, about);
    EXPECT_TRUE(is_sealed(sealed("x").front()));
}

TEST(SealedStream, RefusesWhatIsNotSealed) {
    EXPECT_EQ(parse_seal_header("SQLite format 3").error(), SealFault::not_sealed);
    EXPECT_EQ(parse_seal_header("").error(), SealFault::not_sealed);
}

TEST(SealedStream, RefusesANewerForm) {
    EXPECT_EQ(parse_seal_header("OCOP-SEALED 2\n{}\n").error(), SealFault::newer);
}

TEST(SealedStream, RefusesADamagedHeader) {
    const std::string header = sealed("x").front();
    for (std::size_t size = 15; size < header.size(); ++size) {
        EXPECT_EQ(parse_seal_header(header.substr(0, size)).error(), SealFault::damaged) << size;
    }
    // What opening costs is bounded before any memory is taken.
    for (const char* dear : {R"("passes":11)", R"("passes":0)", R"("passes":-1)"}) {
        std::string changed = header;
        changed.replace(changed.find(R"("passes":1)"), 10, dear);
        EXPECT_EQ(parse_seal_header(changed).error(), SealFault::damaged) << dear;
    }
    std::string changed = header;
    changed.replace(changed.find(R"("memory":8192)"), 13, R"("memory":999999999999)");
    EXPECT_EQ(parse_seal_header(changed).error(), SealFault::damaged);
}

TEST(SealedStream, TellsAWrongPassphrase) {
    const auto parts = sealed(goods);
    EXPECT_EQ(opened(parts, phrase("mắm cá cơm Cửa khe")).error(), SealFault::wrong_passphrase);
}

TEST(SealedStream, RefusesWhatWasAlteredCutOrReordered) {
    const auto parts = sealed(goods);
    for (std::size_t part = 1; part < parts.size(); ++part) {
        for (const std::size_t at :
             {std::size_t{0}, parts[part].size() / 2, parts[part].size() - 1}) {
            auto changed = parts;
            changed[part][at] = static_cast<char>(changed[part][at] ^ 1);
            EXPECT_EQ(opened(changed).error(), SealFault::altered);
        }
    }
    EXPECT_EQ(opened({parts[0], parts[1], parts[2]}).error(), SealFault::altered);
    EXPECT_EQ(opened({parts[0], parts[2], parts[1], parts[3]}).error(), SealFault::altered);
    EXPECT_EQ(opened({parts[0], parts[1], parts[3]}).error(), SealFault::altered);
    EXPECT_EQ(
        opened({parts[0], parts[1], parts[2], parts[3].substr(0, 100)}).error(), SealFault::altered
    );
    EXPECT_EQ(opened({parts[0], parts[1], parts[2], ""}).error(), SealFault::altered);
    // What the header says of the contents is bound to them.
    auto changed = parts;
    changed[0].replace(changed[0].find("17"), 2, "18");
    EXPECT_EQ(opened(changed).error(), SealFault::altered);
    // Two sealings of the same share nothing: a chunk of one is none of the other.
    EXPECT_EQ(opened({parts[0], sealed(goods)[1], parts[2], parts[3]}).error(), SealFault::altered);
}

} // namespace
} // namespace ocop::signing
