#pragma once

#include "pos/core/record_body.hpp"

#include <utility>

namespace ocop::testing {

/// `body` after `change(Json&)`, as a forger or another version would write it.
template <class Change>
RecordBody changed(const RecordBody& body, Change change) {
    Json json = body.json();
    change(json);
    return RecordBody(std::move(json));
}

} // namespace ocop::testing
