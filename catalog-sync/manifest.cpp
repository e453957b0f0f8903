#include "catalog-sync/manifest.hpp"

#include "pos/core/json_fields.hpp"
#include "pos/signing/minisign.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace ocop::catalog_sync {

/// The one key to what Outside keeps shut.
struct Outside::Opener {
    static const std::string& open(const Outside& outside) { return outside.bytes_; }
};

namespace {

constexpr std::int64_t format_version = 1;
constexpr int signature_lines = 4; // of a signature as minisign writes it
constexpr std::string_view image_folder = "images/";
constexpr std::size_t name_size_bytes_max = 128;
constexpr std::size_t column_count_max = 1'000;

bool is_name_character(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.'
           || c == '_' || c == '-';
}

/// The hash in an image's name. Requires is_image_name().
Hash hash_in(std::string_view image) {
    return parse_hash(image.substr(image_folder.size(), 64)).value_or(Hash{});
}

std::int64_t size_at(const Fields& fields, std::int64_t bytes_max) {
    const std::int64_t bytes = fields.integer("bytes");
    if (bytes <= 0 || bytes > bytes_max) {
        fields.fail("\"bytes\" is " + std::to_string(bytes));
    }
    return bytes;
}

std::int64_t version_at(const Fields& fields, const char* key) {
    const std::int64_t version = fields.integer(key);
    if (version < 1 || version > feed_version_max) {
        fields.fail(std::string{"\""} + key + "\" is " + std::to_string(version));
    }
    return version;
}

FeedFile read_file_entry(const Fields& fields) {
    FeedFile file{fields.text("name"), size_at(fields, packed_size_bytes_max), {}};
    if (!is_feed_name(file.name)) {
        fields.fail("a file may not be called \"" + file.name + '"');
    }
    file.blake2b = fields.parsed("blake2b", parse_hash);
    return file;
}

FeedFile read_image_entry(const Fields& fields) {
    FeedFile file{fields.text("name"), size_at(fields, image_size_bytes_max), {}};
    if (!is_image_name(file.name)) {
        fields.fail("an image may not be called \"" + file.name + '"');
    }
    file.blake2b = hash_in(file.name);
    if (fields.has("blake2b") && fields.parsed("blake2b", parse_hash) != file.blake2b) {
        fields.fail("the image \"" + file.name + "\" has two hashes");
    }
    return file;
}

/// Texts of the list under `key`, at most `count_max`.
std::vector<std::string> texts_at(const Fields& fields, const char* key, std::size_t count_max) {
    const Json& list = fields.json().at(key);
    if (!list.is_array() || list.size() > count_max) {
        fields.fail(std::string{"\""} + key + "\" is not a list, or too long");
    }
    std::vector<std::string> texts;
    for (const Json& item : list) {
        if (!item.is_string()) {
            fields.fail(std::string{"\""} + key + "\" holds something that is not text");
        }
        texts.push_back(item.get<std::string>());
    }
    return texts;
}

std::vector<signing::PublicKey> read_keys(const Fields& fields) {
    std::vector<signing::PublicKey> keys;
    for (const std::string& line : texts_at(fields, "keys", key_count_max)) {
        const auto key = signing::PublicKey::parse(line);
        if (!key) {
            fields.fail("\"keys\" holds something that is not a public key");
        }
        if (std::find(keys.begin(), keys.end(), *key) == keys.end()) {
            keys.push_back(*key);
        }
    }
    return keys;
}

/// Calls `read` for each entry of the list under `key`, if there is one; at most `count_max`.
template <class Read>
void each_entry(const Fields& fields, const char* key, std::size_t count_max, Read read) {
    if (!fields.has(key)) {
        return;
    }
    std::size_t count = 0;
    fields.each(key, [&](const Fields& entry) {
        if (++count > count_max) {
            fields.fail(std::string{"\""} + key + "\" is too long");
        }
        read(entry);
    });
}

void read_deltas(const Fields& fields, Manifest& manifest) {
    each_entry(fields, "deltas", delta_count_max, [&](const Fields& entry) {
        FeedDelta delta{version_at(entry, "from"), version_at(entry, "to"), read_file_entry(entry)};
        if (delta.from >= delta.to || delta.to != manifest.version) {
            entry.fail("a delta does not lead to this version");
        }
        manifest.deltas.push_back(std::move(delta));
    });
}

Manifest read_manifest(const Fields& fields) {
    Manifest manifest;
    manifest.version = version_at(fields, "version");
    manifest.published = fields.parsed("published", parse_moment);
    manifest.expires = fields.parsed("expires", parse_moment);
    if (fields.has("keys")) {
        manifest.keys = read_keys(fields);
    }
    manifest.full = read_file_entry(fields.object("full"));
    if (fields.has("products")) {
        manifest.products = fields.integer("products");
    }
    if (fields.has("rows")) {
        const Fields rows = fields.object("rows");
        if (!rows.has("columns")) {
            rows.fail("\"columns\" is missing");
        }
        manifest.rows = FeedRowsHash{
            texts_at(rows, "columns", column_count_max), rows.parsed("blake2b", parse_hash)};
    }
    read_deltas(fields, manifest);
    std::set<std::string> names;
    each_entry(fields, "images", image_count_max, [&](const Fields& entry) {
        manifest.images.push_back(read_image_entry(entry));
        if (!names.insert(manifest.images.back().name).second) {
            entry.fail("an image stands there twice");
        }
    });
    each_entry(fields, "previous", delta_count_max, [&](const Fields& entry) {
        manifest.previous.push_back({version_at(entry, "version"), read_file_entry(entry)});
        if (manifest.previous.back().version >= manifest.version) {
            entry.fail("an earlier version is not earlier");
        }
    });
    return manifest;
}

Json entry_json(const FeedFile& file) {
    return {{"name", file.name}, {"bytes", file.bytes}, {"blake2b", hex(file.blake2b)}};
}

FeedRefusal refusal(FeedRefusalCode code, std::string subject, std::string detail = {}) {
    return {code, std::move(subject), std::move(detail), std::string{manifest_name}, {}};
}

/// What one signature says of `message`: nothing wrong, or why none of `keys` made it.
std::optional<signing::SigningFault> fault_of_signature(
    std::string_view message, std::string_view signature, std::span<const signing::PublicKey> keys
) {
    std::optional<signing::SigningFault> worst;
    for (const signing::PublicKey& key : keys) {
        const auto comment = signing::verify(key, message, signature);
        if (comment) {
            return std::nullopt;
        }
        // Of several keys the one that was meant says the most.
        if (!worst || comment.error() != signing::SigningFault::other_key) {
            worst = comment.error();
        }
    }
    return worst;
}

FeedRefusal signature_refusal(signing::SigningFault fault) {
    const std::string why{signing::words(fault)};
    switch (fault) {
    case signing::SigningFault::other_key:
        return refusal(FeedRefusalCode::wrong_key, why);
    case signing::SigningFault::wrong_signature:
        return refusal(FeedRefusalCode::wrong_signature, why);
    case signing::SigningFault::not_a_public_key:
    case signing::SigningFault::not_a_secret_key:
    case signing::SigningFault::password_protected:
    case signing::SigningFault::key_damaged:
    case signing::SigningFault::not_a_signature:
    case signing::SigningFault::legacy_signature:
        break;
    }
    return refusal(FeedRefusalCode::not_signed, why);
}

/// No fault, or why none of `keys` signed `message`. Of two signatures one that is right is enough,
/// but both must be signatures.
std::optional<FeedRefusal> check_signature(
    std::string_view message, std::string_view signatures, std::span<const signing::PublicKey> keys
) {
    if (keys.empty()) {
        return refusal(FeedRefusalCode::no_keys, {});
    }
    bool is_signed = false;
    std::optional<FeedRefusal> worst;
    for (const std::string_view signature : signatures_in(signatures)) {
        const auto fault = fault_of_signature(message, signature, keys);
        if (!fault) {
            is_signed = true;
            continue;
        }
        FeedRefusal refused = signature_refusal(*fault);
        if (refused.code == FeedRefusalCode::not_signed) {
            return refused;
        }
        if (!worst || refused.code == FeedRefusalCode::wrong_signature) {
            worst = std::move(refused);
        }
    }
    return is_signed ? std::nullopt : worst;
}

} // namespace

