#include "receipts/qr_command.hpp"

#include "receipts/codes.hpp"
#include "receipts/raster.hpp"

#include <algorithm>
#include <array>

namespace ocop::receipts {
namespace {

/// Bytes in a code of level M, by version from 1 (ISO/IEC 18004, table 7).
constexpr std::array<std::size_t, 40> bytes_of_version{
    14,   26,   42,   62,   84,   106,  122,  152,  180,  213,  251,  287,  331,  362,
    412,  450,  504,  560,  624,  666,  711,  779,  857,  911,  997,  1059, 1125, 1190,
    1264, 1370, 1452, 1538, 1628, 1722, 1809, 1911, 1989, 2099, 2213, 2331};

constexpr std::size_t data_size_bytes_max = 1000;
constexpr int module_min = 3; // dots: 0.375 mm at 203 dpi

bool is_printable_ascii(std::string_view data) {
    return std::all_of(data.begin(), data.end(), [](char byte) {
        return byte >= 0x20 && byte < 0x7F;
    });
}

/// `GS ( k` with the two bytes that count what follows.
std::string counted(std::string_view parameters) {
    const std::size_t size = parameters.size();
    std::string command{"\x1D(k"};
    command += static_cast<char>(size & 0xFFU);
    command += static_cast<char>(size >> 8U);
    return command.append(parameters);
}

} // namespace

std::optional<int> qr_modules_max(std::size_t size_bytes) {
    const auto* const fits =
        std::lower_bound(bytes_of_version.begin(), bytes_of_version.end(), size_bytes);
    if (fits == bytes_of_version.end()) {
        return std::nullopt;
    }
    constexpr int across_first = 21;
    constexpr int across_step = 4;
    return across_first + across_step * static_cast<int>(fits - bytes_of_version.begin());
}

std::optional<std::string> qr_command(std::string_view data, int dots) {
    if (data.empty() || data.size() > data_size_bytes_max || !is_printable_ascii(data)) {
        return std::nullopt;
    }
    const int module = qr_module(*qr_modules_max(data.size()), dots);
    if (module < module_min) {
        return std::nullopt;
    }
    using namespace std::string_view_literals;
    constexpr std::string_view model_two = "1A2\0"sv;
    constexpr std::string_view level_m = "1E1"sv;
    constexpr std::string_view print = "1Q0"sv;
    return counted(model_two) + counted(std::string{"1C"} + static_cast<char>(module))
           + counted(level_m) + counted(std::string{"1P0"}.append(data)) + counted(print);
}

} // namespace ocop::receipts
