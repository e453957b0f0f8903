#pragma once

#include "pos/core/assert.hpp"
#include "pos/core/till.hpp"
#include "pos/shell/session.hpp"
#include "tests/core/goods.hpp"

#include <map>
#include <string>
#include <vector>

namespace ocop::testing {

/// A journal in memory: seals and folds like the real one, and can be told to fail next.
class FakeJournal final : public Journal {
public:
    explicit FakeJournal(bool training = true) {
        const RecordDraft genesis{
            "genesis",
            Moment{1'000'000'000},
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
            (void)append(
                {"user", Moment{1'000'000'000}, {{"user", name}, {"role", role}, {"active", true}}}
            );
        }
    }

    Expected<Record, Failure> append(const RecordDraft& draft) override {
        if (fail_next) {
            fail_next = false;
            return Unexpected{Failure{FailureCode::disk_full, "no space left", "ledger.db"}};
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
            if (record.kind == "sale" && record.body["sale"] == number) {
                found = StoredSale{record, {}};
            } else if (found && record.kind == "return" && record.body["of"] == number) {
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

/// Everybody's PIN is 1234.
class FakePins final : public Pins {
public:
    Expected<bool, Failure> check(const std::string&, const std::string& pin) override {
        return pin == "1234";
    }
};

/// A till over the fakes that is asked in the contract's own JSON.
class Shop {
public:
    explicit Shop(bool training = true, std::vector<Product> goods_sold = goods())
        : journal{training},
          runner{journal, pins, Language::en},
          session{
              journal.ledger(),
              std::make_shared<const Catalog>(42, std::move(goods_sold)),
              runner,
              [this](const PaperEffect& effect) { paper.push_back(effect); }} {}

    /// The answer to one action, as `ocop sell` prints it.
    Json ask(const std::string& action) {
        auto parsed = parse_action(action);
        if (!parsed) {
            return to_json(Answer{Refused{{}, parsed.error()}}, Language::en);
        }
        return to_json(session.ask(std::move(*parsed), now), Language::en);
    }

    /// The code of the refusal, "ok" if there was none.
    std::string code_of(const std::string& action) {
        const Json answer = ask(action);
        return answer["ok"].get<bool>() ? "ok" : answer["error"]["code"].get<std::string>();
    }

    Shop& open() {
        ask(R"({"do":"sign-in","user":"lan","pin":"1234"})");
        ask(R"({"do":"open-shift","float":2000000})");
        return *this;
    }

    Moment now = *parse_moment("2026-11-22T09:00:00+07:00");
    FakeJournal journal;
    FakePins pins{};
    StoreRunner runner;
    std::vector<PaperEffect> paper{};
    Session session;
};

} // namespace ocop::testing
