#include "devices/device_choice.hpp"
#include "devices/device_kind.hpp"
#include "devices/known_devices.hpp"

#include <gtest/gtest.h>

namespace ocop::devices {
namespace {

TEST(KnownDevices, TheTableCanBeReadAndKnowsTheMakersOfScanners) {
    const auto table = parse_known_devices(known_devices_text());
    ASSERT_TRUE(table) << table.error();
    EXPECT_GE(table->size(), 8U);
    for (std::size_t i = 0; i < table->size(); ++i) {
        for (std::size_t j = i + 1; j < table->size(); ++j) {
            const bool hidden =
                (*table)[i].vendor == (*table)[j].vendor
                && (!(*table)[i].product || (*table)[i].product == (*table)[j].product);
            EXPECT_FALSE(hidden) << (*table)[j].name << " never has its turn";
        }
    }
    const auto honeywell = known_device(0x0C2E, 0x0B8F);
    ASSERT_TRUE(honeywell);
    EXPECT_EQ(honeywell->kind, KnownDevice::Kind::scanner);
    EXPECT_TRUE(honeywell->starts_by_feature);
    EXPECT_FALSE(known_device(0x05E0, 0x1900)->starts_by_feature);
    EXPECT_EQ(known_device(0x04B8, 0x0202)->kind, KnownDevice::Kind::printer);
    EXPECT_FALSE(known_device(0x04B8, 0x0E15)) << "told by its class";
    EXPECT_FALSE(known_device(0x0416, 0xC141)) << "a number lent to anybody";
}

TEST(KnownDevices, TheFirstWrongLineIsNamed) {
    const auto fault = [](std::string_view text) { return parse_known_devices(text).error(); };
    EXPECT_EQ(parse_known_devices("# none\n\n")->size(), 0U);
    EXPECT_EQ(
        fault("# one\n04B8:0202 printer - Epson"), "line 2: \"04b8:0202\" or \"04b8:*\" comes first"
    );
    EXPECT_EQ(fault("04b8"), "line 1: \"04b8:0202\" or \"04b8:*\" comes first");
    EXPECT_EQ(
        fault("04b8:02 printer - Epson"), "line 1: a product is four hexadecimal digits or *"
    );
    EXPECT_EQ(fault("04b8:* scale - Epson"), "line 1: a kind is scanner or printer");
    EXPECT_EQ(fault("04b8:* printer fast Epson"), "line 1: a hint is start, or - for none");
    EXPECT_EQ(fault("04b8:* printer -"), "line 1: a name is missing");
}

UsbDevice
device(std::uint16_t vendor, std::uint16_t product, std::vector<UsbInterface> interfaces) {
    UsbDevice found;
    found.vendor = vendor;
    found.product = product;
    found.interfaces = std::move(interfaces);
    return found;
}

TEST(DeviceKinds, AreToldByClassThenByTheTable) {
    const UsbInterface keyboard{3, 1, 1};
    const UsbInterface pos{3, 0, 0};
    const UsbInterface storage{8, 6, 80};
    const UsbInterface serial{2, 2, 1};
    const UsbInterface vendor_class{0xFF, 0, 0, 0, 0, {{1, UsbTransfer::bulk, 64}}, {}};
    const auto of = [](std::uint16_t vendor, std::vector<UsbInterface> interfaces) {
        return code(kind_of(device(vendor, 0x0202, std::move(interfaces))));
    };
    EXPECT_EQ(of(0x1234, {storage, {7, 1, 2}}), "printer");
    EXPECT_EQ(of(0x04B8, {vendor_class}), "printer");
    EXPECT_EQ(of(0x04B8, {{0xFF, 0, 0}}), "other") << "nowhere to send bytes to";
    EXPECT_EQ(of(0x1234, {vendor_class}), "other");
    EXPECT_EQ(of(0x0C2E, {keyboard}), "scanner");
    EXPECT_EQ(of(0x1EAB, {pos}), "scanner");
    EXPECT_EQ(of(0x1EAB, {serial}), "scanner");
    EXPECT_EQ(of(0x1EAB, {storage}), "other");
    EXPECT_EQ(of(0x1234, {keyboard}), "keyboard");
    EXPECT_EQ(of(0x1234, {pos}), "other");
    EXPECT_EQ(of(0x1234, {serial}), "other");
    EXPECT_EQ(of(0x1234, {}), "other");
}

TEST(DeviceChoices, FitTheDeviceTheyWereWrittenFrom) {
    UsbDevice scanner = device(0x0416, 0xC141, {});
    scanner.port = "1-2.4";
    EXPECT_EQ(parse_device_choice(id_of(scanner)), (DeviceChoice{0x0416, 0xC141, "", "1-2.4"}));
    scanner.serial = "AB:12 @3";
    EXPECT_EQ(id_of(scanner), "0416:c141:AB_12__3@1-2.4");
    const auto choice = parse_device_choice(id_of(scanner));
    ASSERT_TRUE(choice);
    EXPECT_EQ(fit(*choice, scanner), ChoiceFit::exact);
}

TEST(DeviceChoices, PreferThePortAndFollowTheDeviceToAnother) {
    std::vector<UsbDevice> twins{device(1, 2, {}), device(1, 2, {}), device(1, 3, {})};
    twins[0].port = "1-1";
    twins[1].port = "1-2";
    EXPECT_EQ(find_chosen({1, 2, "", "1-2"}, twins), &twins[1]);
    EXPECT_EQ(find_chosen({1, 2, "", "1-9"}, twins), &twins[0]);
    EXPECT_EQ(find_chosen({1, 2, "", ""}, twins), &twins[0]);
    EXPECT_EQ(find_chosen({1, 3, "", ""}, twins), &twins[2]);
    EXPECT_EQ(find_chosen({1, 4, "", ""}, twins), nullptr);
    twins[1].serial = "B";
    EXPECT_EQ(find_chosen({1, 2, "B", "1-1"}, twins), &twins[1])
        << "the serial number before the port";
    EXPECT_EQ(find_chosen({1, 2, "C", "1-1"}, twins), nullptr);
}

} // namespace
} // namespace ocop::devices
