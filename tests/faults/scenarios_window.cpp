#include "tests/faults/scenario.hpp"

namespace ocop::faults {

namespace {

const std::string lan = "sign-in lan 1234\n";
const std::string hoa = "sign-in hoa 9999\n";

Scenario window(const std::string& what, const std::string& store, const std::string& script) {
    Scenario scenario;
    scenario.name = "window-" + what;
    scenario.store = store;
    scenario.step = {{"@core"}, script};
    scenario.is_script = true;
    return scenario;
}

} // namespace

std::vector<Scenario> window_scenarios() {
    return {
        window("open-shift", "closed", lan + "open-shift 500k\n"),
        window("cash", "day", lan + "scan ]E08934563138165\npress F9\npay 200k\n"),
        window("twice", "day", lan + "scan BA\npress F9\npay 35k\nscan CA\npress F10\npay\n"),
        window(
            "discount",
            "day",
            lan + "scan BA\ndiscount 15 reason\napprove hoa 9999\npress F9\npay 50k\n"
        ),
        window("hold", "day", lan + "scan BA\npress F6\n"),
        window("recall", "day", lan + "press F7\nrecall 1\npress F9\npay 50k\n"),
        window("return", "day", hoa + "press F8\nfind 2\nback 500\n"),
        window("paid-in", "day", lan + "errand 0\ncash 100k reason\n"),
        window("paid-out", "day", hoa + "errand 1\ncash 50k reason\n"),
        window("no-sale", "day", lan + "errand 2\ncash 0 reason\n"),
        window("receive", "day", lan + "errand 3\nscan CA\ngoods 2 L1\n"),
        window("close-shift", "day", lan + "press F12\ncount 500000 4 100000 1\n")};
}

} // namespace ocop::faults