std::vector<std::string_view> signatures_in(std::string_view text) {
    const auto lines = std::count(text.begin(), text.end(), '\n');
    if (lines != 2 * signature_lines || !text.ends_with('\n')) {
        return {text}; // one, or none of ours
    }
    std::size_t end = 0;
    for (int line = 0; line < signature_lines; ++line) {
        end = text.find('\n', end) + 1;
    }
    return {text.substr(0, end), text.substr(end)};
}

bool is_feed_name(std::string_view name) {
    return !name.empty() && name.size() <= name_size_bytes_max && name.front() != '.'
           && std::all_of(name.begin(), name.end(), is_name_character);
}

bool is_image_name(std::string_view name) {
    if (!name.starts_with(image_folder)) {
        return false;
    }
    name.remove_prefix(image_folder.size());
    const auto ending = name.substr(std::min<std::size_t>(name.size(), 64));
    return parse_hash(name.substr(0, 64))
           && (ending == ".png" || ending == ".jpg" || ending == ".webp");
}

std::string write_manifest(const Manifest& manifest) {
    Json json{
        {"v", format_version},
        {"version", manifest.version},
        {"published", iso(manifest.published)},
        {"expires", iso(manifest.expires)},
        {"keys", Json::array()},
        {"full", entry_json(manifest.full)},
        {"deltas", Json::array()},
        {"images", Json::array()},
        {"previous", Json::array()}};
    for (const signing::PublicKey& key : manifest.keys) {
        json["keys"].push_back(key.line());
    }
    if (manifest.products) {
        json["products"] = *manifest.products;
    }
    if (manifest.rows) {
        json["rows"] = {
            {"columns", manifest.rows->columns}, {"blake2b", hex(manifest.rows->blake2b)}};
    }
    for (const FeedDelta& delta : manifest.deltas) {
        Json entry = entry_json(delta.file);
        entry["from"] = delta.from;
        entry["to"] = delta.to;
        json["deltas"].push_back(std::move(entry));
    }
    for (const FeedFile& image : manifest.images) { // the name is the hash
        json["images"].push_back({{"name", image.name}, {"bytes", image.bytes}});
    }
    for (const FeedPrevious& previous : manifest.previous) {
        Json entry = entry_json(previous.file);
        entry["version"] = previous.version;
        json["previous"].push_back(std::move(entry));
    }
    return canonical(json) + '\n';
}

