#include "devices/hid_sysfs.hpp"

#include <dirent.h>
#include <fstream>
#include <functional>
#include <memory>
#include <string_view>

namespace ocop::devices {

namespace {

constexpr std::size_t descriptor_size_bytes_max = 4096; // as the kernel's HID_MAX_DESCRIPTOR_SIZE

struct CloseFolder {
    void operator()(DIR* folder) const noexcept { closedir(folder); }
};

/// The path of the first entry of `folder` whose name fits; nullopt if there is none, or no folder.
std::optional<std::string>
find_entry(const std::string& folder, const std::function<bool(std::string_view)>& fits) {
    const std::unique_ptr<DIR, CloseFolder> open{opendir(folder.c_str())};
    while (const dirent* const entry = open ? readdir(open.get()) : nullptr) {
        const std::string_view name{static_cast<const char*>(entry->d_name)};
        if (fits(name)) {
            return folder + "/" + std::string{name};
        }
    }
    return std::nullopt;
}

} // namespace

std::optional<std::vector<std::uint8_t>>
system_report_descriptor(const std::string& port, std::uint8_t interface) {
    const auto of_interface = [&](std::string_view name) {
        return name.starts_with(port + ":") && name.ends_with("." + std::to_string(interface));
    };
    const auto of_usb = [](std::string_view name) { return name.starts_with("0003:"); };
    const auto folder = find_entry("/sys/bus/usb/devices/" + port, of_interface);
    const auto bound = folder ? find_entry(*folder, of_usb) : std::nullopt;
    if (!bound) {
        return std::nullopt;
    }
    std::ifstream file{*bound + "/report_descriptor", std::ios::binary};
    std::string bytes(descriptor_size_bytes_max, '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(file.gcount()));
    return bytes.empty() ? std::nullopt
                         : std::optional{std::vector<std::uint8_t>{bytes.begin(), bytes.end()}};
}

} // namespace ocop::devices
