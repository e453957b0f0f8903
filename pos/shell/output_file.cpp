#include "pos/shell/output_file.hpp"

#include "pos/shell/atomic_file.hpp"
#include "pos/shell/regular_file.hpp"

#include <cerrno>
#include <optional>
#include <string>
#include <sys/vfs.h>
#include <system_error>
#include <utility>

namespace ocop {

namespace {

constexpr int links_max = 40; // as the kernel follows
constexpr mode_t rights = 0777;

/// The name to write under, and the rights of what stands there, if anything does.
struct Target {
    std::filesystem::path path{};
    std::optional<mode_t> mode{};
};

Unexpected<Failure> refuse(std::string what, const std::filesystem::path& path) {
    return Unexpected{Failure{FailureCode::wrong_kind, std::move(what), path.string()}};
}

std::filesystem::path folder_of(const std::filesystem::path& path) {
    return path.has_parent_path() ? path.parent_path() : std::filesystem::path{"."};
}

/// True for a link that leads to what a process has open rather than to a name.
bool is_open_file(const std::filesystem::path& link) {
    constexpr auto proc_magic = 0x9fa0; // PROC_SUPER_MAGIC, linux/magic.h

    struct statfs system {};

    return ::statfs(folder_of(link).c_str(), &system) == 0 && system.f_type == proc_magic;
}

/// Follows links, one after the other, to where `named` leads.
Expected<Target, Failure> find_target(const std::filesystem::path& named) {
    std::filesystem::path path = named;
    for (int links = 0; links <= links_max; ++links) {
        struct stat status {};

        if (::lstat(path.c_str(), &status) != 0) {
            const int error = errno;
            if (error != ENOENT) {
                return Unexpected{system_failure(error, "looking at", named)};
            }
            return links == 0 ? Expected<Target, Failure>{Target{path, std::nullopt}}
                              : refuse("a link that leads to nothing", named);
        }
        if (S_ISREG(status.st_mode)) {
            return Target{path, status.st_mode & rights};
        }
        if (!S_ISLNK(status.st_mode)) {
            return Unexpected{not_a_regular_file(status.st_mode, named)};
        }
        if (is_open_file(path)) {
            return refuse("what a program has open, not a file's name", named);
        }
        std::error_code error;
        const auto leads_to = std::filesystem::read_symlink(path, error);
        if (error) {
            return Unexpected{system_failure(error.value(), "looking at", named)};
        }
        path = folder_of(path) / leads_to;
    }
    return refuse("links that lead in a circle", named);
}

} // namespace

Expected<void, Failure>
write_output(const std::filesystem::path& path, std::string_view bytes, mode_t umask) {
    constexpr mode_t all_may = 0666;
    const auto target = find_target(path);
    if (!target) {
        return Unexpected{target.error()};
    }
    return replace_file(target->path, bytes, target->mode.value_or(all_may & ~umask));
}

} // namespace ocop
