#pragma once

#include <filesystem>

namespace ocop::store {

/// The right to write in a data folder, one program at a time: flock(2) on `ledger.lock` for as
/// long as this lives. The system lets go of it when a process dies, however it dies. Readers need
/// none.
class StoreLock {
public:
    /// Throws StoreError: `locked`, naming the process that holds it; `permission` and others.
    explicit StoreLock(const std::filesystem::path& folder);
    /// Writes who holds it into the file, for the sentence a second program shows. Left to whoever
    /// was let in: a refused start writes nothing.
    void say_who() const;
    ~StoreLock();
    StoreLock(const StoreLock&) = delete;
    StoreLock& operator=(const StoreLock&) = delete;

private:
    int file_ = -1;
};

} // namespace ocop::store
