#include "tests/faults/scenario.hpp"

namespace ocop::faults {

namespace {

const std::string lan = R"({"do":"sign-in","user":"lan","pin":"1234"})"
                        "\n";
const std::string hoa = R"({"do":"sign-in","user":"hoa","pin":"9999"})"
                        "\n";

Scenario sells(const std::string& what, const std::string& store, const std::string& script) {
    Scenario scenario;
    scenario.name = "sell-" + what;
    scenario.store = store;
    scenario.step = {{"sell", "--script", "-"}, script};
    scenario.is_script = true;
    return scenario;
}

const std::string close_shift = R"({"do":"close-shift","counted":{"500000":4,"100000":1}})"
                                "\n";

/// A whole day: what the others do one by one.
const std::string day = lan + R"({"do":"open-shift","float":500000}
{"do":"scan","code":"]E08934563138165"}
{"do":"quantity","line":1,"quantity":1500}
{"do":"pay","tender":"cash","amount":200000}
{"do":"add","product":"BA","quantity":3000}
{"do":"discount","line":1,"percent":5,"reason":"khách quen"}
{"do":"hold"}
{"do":"add","product":"CH"}
{"do":"pay","tender":"card","amount":20000}
{"do":"pay","tender":"cash","amount":50000}
{"do":"recall","hold":2}
{"do":"pay","tender":"transfer","amount":99750}
{"do":"paid-in","amount":100000,"reason":"tiền lẻ"}
{"do":"receive","producer":"P-02","product":"BA","quantity":5000}
{"do":"no-sale","reason":"đổi tiền"}
)" + close_shift;

} // namespace

Step selling() {
    return {{"sell", "--script", "-"}, lan + R"({"do":"open-shift","float":500000}
{"do":"add","product":"BA"}
{"do":"pay","tender":"cash","amount":35000}
)"};
}

std::vector<Scenario> selling_scenarios() {
    return {
        sells("sign-in", "day", lan),
        sells("open-shift", "closed", lan + R"({"do":"open-shift","float":500000})"),
        sells("cash", "day", lan + R"({"do":"scan","code":"]E08934563138165"}
{"do":"pay","tender":"cash","amount":200000}
)"),
        sells("mixed", "day", lan + R"({"do":"add","product":"CH","quantity":2000}
{"do":"pay","tender":"card","amount":60000}
{"do":"pay","tender":"cash","amount":50000}
)"),
        sells("twice", "day", lan + R"({"do":"add","product":"BA"}
{"do":"pay","tender":"cash","amount":35000}
{"do":"add","product":"CA"}
{"do":"pay","tender":"transfer","amount":120000}
)"),
        sells("discount", "day", lan + R"({"do":"add","product":"BA","quantity":4000}
{"do":"discount","percent":15,"reason":"mua nhiều","approver":"hoa","approver_pin":"9999"}
{"do":"pay","tender":"cash","amount":119000}
)"),
        sells("untender", "day", lan + R"({"do":"add","product":"BA"}
{"do":"pay","tender":"cash","amount":500}
{"do":"untender","tender":1}
{"do":"pay","tender":"cash","amount":50000}
)"),
        sells("hold", "day", lan + R"({"do":"add","product":"BA"}
{"do":"hold"}
)"),
        sells("recall", "day", lan + R"({"do":"recall","hold":1}
{"do":"pay","tender":"cash","amount":50000}
)"),
        sells("buyer", "day", lan + R"({"do":"add","product":"BA"}
{"do":"buyer","name":"Trường Tiểu học Hội An","address":"Hội An"}
{"do":"pay","tender":"cash","amount":35000}
)"),
        sells(
            "return",
            "day",
            hoa + R"({"do":"return","sale":"QNA-HOIAN-01-1-000002","lines":[{"line":1,"quantity":500}],"tender":"cash"})"
        ),
        sells("paid-in", "day", lan + R"({"do":"paid-in","amount":100000,"reason":"tiền lẻ"})"),
        sells("paid-out", "day", hoa + R"({"do":"paid-out","amount":50000,"reason":"mua túi"})"),
        sells(
            "receive",
            "day",
            lan + R"({"do":"receive","producer":"P-01","product":"CA","quantity":2000,"lot":"L1","expiry":"2028-01-31"})"
        ),
        sells("no-sale", "day", lan + R"({"do":"no-sale","reason":"đổi tiền"})"),
        sells("settings", "day", hoa + R"({"do":"settings","key":"event","value":"Hội chợ"})"),
        sells("close-shift", "day", lan + close_shift),
        sells("day", "closed", day)};
}

} // namespace ocop::faults
