#include "devices/known_devices.hpp"

#include "pos/core/device_choice.hpp"

#include <utility>

namespace ocop::devices {

namespace {

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}

/// Takes the next word off `line`, and the blanks before it.
std::string_view word(std::string_view& line) {
    while (!line.empty() && is_blank(line.front())) {
        line.remove_prefix(1);
    }
    std::size_t size = 0;
    while (size < line.size() && !is_blank(line[size])) {
        ++size;
    }
    const std::string_view found = line.substr(0, size);
    line.remove_prefix(size);
    return found;
}

/// As udev writes it: lower case alone.
std::optional<std::uint16_t> number_of(std::string_view text) {
    const bool lower = text.find_first_of("ABCDEF") == std::string_view::npos;
    return lower ? parse_hex4(text) : std::nullopt;
}

Expected<KnownDevice, std::string> parse_line(std::string_view line) {
    KnownDevice known;
    const std::string_view id = word(line);
    const auto vendor = number_of(id.substr(0, 4));
    const std::string_view product = id.size() > 5 ? id.substr(5) : std::string_view{};
    if (!vendor || id.size() < 5 || id[4] != ':') {
        return Unexpected{std::string{"\"04b8:0202\" or \"04b8:*\" comes first"}};
    }
    known.vendor = *vendor;
    known.product = number_of(product);
    if (!known.product && product != "*") {
        return Unexpected{std::string{"a product is four hexadecimal digits or *"}};
    }
    const std::string_view kind = word(line);
    if (kind != "scanner" && kind != "printer") {
        return Unexpected{std::string{"a kind is scanner or printer"}};
    }
    known.kind = kind == "scanner" ? KnownDevice::Kind::scanner : KnownDevice::Kind::printer;
    const std::string_view hints = word(line);
    if (hints != "-" && hints != "start") {
        return Unexpected{std::string{"a hint is start, or - for none"}};
    }
    known.starts_by_feature = hints == "start";
    while (!line.empty() && is_blank(line.front())) {
        line.remove_prefix(1);
    }
    known.name = std::string{line};
    if (known.name.empty()) {
        return Unexpected{std::string{"a name is missing"}};
    }
    return known;
}

} // namespace

Expected<std::vector<KnownDevice>, std::string> parse_known_devices(std::string_view text) {
    std::vector<KnownDevice> table;
    for (int number = 1; !text.empty(); ++number) {
        const std::size_t end = text.find('\n');
        std::string_view line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        std::string_view rest = line;
        const std::string_view first = word(rest);
        if (first.empty() || first.front() == '#') {
            continue;
        }
        auto known = parse_line(line);
        if (!known) {
            return Unexpected{"line " + std::to_string(number) + ": " + known.error()};
        }
        table.push_back(std::move(*known));
    }
    return table;
}

std::optional<KnownDevice> known_device(std::uint16_t vendor, std::uint16_t product) {
    static const auto table = parse_known_devices(known_devices_text());
    if (table) {
        for (const KnownDevice& known : *table) {
            if (known.vendor == vendor && (!known.product || *known.product == product)) {
                return known;
            }
        }
    }
    return std::nullopt;
}

} // namespace ocop::devices
