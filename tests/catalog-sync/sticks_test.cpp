#include "catalog-sync/stick_watch.hpp"
#include "catalog-sync/sticks.hpp"
#include "tests/catalog-sync/loopback.hpp"
#include "tests/catalog-sync/scratch_folder.hpp"

#include <gmock/gmock.h>

#include <future>
#include <sched.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <unistd.h>

namespace ocop::catalog_sync {
namespace {

using std::filesystem::path;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* table =
    "22 27 0:20 / /sys rw,nosuid,nodev,noexec,relatime shared:7 - sysfs sysfs rw\n"
    "27 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw,errors=remount-ro\n"
    "61 27 8:17 / /media/lan/OCOP\\040T\xE1\xBB\x89nh rw,nosuid,nodev,relatime shared:340 - vfat "
    "/dev/sdb1 rw,uid=1000,fmask=0022\n"
    "62 27 8:33 / /run/media/lan/A\\134B\\011C ro - exfat /dev/sdc1 ro\n"
    "63 27 0:52 / /mnt/share rw - nfs4 server:/feed rw,vers=4.2\n"
    "64 27 8:49 / /mnt rw master:1 propagate_from:2 - ext4 /dev/sdd1 rw\n"
    "65 27 0:53 / /run/media/lan/photos rw - fuse.sshfs lan@server: rw\n"
    "66 27 8:65 / /mediacentre/stick rw - vfat /dev/sde1 rw\n";

TEST(Sticks, AreReadFromTheTableOfMounts) {
    const auto mounts = parse_mounts(table);
    ASSERT_EQ(mounts.size(), 8U);
    EXPECT_EQ(mounts[2], (Mount{"/media/lan/OCOP Tỉnh", "vfat"}));
    EXPECT_EQ(mounts[3], (Mount{"/run/media/lan/A\\B\tC", "exfat"}));
    EXPECT_EQ(mounts[5], (Mount{"/mnt", "ext4"}));
}

TEST(Sticks, AreDisksMountedWhereSticksAre) {
    EXPECT_THAT(
        stick_places(parse_mounts(table), usual_stick_folders()),
        ElementsAre(path{"/media/lan/OCOP Tỉnh"}, path{"/run/media/lan/A\\B\tC"}, path{"/mnt"})
    );
}

TEST(Sticks, AreLookedAtOnceThoughMountedTwice) {
    const std::vector<Mount> twice{{"/mnt/a", "vfat"}, {"/mnt/a", "vfat"}};
    EXPECT_THAT(stick_places(twice, usual_stick_folders()), ElementsAre(path{"/mnt/a"}));
}

TEST(Sticks, LeaveOutLinesThatAreNone) {
    for (const char* line :
         {"",
          "\n\n",
          "61 27 8:17 /",
          "61 27 8:17 / /media/a rw",
          "61 27 8:17 / /media/a rw shared:1 vfat /dev/sdb1 rw",
          "61 27 8:17 / /media/a rw -",
          "61 27 8:17 / /media/a rw - ",
          "61 27 8:17 / /media/a rw - vfat",
          "61 27 8:17 /  rw - vfat /dev/sdb1 rw",
          "61 27 8:17 / media/a rw - vfat /dev/sdb1 rw",
          "61 27 8:17 / /media/a\\04 rw - vfat /dev/sdb1 rw",
          "61 27 8:17 / /media/a\\999 rw - vfat /dev/sdb1 rw",
          "61 27 8:17 / /media/a\\000b rw - vfat /dev/sdb1 rw",
          "61 27 8:17 / /media/a\\777 rw - vfat /dev/sdb1 rw"}) {
        EXPECT_THAT(parse_mounts(line), IsEmpty()) << line;
    }
}

TEST(Sticks, AreReadFromABoundedPartOfTheTable) {
    std::string endless;
    for (int i = 0; i < 5'000; ++i) {
        endless += "61 27 8:17 / /media/a rw - vfat /dev/sdb1 rw\n";
    }
    EXPECT_EQ(parse_mounts(endless).size(), 4'096U);
    EXPECT_THAT(
        parse_mounts("61 27 8:17 / /" + std::string(5'000, 'a') + " rw - vfat /dev/sdb1 rw"),
        IsEmpty()
    );
}

class FeedsOnSticks : public testing::Test {
protected:
    path stick(const std::string& name, const std::string& folder) {
        path place = scratch_.path() / name;
        std::filesystem::create_directories(place / folder);
        scratch_.write(name + "/" + folder + "/catalog.json", "{}");
        scratch_.write(name + "/" + folder + "/catalog.json.minisig", "signature");
        return place;
    }

    [[nodiscard]] const path& scratch() const { return scratch_.path(); }

private:
    ScratchFolder scratch_{};
};

TEST_F(FeedsOnSticks, AreFoundAtTheTopOrInTheirFolder) {
    const path top = stick("A", ".");
    const path below = stick("B", "ocop-feed");
    const path deep = stick("C", "else/where");
    EXPECT_THAT(
        feeds_on({top, below, deep, scratch() / "gone"}), ElementsAre(top, below / "ocop-feed")
    );
}

TEST_F(FeedsOnSticks, AreNoneWithoutASignature) {
    const path place = stick("A", ".");
    std::filesystem::remove(place / "catalog.json.minisig");
    EXPECT_THAT(feeds_on({place}), IsEmpty());
}

TEST_F(FeedsOnSticks, AreNoneWhereTheManifestIsALinkOrAFolder) {
    const path link = stick("A", ".");
    std::filesystem::remove(link / "catalog.json");
    std::filesystem::create_symlink("/etc/hostname", link / "catalog.json");
    const path folder = stick("B", ".");
    std::filesystem::remove(folder / "catalog.json");
    std::filesystem::create_directory(folder / "catalog.json");
    EXPECT_THAT(feeds_on({link, folder}), IsEmpty());
}

TEST(MountTable, ReadsTheKernelsOwn) {
    const auto mounts = parse_mounts(MountTable{}.read());
    EXPECT_FALSE(mounts.empty());
    EXPECT_EQ(MountTable{"/no/such/table"}.read(), "");
}

TEST(MountTable, WaitsForAChangeAndNoLongerThanItMay) {
    // Urgent data on a connection shows as a change of the table does.
    const Socket listening = listen_on_loopback(1);
    const Socket kernel = connect_to_loopback(port_of(listening));
    const MountTable mounts{::accept(listening.get(), nullptr, nullptr)};
    ASSERT_EQ(::send(kernel.get(), "!", 1, MSG_OOB), 1);
    EXPECT_TRUE(mounts.wait({}));

    const MountTable quiet{::dup(listening.get())};
    std::stop_source stop;
    auto waiting = std::async(std::launch::async, [&] { return quiet.wait(stop.get_token()); });
    stop.request_stop();
    EXPECT_FALSE(waiting.get());
}

/// A mount table of our own, so that this test's stick is mounted for nobody else.
TEST_F(FeedsOnSticks, AreToldWhenAStickComesAndWhenItGoes) {
    const path source = stick("source", "ocop-feed");
    const path place = scratch() / "media" / "STICK";
    std::filesystem::create_directories(place);
    // An ordinary user may mount in a namespace of his own.
    if (::unshare(::geteuid() == 0 ? CLONE_NEWNS : CLONE_NEWNS | CLONE_NEWUSER) != 0
        || ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) {
        GTEST_SKIP() << "nothing may be mounted here; the parts are tested each by itself";
    }
    std::promise<std::vector<path>> came;
    std::promise<std::vector<path>> went;
    int times = 0;
    const StickWatch watch{{scratch() / "media"}, [&](const std::vector<path>& feeds) {
                               (times++ == 0 ? came : went).set_value(feeds);
                           }};
    ASSERT_EQ(::mount(source.c_str(), place.c_str(), nullptr, MS_BIND, nullptr), 0);
    if (stick_places(parse_mounts(MountTable{}.read()), {place}).empty()) {
        ::umount(place.c_str());
        GTEST_SKIP() << "the folder for temporary files is on no disk, so this is no stick";
    }
    EXPECT_THAT(came.get_future().get(), ElementsAre(place / "ocop-feed"));
    ASSERT_EQ(::umount(place.c_str()), 0);
    EXPECT_THAT(went.get_future().get(), IsEmpty());
}

} // namespace
} // namespace ocop::catalog_sync
