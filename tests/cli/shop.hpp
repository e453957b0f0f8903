#pragma once

#include "tests/cli/program.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace ocop::cli::test {

/// A folder of one test, gone with it.
class ScratchFolder {
public:
    ScratchFolder();
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_{};
};

[[nodiscard]] std::string read_file(const std::filesystem::path& file);
void write_file(const std::filesystem::path& file, std::string_view bytes);

/// Every file of `folder` and what is in it, to see that nothing changed.
[[nodiscard]] Json contents_of(const std::filesystem::path& folder);

enum class Kind { training, real };

/// A store that the program under test keeps in a scratch folder. In a training store everything
/// happens on Friday, 20 November 2026, unless an action says another time.
class Shop {
public:
    static constexpr const char* till = "QNA-HOIAN-01-1";
    static constexpr const char* day = "2026-11-20";
    static constexpr const char* at = "2026-11-20T09:00:00+07:00";

    /// Makes nothing yet.
    Shop() = default;
    /// A store with users hoa (manager, 9999), minh (lead, 5678), lan (cashier, 1234), all of
    /// goods_csv() and, where told, a shift opened by lan with 500.000.
    explicit Shop(Kind kind, bool shift = true);

    /// The folder for whatever the test makes beside the store.
    [[nodiscard]] const std::filesystem::path& scratch() const { return scratch_.path(); }

    [[nodiscard]] std::filesystem::path data() const { return scratch_.path() / "data"; }

    /// Runs the program on this store's folder.
    [[nodiscard]] Ran ocop(
        std::vector<std::string> words,
        const std::string& input = {},
        const Surroundings& around = {}
    ) const;

    /// Like ocop(), and fails the test unless it ends with 0.
    Ran done(
        std::vector<std::string> words,
        const std::string& input = {},
        const Surroundings& around = {}
    ) const;

    /// init, with `more` words.
    [[nodiscard]] Ran init(std::vector<std::string> more = {}) const;

    /// Writes `csv` to P.csv and imports it.
    Ran import(std::string_view csv) const;

    /// Signs lan in and runs `script`, one action a line; the answers but the sign-in's. Every
    /// action without a time of its own happens at Shop::at in a training store.
    std::vector<Json> sell(const std::string& script) const;
    /// The same with hoa, a manager.
    std::vector<Json> sell_as_manager(const std::string& script) const;

    /// The last answer of sell().
    Json last(const std::string& script) const { return sell(script).back(); }

    /// `journal dump`, a record each.
    [[nodiscard]] std::vector<Json> records() const;
    /// Those of one kind.
    [[nodiscard]] std::vector<Json> records(std::string_view kind) const;

    /// Runs `sql` on the ledger with the sqlite3 tool, behind the program's back.
    void tamper(const std::string& sql) const;

    /// Words for Conversation: this program, this store.
    [[nodiscard]] std::vector<std::string> words(std::vector<std::string> more) const;

private:
    std::vector<Json> sell_as(const std::string& sign_in, const std::string& script) const;

    ScratchFolder scratch_{};
    bool training_ = true;
};

/// Goods that between them meet every rule: kinds of VAT, states of a certificate, consigned or
/// bought, by weight or piece, two gift sets (one cheaper, one dearer than its parts).
[[nodiscard]] std::string goods_csv();

/// The error code of a refused answer; empty if it was accepted.
[[nodiscard]] std::string refused(const Json& answer);

} // namespace ocop::cli::test
