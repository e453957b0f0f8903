#pragma once

#include "tests/faults/child.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace ocop::faults {

/// The programs the loops need.
struct Programs {
    std::string ocop{};
    std::string till_core{}; // the window's core without a window; empty: not built
    std::string layer{};     // libfaults.so
};

/// Names below a folder, with what stands in each file; folders end in '/'.
using Contents = std::map<std::string, std::size_t>;

/// One run's own world: `data` is the store, `in` what is read, `out` what is made, `tmp` for what
/// is in between.
class Place {
public:
    Place(const Programs& programs, std::filesystem::path root)
        : programs_{&programs},
          root_{std::move(root)} {}

    [[nodiscard]] const std::filesystem::path& root() const { return root_; }

    [[nodiscard]] std::filesystem::path data() const { return root_ / "data"; }

    [[nodiscard]] std::filesystem::path in() const { return root_ / "in"; }

    [[nodiscard]] std::filesystem::path out() const { return root_ / "out"; }

    /// Begins with empty folders and no store.
    void make() const;
    /// Begins as `model` stands.
    void copy(const Place& model) const;
    void remove() const;

    /// `ocop` with `words` on this store, in English. `{data}`, `{in}`, `{out}` in a word are the
    /// folders; a first word `@core` runs the window's core instead.
    [[nodiscard]] Command
    command(const std::vector<std::string>& words, const std::string& input = {}) const;
    /// Runs it.
    [[nodiscard]] Ran
    ocop(const std::vector<std::string>& words, const std::string& input = {}) const;

    /// What stands in all of them, without what SQLite and the lock keep for themselves.
    [[nodiscard]] Contents contents() const;

private:
    [[nodiscard]] std::string filled(std::string word) const;

    const Programs* programs_;
    std::filesystem::path root_;
};

/// All bytes of a file; empty if there is none.
[[nodiscard]] std::string read_file(const std::filesystem::path& file);
void write_file(const std::filesystem::path& file, const std::string& bytes);

} // namespace ocop::faults
