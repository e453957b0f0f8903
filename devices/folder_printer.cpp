#include "devices/folder_printer.hpp"

#include "pos/shell/atomic_file.hpp"
#include "pos/shell/folder_entries.hpp"
#include "pos/shell/folders.hpp"
#include "pos/shell/temporary_file.hpp"

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

PrinterFault fault(const Failure& failure) {
    return PrinterFault{PrintTrouble::file, failure.what, failure.where};
}

} // namespace

Expected<void, PrinterFault>
FolderPrinter::begin(JobKind kind, const std::string& name, std::stop_token) {
    kind_ = kind;
    name_ = name;
    bytes_.clear();
    return prepare();
}

Written FolderPrinter::write(std::string_view bytes, std::chrono::milliseconds, std::stop_token) {
    bytes_ += bytes;
    return Written{bytes.size(), std::nullopt};
}

Expected<Ended, PrinterFault> FolderPrinter::end(std::chrono::milliseconds, std::stop_token) {
    std::string number = std::to_string(next_);
    number.insert(0, number_digits - std::min(number_digits, number.size()), '0');
    const bool drawer = kind_ == JobKind::drawer;
    const std::string name = number + '-' + (drawer ? "drawer" : safe(name_) + ".escpos");
    const auto written = write_atomically(folder_ / name, drawer ? std::string{} : bytes_);
    if (!written) {
        return Unexpected{fault(written.error())};
    }
    ++next_;
    return Ended::whole;
}

Expected<void, PrinterFault> FolderPrinter::prepare() {
    if (next_ > 0) {
        return {};
    }
    if (const auto made = make_folders(folder_); !made) {
        return Unexpected{fault(made.error())};
    }
    clear_temporary_files(folder_);
    const auto files = entries_of(folder_);
    if (!files) {
        return Unexpected{fault(files.error())};
    }
    std::int64_t last = 0;
    for (const std::filesystem::path& file : *files) {
        const std::string name = file.filename().string();
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
