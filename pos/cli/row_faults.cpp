#include "pos/cli/row_faults.hpp"

#include "pos/core/plain_text.hpp"

#include <algorithm>
#include <ostream>
#include <utility>

namespace ocop::cli {

void tell_warnings(const Context& context, const catalog_sync::RowFaults& warnings) {
    constexpr std::size_t shown_max = 10;
    for (std::size_t i = 0; i < std::min(shown_max, warnings.size()); ++i) {
        context.err() << shown_text(where(warnings[i])) << ": "
                      << words(warnings[i], context.language) << '\n';
    }
    if (warnings.size() > shown_max) {
        context.err() << context.say("… và ", "… and ") << warnings.size() - shown_max
                      << context.say(" cảnh báo nữa.", " more warnings.") << '\n';
    }
}

void refuse_rows(const Context& context, const catalog_sync::RowFaults& faults) {
    Json rows = Json::array();
    for (const auto& fault : faults) {
        const std::string sentence = words(fault, context.language);
        context.err() << shown_text(where(fault)) << ": " << sentence << '\n';
        rows.push_back({{"where", where(fault)}, {"message", sentence}});
    }
    const auto no_answer = std::find_if(faults.begin(), faults.end(), [](const auto& fault) {
        return fault.code == catalog_sync::RowFaultCode::disk_error;
    });
    if (no_answer != faults.end()) {
        throw error_of(Failure{FailureCode::disk_error, {}, where(*no_answer)}, context.language);
    }
    throw CommandError{
        ExitCode::refused,
        "bad-rows",
        context.say("Không nhập gì cả, có ", "Nothing was taken in: ")
            + std::to_string(faults.size())
            + context.say(
                " dòng hoặc ô sai; hãy sửa rồi làm lại.",
                " rows or cells are wrong; mend them and try again."
            ),
        where(faults.front()),
        std::move(rows)};
}

} // namespace ocop::cli
