#include "tests/cli/shop.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <string>

namespace ocop::cli::test {
namespace {

using testing::HasSubstr;

/// Nobody listens on port 1 of this machine.
constexpr const char* nobody = "tcp:127.0.0.1:1";

std::size_t files_in(const std::filesystem::path& folder) {
    std::error_code none;
    std::size_t count = 0;
    for ([[maybe_unused]] const auto& file : std::filesystem::directory_iterator{folder, none}) {
        ++count;
    }
    return count;
}

TEST(DevicesPrint, PrintsATestPageWithoutAStore) {
    const ScratchFolder scratch;
    const auto run = [&](const std::string& verb) {
        return run_program(
            {OCOP_PROGRAM,
             "devices",
             verb,
             "--printer",
             "folder",
             "--json",
             "--data",
             scratch.path().string()}
        );
    };
    const Ran page = run("test-print");
    EXPECT_EQ(page.exit, 0) << page.err;
    EXPECT_EQ(page.json()["printer"], "folder");
    EXPECT_EQ(page.json()["state"]["paper_out"], "unknown");
    const std::string bytes = read_file(scratch.path() / "printed" / "000001-test.escpos");
    EXPECT_EQ(page.json()["bytes"], bytes.size());
    EXPECT_EQ(bytes.substr(0, 2), "\x1B@");
    EXPECT_EQ(run("drawer").exit, 0);
    EXPECT_TRUE(std::filesystem::exists(scratch.path() / "printed" / "000002-drawer"));
}

TEST(DevicesPrint, EndsWithFourAndTheReasonWhereItCannot) {
    Shop shop{Kind::training, false};
    const Ran none = shop.ocop({"devices", "test-print", "--json"});
    EXPECT_EQ(none.exit, 4);
    EXPECT_EQ(none.json()["error"]["code"], "no-printer") << "the store takes what is plugged in";
    shop.done({"settings", "set", "printer", ""});
    const Ran unset = shop.ocop({"devices", "test-print", "--json"});
    EXPECT_EQ(unset.exit, 4);
    EXPECT_EQ(unset.json()["error"]["code"], "none-set");
    const Ran away = shop.ocop({"devices", "test-print", "--printer", nobody, "--json"});
    EXPECT_EQ(away.exit, 4);
    EXPECT_EQ(away.json()["error"]["code"], "unreachable");
    EXPECT_EQ(away.json()["error"]["where"], nobody);
    EXPECT_EQ(shop.ocop({"devices", "drawer", "--printer", "cups:none-of-this-name"}).exit, 4);
    EXPECT_EQ(shop.ocop({"devices", "test-print", "--printer", "LPT1"}).exit, 3);
}

TEST(DevicesPrint, NoNonsenseIsSetAsAPrinter) {
    Shop shop{Kind::training, false};
    for (const char* const wrong : {"LPT1", "usb:04b8", "tcp:", "cups:a b"}) {
        const Ran set = shop.ocop({"settings", "set", "printer", wrong, "--at", Shop::at});
        EXPECT_EQ(set.exit, 3) << wrong;
        EXPECT_THAT(set.err, HasSubstr("usb"));
    }
    EXPECT_EQ(shop.ocop({"settings", "set", "printer.paper", "70", "--at", Shop::at}).exit, 3);
    shop.done({"settings", "set", "printer", "tcp:10.0.0.9", "--at", Shop::at});
    EXPECT_EQ(shop.done({"settings", "get", "printer"}).out, "tcp:10.0.0.9:9100\n");
}

TEST(DevicesPrint, ASaleStandsWithoutAPrinterAndItsReceiptWaitsOnDisk) {
    Shop shop{Kind::training};
    shop.done({"settings", "set", "printer", nobody, "--at", Shop::at});
    const std::string script = R"({"do":"sign-in","user":"lan","pin":"1234"}
{"do":"add","product":"BA","quantity":1000}
{"do":"pay","tender":"cash","amount":5000000}
)";
    const auto before = shop.records("sale").size();
    const Ran sold = shop.ocop({"sell", "--script", "-", "--strict", "--at", Shop::at}, script);
    EXPECT_EQ(sold.exit, 0) << sold.out << sold.err;
    EXPECT_EQ(shop.records("sale").size(), before + 1);
    EXPECT_THAT(sold.err, HasSubstr("Không kết nối được máy in mạng"));
    const auto waiting = shop.data() / "print-queue" / "000001.new";
    EXPECT_TRUE(std::filesystem::exists(waiting)) << "never begun, so it is a first copy still";
    EXPECT_EQ(files_in(shop.data() / "printed"), 0U);
}

TEST(DevicesPrint, OpensNoDrawerThatIsNotThere) {
    Shop shop{Kind::training, false};
    shop.done({"settings", "set", "printer", "folder", "--at", Shop::at});
    shop.done({"settings", "set", "printer.model", "bixolon-spp-58", "--at", Shop::at});
    const Ran none = shop.ocop({"devices", "drawer", "--json"});
    EXPECT_EQ(none.exit, 4);
    EXPECT_EQ(none.json()["error"]["code"], "no-drawer");
    EXPECT_EQ(files_in(shop.data() / "printed"), 0U);
    shop.done({"settings", "set", "printer.drawer", "5", "--at", Shop::at});
    EXPECT_EQ(shop.ocop({"devices", "drawer"}).exit, 0);
    EXPECT_EQ(files_in(shop.data() / "printed"), 1U);
    EXPECT_EQ(shop.ocop({"settings", "set", "printer.drawer", "7", "--at", Shop::at}).exit, 3);
}

TEST(DevicesPrint, ASaleSaysOnceThatThePrinterOpensNoDrawer) {
    Shop shop{Kind::training};
    shop.done({"settings", "set", "printer", "folder", "--at", Shop::at});
    shop.done({"settings", "set", "printer.model", "bixolon-spp-58", "--at", Shop::at});
    const std::string script = R"({"do":"sign-in","user":"lan","pin":"1234"}
{"do":"add","product":"BA","quantity":1000}
{"do":"pay","tender":"cash","amount":5000000}
{"do":"add","product":"BA","quantity":1000}
{"do":"pay","tender":"cash","amount":5000000}
)";
    const Ran sold = shop.ocop({"sell", "--script", "-", "--strict", "--at", Shop::at}, script);
    EXPECT_EQ(sold.exit, 0) << sold.out << sold.err;
    const std::size_t said = sold.err.find("không có ổ cắm két");
    ASSERT_NE(said, std::string::npos) << sold.err;
    EXPECT_EQ(sold.err.find("không có ổ cắm két", said + 1), std::string::npos) << sold.err;
    EXPECT_EQ(files_in(shop.data() / "printed"), 2U) << "two receipts, no drawer";
    shop.done({"settings", "set", "printer.drawer", "off", "--at", Shop::at});
    EXPECT_EQ(shop.ocop({"sell", "--script", "-", "--strict", "--at", Shop::at}, script).err, "");
}

} // namespace
} // namespace ocop::cli::test
