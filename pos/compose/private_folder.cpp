#include "pos/compose/private_folder.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <system_error>

namespace ocop::compose {

namespace {

constexpr mode_t others = 077;

/// The first words of the names of all that earlier programs made with the rights of their umask.
constexpr std::array<std::string_view, 16> first_words{
    "basket",
    "catalog",
    "doubt",
    "export",
    "feed",
    "head",
    "images",
    "ledger",
    "own-prices",
    "pins",
    "print-queue",
    "printed",
    "receipts",
    "replaced",
    "restore",
    "till"};

bool is_ours(const std::string& name) {
    return std::any_of(first_words.begin(), first_words.end(), [&](std::string_view word) {
        if (!name.starts_with(word)) {
            return false;
        }
        const std::string_view rest = std::string_view{name}.substr(word.size());
        return rest.empty() || rest.front() == '.' || rest.front() == '-';
    });
}

template <class Visit>
void each_in(const std::filesystem::path& folder, Visit visit) {
    std::error_code unreadable;
    for (std::filesystem::directory_iterator entry{folder, unreadable}, end;
         !unreadable && entry != end;
         entry.increment(unreadable)) {
        visit(entry->path());
    }
}

/// Closes a file, or a folder behind all that is in it: an open one is one that was not finished.
void close_to_others(const std::filesystem::path& path) {
    struct stat status {};

    const bool is_open = ::lstat(path.c_str(), &status) == 0 && (status.st_mode & others) != 0;
    if (!is_open || (!S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode))) {
        return;
    }
    if (S_ISDIR(status.st_mode)) {
        each_in(path, close_to_others);
    }
    constexpr mode_t rights = 0777;
    static_cast<void>(::chmod(path.c_str(), status.st_mode & rights & ~others));
}

} // namespace

void tighten(const std::filesystem::path& folder) {
    each_in(folder, [](const std::filesystem::path& path) {
        if (is_ours(path.filename().string())) {
            close_to_others(path);
        }
    });

    struct stat status {};

    if (::stat(folder.c_str(), &status) == 0 && (status.st_mode & others) != 0) {
        constexpr mode_t rights = 0777;
        static_cast<void>(::chmod(folder.c_str(), status.st_mode & rights & ~others));
    }
}

} // namespace ocop::compose
