#include "devices/folder_printer.hpp"

#include "pos/shell/atomic_file.hpp"

#include <algorithm>
#include <charconv>
#include <string>
#include <system_error>

namespace ocop::devices {

namespace {

constexpr std::size_t number_digits = 6;

/// `name` with everything a file's name should not hold as '_'.
std::string safe(std::string name) {
    std::replace_if(
        name.begin(),
        name.end(),
        [](char c) {
            const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            return !letter && !(c >= '0' && c <= '9') && c != '-' && c != '_';
        },
        '_'
    );
    return name;
}

} // namespace

Expected<void, Failure> FolderPrinter::print(const PrintJob& job) {
    return write(safe(job.name) + ".escpos", job.bytes);
}

Expected<void, Failure> FolderPrinter::open_drawer() {
    return write("drawer", {});
}

Expected<void, Failure> FolderPrinter::write(const std::string& name, const std::string& bytes) {
    if (auto ready = prepare(); !ready) {
        return ready;
    }
    std::string number = std::to_string(next_);
    number.insert(0, number_digits - std::min(number_digits, number.size()), '0');
    auto written = write_atomically(folder_ / (number + '-' + name), bytes);
    if (written) {
        ++next_;
    }
    return written;
}

Expected<void, Failure> FolderPrinter::prepare() {
    if (next_ > 0) {
        return {};
    }
    std::error_code error;
    std::filesystem::create_directories(folder_, error);
    std::filesystem::directory_iterator files{folder_, error};
    if (error) {
        return Unexpected{system_failure(error.value(), "opening the printer's folder", folder_)};
    }
    std::int64_t last = 0;
    for (const auto& file : files) {
        const std::string name = file.path().filename().string();
        std::int64_t number = 0;
        const auto [rest, fault] = std::from_chars(name.data(), name.data() + name.size(), number);
        if (fault == std::errc{} && rest != name.data() + name.size() && *rest == '-') {
            last = std::max(last, number);
        }
    }
    next_ = last + 1;
    return {};
}

} // namespace ocop::devices
