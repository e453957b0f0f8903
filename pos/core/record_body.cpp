#include "pos/core/record_body.hpp"

#include <mutex>
#include <optional>
#include <utility>

namespace ocop {

struct RecordBody::State {
    std::optional<SaleBody> sale{};
    std::once_flag made{}; // the tree of a sale
    Json json = Json::object();
};

RecordBody::RecordBody()
    : state_{std::make_shared<State>()} {}

RecordBody::RecordBody(Json json)
    : RecordBody{} {
    state_->json = std::move(json);
}

RecordBody::RecordBody(Json::initializer_list_t of)
    : RecordBody(Json(of)) {
    // A body is an object: braces around one mean that one, not a list that holds it.
    if (state_->json.is_array() && state_->json.size() == 1 && state_->json[0].is_object()) {
        state_->json = Json(std::move(state_->json[0]));
    }
}

RecordBody::RecordBody(SaleBody sale)
    : RecordBody{} {
    state_->sale = std::move(sale);
}

const Json& RecordBody::json() const {
    if (state_->sale) {
        std::call_once(state_->made, [this] { state_->json = to_json(*state_->sale); });
    }
    return state_->json;
}

const SaleBody* RecordBody::sale() const {
    return state_->sale ? &*state_->sale : nullptr;
}

std::string RecordBody::text() const {
    return state_->sale ? text_of(*state_->sale) : canonical(state_->json);
}

bool RecordBody::operator==(const RecordBody& other) const {
    return state_ == other.state_ || text() == other.text();
}

} // namespace ocop
