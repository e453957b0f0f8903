#include "pos/core/recordable.hpp"

#include <utf8proc.h>

#include <algorithm>

namespace ocop {

namespace {

/// parse_json() reads 64 levels, and the record around the body is one.
constexpr int depth_max = 63;

bool fits(const Json& value, int depth) {
    switch (value.type()) {
    case Json::value_t::null:
    case Json::value_t::boolean:
    case Json::value_t::number_integer:
        return true;
    case Json::value_t::number_unsigned:
        return value.get<std::uint64_t>() <= INT64_MAX;
    case Json::value_t::string:
        return is_recordable(std::string_view{value.get_ref<const std::string&>()});
    case Json::value_t::object: {
        const auto& members = value.get_ref<const Json::object_t&>();
        return depth < depth_max
               && std::all_of(members.begin(), members.end(), [&](const auto& member) {
                      return is_recordable(std::string_view{member.first})
                             && fits(member.second, depth + 1);
                  });
    }
    case Json::value_t::array:
        return depth < depth_max && std::all_of(value.begin(), value.end(), [&](const Json& item) {
                   return fits(item, depth + 1);
               });
    case Json::value_t::number_float:
    case Json::value_t::binary:
    case Json::value_t::discarded:
        return false;
    }
    return false;
}

} // namespace

bool is_recordable(std::string_view text) {
    while (!text.empty()) {
        utf8proc_int32_t character = 0;
        const auto taken = utf8proc_iterate(
            reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
            static_cast<utf8proc_ssize_t>(text.size()),
            &character
        );
        if (taken <= 0) {
            return false;
        }
        text.remove_prefix(static_cast<std::size_t>(taken));
    }
    return true;
}

bool is_recordable(const Json& body) {
    return body.is_object() && fits(body, 0);
}

} // namespace ocop