Expected<Manifest, FeedRefusal> parse_manifest(std::string_view text) {
    if (text.size() > manifest_size_bytes_max) {
        return Unexpected{refusal(FeedRefusalCode::too_big, std::to_string(text.size()))};
    }
    const auto json = parse_json(text);
    if (!json || !json->is_object()) {
        return Unexpected{refusal(FeedRefusalCode::bad_manifest, "it is not JSON as we write it")};
    }
    const auto format = json->find("v");
    if (format != json->end() && format->is_number_integer() && *format > format_version) {
        return Unexpected{refusal(FeedRefusalCode::newer_format, format->dump())};
    }
    auto manifest = read_fields<Manifest>(*json, [](const Fields& fields) {
        if (fields.integer("v") != format_version) {
            fields.fail("\"v\" is not 1");
        }
        return read_manifest(fields);
    });
    if (!manifest) {
        return Unexpected{refusal(FeedRefusalCode::bad_manifest, std::move(manifest.error().what))};
    }
    return std::move(*manifest);
}

Expected<Manifest, FeedRefusal> verify_manifest(
    const Outside& manifest,
    const Outside& signature,
    std::span<const signing::PublicKey> keys,
    Moment now,
    const OwnFeed& own
) {
    const std::string& text = Outside::Opener::open(manifest);
    if (auto fault = check_signature(text, Outside::Opener::open(signature), keys)) {
        return Unexpected{std::move(*fault)};
    }
    auto read = parse_manifest(text);
    if (!read) {
        return read;
    }
    const std::string version = std::to_string(read->version);
    if (read->expires < std::max(now, own.published.value_or(now))) {
        return Unexpected{refusal(FeedRefusalCode::expired, version, format(read->expires))};
    }
    if (read->version < own.version) {
        return Unexpected{refusal(FeedRefusalCode::rollback, version, std::to_string(own.version))};
    }
    if (read->version == own.version && own.full && *own.full != read->full.blake2b) {
        return Unexpected{refusal(FeedRefusalCode::other_catalogue, version)};
    }
    return read;
}

} // namespace ocop::catalog_sync
