#pragma once

#include "pos/core/expected.hpp"
#include "pos/core/json.hpp"
#include "pos/core/moment.hpp"
#include "pos/core/money.hpp"
#include "pos/core/record_fault.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace ocop {

/// Why a JSON object was not what it should be. Thrown within read_fields() only.
struct FieldFault {
    std::string what{};
};

/// Checked access to the members of a JSON object. Every method throws FieldFault, caught by
/// read_fields(), so that a reader states its fields one by one without passing each "no" on.
class Fields {
public:
    explicit Fields(const Json& object)
        : json_{&object} {}

    [[nodiscard]] const Json& json() const { return *json_; }

    [[nodiscard]] bool has(const char* key) const { return json_->contains(key); }

    [[nodiscard]] bool is_null(const char* key) const { return at(key).is_null(); }

    [[nodiscard]] std::int64_t integer(const char* key) const {
        const Json& value = at(key);
        if (!value.is_number_integer()) {
            fail(std::string{"\""} + key + "\" is not an integer");
        }
        return value.get<std::int64_t>();
    }

    /// An amount of đồng within ±amount_max.
    [[nodiscard]] Money money(const char* key) const {
        const Money amount{integer(key)};
        if (amount > amount_max || amount < -amount_max) {
            fail(std::string{"\""} + key + "\" is out of range");
        }
        return amount;
    }

    [[nodiscard]] std::string text(const char* key) const {
        const Json& value = at(key);
        if (!value.is_string()) {
            fail(std::string{"\""} + key + "\" is not text");
        }
        return value.get<std::string>();
    }

    [[nodiscard]] bool boolean(const char* key) const {
        const Json& value = at(key);
        if (!value.is_boolean()) {
            fail(std::string{"\""} + key + "\" is not true or false");
        }
        return value.get<bool>();
    }

    /// The text under `key` through `parse`, which gives an optional.
    template <class Parse>
    [[nodiscard]] auto parsed(const char* key, Parse parse) const {
        auto value = parse(std::string_view{text(key)});
        if (!value) {
            fail(std::string{"\""} + key + "\" has a value that is not known");
        }
        return *value;
    }

    [[nodiscard]] std::optional<std::string> optional_text(const char* key) const {
        return is_null(key) ? std::nullopt : std::optional{text(key)};
    }

    /// The text under `key`; empty where there is none.
    [[nodiscard]] std::string text_if_any(const char* key) const {
        return has(key) && !is_null(key) ? text(key) : std::string{};
    }

    [[nodiscard]] std::optional<Money> optional_money(const char* key) const {
        return is_null(key) ? std::nullopt : std::optional{money(key)};
    }

    [[nodiscard]] std::optional<Day> optional_day(const char* key) const {
        return is_null(key) ? std::nullopt : std::optional{parsed(key, parse_day)};
    }

    [[nodiscard]] Fields object(const char* key) const {
        const Json& value = at(key);
        if (!value.is_object()) {
            fail(std::string{"\""} + key + "\" is not an object");
        }
        return Fields{value};
    }

    /// Calls `visit(Fields)` for each object of the array under `key`.
    template <class Visit>
    void each(const char* key, Visit visit) const {
        const Json& value = at(key);
        if (!value.is_array()) {
            fail(std::string{"\""} + key + "\" is not a list");
        }
        for (const Json& item : value) {
            if (!item.is_object()) {
                fail(std::string{"\""} + key + "\" holds something that is not an object");
            }
            visit(Fields{item});
        }
    }

    [[noreturn]] void fail(std::string what) const { throw FieldFault{std::move(what)}; }

private:
    [[nodiscard]] const Json& at(const char* key) const {
        const auto found = json_->find(key);
        if (found == json_->end()) {
            fail(std::string{"\""} + key + "\" is missing");
        }
        return *found;
    }

    const Json* json_;
};

/// Runs `read(Fields)` over `object`; the first fault of a field is the answer.
template <class T, class Read>
[[nodiscard]] Expected<T, RecordFault> read_fields(const Json& object, Read read) {
    if (!object.is_object()) {
        return Unexpected{RecordFault{"is not a JSON object"}};
    }
    try {
        return read(Fields{object});
    } catch (const FieldFault& fault) {
        return Unexpected{RecordFault{fault.what}};
    }
}

} // namespace ocop
