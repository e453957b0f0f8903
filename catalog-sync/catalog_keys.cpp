#include "catalog-sync/catalog_keys.hpp"

#include "pos/shell/atomic_file.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <system_error>

namespace ocop::catalog_sync {

namespace {

constexpr std::size_t file_size_bytes_max = 65'536;

std::filesystem::path keys_path(const std::filesystem::path& folder) {
    return folder / "catalog.keys";
}

} // namespace

Expected<std::vector<signing::PublicKey>, Failure> trusted_keys(const std::filesystem::path& folder
) {
    std::vector<signing::PublicKey> keys;
    const auto path = keys_path(folder);
    const auto text = read_file(path, file_size_bytes_max);
    if (!text) {
        if (text.error().code == FailureCode::missing) {
            return keys;
        }
        return Unexpected{text.error()};
    }
    std::string_view rest = *text;
    while (!rest.empty()) {
        const std::size_t end = rest.find('\n');
        const auto key = signing::PublicKey::parse(rest.substr(0, end));
        if (!key || end == std::string_view::npos) {
            return Unexpected{Failure{
                FailureCode::corrupt, "a line is not a minisign public key", path.string()}};
        }
        keys.push_back(*key);
        rest.remove_prefix(end + 1);
    }
    return keys;
}

Expected<void, Failure> set_keys_aside(const std::filesystem::path& folder) {
    const auto path = keys_path(folder);
    std::error_code error;
    std::filesystem::rename(path, path.string() + ".damaged", error);
    return error ? Unexpected{system_failure(error.value(), "renaming", path)}
                 : sync_folder(folder);
}

Expected<bool, Failure>
trust_key(const std::filesystem::path& folder, const signing::PublicKey& key) {
    auto keys = trusted_keys(folder);
    if (!keys) {
        return Unexpected{keys.error()};
    }
    if (std::find(keys->begin(), keys->end(), key) != keys->end()) {
        return false;
    }
    keys->push_back(key);
    auto written = replace_keys(folder, *keys);
    return written ? Expected<bool, Failure>{true} : Unexpected{written.error()};
}

Expected<bool, Failure>
distrust_key(const std::filesystem::path& folder, const signing::PublicKey& key) {
    auto keys = trusted_keys(folder);
    if (!keys) {
        return Unexpected{keys.error()};
    }
    if (std::erase(*keys, key) == 0) {
        return false;
    }
    auto written = replace_keys(folder, *keys);
    return written ? Expected<bool, Failure>{true} : Unexpected{written.error()};
}

Expected<void, Failure>
replace_keys(const std::filesystem::path& folder, std::span<const signing::PublicKey> keys) {
    if (const auto before = trusted_keys(folder);
        before && std::equal(before->begin(), before->end(), keys.begin(), keys.end())) {
        return {};
    }
    if (keys.empty()) { // an empty file would be one that lost what was in it
        std::error_code error;
        std::filesystem::remove(keys_path(folder), error);
        return error ? Unexpected{system_failure(error.value(), "removing", keys_path(folder))}
                     : sync_folder(folder);
    }
    std::string text;
    for (const signing::PublicKey& key : keys) {
        text += key.line() + '\n';
    }
    return write_atomically(keys_path(folder), text);
}

} // namespace ocop::catalog_sync
