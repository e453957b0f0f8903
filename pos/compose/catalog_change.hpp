#pragma once

#include "pos/core/expected.hpp"
#include "pos/core/json.hpp"
#include "pos/core/moment.hpp"
#include "pos/ports/failure.hpp"
#include "pos/store/sqlite_journal.hpp"

#include <filesystem>

namespace ocop::compose {

// Who changed what a shop sells, its own prices and whom it trusts for them, by command line: where
// nobody signs in, the account answers for it. A record `catalog-change`, which changes no sums:
//     {"by":"an","do":"price","product":"QNA-001","price":115000,"was":null}   price null: the
//     feed's
//     {"by":"an","do":"import","files":["P.csv"],"products":120}
//     {"by":"an","do":"trust","key":"RWQ…"}                                    or "distrust"
// While a till sells, nobody else may append: then the change is kept in `catalog-changes.pending`,
// a line each, {"after":41,"body":{…},"noted":"2026-11-30T10:15:00+07:00"}, and whoever opens the
// store for writing next records it, with the time it was `noted`.

/// Records the change `body` in the store in `folder`, before it is made: nothing changes that
/// nobody answers for. `at`: now. Fails as opening the store does, but for a till that sells.
[[nodiscard]] Expected<void, Failure>
note_catalog_change(const std::filesystem::path& folder, Moment at, Json body);

/// Records the changes that were kept while a till was selling. What cannot be appended stays kept;
/// lines that are none of ours go.
[[nodiscard]] Expected<void, Failure>
record_kept_changes(const std::filesystem::path& folder, store::SqliteJournal& journal);

} // namespace ocop::compose
