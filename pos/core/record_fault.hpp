#pragma once

#include <string>

namespace ocop {

/// A record's fault: what is wrong, in one English clause ("hash does not match").
struct RecordFault {
    std::string what{};
};

} // namespace ocop
