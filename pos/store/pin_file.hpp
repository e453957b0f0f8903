#pragma once

#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace ocop::store {

/// The file `pins.json` beside the ledger, readable by its owner alone: user name → Argon2id hash
/// of the PIN. Not in the journal, because the journal travels to the province.
///
///     {"hoa":"$argon2id$v=19$m=19456,t=2,p=1$…","lan":"$argon2id$…"}
class PinFile {
public:
    /// Reads the file in `folder`; without one there are no PINs yet. Refuses (corrupt) what is no
    /// such file.
    [[nodiscard]] static Expected<PinFile, Failure> load(const std::filesystem::path& folder);

    /// The stored hash of `user`'s PIN; nullopt if there is none.
    [[nodiscard]] std::optional<std::string> hash_of(const std::string& user) const;

    /// Stores `hash` as that of `user`'s PIN, durably; on failure the old file stands.
    [[nodiscard]] Expected<void, Failure> set(const std::string& user, const std::string& hash);

private:
    explicit PinFile(std::filesystem::path path)
        : path_{std::move(path)} {}

    std::filesystem::path path_;
    std::map<std::string, std::string> hashes_{};
};

} // namespace ocop::store
