#pragma once

#include "pos/ports/pins.hpp"

#include <string>

namespace ocop::testing {

/// Everybody's PIN is 1234.
class FakePins final : public Pins {
public:
    Expected<bool, Failure> check(const std::string&, std::string_view pin) override {
        return pin == "1234";
    }
};

} // namespace ocop::testing
