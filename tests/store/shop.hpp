#pragma once

#include "pos/core/ledger.hpp"
#include "pos/core/record.hpp"
#include "pos/store/sqlite_journal.hpp"

#include <cstdint>
#include <filesystem>
#include <string>

namespace ocop::store::test {

/// A folder of its own that goes away with all that is in it.
class TestFolder {
public:
    TestFolder();
    ~TestFolder();
    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_{};
};

/// A shop's records, each right for the ledger it is appended to.
[[nodiscard]] Identity identity();
[[nodiscard]] RecordDraft genesis();
[[nodiscard]] RecordDraft user(const std::string& name, Role role);
[[nodiscard]] RecordDraft setting(const std::string& key, const std::string& value);
[[nodiscard]] RecordDraft receive(const std::string& product, std::int64_t quantity);
[[nodiscard]] RecordDraft shift_open(const Ledger& ledger);
[[nodiscard]] RecordDraft shift_close(const Ledger& ledger);
[[nodiscard]] RecordDraft hold(const Ledger& ledger);
/// The next sale, with `lines` lines of different goods; every other one pays by transfer.
[[nodiscard]] RecordDraft sale(const Ledger& ledger, int lines = 2);
/// Takes back the whole of `sold`.
[[nodiscard]] RecordDraft take_back(const Ledger& ledger, const Record& sold);

/// Stands in for the till's key: whoever knows the text can make it, which is all a test needs.
[[nodiscard]] Sign test_sign();
[[nodiscard]] CheckSignature test_check();
[[nodiscard]] MakeSeal test_seal();
[[nodiscard]] TillKey test_key();

/// A new journal with signatures.
std::unique_ptr<SqliteJournal> make_store(const std::filesystem::path& folder);
std::unique_ptr<SqliteJournal>
open_store(const std::filesystem::path& folder, Use use = Use::write);

/// Appends; the record. Aborts the test run if it fails.
Record put(SqliteJournal& journal, RecordDraft draft);

/// Users, a setting, goods received, a shift with sales, a return and a basket on hold, closed; one
/// more sale in a second shift: every kind of record and projection at least once.
void live_a_day(SqliteJournal& journal);

/// Every line of the journal in `folder`, as `journal dump` prints it.
[[nodiscard]] std::string dump(const std::filesystem::path& folder);

} // namespace ocop::store::test
