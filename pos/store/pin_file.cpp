#include "pos/store/pin_file.hpp"

#include "pos/core/json.hpp"
#include "pos/store/store_files.hpp"

#include <cerrno>
#include <system_error>

namespace ocop::store {

namespace {

constexpr std::size_t pins_size_bytes_max = 1024 * 1024;

bool is_hash(const Json& value) {
    return value.is_string() && value.get_ref<const std::string&>().starts_with("$argon2");
}

Failure no_pins(std::string what, const std::filesystem::path& path) {
    return {FailureCode::pins, std::move(what), path.string()};
}

/// Why the file at `path` could not be read, where it may be there all the same.
Failure fault_of(Failure reading, const std::filesystem::path& path) {
    std::error_code error;
    const auto type = std::filesystem::status(path, error).type();
    const bool is_file = type == std::filesystem::file_type::regular;
    // What the disk does not even say anything about is no other thing than a file either.
    const bool may_pass = (is_file || type == std::filesystem::file_type::none)
                          && reading.code == FailureCode::disk_error;
    return reading.code == FailureCode::missing || may_pass
               ? std::move(reading)
               : no_pins(is_file ? reading.what : "not a file", path);
}

/// The first name that no file in the folder has, for one that cannot be read.
std::filesystem::path name_aside(const std::filesystem::path& path) {
    std::error_code error;
    for (int n = 1;; ++n) {
        std::filesystem::path aside = path.string() + ".damaged-" + std::to_string(n);
        if (!std::filesystem::exists(std::filesystem::symlink_status(aside, error))) {
            return aside;
        }
    }
}

} // namespace

PinFile PinFile::load(const std::filesystem::path& folder) {
    PinFile pins{folder / pins_file};
    std::error_code error;
    const auto type = std::filesystem::status(pins.path_, error).type();
    if (type != std::filesystem::file_type::regular && type != std::filesystem::file_type::not_found
        && type != std::filesystem::file_type::none) {
        pins.fault_ = no_pins("not a file", pins.path_); // a pipe would be waited for
        return pins;
    }
    const auto text = read_file(pins.path_, pins_size_bytes_max);
    if (!text) {
        pins.fault_ = fault_of(text.error(), pins.path_);
        return pins;
    }
    const auto json = parse_json(*text);
    if (!json || !json->is_object()) {
        pins.fault_ = no_pins("not a list of PIN hashes", pins.path_);
        return pins;
    }
    for (const auto& [user, hash] : json->items()) {
        if (is_hash(hash)) {
            pins.hashes_[user] = hash.get<std::string>();
        } else {
            pins.left_out_.push_back(user);
        }
    }
    return pins;
}

std::optional<std::string> PinFile::hash_of(const std::string& user) const {
    const auto found = hashes_.find(user);
    return found != hashes_.end() ? std::optional{found->second} : std::nullopt;
}

Expected<void, Failure> PinFile::Change::put_in_place() {
    if (!aside_.empty()) {
        std::error_code error;
        std::filesystem::rename(from_, aside_, error);
        if (error) {
            return Unexpected{system_failure(error.value(), "renaming", from_)};
        }
    }
    return file_.put_in_place();
}

Expected<PinFile::Change, Failure>
PinFile::change(const std::string& user, const std::string& hash) const {
    const bool damaged = fault_ && fault_->code == FailureCode::pins;
    if (fault_ && !damaged && fault_->code != FailureCode::missing) {
        return Unexpected{*fault_};
    }
    auto hashes = hashes_;
    hashes[user] = hash;
    auto file = StagedFile::write(path_, canonical(Json(hashes)) + "\n");
    if (!file) {
        return Unexpected{file.error()};
    }
    return Change{std::move(*file), path_, damaged ? name_aside(path_) : std::filesystem::path{}};
}

} // namespace ocop::store
