#pragma once

#include "pos/core/till.hpp"
#include "pos/shell/session.hpp"
#include "tests/core/goods.hpp"
#include "tests/fakes/fake_journal.hpp"
#include "tests/fakes/fake_pins.hpp"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace ocop::testing {

/// A till over the fakes that is asked in the contract's own JSON.
class Shop {
public:
    explicit Shop(
        bool training = true,
        std::vector<Product> goods_sold = goods(),
        const std::map<std::string, std::string>& settings = {}
    )
        : journal{training},
          runner{journal, pins, Language::en},
          session{
              with(journal.ledger(), settings),
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

    static Ledger with(Ledger ledger, const std::map<std::string, std::string>& settings) {
        ledger.settings.insert(settings.begin(), settings.end());
        return ledger;
    }

    Moment now = *parse_moment("2026-11-22T09:00:00+07:00");
    FakeJournal journal;
    FakePins pins{};
    StoreRunner runner;
    std::vector<PaperEffect> paper{};
    Session session;
};

} // namespace ocop::testing
