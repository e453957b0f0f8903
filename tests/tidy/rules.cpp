#include "tests/tidy/rules.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>
#include <sstream>
#include <string_view>

namespace ocop::tidy {

namespace {

/// Includes point down: a folder may include itself and folders of a lower rank, never one beside
/// it.
struct Folder {
    std::string_view path;
    int rank;
};

constexpr std::array folders{
    Folder{"pos/core/", 0},
    Folder{"pos/ports/", 1},
    Folder{"pos/sqlite/", 2},
    Folder{"pos/signing/", 2},
    Folder{"receipts/pdf/", 3},
    Folder{"receipts/", 2},
    Folder{"pos/shell/", 3},
    Folder{"pos/report/", 4},
    Folder{"pos/store/", 5},
    Folder{"pos/province/", 5},
    Folder{"devices/", 5},
    Folder{"catalog-sync/", 5},
    Folder{"pos/compose/", 6},
    Folder{"pos/cli/", 7},
    Folder{"pos/ui/", 7},
    Folder{"pos/", 8},
};

/// A C library's header stays in one folder (two for libsodium: hashing and signing).
struct Library {
    std::string_view header; // beginning of what stands between the angle brackets
    std::vector<std::string_view> homes;
};

const std::array libraries{
    Library{"sqlite3.h", {"pos/sqlite/"}},
    Library{"hpdf", {"receipts/pdf/"}},
    Library{"libusb", {"devices/"}},
    Library{"webp/", {"pos/ui/"}},
    Library{"wx/", {"pos/ui/", "pos/till_main.cpp"}},
    Library{"sodium", {"pos/core/chain.cpp", "pos/signing/"}},
    Library{"zip.h", {"pos/province/"}},
    Library{"zstd.h", {"catalog-sync/"}},
    Library{"simdjson", {"catalog-sync/"}},
    Library{"xlsxwriter", {"pos/report/"}},
    Library{"ft2build", {"receipts/"}},
    Library{"freetype", {"receipts/"}},
    Library{"png.h", {"receipts/"}},
    Library{"zint", {"receipts/"}},
    Library{"utf8proc", {"pos/core/", "receipts/"}},
    Library{"curl/", {"catalog-sync/"}},
    Library{"CLI/", {"pos/cli/", "pos/till_main.cpp"}},
};

/// Words banned in a folder (empty: everywhere but the tests), and what to do instead.
struct Banned {
    std::string_view word;
    std::string_view folder;
    std::string_view instead;
};

constexpr std::array banned{
    Banned{"double", "pos/core/", "no floating point near money: integers or a Fraction"},
    Banned{"float", "pos/core/", "no floating point near money: integers or a Fraction"},
    Banned{"system_clock", "pos/core/", "time comes inside messages"},
    Banned{"getenv", "pos/core/", "no environment in the core"},
    Banned{"fstream", "pos/core/", "no I/O in the core"},
    Banned{"sleep_for", "", "wait for something that happens, not for time"},
    Banned{"usleep(", "", "wait for something that happens, not for time"},
    Banned{"wxMilliSleep", "", "wait for something that happens, not for time"},
    Banned{".detach()", "", "threads are owned and joined"},
    Banned{
        "TO"
        "DO",
        "",
        "an issue, not a mark"},
    Banned{
        "FIX"
        "ME",
        "",
        "an issue, not a mark"},
    Banned{"reinterpret_cast<std::", "pos/core/", "parse bytes, do not cast them"},
};

bool begins_with(std::string_view text, std::string_view start) {
    return text.substr(0, start.size()) == start;
}

bool ends_with(std::string_view text, std::string_view end) {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

std::optional<Folder> folder_of(std::string_view file) {
    for (const Folder& folder : folders) {
        if (begins_with(file, folder.path)) {
            return folder;
        }
    }
    return std::nullopt;
}

/// What an #include names, with its bracket or quote in front; empty for any other line.
std::string_view included(std::string_view line) {
    if (!begins_with(line, "#include ")) {
        return {};
    }
    line.remove_prefix(9);
    const std::size_t end = line.find_last_of(">\"");
    return end == std::string_view::npos || end == 0 ? std::string_view{} : line.substr(0, end);
}

std::string check_include(std::string_view file, std::string_view what) {
    const bool ours = what.front() == '"';
    what.remove_prefix(1);
    if (!ours) {
        for (const Library& library : libraries) {
            const bool at_home =
                std::any_of(library.homes.begin(), library.homes.end(), [&](std::string_view home) {
                    return begins_with(file, home);
                });
            if (begins_with(what, library.header) && !at_home) {
                return "<" + std::string{what} + "> stays in " + std::string{library.homes.front()};
            }
        }
        return {};
    }
    const auto from = folder_of(file);
    const auto to = folder_of(what);
    if (!to) {
        return begins_with(what, "tests/")
                   ? "a source includes a test: \"" + std::string{what} + '"'
                   : "includes start at the root, \"pos/core/money.hpp\", not \""
                         + std::string{what} + '"';
    }
    const bool same = from && from->path == to->path;
    if (from && !same && to->rank >= from->rank) {
        return std::string{from->path} + " may not include " + std::string{to->path}
               + ": includes point down, never beside or up";
    }
    return {};
}

bool in_identifier(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// True if `word` stands in `line` and is no part of a longer name, nor quoted as a key.
bool has_word(std::string_view line, std::string_view word) {
    for (std::size_t at = line.find(word); at != std::string_view::npos;
         at = line.find(word, at + 1)) {
        const char before = at == 0 ? ' ' : line[at - 1];
        const char after = at + word.size() < line.size() ? line[at + word.size()] : ' ';
        const bool glued = (in_identifier(word.front()) && in_identifier(before))
                           || (in_identifier(word.back()) && in_identifier(after));
        if (!glued && before != '"') {
            return true;
        }
    }
    return false;
}

/// The line without what stands behind `//`.
std::string_view code_of(std::string_view line) {
    return line.substr(0, line.find("//"));
}

} // namespace

std::vector<Breach> check_text(const std::string& file, const std::string& text) {
    std::vector<Breach> breaches;
    std::istringstream lines{text};
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number) {
        const auto breach = [&](std::string what) {
            breaches.push_back({file, number, std::move(what)});
        };
        if (const auto what = included(line); !what.empty()) {
            if (auto fault = check_include(file, what); !fault.empty()) {
                breach(std::move(fault));
            }
        }
        for (const Banned& ban : banned) {
            const bool marks_count = ban.word.size() <= 5 && ban.folder.empty();
            const std::string_view looked_at = marks_count ? std::string_view{line} : code_of(line);
            if (begins_with(file, ban.folder) && has_word(looked_at, ban.word)) {
                breach('"' + std::string{ban.word} + "\": " + std::string{ban.instead});
            }
        }
        if (ends_with(file, ".hpp") && begins_with(line, "using namespace")) {
            breach("no using namespace in a header");
        }
    }
    return breaches;
}

std::vector<Breach> check_tree(const std::filesystem::path& root) {
    std::vector<std::filesystem::path> files;
    for (const char* top : {"pos", "receipts", "devices", "catalog-sync"}) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator{root / top}) {
            const auto ending = entry.path().extension();
            if (ending == ".cpp" || ending == ".hpp") {
                files.push_back(entry.path());
            }
        }
    }
    std::sort(files.begin(), files.end());
    std::vector<Breach> breaches;
    for (const auto& path : files) {
        std::ifstream in{path};
        std::ostringstream text;
        text << in.rdbuf();
        const auto found = check_text(path.lexically_relative(root).generic_string(), text.str());
        breaches.insert(breaches.end(), found.begin(), found.end());
    }
    return breaches;
}

} // namespace ocop::tidy
