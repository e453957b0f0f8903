#include "pos/core/json.hpp"

#include "pos/core/assert.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <vector>

namespace ocop {

namespace {

constexpr int depth_max = 64;

/// RFC 8785, 3.2.3: keys in the order of their UTF-16 code units. UTF-8 bytes give the same order
/// but for characters beyond U+FFFF, which UTF-16 writes as surrogates below U+E000.
bool utf16_less(const std::string& a, const std::string& b) {
    const auto differs = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    if (differs.first == a.end() || differs.second == b.end()) {
        return a.size() < b.size();
    }
    const auto x = static_cast<unsigned char>(*differs.first);
    const auto y = static_cast<unsigned char>(*differs.second);
    if (x >= 0xEE && y >= 0xEE && (x >= 0xF0) != (y >= 0xF0)) {
        return x >= 0xF0;
    }
    return x < y;
}

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

/// Writes `text` in quotes. Hardly any text needs an escape; the library writes those, and throws
/// at what is no UTF-8.
void write_text(const std::string& text, std::string& out) {
    if (is_plain(text)) {
        out += '"';
        out += text;
        out += '"';
    } else {
        out += Json(text).dump();
    }
}

void write_integer(std::int64_t value, std::string& out) {
    std::array<char, 20> digits{}; // "-9223372036854775808"
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out.append(digits.data(), end);
}

void write(const Json& value, std::string& out);

void write_member(const Json::object_t::value_type& member, std::string& out) {
    if (out.back() != '{') {
        out += ',';
    }
    write_text(member.first, out);
    out += ':';
    write(member.second, out);
}

void write_object(const Json::object_t& object, std::string& out) {
    out += '{';
    // The map is in the order of bytes, which is that of UTF-16 unless a key goes beyond U+DFFF.
    const bool in_order = std::all_of(object.begin(), object.end(), [](const auto& member) {
        return std::all_of(member.first.begin(), member.first.end(), [](char c) {
            return static_cast<unsigned char>(c) < 0xEE;
        });
    });
    if (in_order) {
        for (const auto& member : object) {
            write_member(member, out);
        }
    } else {
        std::vector<const Json::object_t::value_type*> members;
        members.reserve(object.size());
        for (const auto& member : object) {
            members.push_back(&member);
        }
        std::sort(members.begin(), members.end(), [](const auto* a, const auto* b) {
            return utf16_less(a->first, b->first);
        });
        for (const auto* member : members) {
            write_member(*member, out);
        }
    }
    out += '}';
}

void write(const Json& value, std::string& out) {
    switch (value.type()) {
    case Json::value_t::object:
        write_object(value.get_ref<const Json::object_t&>(), out);
        break;
    case Json::value_t::array:
        out += '[';
        for (const Json& item : value) {
            if (out.back() != '[') {
                out += ',';
            }
            write(item, out);
        }
        out += ']';
        break;
    case Json::value_t::number_float:
        OCOP_ASSERT(!"a record holds integers only");
        break;
    case Json::value_t::string:
        write_text(value.get_ref<const std::string&>(), out);
        break;
    case Json::value_t::number_integer:
        write_integer(value.get<std::int64_t>(), out);
        break;
    case Json::value_t::null:
        out += "null";
        break;
    case Json::value_t::boolean:
        out += value.get<bool>() ? "true" : "false";
        break;
    case Json::value_t::number_unsigned:
    case Json::value_t::binary:
    case Json::value_t::discarded:
        out += value.dump();
        break;
    }
}

/// Builds a Json and says no to what a record cannot hold.
class StrictReader : public nlohmann::json_sax<Json> {
public:
    bool null() override { return put(nullptr); }

    bool boolean(bool value) override { return put(value); }

    bool number_integer(std::int64_t value) override { return put(value); }

    bool number_unsigned(std::uint64_t value) override {
        // Canonical form keeps one integer type, so that 1 equals 1 wherever it came from.
        return value <= INT64_MAX && put(static_cast<std::int64_t>(value));
    }

    bool number_float(Json::number_float_t, const std::string&) override { return false; }

    bool string(std::string& value) override { return put(std::move(value)); }

    bool binary(Json::binary_t&) override { return false; }

    bool start_object(std::size_t) override { return open(Json::object()); }

    bool key(std::string& name) override {
        key_ = name;
        return !stack_.back()->contains(name);
    }

    bool end_object() override { return close(); }

    bool start_array(std::size_t) override { return open(Json::array()); }

    bool end_array() override { return close(); }

    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
        return false;
    }

    Json root{};

private:
    Json* place(Json value) {
        if (stack_.empty()) {
            root = std::move(value);
            return &root;
        }
        Json& parent = *stack_.back();
        if (parent.is_array()) {
            parent.push_back(std::move(value));
            return &parent.back();
        }
        return &(parent[key_] = std::move(value));
    }

    bool put(Json value) {
        place(std::move(value));
        return true;
    }

    bool open(Json container) {
        if (stack_.size() >= depth_max) {
            return false;
        }
        stack_.push_back(place(std::move(container)));
        return true;
    }

    bool close() {
        stack_.pop_back();
        return true;
    }

    std::vector<Json*> stack_{};
    std::string key_{};
};

} // namespace

std::string canonical(const Json& value) {
    std::string out;
    write(value, out);
    return out;
}

std::optional<Json> parse_json(std::string_view text) {
    StrictReader reader;
    if (!Json::sax_parse(text.begin(), text.end(), &reader)) {
        return std::nullopt;
    }
    return std::move(reader.root);
}

} // namespace ocop
