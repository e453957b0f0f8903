#pragma once

#include "pos/ui/device_state.hpp"

#include <string>

namespace ocop::ui {

/// A test of a device.
struct DeviceTestView {
    bool is_scan = false;
    compose::TestSlips slips = compose::TestSlips::page;
    DeviceTest::Phase phase{};
    std::string fault{};
    bool paper_low = false;  // said by the printer
    std::string code{};      // without its AIM identifier, readable
    std::string aim{};       // "]E0"; empty: the scanner tells none
    std::string symbology{}; // "EAN-13"
    std::string scanner{};   // the name of where it came from; empty: it was typed
    bool is_other = false;   // another than the chosen one
};

} // namespace ocop::ui
