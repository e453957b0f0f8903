#include "pos/store/signed_record.hpp"

#include <utility>

namespace ocop::store {

namespace {

constexpr const char* key = "signature";
constexpr const char* promise = "signed_shifts"; // in the genesis record

} // namespace

bool is_signed_kind(std::string_view kind) {
    return kind == "shift-close" || kind == "restore";
}

std::string text_to_sign(const Hash& prev) {
    return hex(prev);
}

RecordDraft with_signature(RecordDraft draft, const Hash& prev, const Sign& sign) {
    if (sign) {
        Json body = draft.body.json();
        body[key] = sign(text_to_sign(prev));
        draft.body = RecordBody{std::move(body)};
    }
    return draft;
}

bool promises_signatures(const Record& genesis) {
    const Json& body = genesis.body.json();
    const auto found = body.find(promise);
    return found != body.end() && found->is_boolean() && found->get<bool>();
}

bool has_signature(const Record& record) {
    return record.body.json().contains(key);
}

std::optional<std::string> wrong_with_signature(
    const Record& record, std::string_view public_key, bool needed, const CheckSignature& check
) {
    const Json& body = record.body.json();
    const auto found = body.find(key);
    if (found == body.end()) {
        return needed ? std::optional<std::string>{"does not carry the till's signature"}
                      : std::nullopt;
    }
    const bool right =
        found->is_string()
        && (!check
            || check(public_key, text_to_sign(record.prev), found->get_ref<const std::string&>()));
    return right ? std::nullopt
                 : std::optional<std::string>{"its signature is not this till's over the record "
                                              "before it"};
}

} // namespace ocop::store
