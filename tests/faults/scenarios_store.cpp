#include "tests/faults/scenario.hpp"

namespace ocop::faults {

namespace fs = std::filesystem;

namespace {

const std::vector<std::string> init_words{
    "init",
    "--province",
    "QNA",
    "--point",
    "QNA-HOIAN-01",
    "--name",
    "OCOP Hội An",
    "--district",
    "Hội An",
    "--till",
    "1",
    "--json"};

Scenario verb(
    const std::string& name,
    const std::string& store,
    std::vector<std::string> words,
    const std::string& input = {}
) {
    Scenario scenario;
    scenario.name = name;
    scenario.store = store;
    words.emplace_back("--json");
    scenario.step = {std::move(words), input};
    return scenario;
}

Scenario appending(Scenario scenario, const std::string& kind) {
    scenario.appends = kind;
    return scenario;
}

/// Whether somebody signs in with that PIN.
bool signs_in(const Place& place, const std::string& user, const std::string& pin) {
    const Ran ran = place.ocop(
        {"sell", "--script", "-", "--strict"},
        R"({"do":"sign-in","user":")" + user + R"(","pin":")" + pin + "\"}\n"
    );
    return ran.exit == 0;
}

Scenario init() {
    Scenario scenario = verb("init", "none", init_words);
    scenario.step.words.pop_back();
    scenario.exit_again = 3;
    scenario.is_done = [](const Place& place) { return fs::exists(place.data() / "ledger.db"); };
    scenario.goes_on = {
        {{"user", "add", "hoa", "--role", "manager", "--pin-stdin"}, "9999\n"},
        {{"sell", "--script", "-", "--strict"}, R"({"do":"sign-in","user":"hoa","pin":"9999"}
{"do":"open-shift","float":0}
{"do":"no-sale"}
)"}};
    return scenario;
}

Scenario user_add() {
    Scenario scenario = appending(
        verb(
            "user-add", "day", {"user", "add", "moi", "--role", "cashier", "--pin-stdin"}, "2468\n"
        ),
        "user"
    );
    scenario.exit_again = 3;
    return scenario;
}

Scenario user_pin() {
    Scenario scenario = verb("user-pin", "day", {"user", "pin", "minh", "--pin-stdin"}, "1357\n");
    scenario.is_done = [](const Place& place) { return signs_in(place, "minh", "1357"); };
    scenario.half_done = [](const Place& place) -> std::string {
        return signs_in(place, "minh", "1357") || signs_in(place, "minh", "5678")
                   ? ""
                   : "minh signs in with neither PIN";
    };
    return scenario;
}

std::string whole_backup(const Place& place, const std::string& name) {
    if (!fs::exists(place.out() / name)) {
        return {};
    }
    const Ran ran = place.ocop({"backup", "verify", "{out}/" + name});
    return ran.exit == 0 ? "" : name + " is no backup: " + ran.err;
}

Scenario backup() {
    Scenario scenario = verb("backup", "day", {"backup", "{out}/new.ocop"});
    scenario.is_done = [](const Place& place) { return fs::exists(place.out() / "new.ocop"); };
    scenario.half_done = [](const Place& place) { return whole_backup(place, "new.ocop"); };
    return scenario;
}

Scenario backup_over() {
    Scenario scenario = verb("backup-over", "day", {"backup", "{out}/former.ocop"});
    scenario.half_done = [](const Place& place) {
        return fs::exists(place.out() / "former.ocop") ? whole_backup(place, "former.ocop")
                                                       : "the former backup is gone";
    };
    return scenario;
}

/// Whether one of the newest records is that of a restore: a start may write one behind it.
bool is_restored(const Place& place) {
    return place.ocop({"journal", "tail", "-n", "3"}).out.find(R"("kind":"restore")")
           != std::string::npos;
}

Scenario restore(
    const std::string& name, const std::string& store, const std::vector<std::string>& numbers = {}
) {
    Scenario scenario = verb(name, store, {"backup", "restore", "{in}/backup.ocop"});
    scenario.step.words.insert(scenario.step.words.end(), numbers.begin(), numbers.end());
    scenario.is_done = is_restored;
    scenario.exit_again = 3;
    return scenario;
}

Scenario restore_lost() {
    Scenario scenario = restore("restore", "lost", {"--last-receipt", "4"});
    scenario.half_done = [](const Place& place) -> std::string {
        return fs::exists(place.data() / "ledger.db") && !is_restored(place)
                   ? "restored without a record of it"
                   : "";
    };
    return scenario;
}

/// Bundles in `out`, all whole.
int bundles(const Place& place) {
    int found = 0;
    for (const auto& entry : fs::recursive_directory_iterator{place.out()}) {
        found += entry.path().extension() == ".zip" ? 1 : 0;
    }
    return found;
}

Scenario export_revenue() {
    Scenario scenario = appending(
        verb(
            "export",
            "closed",
            {"revenue", "export", "--from", "2026-01-01", "--to", "2035-01-01", "--out", "{out}/e"}
        ),
        "export"
    );
    scenario.half_done = [](const Place& place) -> std::string {
        const Ran dumped = place.ocop({"journal", "dump"});
        int records = 0;
        for (const std::string& line : Ran::lines(dumped.out)) {
            records += line.find(R"("kind":"export")") != std::string::npos ? 1 : 0;
        }
        const int made = bundles(place);
        return made == records ? ""
                               : std::to_string(made) + " bundles and " + std::to_string(records)
                                     + " records of them";
    };
    return scenario;
}

Scenario rebuild_damaged() {
    Scenario scenario = verb("rebuild-damaged", "damaged", {"journal", "rebuild"});
    scenario.exit = 1; // it says what differed
    scenario.exit_again = 0;
    scenario.is_done = [](const Place& place) {
        return place.ocop({"journal", "verify", "--full"}).exit == 0;
    };
    return scenario;
}

} // namespace

std::vector<Scenario> store_scenarios() {
    return {
        init(),
        user_add(),
        user_pin(),
        appending(verb("user-disable", "day", {"user", "disable", "minh"}), "user"),
        verb("user-list", "day", {"user", "list"}),
        appending(
            verb("settings-set", "day", {"settings", "set", "shop.phone", "0905123456"}), "settings"
        ),
        verb("settings-list", "day", {"settings", "list"}),
        verb("verify", "closed", {"journal", "verify"}),
        verb("verify-full", "closed", {"journal", "verify", "--full"}),
        verb("dump", "closed", {"journal", "dump"}),
        verb("rebuild", "day", {"journal", "rebuild"}),
        rebuild_damaged(),
        backup(),
        backup_over(),
        verb("backup-verify", "day", {"backup", "verify", "{out}/former.ocop"}),
        restore_lost(),
        restore("restore-over", "old", {"--last-receipt", "5"}),
        export_revenue()};
}

} // namespace ocop::faults
