#include "devices/scanner_service.hpp"

#include "devices/code_text.hpp"
#include "devices/device_choice.hpp"
#include "pos/core/assert.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace ocop::devices {

namespace {

constexpr std::size_t jobs_max = 256;
/// An endpoint that halts so often without a code between is no passing trouble.
constexpr std::size_t failures_at_once_max = 3;

/// True where trying again may help one that never was ready: it may be no scanner at all.
bool may_pass(UsbFault fault) {
    switch (fault) {
    case UsbFault::busy:
    case UsbFault::no_permission:
    case UsbFault::stalled:
    case UsbFault::timed_out:
        return true;
    case UsbFault::gone:
    case UsbFault::no_driver:
    case UsbFault::stopped:
    case UsbFault::failed:
        return false;
    }
    OCOP_ASSERT(!"a fault that is none");
}

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
            here.tried = false;
            here.failures = 0;
            if (types_otherwise && here.scanner && here.scanner->mode() == ScannerMode::keyboard) {
                release(here);
            }
        }
        suit();
    });
}

void ScannerService::suit() {
    for (auto& [plug, here] : here_) {
        if (!is_wanted(here.device)) {
            release(here);
            here.alarm.reset();
            here.tried = false;
        }
    }
    for (auto& [plug, here] : here_) {
        if (!here.scanner && !here.tried && is_wanted(here.device)) {
            open(here, pace_.open_patience);
        }
    }
}

void ScannerService::take(const UsbChange& change) {
    const std::uint32_t plug = change.device.plug;
    switch (change.kind) {
    case UsbChange::Kind::arrived:
        if (Here& here = here_[plug]; here.device != change.device) {
            release(here); // it has another name by now: what came from it is told under the old
            here.device = change.device;
            here.tried = false;
        }
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

void ScannerService::open(Here& here, std::chrono::milliseconds patience_now) {
    here.tried = true;
    here.alarm.reset();
    here.heard = std::make_shared<std::atomic<bool>>(false);
    const std::uint32_t plug = here.device.plug;
    auto scanner = Scanner::open(
        bus_,
        here.device,
        patience_now,
        choice_.layout,
        pace_,
        [this, id = id_of(here.device), heard = here.heard](std::string text) {
            heard->store(true);
            handlers_.on_code({utf8_code(std::move(text)), id});
        },
        [this, plug](UsbFault fault) { post([this, plug, fault] { ended(plug, fault); }); }
    );
    if (scanner) {
        here.scanner = std::move(*scanner);
        here.was_ready = true;
        here.told.reset();
        return tell(ScannerNews::Kind::ready, here);
    }
    const UsbFault fault = scanner.error();
    if (fault == UsbFault::gone || fault == UsbFault::stopped) {
        return;
    }
    const Failure failure = failure_of(fault, here.device);
    if (std::exchange(here.told, failure.code) != failure.code) {
        tell(ScannerNews::Kind::failed, here, failure);
    }
    if (here.was_ready || may_pass(fault)) {
        open_later(here);
    }
}

void ScannerService::ended(std::uint32_t plug, UsbFault fault) {
    const auto found = here_.find(plug);
    if (found == here_.end() || !found->second.scanner) {
        return;
    }
    Here& here = found->second;
    if (here.heard->exchange(false)) {
        here.failures = 0;
    }
    const bool halted = fault == UsbFault::stalled && here.failures < failures_at_once_max;
    if (halted && !here.scanner->go_on()) {
        ++here.failures;
        return;
    }
    release(here);
    if (fault == UsbFault::gone || fault == UsbFault::stopped) {
        return;
    }
    open_later(here);
    if (here.failures >= pace_.reopen_after.size()) {
        tell(ScannerNews::Kind::failed, here, failure_of(fault, here.device));
    }
}

void ScannerService::open_later(Here& here) {
    const auto& pauses = pace_.reopen_after;
    OCOP_ASSERT(!pauses.empty());
    const auto pause = pauses[std::min(here.failures++, pauses.size() - 1)];
    here.alarm = bus_.after(pause, [this, plug = here.device.plug] {
        post([this, plug] { open_again(plug); });
    });
}

void ScannerService::open_again(std::uint32_t plug) {
    const auto found = here_.find(plug);
    if (found != here_.end() && !found->second.scanner && is_wanted(found->second.device)) {
        // Once, at once: whoever waits for this thread has waited through the pause.
        open(found->second, std::chrono::milliseconds{0});
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
