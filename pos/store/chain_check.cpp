#include "pos/store/chain_check.hpp"

#include "pos/core/sale.hpp"
#include "pos/store/journal_row.hpp"
#include "pos/store/migrations.hpp"
#include "pos/store/seal.hpp"
#include "pos/store/signed_record.hpp"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

namespace ocop::store {

namespace {

constexpr std::int64_t records_per_progress = 1000;

/// What a closed shift says of itself, checked against the sums of its records (Ledger::apply has
/// checked float, expected and difference).
std::optional<std::string> wrong_with_shift(const Json& body, const ShiftSummary& summary) {
    Json by_tender = Json::object();
    for (const auto& [tender, amount] : summary.by_tender) {
        by_tender[tender] = amount.vnd();
    }
    const auto stated = body.find("by_tender");
    if (stated == body.end() || *stated != by_tender) {
        return "by_tender does not follow from the shift's records";
    }
    Money counted;
    for (const auto& [piece, count] : summary.counted_pieces) {
        counted += Money{piece * count};
    }
    if (counted != summary.counted) {
        return "the counted pieces do not add up to what was counted";
    }
    return std::nullopt;
}

} // namespace

FindReceipt receipts_in(sqlite::Connection& database) {
    const auto by_number = std::make_shared<sqlite::Statement>(
        database.prepare("SELECT record FROM journal WHERE receipt = ?1")
    );
    return [by_number](const std::string& number) -> std::optional<std::string> {
        std::optional<std::string> found;
        if (by_number->bind(1, number).step()) {
            found = by_number->text(0);
        }
        by_number->reset();
        return found;
    };
}

ChainCheck::ChainCheck(const std::optional<Head>& head, FindReceipt find, CheckSignature check)
    : find_{std::move(find)},
      check_{std::move(check)} {
    if (head) {
        wanted_[head->last.seq];
        if (head->anchor) {
            wanted_[head->anchor->point.seq];
        }
    }
}

std::optional<Fault> ChainCheck::next(const JournalRow& row) {
    const std::int64_t expected = sums_.ledger.records;
    if (row.seq != expected) {
        // Either the record at its place is gone, or the rows are out of order.
        return Fault{expected, "is missing; seq " + std::to_string(row.seq) + " is in its place"};
    }
    if (auto what = what_is_wrong(row)) {
        return Fault{row.seq, std::move(*what)};
    }
    return std::nullopt;
}

std::optional<std::string> ChainCheck::what_is_wrong(const JournalRow& row) {
    const auto record = parse_record(row.record);
    if (!record) {
        return record.error().what;
    }
    if (record->seq != row.seq) {
        return "the record says it is seq " + std::to_string(record->seq);
    }
    if (record->prev != sums_.ledger.head) {
        return "prev is not the hash of the record before it";
    }
    if (!check_hash(*record)) {
        return "hash does not match";
    }
    if (sums_.ledger.identity && record->till != sums_.ledger.identity->till) {
        return "is a record of another till";
    }
    if (row.kind != record->kind || row.day != day_number(record->at.day())
        || row.receipt != receipt_of(record->kind, record->body)) {
        return "kind, day or receipt beside the record are not its own";
    }
    if (is_receipt(record->kind)) {
        if (auto what = wrong_with_receipt(*record)) {
            return what;
        }
    }
    if (auto fault = sums_.apply(*record)) {
        return std::move(fault->what);
    }
    if (const auto wanted = wanted_.find(record->seq); wanted != wanted_.end()) {
        wanted->second = record->hash;
    }
    signs_ = signs_ || (record->seq == 0 && promises_signatures(*record));
    if (is_signed_kind(record->kind)) {
        if (auto what = wrong_with_signed(*record)) {
            return what;
        }
    }
    return record->kind == "shift-close"
               ? wrong_with_shift(record->body.json(), *sums_.ledger.last_shift)
               : std::nullopt;
}

std::optional<std::string> ChainCheck::wrong_with_signed(const Record& record) {
    if (auto what =
            wrong_with_signature(record, sums_.ledger.identity->public_key, signs_, check_)) {
        return what;
    }
    if (has_signature(record)) {
        signs_ = true;
        last_signed_ = HeadPoint{record.seq, record.hash};
        last_signed_restores_ = record.kind == "restore";
    }
    return std::nullopt;
}

std::optional<std::string> ChainCheck::wrong_with_receipt(const Record& record) {
    auto body = read_sale(record);
    if (!body) {
        return body.error().what;
    }
    if (auto fault = check_sums(*body)) {
        return std::move(fault->what);
    }
    if (!body->of) {
        return std::nullopt;
    }
    const auto line = find_(*body->of);
    const auto sold = line ? parse_record(*line) : Unexpected{RecordFault{}};
    // Only what stands before it was checked, and goods come back after they were sold.
    if (!sold || sold->kind != "sale" || sold->seq >= record.seq) {
        return "takes goods back from sale " + *body->of
               + ", which is not in the journal before it";
    }
    const auto sale = read_sale(*sold);
    if (!sale) {
        return sale.error().what;
    }
    std::vector<SaleBody>& earlier = returns_[*body->of];
    if (auto fault = check_return(*sale, earlier, *body)) {
        return std::move(fault->what);
    }
    earlier.push_back(std::move(*body));
    return std::nullopt;
}

JournalEnd ChainCheck::end() const {
    const Ledger& ledger = sums_.ledger;
    JournalEnd end{
        ledger.records,
        ledger.identity->till,
        ledger.identity->public_key,
        ledger.last_shift.has_value(),
        last_signed_,
        last_signed_restores_,
        {}};
    end.hash_at = [this](std::int64_t seq) {
        const auto found = wanted_.find(seq);
        return found != wanted_.end() ? found->second : std::nullopt;
    };
    return end;
}

std::optional<Fault>
check_records(sqlite::Connection& database, ChainCheck& chain, const Progress& progress) {
    const std::int64_t all = database.integer("SELECT coalesce(max(seq) + 1, 0) FROM journal");
    auto rows =
        database.prepare("SELECT seq, kind, day, receipt, record FROM journal ORDER BY seq");
    while (rows.step()) {
        const JournalRow row{
            rows.integer(0),
            rows.text(1),
            rows.integer(2),
            rows.is_null(3) ? std::nullopt : std::optional{rows.text(3)},
            rows.text(4)};
        if (auto fault = chain.next(row)) {
            rows.reset();
            return fault;
        }
        if (progress && chain.sums().ledger.records % records_per_progress == 0) {
            progress(chain.sums().ledger.records, all);
        }
    }
    if (progress && all >= records_per_progress) {
        progress(all, all);
    }
    if (chain.sums().ledger.records == 0) {
        return Fault{0, "is missing: the journal is empty"};
    }
    return std::nullopt;
}

std::optional<Fault>
check_seal(sqlite::Connection& database, const ChainCheck& chain, const MakeSeal& seal) {
    const std::int64_t guarded = chain.last_signed() ? chain.last_signed()->seq + 1 : 0;
    if (database.integer("PRAGMA user_version") < version_with_seal) {
        return chain.signs() ? std::optional{Fault{
                   0, "belongs to a sealed journal, which this file no longer is"}}
                             : std::nullopt;
    }
    const Ledger& ledger = chain.sums().ledger;
    const HeadPoint last{ledger.records - 1, ledger.head};
    return !seal || Seal{database}.fits(ledger.identity->till, last, seal)
               ? std::nullopt
               : std::optional{Fault{guarded, std::string{broken_seal}}};
}

namespace {

/// A restoring decided about the records a head speaks of: the head that announced it is over.
bool is_superseded(const Head& head, const JournalEnd& end) {
    return end.last_signed_restores && head.next == end.last_signed;
}

std::vector<HeadPoint> points_of(const Head& head) {
    std::vector<HeadPoint> points{head.last};
    if (head.anchor) {
        points.push_back(head.anchor->point);
    }
    return points;
}

/// A point the journal has another record at.
std::optional<Fault> check_points(const Head& head, const JournalEnd& end) {
    for (const HeadPoint& point : points_of(head)) {
        if (point.seq < end.records && end.hash_at(point.seq) != point.hash) {
            return Fault{point.seq, "has another hash than the file `head` says"};
        }
    }
    return std::nullopt;
}

/// A point behind the end of the journal.
std::optional<Fault> check_end(const Head& head, const JournalEnd& end) {
    for (const HeadPoint& point : points_of(head)) {
        if (point.seq >= end.records) {
            return Fault{
                end.records,
                "is missing: the file `head` is at seq " + std::to_string(point.seq)
                    + ", the journal ends at seq " + std::to_string(end.records - 1),
                true};
        }
    }
    return std::nullopt;
}

/// A head put back from before the last signed record would hide that records after it are gone.
std::optional<Fault> check_reach(const Head& head, const JournalEnd& end) {
    if (!end.last_signed || head.next == end.last_signed) {
        return std::nullopt;
    }
    const std::int64_t reached =
        std::min(head.last.seq, head.anchor ? head.anchor->point.seq : head.last.seq);
    return reached >= end.last_signed->seq
               ? std::nullopt
               : std::optional{Fault{
                   end.last_signed->seq,
                   "was signed after the file `head` was: that is an older one put back"}};
}

std::optional<Fault>
check_anchor(const Head& head, const JournalEnd& end, const CheckSignature& check_signature) {
    if (!head.anchor) {
        return end.closed_a_shift ? std::optional{Fault{
                   std::nullopt, "the file `head` is unsigned, though a shift was closed"}}
                                  : std::nullopt;
    }
    const bool right =
        check_signature
        && check_signature(
            end.public_key, signed_text(end.till, head.anchor->point), head.anchor->signature
        );
    return right
               ? std::nullopt
               : std::optional{Fault{
                   head.anchor->point.seq, "the signature in the file `head` is not this till's"}};
}

} // namespace

std::optional<Fault> check_head(
    const Expected<std::optional<Head>, Failure>& head,
    const JournalEnd& end,
    const CheckSignature& check_signature
) {
    if (!head) {
        return Fault{std::nullopt, "the file `head` cannot be used: " + head.error().what};
    }
    if (!*head) {
        const bool may_be = !end.closed_a_shift && !end.last_signed;
        return may_be ? std::nullopt
                      : std::optional{Fault{
                          std::nullopt, "the file `head` is missing, though a shift was closed"}};
    }
    if (is_superseded(**head, end)) {
        return std::nullopt;
    }
    if (auto fault = check_points(**head, end)) {
        return fault;
    }
    if (auto fault = check_anchor(**head, end, check_signature)) {
        return fault;
    }
    if (auto fault = check_reach(**head, end)) {
        return fault;
    }
    return check_end(**head, end); // last: a loss is a fault alone
}

} // namespace ocop::store
