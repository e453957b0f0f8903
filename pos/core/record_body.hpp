#pragma once

#include "pos/core/json.hpp"
#include "pos/core/sale_body.hpp"

#include <memory>
#include <string>

namespace ocop {

/// What a record says: a JSON object, or the values of a sale or return. An append writes values to
/// text without a tree between; who asks such a body for its tree has it made then. Never changes;
/// copies share what they hold, also between threads.
class RecordBody {
public:
    /// An empty object.
    RecordBody();
    RecordBody(Json json); // NOLINT(google-explicit-constructor): a JSON object is one
    RecordBody(Json::initializer_list_t of); // NOLINT(google-explicit-constructor): so is its list
    explicit RecordBody(SaleBody sale);

    [[nodiscard]] const Json& json() const;

    /// The values it was made of, or nullptr if it was made of JSON.
    [[nodiscard]] const SaleBody* sale() const;

    /// Canonical JSON.
    [[nodiscard]] std::string text() const;

    bool operator==(const RecordBody& other) const;

private:
    struct State;
    std::shared_ptr<State> state_;
};

} // namespace ocop
