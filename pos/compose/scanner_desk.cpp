#include "pos/compose/scanner_desk.hpp"

#include "devices/known_devices.hpp"
#include "pos/core/assert.hpp"
#include "pos/core/settings.hpp"

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

std::string visible_code(const std::string& code) {
    std::string shown;
    for (const char c : code) {
        if (c == '\x1D') {
            shown += "<GS>";
        } else {
            shown += static_cast<unsigned char>(c) < ' ' ? '?' : c;
        }
    }
    return shown;
}

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
    devices::ScannerService::Handlers handlers;
    handlers.on_code = std::move(parts.on_code);
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
    service_ = std::make_unique<devices::ScannerService>(
        **bus, read_settings(parts.settings).scanner, std::move(handlers)
    );
}

void ScannerDesk::choose(const std::map<std::string, std::string>& settings) {
    if (service_) {
        service_->choose(read_settings(settings).scanner);
    }
}

} // namespace ocop::compose
