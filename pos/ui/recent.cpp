#include "pos/ui/recent.hpp"

#include <algorithm>

namespace ocop::ui {

void Recent::see(const Record& record) {
    if (record.kind != "paid-in" && record.kind != "paid-out" && record.kind != "no-sale") {
        return;
    }
    const auto reason = record.body.find("reason");
    if (reason != record.body.end() && reason->is_string() && *reason != "") {
        reasons_[record.kind][reason->get<std::string>()] = record.seq;
    }
}

std::vector<std::string> Recent::reasons(std::string_view kind, std::size_t limit) const {
    const auto given = reasons_.find(kind);
    if (given == reasons_.end()) {
        return {};
    }
    std::vector<std::pair<std::int64_t, std::string>> by_age;
    for (const auto& [reason, seq] : given->second) {
        by_age.emplace_back(-seq, reason);
    }
    std::sort(by_age.begin(), by_age.end());
    std::vector<std::string> newest;
    for (auto& [age, reason] : by_age) {
        if (newest.size() < limit) {
            newest.push_back(std::move(reason));
        }
    }
    return newest;
}

} // namespace ocop::ui
