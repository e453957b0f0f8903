#include "pos/cli/command_line.hpp"
#include "pos/core/json.hpp"
#include "tests/devices/scratch.hpp"
#include "tests/devices/usb_test_bed.hpp"

#include <gtest/gtest.h>

#include <array>
#include <sstream>
#include <string>
#include <vector>

namespace ocop::cli {
namespace {

using devices::testing::UsbTestBed;

/// `ocop devices …` in this process, whose USB is emulated.
class DevicesOnUsb : public ::testing::Test {
protected:
    Json ask(std::vector<std::string> words) {
        words.insert(words.begin(), {"ocop", "devices"});
        words.insert(words.end(), {"--json", "--lang", "en", "--data", scratch_.path().string()});
        std::vector<const char*> arguments;
        for (const std::string& word : words) {
            arguments.push_back(word.c_str());
        }
        std::ostringstream out;
        std::ostringstream err;
        code_ = run(static_cast<int>(arguments.size()), arguments.data(), out, err);
        EXPECT_EQ(err.str(), "");
        return Json::parse(out.str());
    }

    devices::Scratch scratch_{};
    UsbTestBed bed_{};
    int code_ = -1;
};

/// A printer that only takes: what it got is the job alone.
devices::UsbDevice one_way_printer() {
    devices::UsbDevice device = devices::testing::epson_printer();
    device.interfaces = {{7, 1, 1, 0, 0, {{0x01, devices::UsbTransfer::bulk, 64}}, {}}};
    return device;
}

std::string received(const devices::testing::EmulatedDevice& device) {
    const auto bytes = device.received();
    return {bytes.begin(), bytes.end()};
}

TEST_F(DevicesOnUsb, ListsWhatIsPluggedInWithWhatItIs) {
    bed_.plug(devices::testing::epson_printer(), "1-1");
    bed_.plug(devices::testing::keyboard_scanner(), "1-2");
    const Json rows = ask({"list"}).at("rows");
    EXPECT_EQ(code_, 0);
    std::vector<std::string> told;
    for (const Json& row : rows) {
        told.push_back(row.at("kind").get<std::string>() + " " + row.at("port").get<std::string>());
        if (row.at("kind") == "printer") {
            EXPECT_EQ(row.at("id"), "04b8:0e15:J5KF012@1-1");
            EXPECT_EQ(row.at("name"), "TM-T20");
            EXPECT_EQ(row.at("may_open"), true);
            EXPECT_EQ(row.at("interfaces").at(0).at("class"), 7);
        }
    }
    EXPECT_EQ(told, (std::vector<std::string>{"printer 1-1", "keyboard 1-2"}));
}

TEST_F(DevicesOnUsb, OpensTheDrawer) {
    const auto printer = bed_.plug(one_way_printer(), "1-1");
    EXPECT_EQ(ask({"drawer", "--printer", "usb"}).at("printer"), "usb");
    EXPECT_EQ(code_, 0);
    EXPECT_EQ(received(*printer), (std::string{"\x1B\x70\x00\x19\xFA", 5}));
    EXPECT_FALSE(printer->is_claimed(0));
}

TEST_F(DevicesOnUsb, PrintsATestPage) {
    const auto printer = bed_.plug(one_way_printer(), "1-1");
    const Json told = ask({"test-print", "--printer", "usb:04b8:0e15"});
    EXPECT_EQ(code_, 0);
    EXPECT_EQ(told.at("printer"), "usb:04b8:0e15:J5KF012@1-1");
    EXPECT_EQ(told.at("model"), "TM-T20");
    const std::string page = received(*printer);
    EXPECT_EQ(told.at("bytes"), page.size());
    EXPECT_EQ(page.substr(0, 2), "\x1B@");
}

TEST_F(DevicesOnUsb, UsesTheOnlyPrinterByItselfAndNamesIt) {
    bed_.plug(one_way_printer(), "1-1");
    EXPECT_EQ(ask({"test-print", "--printer", "auto"}).at("printer"), "usb:04b8:0e15:J5KF012@1-1");
    EXPECT_EQ(code_, 0);
}

TEST_F(DevicesOnUsb, AsksWhichOfTwoPrintersIsMeant) {
    const auto first = bed_.plug(one_way_printer(), "1-1");
    bed_.plug(one_way_printer(), "1-2");
    std::ostringstream out;
    std::ostringstream err;
    const std::array words{
        "ocop", "devices", "test-print", "--printer", "auto", "--json", "--data", "/nowhere"};
    EXPECT_EQ(run(static_cast<int>(words.size()), words.data(), out, err), 4);
    EXPECT_EQ(Json::parse(out.str()).at("error").at("code"), "several-printers");
    EXPECT_EQ(received(*first), "");
}

} // namespace
} // namespace ocop::cli
