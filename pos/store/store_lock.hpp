#pragma once

#include <filesystem>

namespace ocop::store {

/// The right to write in a data folder, one program at a time: flock(2) on `ledger.lock` for as
/// long as this lives. The system lets go of it when a process dies, however it dies. Readers need
/// none.
///
/// A lock file made by this goes again with it, unless say() was called: a refused start leaves
/// nothing, least of all a file that makes the folder look like a shop that lost its ledger.
class StoreLock {
public:
    /// Throws StoreError: `locked`, naming the process that holds it; `foreign` where a link, pipe
    /// or device stands in the file's place, which is neither followed nor waited for; `permission`
    /// and others.
    explicit StoreLock(const std::filesystem::path& folder);
    /// How a run ended, as far as the file tells.
    enum class Run {
        ended,      // by itself, or before there was such a word
        going,      // going on, or cut off
        lost_track, // without knowing whether its last record is in the journal
    };

    /// How the run before this one ended.
    [[nodiscard]] Run last_run() const { return last_run_; }

    /// Writes who holds it into the file, and how it goes: for the sentence a second program shows,
    /// and for the next start. Left to whoever was let in: a refused start writes nothing. Nor is
    /// anything written into a file that has another name too: it may be somebody else's. Not
    /// synced, and no failure is told: it is a hint, for which the disk has room already.
    void say(Run run);
    ~StoreLock();
    StoreLock(const StoreLock&) = delete;
    StoreLock& operator=(const StoreLock&) = delete;

private:
    void open();
    void read_last_run();
    [[nodiscard]] bool is_still_there() const;
    [[noreturn]] void fail(int error) const;

    std::filesystem::path path_;
    int file_ = -1;
    bool is_ours_ = false; // made by this, and nobody was let in
    Run last_run_ = Run::ended;
};

} // namespace ocop::store
