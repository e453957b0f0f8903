#include "pos/core/json.hpp"

#include "pos/core/assert.hpp"
#include "pos/core/json_writer.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
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

void write(const Json& value, JsonWriter& out);

void write_object(const Json::object_t& object, JsonWriter& out) {
    out.begin_object();
    // The map is in the order of bytes, which is that of UTF-16 unless a key goes beyond U+DFFF.
    const bool in_order = std::all_of(object.begin(), object.end(), [](const auto& member) {
        return std::all_of(member.first.begin(), member.first.end(), [](char c) {
            return static_cast<unsigned char>(c) < 0xEE;
        });
    });
    if (in_order) {
        for (const auto& [name, member] : object) {
            write(member, out.key(name));
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
            write(member->second, out.key(member->first));
        }
    }
    out.end_object();
}

void write(const Json& value, JsonWriter& out) {
    switch (value.type()) {
    case Json::value_t::object:
        write_object(value.get_ref<const Json::object_t&>(), out);
        break;
    case Json::value_t::array:
        out.begin_array();
        for (const Json& item : value) {
            write(item, out);
        }
        out.end_array();
        break;
    case Json::value_t::string:
        out.value(value.get_ref<const std::string&>());
        break;
    case Json::value_t::number_integer:
        out.value(value.get<std::int64_t>());
        break;
    case Json::value_t::null:
        out.null();
        break;
    case Json::value_t::boolean:
        out.value(value.get<bool>());
        break;
    case Json::value_t::number_unsigned:
        OCOP_ASSERT(value.get<std::uint64_t>() <= INT64_MAX);
        out.value(value.get<std::int64_t>());
        break;
    case Json::value_t::number_float:
    case Json::value_t::binary:
    case Json::value_t::discarded:
        OCOP_ASSERT(!"a record holds integers and text only");
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

protected:
    /// Called once `value` stands in its place: with `whole` false when it is a container that will
    /// be filled, and again when it is full. False ends the reading.
    virtual bool settled(const Json& /*value*/, bool /*whole*/) { return true; }

    [[nodiscard]] std::size_t depth() const { return stack_.size(); }

    /// The container that is being filled; there must be one.
    [[nodiscard]] Json& innermost() { return *stack_.back(); }

    /// The name of the member last begun.
    [[nodiscard]] const std::string& last_key() const { return key_; }

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

    bool put(Json value) { return settled(*place(std::move(value)), true); }

    bool open(Json container) {
        if (stack_.size() >= depth_max) {
            return false;
        }
        stack_.push_back(place(std::move(container)));
        return settled(*stack_.back(), false);
    }

    bool close() {
        const Json& full = *stack_.back();
        stack_.pop_back();
        return settled(full, true);
    }

    std::vector<Json*> stack_{};
    std::string key_{};
};

/// Hands over each item of one list in the outermost object, and lets go of it.
class ListReader final : public StrictReader {
public:
    using Visit = std::function<bool(const Json&)>;

    ListReader(std::string_view list, std::size_t item_bytes_max, const Visit& visit)
        : name_{list},
          item_bytes_max_{item_bytes_max},
          visit_{&visit} {}

    /// How it ended; `whole_text` says whether the text was read to its end without a "no".
    [[nodiscard]] ListEnd end(bool whole_text) const {
        if (!whole_text) {
            return stopped_;
        }
        return found_ ? ListEnd::whole : ListEnd::no_list;
    }

private:
    bool settled(const Json& value, bool whole) override {
        if (!whole || !value.is_structured()) {
            count(value);
        }
        if (bytes_ > item_bytes_max_) {
            stopped_ = ListEnd::too_large;
            return false;
        }
        if (!whole && depth() == 2 && value.is_array() && root.is_object() && last_key() == name_) {
            found_ = true;
            list_ = &value;
            beside_ = bytes_;
        } else if (whole && &value == list_) {
            list_ = nullptr;
        } else if (whole && list_ != nullptr && depth() == 2) {
            return hand_over(value);
        }
        return true;
    }

    void count(const Json& value) {
        constexpr std::size_t value_bytes = 112; // with a place in a map and its name
        bytes_ += value_bytes + last_key().size();
        if (value.is_string()) {
            bytes_ += value.get_ref<const std::string&>().size();
        }
    }

    bool hand_over(const Json& item) {
        const bool goes_on = (*visit_)(item);
        innermost().clear();
        bytes_ = beside_;
        if (!goes_on) {
            stopped_ = ListEnd::stopped;
        }
        return goes_on;
    }

    std::string name_;
    std::size_t item_bytes_max_;
    const Visit* visit_;
    const Json* list_ = nullptr; // while it is read
    bool found_ = false;
    std::size_t bytes_ = 0;  // that what was read and kept takes, about
    std::size_t beside_ = 0; // of them, what is no item
    ListEnd stopped_ = ListEnd::not_json;
};

/// The bytes of a text that comes in pieces, one after the other, as the JSON library takes them.
/// It keeps what it reads of a string, a number or white space until that ends: of white space it
/// gets one byte, and the text ends early where a string or number is too long.
class Bytes {
public:
    Bytes(const MoreBytes& more, std::size_t token_bytes_max)
        : more_{&more},
          token_bytes_max_{token_bytes_max} {
        next();
    }

    [[nodiscard]] bool at_end() const { return end_ == 0; }

    [[nodiscard]] char byte() const { return block_[at_]; }

    /// True if it ended early.
    [[nodiscard]] bool was_cut() const { return token_bytes_ > token_bytes_max_; }

    void next() {
        const bool behind_blank = is_blank_;
        do {
            take();
        } while (behind_blank && is_blank_);
        if (was_cut()) {
            end_ = 0;
        }
    }

private:
    void take() {
        if (++at_ >= end_) {
            at_ = 0;
            end_ = (*more_)(block_);
        }
        is_blank_ = false;
        if (at_end()) {
            return;
        }
        const char c = byte();
        ++token_bytes_;
        if (in_string_) {
            in_string_ = c != '"' || is_escaped_;
            is_escaped_ = c == '\\' && !is_escaped_;
            return;
        }
        in_string_ = c == '"';
        is_blank_ = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (is_blank_ || std::string_view{"[]{}:,\""}.find(c) != std::string_view::npos) {
            token_bytes_ = 0;
        }
    }

    const MoreBytes* more_;
    std::size_t token_bytes_max_;
    std::array<char, 65'536> block_{};
    std::size_t at_ = 0;
    std::size_t end_ = 0;
    std::size_t token_bytes_ = 0;
    bool in_string_ = false;
    bool is_escaped_ = false;
    bool is_blank_ = false;
};

class ByteIterator {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = char;

    /// The end of every text.
    ByteIterator() = default;

    explicit ByteIterator(Bytes& bytes)
        : bytes_{&bytes} {}

    char operator*() const { return bytes_->byte(); }

    ByteIterator& operator++() {
        bytes_->next();
        return *this;
    }

    bool operator==(const ByteIterator& other) const { return is_end() == other.is_end(); }

private:
    [[nodiscard]] bool is_end() const { return bytes_ == nullptr || bytes_->at_end(); }

    Bytes* bytes_ = nullptr;
};

} // namespace

std::string canonical(const Json& value) {
    JsonWriter out;
    write(value, out);
    return out.take();
}

std::optional<Json> parse_json(std::string_view text) {
    StrictReader reader;
    if (!Json::sax_parse(text.begin(), text.end(), &reader)) {
        return std::nullopt;
    }
    return std::move(reader.root);
}

ListEnd read_json_list(
    const MoreBytes& more,
    std::string_view list,
    std::size_t item_bytes_max,
    const std::function<bool(const Json&)>& visit
) {
    ListReader reader{list, item_bytes_max, visit};
    constexpr std::size_t token_bytes_max = std::size_t{1} << 20U;
    Bytes bytes{more, std::min(item_bytes_max, token_bytes_max)};
    const ListEnd end = reader.end(Json::sax_parse(ByteIterator{bytes}, ByteIterator{}, &reader));
    return bytes.was_cut() ? ListEnd::too_large : end;
}

} // namespace ocop
