#include "devices/scanner_service.hpp"

#include "devices/code_text.hpp"
#include "devices/device_choice.hpp"
#include "pos/core/assert.hpp"

#include <utility>
#include <vector>

namespace ocop::devices {

namespace {

constexpr std::size_t jobs_max = 256;
constexpr std::chrono::milliseconds patience{2000};
/// A scanner that broke so often is left alone until it is plugged in again.
constexpr int opened_max = 5;

} // namespace

std::string_view code(ScannerNews::Kind kind) {
    switch (kind) {
    case ScannerNews::Kind::ready:
        return "ready";
    case ScannerNews::Kind::gone:
        return "gone";
    case ScannerNews::Kind::failed:
        return "failed";
    }
    OCOP_ASSERT(!"a kind that is none");
}

ScannerService::ScannerService(
    UsbBus& bus, ScannerChoice choice, Handlers handlers, ScannerPace pace
)
    : bus_{bus},
      handlers_{std::move(handlers)},
      pace_{std::move(pace)},
      choice_{std::move(choice)},
      worker_{"scanners", jobs_max, [this](const std::string& what) {
                  if (handlers_.on_fault) {
                      handlers_.on_fault(what);
                  }
              }} {
    post([this] {
        // All that is plugged in is looked at together: of twins the better one is taken.
        for (const UsbDevice& device : bus_.devices()) {
            here_[device.plug].device = device;
        }
        suit();
        watch_ =
            bus_.watch([this](const UsbChange& change) { post([this, change] { take(change); }); });
    });
}

ScannerService::~ScannerService() {
    post([this] {
        watch_.reset();
        here_.clear();
    });
    worker_.stop();
}

void ScannerService::post(Worker::Job job) {
    // Refused only when hundreds of devices come and go at once, or at the end.
    static_cast<void>(worker_.post(std::move(job)));
}

void ScannerService::choose(ScannerChoice choice) {
    post([this, choice = std::move(choice)] {
        const bool types_otherwise = choice.layout != choice_.layout;
        choice_ = choice;
        for (auto& [plug, here] : here_) {
            here.opened = 0;
            if (types_otherwise && here.scanner && here.scanner->mode() == ScannerMode::keyboard) {
                release(here);
            }
        }
        suit();
    });
}

void ScannerService::suit() {
    for (auto& [plug, here] : here_) {
        if (here.scanner && !is_wanted(here.device)) {
            release(here);
        }
    }
    for (auto& [plug, here] : here_) {
        if (!here.scanner && here.opened == 0 && is_wanted(here.device)) {
            open(here);
        }
    }
}

void ScannerService::take(const UsbChange& change) {
    const std::uint32_t plug = change.device.plug;
    switch (change.kind) {
    case UsbChange::Kind::arrived:
        here_[plug].device = change.device;
        break;
    case UsbChange::Kind::left:
        if (auto node = here_.extract(plug)) {
            release(node.mapped());
        }
        break;
    }
    suit();
}

bool ScannerService::is_wanted(const UsbDevice& device) const {
    std::vector<UsbDevice> devices;
    for (const auto& [plug, here] : here_) {
        devices.push_back(here.device);
    }
    return is_wanted_scanner(choice_, device, devices);
}

void ScannerService::open(Here& here) {
    ++here.opened;
    const std::uint32_t plug = here.device.plug;
    auto scanner = Scanner::open(
        bus_,
        here.device,
        patience,
        choice_.layout,
        pace_,
        [this, id = id_of(here.device)](std::string text) {
            handlers_.on_code({utf8_code(std::move(text)), id});
        },
        [this, plug](UsbFault fault) { post([this, plug, fault] { ended(plug, fault); }); }
    );
    if (scanner) {
        here.scanner = std::move(*scanner);
        return tell(ScannerNews::Kind::ready, here);
    }
    if (scanner.error() != UsbFault::gone && scanner.error() != UsbFault::stopped) {
        tell(ScannerNews::Kind::failed, here, failure_of(scanner.error(), here.device));
    }
}

void ScannerService::ended(std::uint32_t plug, UsbFault fault) {
    const auto found = here_.find(plug);
    if (found == here_.end() || !found->second.scanner) {
        return;
    }
    Here& here = found->second;
    if (fault == UsbFault::stalled && !here.scanner->go_on()) {
        return;
    }
    release(here);
    if (fault != UsbFault::gone && fault != UsbFault::stopped) {
        if (here.opened < opened_max) {
            return open(here);
        }
        tell(ScannerNews::Kind::failed, here, failure_of(fault, here.device));
    }
}

void ScannerService::release(Here& here) {
    if (here.scanner) {
        tell(ScannerNews::Kind::gone, here);
        here.scanner.reset();
    }
}

void ScannerService::tell(
    ScannerNews::Kind kind, const Here& here, std::optional<Failure> failure
) {
    if (handlers_.on_news) {
        const auto mode = here.scanner ? std::optional{here.scanner->mode()} : std::nullopt;
        handlers_.on_news({kind, here.device, mode, std::move(failure)});
    }
}

} // namespace ocop::devices
