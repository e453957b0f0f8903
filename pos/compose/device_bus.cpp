#include "pos/compose/device_bus.hpp"

namespace ocop::compose {

Expected<devices::UsbBus*, Failure> DeviceBus::get() {
    std::call_once(started_, [this] { bus_ = devices::UsbBus::start(); });
    if (!bus_) {
        return Unexpected{bus_.error()};
    }
    return bus_->get();
}

} // namespace ocop::compose
