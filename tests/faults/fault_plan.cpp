#include "tests/faults/fault_plan.hpp"

#include <array>
#include <cerrno>
#include <charconv>

namespace ocop::faults {

namespace {

struct NamedKind {
    std::string_view name;
    unsigned kind;
};

constexpr std::array kinds{
    NamedKind{"read", read_kind},
    NamedKind{"write", write_kind},
    NamedKind{"space", space_kind},
    NamedKind{"sync", sync_kind},
    NamedKind{"close", close_kind},
    NamedKind{"bytes", bytes_kind}};

struct NamedError {
    std::string_view name;
    int error;
};

constexpr std::array errors{
    NamedError{"EIO", EIO},
    NamedError{"ENOSPC", ENOSPC},
    NamedError{"EROFS", EROFS},
    NamedError{"EINTR", EINTR},
    NamedError{"EACCES", EACCES},
    NamedError{"EDQUOT", EDQUOT}};

struct NamedMode {
    std::string_view name;
    Mode mode;
};

constexpr std::array modes{
    NamedMode{"once", Mode::once},
    NamedMode{"from", Mode::from},
    NamedMode{"short", Mode::shorten},
    NamedMode{"fill", Mode::fill},
    NamedMode{"kill", Mode::kill_before}};

/// The part before the next `separator`, which is taken away with it.
std::string_view take(std::string_view& text, char separator) {
    const std::size_t end = text.find(separator);
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return part;
}

unsigned parse_kinds(std::string_view text, char separator) {
    unsigned found = 0;
    while (!text.empty()) {
        const std::string_view name = take(text, separator);
        for (const NamedKind& known : kinds) {
            found |= known.name == name ? known.kind : 0U;
        }
    }
    return found;
}

int parse_error(std::string_view text) {
    for (const NamedError& known : errors) {
        if (known.name == text) {
            return known.error;
        }
    }
    return 0;
}

} // namespace

std::optional<Plan> parse_plan(std::string_view text) {
    Plan plan;
    if (text.empty()) {
        return plan;
    }
    const std::string_view mode = take(text, ' ');
    for (const NamedMode& known : modes) {
        plan.mode = known.name == mode ? known.mode : plan.mode;
    }
    plan.kinds = parse_kinds(take(text, ' '), '|');
    const std::string_view nth = take(text, ' ');
    const auto [end, error] = std::from_chars(nth.data(), nth.data() + nth.size(), plan.nth);
    plan.error = parse_error(text);
    const bool fails = plan.mode == Mode::once || plan.mode == Mode::from;
    const bool is_whole = plan.mode != Mode::none && plan.kinds != 0 && error == std::errc{}
                          && end == nth.data() + nth.size() && plan.nth > 0
                          && (plan.error != 0) == fails;
    return is_whole ? std::optional{plan} : std::nullopt;
}

std::vector<std::string> parse_folders(std::string_view text) {
    std::vector<std::string> folders;
    while (!text.empty()) {
        folders.emplace_back(take(text, ':'));
    }
    return folders;
}

bool lies_in(std::string_view path, const std::vector<std::string>& folders) {
    for (const std::string& folder : folders) {
        if (path.substr(0, folder.size()) == folder
            && (path.size() == folder.size() || path[folder.size()] == '/')) {
            return true;
        }
    }
    return false;
}

std::string name_of_kinds(unsigned asked) {
    std::string text;
    for (const NamedKind& known : kinds) {
        if ((asked & known.kind) != 0) {
            text += text.empty() ? "" : "+";
            text += known.name;
        }
    }
    return text;
}

unsigned kinds_in(std::string_view names) {
    return parse_kinds(names, '+');
}

std::string_view name_of_error(int error) {
    for (const NamedError& known : errors) {
        if (known.error == error) {
            return known.name;
        }
    }
    return "0";
}

} // namespace ocop::faults
