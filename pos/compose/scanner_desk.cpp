#include "pos/compose/scanner_desk.hpp"

#include "devices/known_devices.hpp"
#include "pos/core/assert.hpp"

#include <utility>

namespace ocop::compose {

namespace {

ScannerSign::Kind kind_of(devices::ScannerNews::Kind kind) {
    switch (kind) {
    case devices::ScannerNews::Kind::ready:
        return ScannerSign::Kind::ready;
    case devices::ScannerNews::Kind::gone:
        return ScannerSign::Kind::gone;
    case devices::ScannerNews::Kind::failed:
        return ScannerSign::Kind::failed;
    }
    OCOP_ASSERT(!"a kind that is none");
}

} // namespace

std::string device_name(const devices::UsbDevice& device) {
    if (!device.name.empty()) {
        return device.name;
    }
    if (!device.maker.empty()) {
        return device.maker;
    }
    const auto known = devices::known_device(device.vendor, device.product);
    return known ? known->name : id_of(device);
}

ScannerDesk::ScannerDesk(ScannerDeskParts parts) {
    const auto bus = parts.bus->get();
    if (!bus) {
        parts.on_sign({ScannerSign::Kind::failed, {}, {}, words(bus.error(), parts.language)});
        return;
    }
    const auto set = parts.settings.find("scanner");
    // It was checked when it was set; what an older program let through is as if nothing were set.
    const auto choice = parse_scanner_choice(set == parts.settings.end() ? "" : set->second)
                            .value_or(ScannerChoice{});
    devices::ScannerService::Handlers handlers;
    handlers.on_code = [on_code = parts.on_code](devices::ScannedCode scanned) {
        on_code(std::move(scanned.text));
    };
    handlers.on_news = [on_sign = parts.on_sign,
                        language = parts.language](const devices::ScannerNews& news) {
        on_sign(
            {kind_of(news.kind),
             id_of(news.device),
             device_name(news.device),
             news.failure ? words(*news.failure, language) : std::string{}}
        );
    };
    handlers.on_fault = parts.on_fault;
    service_ = std::make_unique<devices::ScannerService>(**bus, choice, std::move(handlers));
}

} // namespace ocop::compose
