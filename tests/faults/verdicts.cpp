#include "tests/faults/verdicts.hpp"

#include <algorithm>
#include <csignal>
#include <set>

namespace ocop::faults {

namespace {

/// What may be said of a disk that fails: nothing about anybody's data.
const std::set<std::string>& codes_of_a_failing_disk() {
    static const std::set<std::string> codes{
        "disk-error", "disk-full", "permission", "locked", "not-known", "device", "memory"};
    return codes;
}

/// Advice that a failing disk never deserves.
constexpr const char* untrue[]{
    "fetch the backup",
    "not a file of this store",
    "ocop init",
    "does not verify",
    "not whole",
    "choose another place",
    "update the program",
    "terminate called",
    "Assertion"};

/// The record an accepted action leaves; "" where it is none.
std::string record_of(const Json& answer) {
    const std::string action = answer.value("do", "");
    if (action == "pay") {
        return answer.contains("sale") ? "sale" : "";
    }
    static const std::map<std::string, std::string> others{
        {"open-shift", "shift-open"},
        {"close-shift", "shift-close"},
        {"return", "return"},
        {"no-sale", "no-sale"},
        {"paid-in", "paid-in"},
        {"paid-out", "paid-out"},
        {"receive", "stock"},
        {"hold", "hold"},
        {"untender", "untender"}, // of cash
        {"settings", "settings"}};
    const auto found = others.find(action);
    return found != others.end() ? found->second : "";
}

void check_words(const std::string& text, Breaches& breaches) {
    for (const char* words : untrue) {
        if (text.find(words) != std::string::npos) {
            breaches.push_back({"sentence", "says \"" + std::string{words} + "\": " + text});
            return;
        }
    }
}

/// How many answers say no, and what the first of them says.
void hear_no(const Json& answer, bool hit, bool warned, Told& told, Breaches& breaches) {
    const Json error = answer.value("error", Json::object());
    const std::string code = error.value("code", "");
    told.not_known += code == "not-known" ? 1 : 0;
    if (!told.failed && (!hit || (codes_of_a_failing_disk().count(code) == 0 && !warned))) {
        breaches.push_back({"answer", "refuses with " + code + ": " + error.value("message", "")});
    }
    told.failed = true;
}

void hear_script(const Ran& ran, bool hit, Told& told, Breaches& breaches) {
    for (const std::string& line : Ran::lines(ran.out)) {
        const Json answer = parse(line);
        if (!answer.is_object()) {
            if (!told.killed) {
                breaches.push_back({"answer", "answers what is no JSON: " + line});
            }
            continue;
        }
        if (!answer.value("ok", false)) {
            hear_no(answer, hit, !ran.err.empty(), told, breaches);
            continue;
        }
        const std::string kind = record_of(answer);
        if (!kind.empty()) {
            ++told.kinds[kind];
        }
        if (kind == "sale" || kind == "return") {
            told.receipts.push_back({answer[kind], answer["total"]});
        }
    }
}

/// A verb that failed says so in one sentence, and in JSON. What it found on the way (goods that
/// cannot be read, rows of a file) may stand before it, never the words of a library.
void hear_failure(const Scenario& scenario, const Ran& ran, Told& told, Breaches& breaches) {
    const auto sentences = Ran::lines(ran.err);
    const auto says = std::count_if(sentences.begin(), sentences.end(), [](const auto& line) {
        return line.starts_with("ocop: ");
    });
    const bool whole = says == 1 && sentences.back().starts_with("ocop: ")
                       && sentences.back().ends_with(".")
                       && ran.err.find("[ERROR]") == std::string::npos;
    if (!whole) {
        breaches.push_back({"sentence", "does not say one sentence: " + ran.err});
    }
    const auto lines = Ran::lines(ran.out);
    const Json answer = lines.empty() ? Json{} : parse(lines.back());
    const bool is_json = answer.is_object() && answer.contains("error");
    const std::string code = is_json ? answer["error"].value("code", "") : "";
    const auto& asked = scenario.step.words;
    const bool wants_json = std::find(asked.begin(), asked.end(), "--json") != asked.end();
    if (wants_json && codes_of_a_failing_disk().count(code) == 0) {
        breaches.push_back({"code", "fails with \"" + code + "\": " + ran.err});
    }
    told.unknown = code == "not-known";
    told.promised = ran.err.find("the next start completes it") != std::string::npos;
}

} // namespace

Told listen(
    const Scenario& scenario, const Loop& loop, const Ran& ran, bool hit, Breaches& breaches
) {
    Told told;
    if (ran.timed_out) {
        breaches.push_back({"end", "does not end within " + std::to_string(patience_s) + " s"});
    }
    told.killed = loop.name == "kill" && hit && ran.signal == SIGKILL;
    if (ran.signal != 0 && !told.killed && !ran.timed_out) {
        breaches.push_back({"end", "ended by signal " + std::to_string(ran.signal) + ": " + ran.err}
        );
    }
    if (scenario.is_script) {
        hear_script(ran, hit, told, breaches);
    }
    if (ran.signal != 0) {
        told.killed = true;
        return told;
    }
    const bool may_fail = hit && !loop.must_work;
    if (ran.exit != scenario.exit && !(may_fail && ran.exit == 4)) {
        breaches.push_back({"exit", "ends with " + std::to_string(ran.exit) + ": " + ran.err});
    }
    if (ran.exit == 4 && (!scenario.is_script || !told.failed)) {
        hear_failure(scenario, ran, told, breaches);
    }
    told.failed = told.failed || ran.exit != scenario.exit;
    check_words(ran.err + ran.out, breaches);
    return told;
}

namespace {

/// The new journal begins as the old one.
bool goes_on_from(const ShopView& before, const ShopView& now) {
    return now.records.size() >= before.records.size()
           && std::equal(before.records.begin(), before.records.end(), now.records.begin());
}

void compare_receipts(
    const Told& told, const ShopView& before, const ShopView& now, Breaches& breaches
) {
    const auto old = before.receipts();
    auto fresh = now.receipts();
    fresh.erase(fresh.begin(), fresh.begin() + static_cast<std::ptrdiff_t>(old.size()));
    for (const Receipt& receipt : told.receipts) {
        if (std::count(fresh.begin(), fresh.end(), receipt) != 1) {
            breaches.push_back({"lost", "acknowledged and not there: " + receipt.number});
        }
    }
}

/// Of each kind as many records as were acknowledged.
void compare_kinds(
    const Told& told, const ShopView& before, const ShopView& now, Breaches& breaches
) {
    auto found = now.kinds(before.records.size());
    int unexpected = 0;
    for (const char* kind :
         {"sale",
          "return",
          "shift-open",
          "shift-close",
          "no-sale",
          "paid-in",
          "paid-out",
          "stock",
          "hold",
          "untender",
          "settings"}) {
        const auto acknowledged = told.kinds.find(kind);
        const int asked = acknowledged != told.kinds.end() ? acknowledged->second : 0;
        if (found[kind] < asked) {
            breaches.push_back({"lost", "acknowledged and not there: a " + std::string{kind}});
        }
        unexpected += std::max(0, found[kind] - asked);
        if (found[kind] > asked && !told.killed && told.not_known == 0) {
            breaches.push_back({"refused", "refused and yet there: a " + std::string{kind}});
        }
    }
    if (unexpected > 1) {
        breaches.push_back({"refused", "more records than were asked for"});
    }
}

void compare_deed(
    const Scenario& scenario,
    const Told& told,
    const ShopView& before,
    const ShopView& now,
    Breaches& breaches
) {
    auto found = now.kinds(before.records.size());
    const int written = found[scenario.appends];
    if (written > 1) {
        breaches.push_back({"refused", "wrote its record " + std::to_string(written) + " times"});
    }
    if (told.killed || told.unknown) {
        return;
    }
    if (told.promised) {
        if (written == 0) {
            breaches.push_back({"lost", "promised and not there: a " + scenario.appends});
        }
        return;
    }
    if (told.failed && written > 0) {
        breaches.push_back({"refused", "failed and yet there: a " + scenario.appends});
    }
    if (!told.failed && written == 0) {
        breaches.push_back({"lost", "done and not there: a " + scenario.appends});
    }
}

/// The head is that of this journal, and never behind where it was.
void check_head(const ShopView& before, const ShopView& now, Breaches& breaches) {
    if (now.head.empty()) {
        if (!before.head.empty()) {
            breaches.push_back({"head", "the head is gone"});
        }
        return;
    }
    const Json head = parse(now.head);
    const Json old = parse(before.head);
    const std::int64_t seq = head.is_object() ? head.value("seq", std::int64_t{-1}) : -1;
    const std::int64_t least = old.is_object() ? old.value("seq", std::int64_t{0}) : 0;
    const bool fits = seq >= least && seq < static_cast<std::int64_t>(now.records.size())
                      && now.records[static_cast<std::size_t>(seq)]["hash"] == head["hash"];
    if (!fits) {
        breaches.push_back({"head", "the head is not the journal's: " + now.head});
    }
}

/// Everyone who had a PIN has one.
void check_secrets(const ShopView& before, const ShopView& now, Breaches& breaches) {
    if (!before.key.empty() && now.key != before.key) {
        breaches.push_back({"key", "till.key is another one"});
    }
    const Json old = parse(before.pins);
    const Json pins = parse(now.pins);
    if (!old.is_object()) {
        return;
    }
    for (const auto& [name, hash] : old.items()) {
        if (!pins.is_object() || !pins.contains(name)) {
            breaches.push_back({"pins", "the PIN of " + name + " is gone"});
        }
    }
}

} // namespace

void compare_journal(
    const Scenario& scenario,
    const Told& told,
    const ShopView& before,
    const ShopView& now,
    Breaches& breaches
) {
    if (!now.fault.empty()) {
        breaches.push_back({"journal", "cannot be read any more: " + now.fault});
        return;
    }
    if (!goes_on_from(before, now)) {
        breaches.push_back({"journal", "is not the journal it was"});
        return;
    }
    if (scenario.is_script) {
        compare_receipts(told, before, now, breaches);
        compare_kinds(told, before, now, breaches);
    } else if (!scenario.appends.empty()) {
        compare_deed(scenario, told, before, now, breaches);
    }
    check_head(before, now, breaches);
    check_secrets(before, now, breaches);
    check_numbers(now, breaches);
}

void check_numbers(const ShopView& shop, Breaches& breaches) {
    std::set<std::string> seen;
    for (const Receipt& receipt : shop.receipts()) {
        if (!seen.insert(receipt.number).second) {
            breaches.push_back({"numbers", "is there twice: " + receipt.number});
        }
    }
}

} // namespace ocop::faults
