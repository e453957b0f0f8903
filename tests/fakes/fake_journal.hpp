#pragma once

#include "pos/core/assert.hpp"
#include "pos/ports/journal.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ocop::testing {

/// A journal in memory: seals and folds like the real one, and can be told to fail next.
class FakeJournal final : public Journal {
public:
    explicit FakeJournal(bool training = true) {
        constexpr Moment begun{
            1'793'466'000}; // 2026-11-01, as far behind as a clock may go on from
        const RecordDraft genesis{
            "genesis",
            begun,
            {{"till", "T-01-1"},
             {"public_key", "RW"},
             {"province", "QNA"},
             {"point", "T-01"},
             {"name", "Điểm thử"},
             {"district", "Hội An"},
             {"training", training}}};
        put(seal(genesis, "T-01-1", 0, Hash{}));
        for (const auto& [name, role] : std::map<std::string, const char*>{
                 {"hoa", "manager"}, {"lan", "cashier"}, {"minh", "lead"}, {"thu", "auditor"}}) {
            (void)append({"user", begun, {{"user", name}, {"role", role}, {"active", true}}});
        }
    }

    Expected<Record, Failure> append(RecordDraft draft) override {
        if (fail_next) {
            fail_next = false;
            return Unexpected{Failure{FailureCode::disk_full, "no space left", "ledger.db"}};
        }
        for (const Record& known : records) {
            if (known.kind == draft.kind && is_receipt(draft.kind)
                && receipt_of(known.kind, known.body) == receipt_of(draft.kind, draft.body)) {
                return known; // appending twice is appending once
            }
        }
        Record record = seal(draft, "T-01-1", ledger_.records, ledger_.head);
        put(record);
        return record;
    }

    const Ledger& ledger() const override { return ledger_; }

    Expected<void, Failure> read(
        std::int64_t first, std::int64_t last, const std::function<bool(const Record&)>& visit
    ) override {
        for (const Record& record : records) {
            if (record.seq >= first && (last < 0 || record.seq <= last) && !visit(record)) {
                break;
            }
        }
        return {};
    }

    Expected<std::optional<StoredSale>, Failure> find(const std::string& number) override {
        std::optional<StoredSale> found;
        for (const Record& record : records) {
            if (record.kind == "sale" && receipt_of(record.kind, record.body) == number) {
                found = StoredSale{record, {}};
            } else if (found && record.kind == "return" && record.body.json()["of"] == number) {
                found->returns.push_back(record);
            }
        }
        return found;
    }

    std::vector<Record> records{};
    bool fail_next = false;

private:
    void put(const Record& record) {
        const auto fault = ledger_.apply(record);
        OCOP_ASSERT(!fault.has_value());
        records.push_back(record);
    }

    Ledger ledger_{};
};

} // namespace ocop::testing
