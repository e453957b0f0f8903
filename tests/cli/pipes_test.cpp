#include "tests/cli/shop.hpp"

#include <gmock/gmock.h>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

// Pipes, devices, folders and sockets where a file is wanted: refused, not waited for.

namespace ocop::cli::test {
namespace {

using testing::HasSubstr;
using Words = std::vector<std::string>;

void make_socket(const std::filesystem::path& path) {
    const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.string().copy(static_cast<char*>(address.sun_path), sizeof address.sun_path - 1);
    ASSERT_EQ(::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    ::close(socket);
}

class NoFile : public testing::Test {
protected:
    NoFile() {
        std::filesystem::create_directory(at("folder"));
        EXPECT_EQ(::mkfifo(at("pipe").c_str(), 0600), 0);
        std::filesystem::create_symlink("pipe", at("link"));
        make_socket(at("socket"));
    }

    [[nodiscard]] std::filesystem::path at(const char* name) const { return shop.scratch() / name; }

    [[nodiscard]] std::vector<std::string> no_files() const {
        return {
            at("folder").string(),
            at("pipe").string(),
            at("link").string(),
            at("socket").string(),
            "/dev/zero",
            "/dev/null"};
    }

    const Shop shop{Kind::training};
};

TEST_F(NoFile, IsRefusedWhereverAFileIsNamed) {
    const std::string key = at("tinh.key").string();
    const std::string csv = at("P.csv").string();
    shop.done({"catalog", "keygen", "--key", key});
    const std::string feed = at("feed").string();
    const Json before = contents_of(shop.data());
    for (const std::string& file : no_files()) {
        for (const Words& words :
             {Words{"sell", "--script", file},
              {"catalog", "import", file},
              {"catalog", "import", csv, "--figures", file},
              {"catalog", "trust", file},
              {"catalog", "publish", "--products", file, "--key", key, "--out", feed},
              {"catalog", "publish", "--products", csv, "--key", file, "--out", feed},
              {"catalog",
               "publish",
               "--products",
               csv,
               "--key",
               key,
               "--out",
               feed,
               "--next-key",
               file},
              {"catalog",
               "publish",
               "--products",
               csv,
               "--key",
               key,
               "--out",
               feed,
               "--earlier-key",
               file},
              {"revenue", "uplift", "--cases", file},
              {"settings", "set", "receipt.logo", file},
              {"backup", "verify", file}}) {
            const Ran ran = shop.ocop(words);
            EXPECT_EQ(ran.exit, 3) << words[0] << ' ' << words[1] << ' ' << file << ran.err;
            EXPECT_THAT(ran.err, HasSubstr(file)) << words[0] << ' ' << words[1];
        }
    }
    EXPECT_EQ(contents_of(shop.data()), before);
    EXPECT_FALSE(std::filesystem::exists(feed));
}

TEST_F(NoFile, IsNoFeedAndNoPictureOfOne) {
    const std::string key = at("tinh.key").string();
    shop.done({"catalog", "keygen", "--key", key});
    shop.done({"catalog", "trust", key + ".pub"});
    for (const std::string& folder : no_files()) {
        if (folder != at("folder").string()) {
            EXPECT_EQ(shop.ocop({"catalog", "sync", folder}).exit, 3) << folder;
        }
    }
    // A feed of pipes.
    std::filesystem::create_directory(at("feed"));
    EXPECT_EQ(::mkfifo((at("feed") / "catalog.json").c_str(), 0600), 0);
    EXPECT_EQ(shop.ocop({"catalog", "sync", at("feed").string()}).exit, 3);
    // A picture that is one: the goods are published without it.
    std::filesystem::create_directory(at("pictures"));
    EXPECT_EQ(::mkfifo((at("pictures") / "a.png").c_str(), 0600), 0);
    write_file(at("F.csv"), "code,name,unit,price,vat,image\nF-1,Chè,hộp,90000,8,a.png\n");
    const Ran ran = shop.done(
        {"catalog",
         "publish",
         "--products",
         at("F.csv").string(),
         "--images",
         at("pictures").string(),
         "--key",
         key,
         "--out",
         at("web").string(),
         "--json"}
    );
    EXPECT_EQ(ran.json()["images"], 0);
    EXPECT_EQ(ran.json()["warnings"], 1);
}

TEST_F(NoFile, IsRefusedInPlaceOfEveryFileOfTheDataFolder) {
    write_file(at("F.csv"), "code,name,unit,price,vat,image\nF-1,Chè,hộp,90000,8,\n");
    const std::string key = at("tinh.key").string();
    shop.done({"catalog", "keygen", "--key", key});
    shop.done({"catalog", "trust", key + ".pub"});
    shop.done(
        {"catalog",
         "publish",
         "--products",
         at("F.csv").string(),
         "--key",
         key,
         "--out",
         at("web").string()}
    );
    shop.done({"catalog", "sync", at("web").string()});
    shop.done({"catalog", "price", "F-1", "95000"});
    const Words sells{"sell", "--script", "-", "--at", Shop::at};
    const std::string script = "{\"do\":\"sign-in\",\"user\":\"lan\",\"pin\":\"1234\"}\n";
    for (const char* name :
         {"till.key",
          "pins.json",
          "catalog.current",
          "catalog-000001.db",
          "feed.current",
          "feed-000001.db",
          "own-prices.json"}) {
        std::filesystem::rename(shop.data() / name, at("kept"));
        ASSERT_EQ(::mkfifo((shop.data() / name).c_str(), 0600), 0);
        // Whether it goes on without the file or not: it ends, and says so.
        const Ran ran = shop.ocop(sells, script);
        EXPECT_THAT(ran.exit, testing::AnyOf(0, 1, 3, 4)) << name << ran.err;
        EXPECT_THAT(ran.out + ran.err, HasSubstr(name)) << ran.exit;
        EXPECT_TRUE(std::filesystem::is_fifo(shop.data() / name)) << name;
        std::filesystem::remove(shop.data() / name);
        std::filesystem::rename(at("kept"), shop.data() / name);
    }
    for (const char* name : {"head", "catalog.keys", "feed.etag", "feed.status.json"}) {
        std::error_code none;
        std::filesystem::remove(shop.data() / name, none);
        ASSERT_EQ(::mkfifo((shop.data() / name).c_str(), 0600), 0);
        for (const Words& words :
             {Words{"catalog", "sync", at("web").string()},
              {"catalog", "trust", key + ".pub"},
              {"catalog", "status"},
              {"journal", "verify"}}) {
            const Ran ran = shop.ocop(words); // ends, whichever way
            EXPECT_LT(ran.exit, 128) << name << words[0] << words[1];
        }
        std::filesystem::remove(shop.data() / name);
    }
}

TEST_F(NoFile, IsNoPrintJobAndStopsNone) {
    shop.done({"settings", "set", "printer", "folder", "--at", Shop::at});
    shop.sell(R"({"do":"add","product":"CA"}
{"do":"pay","tender":"cash","amount":120000})");
    ASSERT_EQ(::mkfifo((shop.data() / "print-queue" / "000900.new").c_str(), 0600), 0);
    shop.sell(R"({"do":"add","product":"CA"}
{"do":"pay","tender":"cash","amount":120000})");
    EXPECT_TRUE(std::filesystem::exists(shop.data() / "print-queue" / "000900.new.damaged"));
    EXPECT_EQ(shop.records("sale").size(), 2U);
}

TEST_F(NoFile, ThatHoldsCertificatesIsNotWaitedFor) {
    shop.done({"settings", "set", "feed.ca", at("pipe").string(), "--at", Shop::at});
    const Ran ran = shop.ocop({"catalog", "sync", "https://127.0.0.1:9/feed/"});
    EXPECT_EQ(ran.exit, 3) << ran.err;
    EXPECT_THAT(ran.err, HasSubstr(at("pipe").string()));
}

TEST(StdinOfAScript, ThatCannotBeReadIsAFailureAndNotAnEmptyScript) {
    const Shop shop{Kind::training};
    Surroundings closed;
    closed.closed = {0};
    const Ran ran = shop.ocop({"sell", "--script", "-", "--at", Shop::at}, {}, closed);
    EXPECT_EQ(ran.exit, 4) << ran.err;
    const Ran pin = shop.ocop({"user", "pin", "lan", "--pin-stdin"}, {}, closed);
    EXPECT_EQ(pin.exit, 4) << pin.err;
}

} // namespace
} // namespace ocop::cli::test
