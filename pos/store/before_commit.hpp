#pragma once

#include "pos/core/expected.hpp"
#include "pos/core/ledger.hpp"
#include "pos/core/record.hpp"
#include "pos/ports/failure.hpp"

#include <string>

namespace ocop::store {

/// `draft` placed behind the last record of `ledger`, and read back as every later reader will read
/// it: its text, place, chain and, of a sale or return, its body. Fails, before a byte of it is
/// written, with `clock` (check_clock(); in a training store a time that would not be read back) or
/// `unreadable` (numbers that are none of ours, text that is no UTF-8, nesting, a body that its
/// reader refuses).
[[nodiscard]] Expected<SealedRecord, Failure>
sealed_to_be_read(const Ledger& ledger, RecordDraft draft, const std::string& till);

} // namespace ocop::store
