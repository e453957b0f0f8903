#include "pos/store/range_check.hpp"

#include "pos/core/sale.hpp"
#include "pos/store/signed_record.hpp"

#include <utility>

namespace ocop::store {

RangeCheck::RangeCheck(
    std::int64_t first, const Hash& before, const Ledger& end, CheckSignature check
)
    : next_{first},
      before_{before},
      end_{end},
      check_{std::move(check)} {}

std::optional<Fault> RangeCheck::next(std::int64_t seq, const Record& record) {
    if (seq != next_) {
        return Fault{next_, "is missing; seq " + std::to_string(seq) + " is in its place"};
    }
    if (auto what = what_is_wrong(record)) {
        return Fault{seq, std::move(*what)};
    }
    before_ = record.hash;
    next_ += 1;
    return std::nullopt;
}

std::optional<Fault> RangeCheck::at_end() const {
    if (next_ != end_.records) {
        return Fault{next_, "is missing"};
    }
    return before_ == end_.head
               ? std::nullopt
               : std::optional{Fault{next_ - 1, "is not the last record that was sealed"}};
}

std::optional<std::string> RangeCheck::what_is_wrong(const Record& record) const {
    if (record.seq != next_) {
        return "the record says it is seq " + std::to_string(record.seq);
    }
    if (record.prev != before_) {
        return "prev is not the hash of the record before it";
    }
    if (!check_hash(record)) {
        return "hash does not match";
    }
    if (record.till != end_.identity->till) {
        return "is a record of another till";
    }
    if (is_receipt(record.kind)) {
        const auto body = read_sale(record);
        if (!body) {
            return body.error().what;
        }
        if (auto fault = check_sums(*body)) {
            return std::move(fault->what);
        }
    }
    // The opening has looked at every signature of the journal; here at those of the range again.
    return is_signed_kind(record.kind) && has_signature(record)
               ? wrong_with_signature(record, end_.identity->public_key, false, check_)
               : std::nullopt;
}

} // namespace ocop::store
