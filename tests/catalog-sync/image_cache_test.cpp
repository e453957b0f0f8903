#include "catalog-sync/image_cache.hpp"
#include "catalog-sync/image_fetcher.hpp"
#include "tests/catalog-sync/fake_source.hpp"
#include "tests/catalog-sync/scratch_folder.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <fcntl.h>
#include <future>
#include <rapidcheck.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ocop::catalog_sync {
namespace {

using std::filesystem::path;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr Moment noon{1'795'320'000};
constexpr std::int64_t hour = 3'600;

Moment later(std::int64_t seconds) {
    return Moment{noon.seconds() + seconds};
}

std::string image_name(const std::string& bytes) {
    return "images/" + hex(blake2b(bytes)) + ".png";
}

TEST(ImageName, IsAHashAndTheKindOfPicture) {
    const std::string digits = hex(blake2b("x"));
    for (const char* ending : {".png", ".jpg", ".webp"}) {
        EXPECT_EQ(hash_of_image_name("images/" + digits + ending), blake2b("x"));
    }
    for (const std::string& bad :
         {std::string{},
          std::string{"images/"},
          digits + ".png",
          "images/" + digits,
          "images/" + digits + ".PNG",
          "images/" + digits + ".gif",
          "images/" + digits + ".png.missing",
          "images/" + digits.substr(1) + ".png",
          "images/" + digits + "0.png",
          "images/../" + digits + ".png",
          "/images/" + digits + ".png",
          "images//" + digits.substr(1) + ".png",
          "images/G" + digits.substr(1) + ".png"}) {
        EXPECT_EQ(hash_of_image_name(bad), std::nullopt) << bad;
    }
}

TEST(ImagesToRemove, AreThoseShownLongestAgo) {
    const std::vector<CachedImage> images{
        {"new", 40, later(30)}, {"old", 40, later(10)}, {"middle", 40, later(20)}};
    EXPECT_THAT(images_to_remove(images, 120), IsEmpty());
    EXPECT_THAT(images_to_remove(images, 119), ElementsAre("old"));
    EXPECT_THAT(images_to_remove(images, 79), ElementsAre("old", "middle"));
    EXPECT_THAT(images_to_remove(images, 0), ElementsAre("old", "middle", "new"));
}

TEST(ImagesToRemove, LeaveNoMoreThanTheLimitAndRemoveNoneThatFits) {
    EXPECT_TRUE(rc::check([] {
        std::vector<CachedImage> images;
        const auto count = *rc::gen::inRange<std::size_t>(0, 30);
        for (std::size_t i = 0; i < count; ++i) {
            images.push_back(
                {std::to_string(i),
                 *rc::gen::inRange<std::uint64_t>(0, 1'000),
                 later(*rc::gen::inRange(0, 5))}
            );
        }
        const auto limit = *rc::gen::inRange<std::uint64_t>(0, 20'000);
        const auto removed = images_to_remove(images, limit);
        std::uint64_t left = 0;
        std::optional<CachedImage> last;
        for (const CachedImage& image : images) {
            const bool gone =
                std::find(removed.begin(), removed.end(), image.name) != removed.end();
            left += gone ? 0 : image.bytes;
            if (!removed.empty() && image.name == removed.back()) {
                last = image;
            }
        }
        RC_ASSERT(left <= limit);
        if (last) {
            RC_ASSERT(left + last->bytes > limit);
        }
    }));
}

class Images : public testing::Test {
protected:
    [[nodiscard]] ImageCache cache(ImageLimits limits = {}) const {
        return ImageCache{scratch_.path(), limits};
    }

    [[nodiscard]] path folder() const { return scratch_.path() / "images"; }

    [[nodiscard]] std::vector<std::string> files() const {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator{folder()}) {
            names.push_back(entry.path().filename());
        }
        std::sort(names.begin(), names.end());
        return names;
    }

    /// Puts a picture into the feed; its name.
    std::string publish(const std::string& bytes) {
        source_.files[image_name(bytes)] = bytes;
        return image_name(bytes);
    }

    [[nodiscard]] FakeSource& source() { return source_; }

private:
    ScratchFolder scratch_{};
    FakeSource source_{};
};

std::string text_of(const path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

TEST_F(Images, AreFetchedOnceAndThenFound) {
    const std::string name = publish("fish sauce");
    ImageCache images = cache();
    EXPECT_EQ(images.find(name, noon), std::nullopt);
    EXPECT_TRUE(images.is_worth_fetching(name, noon));
    const auto file = images.fetch(source(), name, noon, {});
    ASSERT_TRUE(file.has_value()) << file.error().what;
    EXPECT_EQ(text_of(*file), "fish sauce");
    EXPECT_EQ(images.find(name, noon), *file);
    EXPECT_EQ(cache().find(name, noon), *file) << "also after a start";
}

TEST_F(Images, AreRefusedWhereTheirBytesAreNotThoseOfTheirName) {
    const std::string name = publish("fish sauce");
    source().files[name] = "something else";
    ImageCache images = cache();
    EXPECT_EQ(images.fetch(source(), name, noon, {}).error().code, FailureCode::corrupt);
    EXPECT_EQ(images.find(name, noon), std::nullopt);
    EXPECT_FALSE(images.is_worth_fetching(name, noon));
}

TEST_F(Images, AreRefusedAboveAMebibyte) {
    const std::string fits = publish(std::string(std::size_t{1} << 20U, 'a'));
    const std::string too_large = publish(std::string((std::size_t{1} << 20U) + 1, 'a'));
    ImageCache images = cache();
    EXPECT_TRUE(images.fetch(source(), fits, noon, {}).has_value());
    EXPECT_EQ(images.fetch(source(), too_large, noon, {}).error().code, FailureCode::corrupt);
}

TEST_F(Images, ThatAreMissingAreNotAskedForAgainForADay) {
    const std::string name = image_name("fish sauce");
    ImageCache images = cache();
    EXPECT_EQ(images.fetch(source(), name, noon, {}).error().code, FailureCode::missing);
    EXPECT_FALSE(images.is_worth_fetching(name, noon));
    EXPECT_FALSE(cache().is_worth_fetching(name, later(24 * hour - 1))) << "also after a start";
    EXPECT_TRUE(images.is_worth_fetching(name, later(24 * hour)));
    EXPECT_TRUE(images.is_worth_fetching(name, later(-hour))) << "the clock was set back";
    publish("fish sauce");
    EXPECT_TRUE(images.fetch(source(), name, later(24 * hour), {}).has_value());
    EXPECT_EQ(files().size(), 1U) << "nothing says any more that it is missing";
}

TEST_F(Images, AreAskedForAgainAfterTheNetworkFailed) {
    const std::string name = publish("fish sauce");
    source().failure = Failure{FailureCode::network, "cut", {}};
    ImageCache images = cache();
    EXPECT_FALSE(images.fetch(source(), name, noon, {}).has_value());
    EXPECT_TRUE(images.is_worth_fetching(name, noon));
}

TEST_F(Images, AreNeverLookedForOutsideTheirFolder) {
    source().files["images/../../etc/passwd"] = "root";
    ImageCache images = cache();
    EXPECT_FALSE(images.is_worth_fetching("images/../../etc/passwd", noon));
    EXPECT_EQ(images.find("images/../../etc/passwd", noon), std::nullopt);
    EXPECT_FALSE(images.fetch(source(), "images/../../etc/passwd", noon, {}).has_value());
    EXPECT_THAT(source().asked, IsEmpty());
}

TEST_F(Images, AreNotFollowedByALink) {
    const std::string name = publish("fish sauce");
    std::filesystem::create_directories(folder());
    std::filesystem::create_symlink("/etc/hostname", folder() / name.substr(7));
    EXPECT_EQ(cache().find(name, noon), std::nullopt);
}

TEST_F(Images, MakeRoomForNewOnesByThoseShownLongestAgo) {
    ImageLimits limits;
    limits.folder_bytes_max = 1'000;
    ImageCache images = cache(limits);
    std::vector<std::string> names;
    for (int i = 0; i < 10; ++i) {
        names.push_back(publish(std::string(100, static_cast<char>('a' + i))));
        ASSERT_TRUE(images.fetch(source(), names.back(), later(i), {}).has_value());
    }
    EXPECT_EQ(files().size(), 10U);
    EXPECT_TRUE(images.find(names[0], later(2 * hour)).has_value()) << "shown again";
    const std::string one_more = publish(std::string(100, 'z'));
    ASSERT_TRUE(images.fetch(source(), one_more, later(2 * hour), {}).has_value());
    EXPECT_TRUE(images.find(names[0], later(2 * hour)).has_value());
    EXPECT_FALSE(images.find(names[1], later(2 * hour)).has_value());
    EXPECT_TRUE(images.find(one_more, later(2 * hour)).has_value());
    EXPECT_LE(files().size(), 9U);
}

TEST_F(Images, ClearAwayWhatAKilledTillLeftAndMarkersThatHaveHadTheirDay) {
    std::filesystem::create_directories(folder());
    const std::string name = publish("fish sauce");
    const path half = folder() / (name.substr(7) + ".Ab12Cd");
    const path marker = folder() / (image_name("gone").substr(7) + ".missing");
    for (const path& file : {half, marker}) {
        std::ofstream{file} << "";
        const timespec then{noon.seconds(), 0};
        const timespec times[2] = {then, then};
        ASSERT_EQ(::utimensat(AT_FDCWD, file.c_str(), times, 0), 0);
    }
    ASSERT_TRUE(cache().fetch(source(), name, later(hour), {}).has_value());
    EXPECT_EQ(files().size(), 3U) << "a day is not over";
    ASSERT_TRUE(cache().fetch(source(), name, later(25 * hour), {}).has_value());
    EXPECT_THAT(files(), ElementsAre(name.substr(7)));
}

/// A clock that stands where it is put.
class SetClock final : public Clock {
public:
    [[nodiscard]] Moment now() const override { return Moment{seconds.load()}; }

    std::atomic<std::int64_t> seconds = noon.seconds();
};

TEST_F(Images, AreToldOfOnceTheyAreThere) {
    const SetClock clock;
    auto own = std::make_unique<FakeSource>();
    const std::string name = image_name("fish sauce");
    own->files[name] = "fish sauce";
    std::promise<path> ready;
    ImageFetcher fetcher{
        cache(), std::move(own), clock, [&](const std::string& what, const path& file) {
            EXPECT_EQ(what, name);
            ready.set_value(file);
        }};
    EXPECT_TRUE(fetcher.want(image_name("not there")));
    EXPECT_TRUE(fetcher.want("not a name"));
    EXPECT_TRUE(fetcher.want(name));
    EXPECT_EQ(text_of(ready.get_future().get()), "fish sauce");
}

TEST_F(Images, DoNotEachWaitForADeadLine) {
    SetClock clock;
    auto own = std::make_unique<FakeSource>();
    FakeSource& line = *own;
    line.failure = Failure{FailureCode::network, "cut", {}};
    const std::string kept = publish("kept");
    ASSERT_TRUE(cache().fetch(source(), kept, noon, {}).has_value());
    std::promise<void> done;
    {
        ImageFetcher fetcher{cache(), std::move(own), clock, [&](const std::string&, const path&) {
                                 EXPECT_EQ(line.asked.size(), 1U);
                                 done.set_value();
                             }};
        for (int i = 0; i < 20; ++i) {
            EXPECT_TRUE(fetcher.want(image_name(std::to_string(i))));
        }
        EXPECT_TRUE(fetcher.want(kept)) << "what is there is shown all the same";
        done.get_future().wait();
    }
}

TEST_F(Images, AreShownFromTheFolderWithoutASource) {
    const SetClock clock;
    const std::string kept = publish("kept");
    ASSERT_TRUE(cache().fetch(source(), kept, noon, {}).has_value());
    std::promise<void> done;
    ImageFetcher fetcher{
        cache(), nullptr, clock, [&](const std::string&, const path&) { done.set_value(); }};
    EXPECT_TRUE(fetcher.want(image_name("not kept")));
    EXPECT_TRUE(fetcher.want(kept));
    done.get_future().wait();
}

TEST_F(Images, AreWholeOrNotThereHoweverTheTillEnds) {
    std::vector<std::string> names;
    names.reserve(200);
    for (int i = 0; i < 200; ++i) {
        names.push_back(publish(std::to_string(i) + std::string(50'000, 'p')));
    }
    std::array<int, 2> progress{};
    ASSERT_EQ(::pipe(progress.data()), 0);
    const pid_t till = ::fork();
    if (till == 0) {
        ImageCache images = cache();
        for (const std::string& name : names) {
            if (images.fetch(source(), name, noon, {}).has_value()) {
                static_cast<void>(::write(progress[1], "x", 1));
            }
        }
        ::_exit(0);
    }
    char one = 0;
    for (int fetched = 0; fetched < 5; ++fetched) {
        ASSERT_EQ(::read(progress[0], &one, 1), 1);
    }
    ::kill(till, SIGKILL);
    ::waitpid(till, nullptr, 0);
    ::close(progress[0]);
    ::close(progress[1]);
    int there = 0;
    for (const std::string& name : names) {
        if (const auto file = cache().find(name, noon)) {
            EXPECT_EQ(blake2b(text_of(*file)), hash_of_image_name(name));
            ++there;
        }
    }
    EXPECT_GE(there, 5);
}

} // namespace
} // namespace ocop::catalog_sync
