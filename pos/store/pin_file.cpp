#include "pos/store/pin_file.hpp"

#include "pos/core/json.hpp"
#include "pos/shell/atomic_file.hpp"
#include "pos/store/store_files.hpp"

namespace ocop::store {

namespace {

constexpr std::size_t pins_size_bytes_max = 1024 * 1024;

} // namespace

Expected<PinFile, Failure> PinFile::load(const std::filesystem::path& folder) {
    PinFile pins{folder / pins_file};
    const auto text = read_file(pins.path_, pins_size_bytes_max);
    if (!text) {
        if (text.error().code == FailureCode::missing) {
            return pins;
        }
        return Unexpected{text.error()};
    }
    const auto json = parse_json(*text);
    const Failure no_pins{FailureCode::corrupt, "not a list of PIN hashes", pins.path_.string()};
    if (!json || !json->is_object()) {
        return Unexpected{no_pins};
    }
    for (const auto& [user, hash] : json->items()) {
        if (!hash.is_string()) {
            return Unexpected{no_pins};
        }
        pins.hashes_[user] = hash.get<std::string>();
    }
    return pins;
}

std::optional<std::string> PinFile::hash_of(const std::string& user) const {
    const auto found = hashes_.find(user);
    return found != hashes_.end() ? std::optional{found->second} : std::nullopt;
}

Expected<void, Failure> PinFile::set(const std::string& user, const std::string& hash) {
    auto hashes = hashes_;
    hashes[user] = hash;
    auto written = write_atomically(path_, canonical(Json(hashes)) + "\n", FileMode::secret);
    if (written) {
        hashes_ = std::move(hashes);
    }
    return written;
}

} // namespace ocop::store
