#include "tests/faults/scenario.hpp"

namespace ocop::faults {

namespace fs = std::filesystem;

namespace {

Scenario verb(const std::string& name, const std::string& store, std::vector<std::string> words) {
    Scenario scenario;
    scenario.name = name;
    scenario.store = store;
    words.emplace_back("--json");
    scenario.step = {std::move(words), {}};
    return scenario;
}

/// True if `ocop catalog show CODE` says `text`.
std::function<bool(const Place&)> shows(const std::string& code, const std::string& text) {
    return [code, text](const Place& place) {
        const Ran ran = place.ocop({"catalog", "show", code, "--json"});
        return ran.exit == 0 && ran.out.find(text) != std::string::npos;
    };
}

Scenario import() {
    Scenario scenario = verb("catalog-import", "day", {"catalog", "import", "{in}/P3.csv"});
    scenario.is_done = shows("NE", "\"price\":65000");
    return scenario;
}

Scenario price() {
    Scenario scenario = verb("catalog-price", "day", {"catalog", "price", "CH", "45000"});
    scenario.is_done = shows("CH", "45000");
    return scenario;
}

Scenario sync() {
    Scenario scenario = verb("catalog-sync", "day", {"catalog", "sync", "{in}/feed"});
    scenario.is_done = shows("MO", "200000");
    return scenario;
}

Scenario trust() {
    Scenario scenario =
        verb("catalog-trust", "goods", {"catalog", "trust", "{in}/province.key.pub"});
    scenario.is_done = [](const Place& place) {
        return place.ocop({"catalog", "sync", "{in}/feed"}).exit == 0;
    };
    scenario.goes_on = {{{"catalog", "sync", "{in}/feed"}, {}}};
    return scenario;
}

Scenario publish() {
    Scenario scenario = verb(
        "catalog-publish",
        "publisher",
        {"catalog",
         "publish",
         "--products",
         "{in}/F2.csv",
         "--key",
         "{in}/province.key",
         "--out",
         "{out}/feed",
         "--expires",
         "30d"}
    );
    // What a till of the province makes of the feed as it lies there.
    scenario.half_done = [](const Place& place) -> std::string {
        const Ran ran = place.ocop({"catalog", "sync", "{out}/feed"});
        return ran.exit == 0 ? "" : "tills refuse the feed: " + ran.err;
    };
    scenario.is_done = [](const Place& place) {
        return read_file(place.out() / "feed" / "catalog.json").find("\"version\":2")
               != std::string::npos;
    };
    return scenario;
}

Scenario keygen() {
    Scenario scenario =
        verb("catalog-keygen", "made", {"catalog", "keygen", "--key", "{out}/k.key"});
    scenario.exit_again = 3;
    scenario.makes_for_good = true;
    // A secret key alone is not done, and done by doing it again.
    scenario.is_done = [](const Place& place) {
        return fs::exists(place.out() / "k.key") && fs::exists(place.out() / "k.key.pub");
    };
    scenario.half_done = [](const Place& place) -> std::string {
        return fs::exists(place.out() / "k.key") || !fs::exists(place.out() / "k.key.pub")
                   ? ""
                   : "a public key alone";
    };
    scenario.goes_on = {{{"catalog", "trust", "{out}/k.key.pub"}, {}}};
    return scenario;
}

} // namespace

std::vector<Scenario> goods_scenarios() {
    return {
        import(),
        price(),
        sync(),
        trust(),
        publish(),
        keygen(),
        verb("catalog-status", "day", {"catalog", "status"}),
        verb("catalog-find", "day", {"catalog", "find", "che"})};
}

} // namespace ocop::faults
