#include "pos/cli/backup_words.hpp"

#include "pos/compose/backup_words.hpp"

namespace ocop::cli {

namespace {

/// "1,2 MB", as people read sizes; a comma as in Vietnamese.
std::string size_text(std::int64_t bytes, const Context& context) {
    constexpr std::int64_t thousand = 1000;
    const char* unit = " kB";
    std::int64_t tenths = (bytes * 10 + thousand - 1) / thousand;
    for (const char* larger : {" MB", " GB"}) {
        if (tenths < thousand * 10) {
            break;
        }
        tenths /= thousand;
        unit = larger;
    }
    return std::to_string(tenths / 10) + context.say(",", ".") + std::to_string(tenths % 10) + unit;
}

} // namespace

CommandError error_of(
    const compose::BackupRefusal& refusal, const Context& context, const std::string& what_now
) {
    const std::string sentence =
        compose::words(refusal, context.language, StatedIn::options, what_now);
    if (refusal.numbers) {
        return {
            ExitCode::refused,
            std::string{name(refusal.numbers->fault)},
            sentence,
            refusal.numbers->fact,
            {}};
    }
    if (refusal.seal != store::SealState::open) {
        return {ExitCode::refused, "passphrase", sentence, refusal.failure.where, {}};
    }
    if (!refusal.finding) {
        return error_of(refusal.failure, context.language);
    }
    const bool is_journal = refusal.finding->fault == compose::StoreFault::journal;
    return {
        exit_code(refusal.failure.code),
        is_journal ? "tampered" : "not-whole",
        sentence,
        refusal.finding->file,
        {}};
}

Json to_json(const std::vector<compose::FilesTold>& files) {
    Json rows = Json::array();
    for (const compose::FilesTold& told : files) {
        rows.push_back({{"name", told.name}, {"files", told.files}, {"bytes", told.bytes}});
    }
    return rows;
}

std::string words(const std::vector<compose::FilesTold>& files, const Context& context) {
    std::string text;
    for (const compose::FilesTold& told : files) {
        text += (text.empty() ? "" : ", ") + told.name + " (";
        if (told.files != 1) {
            text += std::to_string(told.files) + context.say(" tệp, ", " files, ");
        }
        text += size_text(told.bytes, context) + ")";
    }
    return text;
}

} // namespace ocop::cli
