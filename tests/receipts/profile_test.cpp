#include "receipts/escpos.hpp"
#include "receipts/profile.hpp"
#include "tests/receipts/printing.hpp"
#include "tests/receipts/sample.hpp"

#include <gtest/gtest.h>

namespace ocop::receipts {
namespace {

TEST(Profile, EndsEveryReceiptAsItsPrinterCan) {
    for (const PrinterProfile& profile : printer_profiles()) {
        for (const auto encoding : {Encoding::raster, Encoding::cp1258, Encoding::tcvn3}) {
            if (!paper::can_print(profile, encoding)) {
                continue;
            }
            SCOPED_TRACE(profile.id);
            for (const auto& receipt : sample::receipts()) {
                const auto paper = paper::decode(
                    paper::printed(receipt.document, profile, encoding), paper::printer_of(profile)
                );
                EXPECT_EQ(paper::complaint(paper), "") << receipt.name;
                const paper::Command& last = paper.commands.back();
                const bool cuts = profile.cutter != Cutter::none;
                EXPECT_EQ(last.verb, cuts ? paper::Verb::cut : paper::Verb::feed);
                EXPECT_EQ(last.argument, !cuts ? 4 : profile.cutter == Cutter::full ? 0x41 : 0x42);
                EXPECT_EQ(paper::count(paper, paper::Verb::cut), cuts ? 1 : 0);
            }
        }
    }
}

TEST(Profile, OpensDrawersWithinWhatTheirCoilsBear) {
    for (const PrinterProfile& profile : printer_profiles()) {
        if (profile.drawer) {
            EXPECT_GE(profile.drawer->on_ms, 20) << profile.id;
            EXPECT_LE(profile.drawer->on_ms, 250) << profile.id;
            EXPECT_GE(profile.drawer->off_ms, 4 * profile.drawer->on_ms) << profile.id;
        }
    }
    EXPECT_EQ(generic_profile(58)->drawer, DrawerPulse{});
    EXPECT_FALSE(find_profile("bixolon-spp-58")->drawer);
    EXPECT_FALSE(paper_profile("a4")->drawer);
}

TEST(Profile, ClaimsNoQrCodesForPrintersNobodyKnows) {
    EXPECT_FALSE(generic_profile(58)->draws_qr);
    EXPECT_FALSE(generic_profile(80)->draws_qr);
    EXPECT_FALSE(find_profile("xprinter-80")->draws_qr);
    EXPECT_FALSE(find_profile("zjiang-58")->draws_qr);
    EXPECT_TRUE(find_profile("epson-tm-t20")->draws_qr);
}

TEST(Drawer, IsOpenedAtThePinAndForTheTimeThatItsPulseSays) {
    EXPECT_EQ(drawer_pulse({}), (std::string{"\x1B\x70\x00\x19\xFA", 5}));
    EXPECT_EQ(drawer_pulse({DrawerPin::five, 100, 400}), (std::string{"\x1B\x70\x01\x32\xC8", 5}));
    EXPECT_EQ(drawer_pulse({DrawerPin::two, -1, 9999}), (std::string{"\x1B\x70\x00\x00\xFF", 5}))
        << "a byte each";
    EXPECT_EQ(drawer_pulse_at_once(DrawerPin::two), (std::string{"\x10\x14\x01\x00\x01", 5}));
    EXPECT_EQ(drawer_pulse_at_once(DrawerPin::five), (std::string{"\x10\x14\x01\x01\x01", 5}));
}

} // namespace
} // namespace ocop::receipts
