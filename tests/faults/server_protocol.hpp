#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace ocop::faults {

/// The variable that tells a program which descriptor its orders come by. A program that waits with
/// all its libraries loaded, and is copied for each run, saves nine tenths of a run.
inline constexpr const char* server_variable = "OCOP_FAULT_SERVER";

/// A run that is ordered: its words without the program, its whole environment, where it reads and
/// writes.
struct RunOrder {
    std::vector<std::string> words{};
    std::vector<std::string> environment{};
    int in = -1;
    int out = -1;
    int err = -1;
};

/// Sends `order` by the socket `to`; false if that does not go.
[[nodiscard]] bool send_order(int to, const RunOrder& order);
/// The next order that comes by `from`; nullopt at its end.
[[nodiscard]] std::optional<RunOrder> receive_order(int from);

} // namespace ocop::faults
