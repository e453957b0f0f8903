#pragma once

#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"
#include "pos/shell/atomic_file.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ocop::store {

/// The file `pins.json` beside the ledger, readable by its owner alone: user name → Argon2id hash
/// of the PIN. Not in the journal, because the journal travels to the province.
///
///     {"hoa":"$argon2id$v=19$m=19456,t=2,p=1$…","lan":"$argon2id$…"}
///
/// A file that cannot be read closes no shop: who signs in is told, everything else goes on.
class PinFile {
public:
    /// Reads the file in `folder`. An entry that is no hash is left out, the others hold.
    [[nodiscard]] static PinFile load(const std::filesystem::path& folder);

    /// Why no hash could be read: `missing` where there is no file, `disk_error` where reading
    /// failed and may go well another time, `pins` where there is no list of hashes in it.
    [[nodiscard]] const std::optional<Failure>& fault() const { return fault_; }

    /// Whose entries were left out.
    [[nodiscard]] const std::vector<std::string>& left_out() const { return left_out_; }

    /// The stored hash of `user`'s PIN; nullopt if there is none.
    [[nodiscard]] std::optional<std::string> hash_of(const std::string& user) const;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

    /// A change of the file that is on disk and does not hold yet.
    class Change {
    public:
        Change(StagedFile file, std::filesystem::path from, std::filesystem::path aside)
            : file_{std::move(file)},
              from_{std::move(from)},
              aside_{std::move(aside)} {}

        /// Name under which a file that could not be read is kept; empty if none is.
        [[nodiscard]] std::string kept() const { return aside_.filename().string(); }

        /// Lets it hold, durably.
        [[nodiscard]] Expected<void, Failure> put_in_place();

    private:
        StagedFile file_;
        std::filesystem::path from_;
        std::filesystem::path aside_; // empty: the file is only replaced
    };

    /// `hash` as that of `user`'s PIN. Where the file cannot be read (`pins`), a new one with this
    /// PIN alone, and the old one kept as `pins.json.damaged-<n>`. Fails as reading did where that
    /// may go well another time.
    [[nodiscard]] Expected<Change, Failure>
    change(const std::string& user, const std::string& hash) const;

private:
    explicit PinFile(std::filesystem::path path)
        : path_{std::move(path)} {}

    std::filesystem::path path_;
    std::map<std::string, std::string> hashes_{};
    std::vector<std::string> left_out_{};
    std::optional<Failure> fault_{};
};

} // namespace ocop::store
