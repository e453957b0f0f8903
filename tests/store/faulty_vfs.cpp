#include "tests/store/faulty_vfs.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <new>

namespace ocop::store::test {

namespace {

constexpr std::size_t sector_bytes = 512;

/// What SQLite allocates for us: our part, then the real VFS's file behind it.
struct Handle {
    sqlite3_file base;
    FaultyDisk* disk;
    std::string* path; // null: a file we do not follow
};

// Both start with sqlite3_file; the room behind ours is as aligned as ours.
Handle* ours(sqlite3_file* file) {
    return reinterpret_cast<Handle*>(file);
}

sqlite3_file* real(sqlite3_file* file) {
    return reinterpret_cast<sqlite3_file*>(reinterpret_cast<std::byte*>(file) + sizeof(Handle));
}

FaultyDisk& disk(sqlite3_vfs* vfs) {
    return *static_cast<FaultyDisk*>(vfs->pAppData);
}

std::string bytes_of(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

int close(sqlite3_file* file) {
    delete ours(file)->path;
    return real(file)->pMethods != nullptr ? real(file)->pMethods->xClose(real(file)) : SQLITE_OK;
}

int read(sqlite3_file* file, void* into, int size, sqlite3_int64 offset) {
    if (ours(file)->disk->power_is_out()) {
        return SQLITE_IOERR_READ;
    }
    return real(file)->pMethods->xRead(real(file), into, size, offset);
}

int write(sqlite3_file* file, const void* from, int size, sqlite3_int64 offset) {
    Handle* handle = ours(file);
    if (const int code = handle->disk->before_write(); code != SQLITE_OK) {
        return code;
    }
    if (handle->path != nullptr) {
        handle->disk->file(*handle->path)
            .pending.push_back(
                {offset, {static_cast<const char*>(from), static_cast<std::size_t>(size)}, false}
            );
    }
    return real(file)->pMethods->xWrite(real(file), from, size, offset);
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
    Handle* handle = ours(file);
    if (const int code = handle->disk->before_change(); code != SQLITE_OK) {
        return code;
    }
    if (handle->path != nullptr) {
        handle->disk->file(*handle->path).pending.push_back({size, {}, true});
    }
    return real(file)->pMethods->xTruncate(real(file), size);
}

int sync(sqlite3_file* file, int) {
    Handle* handle = ours(file);
    if (const int code = handle->disk->before_sync(); code != SQLITE_OK) {
        return code;
    }
    if (handle->path != nullptr) {
        handle->disk->synced(*handle->path);
    }
    return SQLITE_OK; // the real disk need not know
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
    return real(file)->pMethods->xFileSize(real(file), size);
}

int lock(sqlite3_file* file, int level) {
    return real(file)->pMethods->xLock(real(file), level);
}

int unlock(sqlite3_file* file, int level) {
    return real(file)->pMethods->xUnlock(real(file), level);
}

int check_lock(sqlite3_file* file, int* held) {
    return real(file)->pMethods->xCheckReservedLock(real(file), held);
}

int file_control(sqlite3_file* file, int what, void* with) {
    return real(file)->pMethods->xFileControl(real(file), what, with);
}

int sector_size(sqlite3_file*) {
    return static_cast<int>(sector_bytes);
}

int characteristics(sqlite3_file*) {
    return 0; // the worst disk: no atomic writes, no order, no safe append
}

int shm_map(sqlite3_file* file, int page, int size, int extend, volatile void** at) {
    return real(file)->pMethods->xShmMap(real(file), page, size, extend, at);
}

int shm_lock(sqlite3_file* file, int offset, int count, int flags) {
    return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}

void shm_barrier(sqlite3_file* file) {
    real(file)->pMethods->xShmBarrier(real(file));
}

int shm_unmap(sqlite3_file* file, int remove) {
    return real(file)->pMethods->xShmUnmap(real(file), remove);
}

constexpr sqlite3_io_methods methods{
    2,
    close,
    read,
    write,
    truncate,
    sync,
    file_size,
    lock,
    unlock,
    check_lock,
    file_control,
    sector_size,
    characteristics,
    shm_map,
    shm_lock,
    shm_barrier,
    shm_unmap,
    nullptr,
    nullptr};

int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
    FaultyDisk& faulty = disk(vfs);
    Handle* handle = ours(file);
    new (handle) Handle{{nullptr}, &faulty, nullptr};
    if (faulty.power_is_out()) {
        return SQLITE_CANTOPEN;
    }
    constexpr int followed = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL;
    if (name != nullptr && (flags & followed) != 0) {
        static_cast<void>(faulty.file(name)); // before it is made: was it there?
        handle->path = new std::string{name};
    }
    sqlite3_vfs* const below = faulty.real();
    const int code = below->xOpen(below, name, real(file), flags, out_flags);
    if (code != SQLITE_OK) {
        delete handle->path;
        handle->path = nullptr;
        return code;
    }
    handle->base.pMethods = &methods;
    return SQLITE_OK;
}

int remove(sqlite3_vfs* vfs, const char* name, int sync_folder) {
    FaultyDisk& faulty = disk(vfs);
    if (const int code = faulty.before_change(); code != SQLITE_OK) {
        return SQLITE_IOERR_DELETE;
    }
    faulty.deleted(name, sync_folder != 0);
    return faulty.real()->xDelete(faulty.real(), name, 0);
}

} // namespace

FaultyDisk::FaultyDisk()
    : real_{sqlite3_vfs_find("unix")},
      vfs_{std::make_unique<sqlite3_vfs>(*real_)} {
    vfs_->zName = "faulty";
    vfs_->szOsFile = static_cast<int>(sizeof(Handle)) + real_->szOsFile;
    vfs_->pAppData = this;
    vfs_->pNext = nullptr;
    vfs_->xOpen = open;
    vfs_->xDelete = remove;
    // The others are the real one's own, which find what they need in their arguments; xAccess,
    // xFullPathname and the rest do not look at pAppData of the unix VFS.
    sqlite3_vfs_register(vfs_.get(), 1);
}

FaultyDisk::~FaultyDisk() {
    sqlite3_vfs_unregister(vfs_.get());
    sqlite3_vfs_register(real_, 1);
}

void FaultyDisk::cut_power_at(int change) {
    changes_ = 0;
    cut_at_ = change;
    has_failed_ = false;
}

void FaultyDisk::cut_power_at_sync(int sync) {
    syncs_ = 0;
    cut_at_sync_ = sync;
    has_failed_ = false;
}

void FaultyDisk::fill_up_at(int write) {
    writes_ = 0;
    full_at_ = write;
    has_failed_ = false;
}

void FaultyDisk::fail_sync_at(int sync) {
    syncs_ = 0;
    fail_sync_at_ = sync;
    has_failed_ = false;
}

void FaultyDisk::fail_syncs_from(int sync) {
    syncs_ = 0;
    fail_syncs_from_ = sync;
    has_failed_ = false;
}

int FaultyDisk::before_change() {
    if (!power_is_out_ && ++changes_ == cut_at_) {
        power_is_out_ = true;
        has_failed_ = true;
    }
    return power_is_out_ ? SQLITE_IOERR_WRITE : SQLITE_OK;
}

int FaultyDisk::before_write() {
    if (const int code = before_change(); code != SQLITE_OK) {
        return code;
    }
    if (++writes_ >= full_at_ && full_at_ > 0) {
        has_failed_ = true;
        return SQLITE_FULL;
    }
    return SQLITE_OK;
}

int FaultyDisk::before_sync() {
    if (const int code = before_change(); code != SQLITE_OK) {
        return code;
    }
    if (++syncs_ == cut_at_sync_) {
        power_is_out_ = true;
        has_failed_ = true;
    }
    if (syncs_ == fail_sync_at_ || (fail_syncs_from_ > 0 && syncs_ >= fail_syncs_from_)) {
        has_failed_ = true;
        return SQLITE_IOERR_FSYNC;
    }
    return power_is_out_ ? SQLITE_IOERR_FSYNC : SQLITE_OK;
}

FaultyDisk::File& FaultyDisk::file(const std::string& path) {
    const auto [found, is_new] = files_.try_emplace(path);
    if (is_new && std::filesystem::exists(path)) {
        found->second.is_durable = true;
        found->second.durable = bytes_of(path);
    }
    return found->second;
}

void FaultyDisk::synced(const std::string& path) {
    File& known = file(path);
    known = File{true, bytes_of(path), {}, false};
}

void FaultyDisk::deleted(const std::string& path, bool durably) {
    File& known = file(path);
    known.pending.clear();
    if (durably) {
        known = File{};
    } else {
        known.deletion_is_pending = true;
    }
}

std::string FaultyDisk::what_is_left(const File& file, Survivors survivors) {
    std::string left = file.durable;
    for (const Change& change : file.pending) {
        const auto survives = [&] {
            return survivors == Survivors::all
                   || (survivors == Survivors::some_sectors && (chance_() & 1U) != 0);
        };
        const auto offset = static_cast<std::size_t>(change.offset);
        if (change.is_truncation) {
            if (survives()) {
                left.resize(offset);
            }
            continue;
        }
        for (std::size_t at = 0; at < change.bytes.size(); at += sector_bytes) {
            const std::size_t size = std::min(sector_bytes, change.bytes.size() - at);
            if (survives()) {
                left.resize(std::max(left.size(), offset + at + size));
                left.replace(offset + at, size, change.bytes, at, size);
            }
        }
    }
    return left;
}

void FaultyDisk::restore_power(Survivors survivors, std::uint32_t seed) {
    chance_.seed(seed);
    for (const auto& [path, file] : files_) {
        const bool is_gone =
            file.deletion_is_pending && file.pending.empty()
            && (survivors == Survivors::all
                || (survivors == Survivors::some_sectors && (chance_() & 1U) != 0));
        const bool has_a_name =
            file.is_durable || (survivors != Survivors::none && !file.pending.empty());
        if (is_gone || !has_a_name) {
            std::filesystem::remove(path);
        } else {
            std::ofstream{path, std::ios::binary | std::ios::trunc}
                << what_is_left(file, survivors);
        }
        std::filesystem::remove(path + "-shm"); // memory
    }
    files_.clear();
    cut_at_ = cut_at_sync_ = fail_sync_at_ = full_at_ = 0;
    power_is_out_ = false;
}

} // namespace ocop::store::test
