#include "pos/core/json_writer.hpp"

#include "pos/core/json.hpp"

#include <utf8proc.h>

#include <array>
#include <charconv>

namespace ocop {

namespace {

/// Valid UTF-8 of which nothing needs an escape.
bool is_plain(std::string_view text) {
    while (!text.empty()) {
        const char c = text.front();
        std::size_t size = 1;
        if (static_cast<unsigned char>(c) >= 0x80) {
            utf8proc_int32_t character = 0;
            const auto taken = utf8proc_iterate(
                reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                static_cast<utf8proc_ssize_t>(text.size()),
                &character
            );
            if (taken <= 0) {
                return false;
            }
            size = static_cast<std::size_t>(taken);
        } else if (c < ' ' || c == '\x7f' || c == '"' || c == '\\') {
            return false;
        }
        text.remove_prefix(size);
    }
    return true;
}

} // namespace

void JsonWriter::separate() {
    if (!out_.empty() && out_.back() != '{' && out_.back() != '[' && out_.back() != ':') {
        out_ += ',';
    }
}

JsonWriter& JsonWriter::begin_object() {
    separate();
    out_ += '{';
    return *this;
}

JsonWriter& JsonWriter::end_object() {
    out_ += '}';
    return *this;
}

JsonWriter& JsonWriter::begin_array() {
    separate();
    out_ += '[';
    return *this;
}

JsonWriter& JsonWriter::end_array() {
    out_ += ']';
    return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
    value(name);
    out_ += ':';
    return *this;
}

JsonWriter& JsonWriter::key_as_is(std::string_view name) {
    separate();
    out_ += '"';
    out_ += name;
    out_ += "\":";
    return *this;
}

JsonWriter& JsonWriter::null() {
    separate();
    out_ += "null";
    return *this;
}

JsonWriter& JsonWriter::value(bool flag) {
    separate();
    out_ += flag ? "true" : "false";
    return *this;
}

JsonWriter& JsonWriter::value(std::int64_t integer) {
    separate();
    std::array<char, 20> digits{}; // "-9223372036854775808"
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), integer).ptr;
    out_.append(digits.data(), end);
    return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
    separate();
    // Hardly any text needs an escape; the library writes those, and throws at what is no UTF-8.
    if (is_plain(text)) {
        out_ += '"';
        out_ += text;
        out_ += '"';
    } else {
        out_ += Json(text).dump();
    }
    return *this;
}

} // namespace ocop
