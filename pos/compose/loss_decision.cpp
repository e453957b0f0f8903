#include "pos/compose/loss_decision.hpp"

#include "pos/compose/manager_pin.hpp"
#include "pos/compose/paper_files.hpp"
#include "pos/compose/shop_store.hpp"
#include "pos/compose/writing_key.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

namespace ocop::compose {

namespace {

/// The highest number of a receipt of `till` whose PDF is on file: it was given.
std::int64_t highest_filed(const std::filesystem::path& folder, const std::string& till) {
    std::int64_t highest = 0;
    std::error_code error;
    const auto papers = filed_path(folder, "x").parent_path();
    std::filesystem::directory_iterator entry{papers, error};
    for (; !error && entry != std::filesystem::directory_iterator{}; entry.increment(error)) {
        const std::string name = entry->path().stem().string();
        const auto counter = receipt_counter(name);
        if (counter && name == receipt_number(till, *counter)) {
            highest = std::max(highest, *counter);
        }
    }
    return highest;
}

Json lost_json(const store::Loss& loss) {
    const auto sign = loss.signed_record();
    return {
        {"from_seq", loss.first()},
        {"to_seq", loss.last()},
        {"head", {{"seq", loss.head.last.seq}, {"hash", hex(loss.head.last.hash)}}},
        {"head_written",
         loss.head_written_s ? Json(iso(Moment{*loss.head_written_s})) : Json(nullptr)},
        {"signed_seq", sign ? Json(*sign) : Json(nullptr)}};
}

RecordDraft draft_of(
    const Ledger& held,
    const store::Loss& loss,
    const LossDecision& decision,
    std::int64_t wrong_pins
) {
    Json body = to_json(decision.numbers, held.identity->till);
    body["do"] = "accept-loss";
    body["from_seq"] = held.records;
    body["lost"] = lost_json(loss);
    body["by"] = decision.by;
    body["account"] = decision.account;
    if (wrong_pins > 0) {
        body["wrong_pins"] = wrong_pins;
    }
    // This record alone makes the journal whole again, so no `clock` record can stand before it: it
    // bears the last one's time where the clock is behind, and the next record tells of the clock.
    const bool behind = !held.identity->training && decision.at < held.last_at;
    if (behind) {
        body["clock"] = iso(decision.at);
    }
    return {"restore", behind ? held.last_at : decision.at, std::move(body)};
}

} // namespace

Expected<store::Loss, Failure>
look_for_loss(const std::filesystem::path& folder, const store::Progress& progress) {
    if (const auto key = load_key(folder); !key) {
        return Unexpected{key.error()};
    }
    return store::look_for_loss(folder, key_for_looking(folder), progress);
}

std::string ways_on(Language language) {
    return language == Language::vi
               ? "Sổ chỉ mất phần cuối, nên có hai lối: phục hồi từ bản sao lưu (`ocop backup "
                 "restore TỆP`), hoặc quản lý quyết định đi tiếp không có phần mất (`ocop journal "
                 "accept-loss`)."
               : "Only the journal's end is lost, so there are two ways on: restore a backup "
                 "(`ocop backup restore FILE`), or a manager's decision to go on without what is "
                 "lost (`ocop journal accept-loss`).";
}

std::string
ways_on_from(const std::filesystem::path& folder, const Failure& why, Language language) {
    return why.code == FailureCode::corrupt && look_for_loss(folder, {}) ? " " + ways_on(language)
                                                                         : std::string{};
}

Expected<EpochNumbers, EpochRefusal> numbers_behind(
    const std::filesystem::path& folder,
    const store::Loss& loss,
    const StatedNumbers& stated,
    bool is_sure,
    Moment now
) {
    const Identity& identity = *loss.ledger.identity;
    return epoch_numbers(
        loss.ledger,
        EpochNumbers{highest_filed(folder, identity.till), {}},
        stated,
        {identity.training, is_sure, int{now.day().date().year()}}
    );
}

Expected<Record, std::variant<Refusal, Failure>> accept_loss(
    const std::filesystem::path& folder, const store::Loss& loss, const LossDecision& decision
) {
    const auto refusal =
        check_manager_pin(folder, loss.ledger, decision.by, decision.pin, decision.at);
    if (!refusal) {
        return Unexpected{std::variant<Refusal, Failure>{refusal.error()}};
    }
    if (*refusal) {
        return Unexpected{std::variant<Refusal, Failure>{**refusal}};
    }
    const auto key = writing_key(folder);
    if (!key) {
        return Unexpected{std::variant<Refusal, Failure>{key.error()}};
    }
    const std::int64_t wrong_pins = wrong_pins_beside(folder, decision.by);
    const auto journal = store::SqliteJournal::open_with_loss(
        folder,
        *key,
        [&](const Ledger& held, const store::Fault&, const std::optional<store::Head>&) {
            return draft_of(held, loss, decision, wrong_pins);
        }
    );
    if (!journal) {
        return Unexpected{std::variant<Refusal, Failure>{journal.error()}};
    }
    forget_pins_beside(folder);
    std::optional<Record> record;
    const auto read =
        (*journal)->read(loss.ledger.records, loss.ledger.records, [&record](const Record& found) {
            record = found;
            return false;
        });
    if (!read) {
        return Unexpected{std::variant<Refusal, Failure>{read.error()}};
    }
    return std::move(*record);
}

} // namespace ocop::compose
