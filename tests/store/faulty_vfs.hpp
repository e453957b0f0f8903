#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3_vfs;

namespace ocop::store::test {

/// What of the writes not yet synced a power cut leaves on the disk.
enum class Survivors {
    none,        // the disk kept everything in its own memory
    all,         // it had written everything by luck
    some_sectors // each 512 bytes as chance has it, in any order
};

/// A disk under SQLite that can lose its power or its space at a chosen moment. While it lives, it
/// is SQLite's default VFS; files are real ones, but what is durable is kept apart, and a sync is
/// what moves bytes there. One at a time.
class FaultyDisk {
public:
    FaultyDisk();
    ~FaultyDisk();
    FaultyDisk(const FaultyDisk&) = delete;
    FaultyDisk& operator=(const FaultyDisk&) = delete;

    /// The power goes just before change number `change` (from 1, counted from now) takes place;
    /// changes are writes, truncations, deletions and syncs. From then on everything fails.
    void cut_power_at(int change);
    /// The power goes just before sync number `sync` takes effect.
    void cut_power_at_sync(int sync);
    /// Write number `write` and all after it find no space, until there_is_space().
    void fill_up_at(int write);
    /// Sync number `sync` fails once; the power stays.
    void fail_sync_at(int sync);
    /// Sync number `sync` and all after it fail, until syncs_work(); writes are kept by the system,
    /// as a disk's cache does, and read back.
    void fail_syncs_from(int sync);

    void syncs_work() { fail_syncs_from_ = 0; }

    void there_is_space() { full_at_ = 0; }

    [[nodiscard]] bool power_is_out() const { return power_is_out_; }

    /// True once a fault set above has happened.
    [[nodiscard]] bool has_failed() const { return has_failed_; }

    /// Syncs asked for so far.
    [[nodiscard]] int syncs() const { return syncs_; }

    /// After a power cut, with every connection closed: makes the files what the disk kept, and
    /// gives the power back. `seed` decides what survives under some_sectors.
    void restore_power(Survivors survivors, std::uint32_t seed);

    // For the VFS functions alone.

    struct Change {
        std::int64_t offset = 0;
        std::string bytes{};
        bool is_truncation = false; // to `offset`
    };

    struct File {
        bool is_durable = false; // its name survives
        std::string durable{};
        std::vector<Change> pending{};
        bool deletion_is_pending = false;
    };

    /// Counts a change; a result code if it must fail instead of taking place.
    [[nodiscard]] int before_change();
    [[nodiscard]] int before_write();
    [[nodiscard]] int before_sync();
    /// The file at `path`, whose bytes on disk count as durable when it is first seen.
    [[nodiscard]] File& file(const std::string& path);
    void synced(const std::string& path);
    void deleted(const std::string& path, bool durably);

    [[nodiscard]] sqlite3_vfs* real() const { return real_; }

private:
    [[nodiscard]] std::string what_is_left(const File& file, Survivors survivors);

    sqlite3_vfs* real_;
    std::unique_ptr<sqlite3_vfs> vfs_;
    std::map<std::string, File> files_{};
    std::mt19937 chance_{};
    int changes_ = 0;
    int writes_ = 0;
    int syncs_ = 0;
    int cut_at_ = 0;
    int cut_at_sync_ = 0;
    int full_at_ = 0;
    int fail_sync_at_ = 0;
    int fail_syncs_from_ = 0;
    bool power_is_out_ = false;
    bool has_failed_ = false;
};

} // namespace ocop::store::test
