#include "catalog-sync/folder_lock.hpp"

#include "pos/shell/atomic_file.hpp"

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <utility>

namespace ocop::catalog_sync {

Expected<FolderLock, Failure> FolderLock::take(const std::filesystem::path& folder) {
    OpenFile opened{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!opened.is_open()) {
        return Unexpected{system_failure(errno, "opening", folder)};
    }
    if (::flock(opened.get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        return Unexpected{Failure{
            FailureCode::locked, "a catalogue is being fetched or published", folder.string()}};
    }
    return FolderLock{std::move(opened)};
}

} // namespace ocop::catalog_sync
