#pragma once

#include "pos/core/moment.hpp"
#include "pos/core/money.hpp"
#include "pos/core/quantity.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace ocop {

/// Writes canonical JSON (RFC 8785: see canonical()) straight from values, for what is written too
/// often to build a tree of it first: a sale of five lines has two hundred members. The caller
/// gives the members of an object in the order of their keys.
class JsonWriter {
public:
    JsonWriter() = default;

    /// Has room for `bytes` from the start.
    explicit JsonWriter(std::size_t bytes) { out_.reserve(bytes); }

    JsonWriter& begin_object();
    JsonWriter& end_object();
    JsonWriter& begin_array();
    JsonWriter& end_array();
    /// The name of the value that comes next.
    JsonWriter& key(std::string_view name);

    JsonWriter& null();
    JsonWriter& value(bool flag);
    JsonWriter& value(std::int64_t integer);

    JsonWriter& value(int integer) { return value(std::int64_t{integer}); }

    /// Throws nlohmann::json::type_error if `text` is not UTF-8.
    JsonWriter& value(std::string_view text);

    JsonWriter& value(const char* text) { return value(std::string_view{text}); }

    /// Whole đồng.
    JsonWriter& value(Money amount) { return value(amount.vnd()); }

    /// Thousandths.
    JsonWriter& value(Quantity quantity) { return value(quantity.thousandths()); }

    /// "2026-11-22".
    JsonWriter& value(Day day) { return value(std::string_view{iso(day)}); }

    /// "2026-11-22T08:05:00+07:00".
    JsonWriter& value(Moment at) { return value(std::string_view{iso(at)}); }

    /// Null where there is none.
    template <class Value>
    JsonWriter& value(const std::optional<Value>& given) {
        return given ? value(*given) : null();
    }

    /// A member whose name, written in the program, has nothing to escape.
    template <class Value, std::size_t Size>
    JsonWriter& member(const char (&name)[Size], const Value& given) {
        return key_as_is({name, Size - 1}).value(given);
    }

    /// What was written so far; leaves nothing.
    [[nodiscard]] std::string take() { return std::move(out_); }

private:
    void separate();
    JsonWriter& key_as_is(std::string_view name);

    std::string out_{};
};

} // namespace ocop
