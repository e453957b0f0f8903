#pragma once

#include <filesystem>

namespace ocop::store {

/// The right to write in a data folder, one program at a time: flock(2) on `ledger.lock` for as
/// long as this lives. The system lets go of it when a process dies, however it dies. Readers need
/// none.
///
/// A lock file made by this goes again with it, unless say_who() was called: a refused start leaves
/// nothing, least of all a file that makes the folder look like a shop that lost its ledger.
class StoreLock {
public:
    /// Throws StoreError: `locked`, naming the process that holds it; `foreign` where a link, pipe
    /// or device stands in the file's place, which is neither followed nor waited for; `permission`
    /// and others.
    explicit StoreLock(const std::filesystem::path& folder);
    /// Writes who holds it into the file, for the sentence a second program shows. Left to whoever
    /// was let in: a refused start writes nothing. Nor is anything written into a file that has
    /// another name too: it may be somebody else's.
    void say_who();
    ~StoreLock();
    StoreLock(const StoreLock&) = delete;
    StoreLock& operator=(const StoreLock&) = delete;

private:
    void open();
    [[nodiscard]] bool is_still_there() const;
    [[noreturn]] void fail(int error) const;

    std::filesystem::path path_;
    int file_ = -1;
    bool is_ours_ = false; // made by this, and nobody was let in
};

} // namespace ocop::store
