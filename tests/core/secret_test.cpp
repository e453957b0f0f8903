#include "pos/core/secret.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <new>
#include <optional>

namespace ocop {
namespace {

/// Room of our own in which a value is made and taken down, so that what is left of it may be read.
template <class T>
class Room {
public:
    template <class... Given>
    T& make(Given&&... given) {
        return *new (bytes_.data()) T(std::forward<Given>(given)...);
    }

    [[nodiscard]] bool holds(std::string_view text) const {
        const auto* const begin = reinterpret_cast<const char*>(bytes_.data());
        return std::search(begin, begin + bytes_.size(), text.begin(), text.end())
               != begin + bytes_.size();
    }

private:
    alignas(T) std::array<unsigned char, sizeof(T)> bytes_{};
};

constexpr const char* pin = "73195024"; // short enough to lie within a std::string itself

TEST(Secret, LeavesNothingWhereItWas) {
    Room<Secret> room;
    Secret& secret = room.make(pin);
    EXPECT_TRUE(room.holds(pin)); // else this test would see nothing
    std::destroy_at(&secret);
    EXPECT_FALSE(room.holds(pin));
}

TEST(Secret, LeavesNothingBehindWhereItIsMovedFrom) {
    // As a plain text does, which is why there is this type.
    Room<std::string> plain;
    std::string& text = plain.make(pin);
    const std::string taken = std::move(text);
    EXPECT_TRUE(plain.holds(pin + 1));
    std::destroy_at(&text);

    Room<Secret> room;
    Secret& secret = room.make(pin);
    Secret moved = std::move(secret);
    EXPECT_FALSE(room.holds(pin + 1));
    EXPECT_EQ(moved.view(), pin);
    Room<Secret> other;
    Secret& assigned = other.make("0000");
    assigned = std::move(moved);
    EXPECT_TRUE(other.holds(pin));
    assigned = Secret{"1"};
    EXPECT_FALSE(other.holds(pin + 1));
    std::destroy_at(&secret);
    std::destroy_at(&assigned);
}

TEST(Secret, LeavesNothingOfALongerOneItHeldBefore) {
    Room<Secret> room;
    Secret& secret = room.make(pin);
    const Secret shorter{"12"};
    secret = shorter;
    EXPECT_FALSE(room.holds(pin + 3));
    EXPECT_EQ(secret, Secret{"12"});
    std::destroy_at(&secret);
}

TEST(Secret, GoesWithWhatHoldsIt) {
    Room<std::optional<Secret>> room;
    auto& holder = room.make(std::in_place, pin);
    holder.reset();
    EXPECT_FALSE(room.holds(pin));
    std::destroy_at(&holder);
}

TEST(Wipe, EmptiesATextWithAllItHadRoomFor) {
    std::string text(5'000, 'k');
    text.resize(10);
    const char* const bytes = text.data();
    const std::size_t room = text.capacity();
    wipe(text);
    EXPECT_TRUE(text.empty());
    EXPECT_EQ(text.data(), bytes);
    EXPECT_TRUE(std::all_of(bytes, bytes + room, [](char c) { return c == '\0'; }));
}

} // namespace
} // namespace ocop
