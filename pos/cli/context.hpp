#pragma once

#include "pos/cli/exit_code.hpp"
#include "pos/compose/shop_store.hpp"
#include "pos/core/catalog.hpp"
#include "pos/core/json.hpp"
#include "pos/core/moment.hpp"
#include "pos/core/refusal.hpp"
#include "pos/ports/failure.hpp"

#include <filesystem>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <sys/stat.h>

namespace ocop::cli {

/// How a verb ends early: its exit code, a stable name, one sentence, a place; where there are
/// several faults, `rows` holds each one's place and sentence. Thrown within pos/cli and caught in
/// run() alone.
struct CommandError {
    ExitCode exit{};
    std::string code{};
    std::string message{};
    std::string where{};
    Json rows{};
    std::string detail{}; // for whoever is asked for help, in English; --json alone tells it
};

[[nodiscard]] CommandError error_of(const Failure& failure, Language language);
[[nodiscard]] CommandError error_of(const Refusal& refusal, Language language);

/// That stdout takes nothing any more: a full disk, a reader that went.
[[nodiscard]] CommandError stdout_error(Language language);

/// What every verb is told: where the store lies, how to speak, what time it is.
class Context {
public:
    Context(std::ostream& out, std::ostream& err)
        : out_{&out},
          err_{&err} {}

    std::filesystem::path folder{};
    Language language = Language::vi;
    bool json = false;
    std::string at{};   // --at as typed
    mode_t umask = 022; // whose rights files get that a person asks for; ours are private

    [[nodiscard]] std::ostream& out() const { return *out_; }

    [[nodiscard]] std::ostream& err() const { return *err_; }

    /// Vietnamese or English, as the user speaks.
    [[nodiscard]] std::string say(const char* vi, const char* en) const {
        return language == Language::vi ? vi : en;
    }

    /// One JSON value on stdout, or `text` and a line end, with nothing in it that a terminal would
    /// obey.
    void print(const Json& value, const std::string& text) const;

    /// Ends the verb with stdout_error() where what was said did not come out. To be called between
    /// pieces of work that nobody should have done unseen.
    void require_stdout() const;

    /// The moment a writing verb acts at: --at in a training store, else the clock. Refuses --at in
    /// a real store.
    [[nodiscard]] Moment moment(bool training) const;

    /// The store, opened; throws CommandError. For writing, exports that were cut off are ended
    /// first, and what there is to say of them goes to stderr.
    [[nodiscard]] std::unique_ptr<compose::ShopStore> open(store::Use use) const;

    /// The catalogue that sells, or an empty one where none was imported yet. Parts of it that are
    /// not whole are told on stderr, and what is whole sells.
    [[nodiscard]] std::shared_ptr<const Catalog> catalog() const;

    /// The same, and why some of the goods could not be read, where that is so: whoever does not
    /// find what was asked for among the others cannot say that there is no such thing.
    struct Goods {
        std::shared_ptr<const Catalog> catalog{};
        std::optional<Failure> unread{};
    };

    [[nodiscard]] Goods goods() const;

    /// Ends the verb with why goods could not be read, if any could not.
    void require_all_read(const Goods& goods) const {
        if (goods.unread) {
            throw error_of(*goods.unread, language);
        }
    }

    /// `value` of a failing call, or throws its failure as a CommandError.
    template <class T>
    [[nodiscard]] T require(Expected<T, Failure> value) const {
        if (!value) {
            throw error_of(value.error(), language);
        }
        return std::move(*value);
    }

    void require(const Expected<void, Failure>& done) const {
        if (!done) {
            throw error_of(done.error(), language);
        }
    }

    [[noreturn]] void refuse(
        const std::string& code, const std::string& message, const std::string& where = {}
    ) const {
        throw CommandError{ExitCode::refused, code, message, where, {}};
    }

    /// Appends `draft` (behind a `clock` record where the clock was set back) with the account that
    /// asks for it as `by`: nobody signs in at the command line. Throws CommandError.
    Record append(compose::ShopStore& shop, RecordDraft draft) const;

private:
    std::ostream* out_;
    std::ostream* err_;
};

/// `value` on one line; bytes that are no UTF-8 (names of files may hold them) as U+FFFD.
[[nodiscard]] std::string json_line(const Json& value);

/// Writes `bytes` to the file `out`, whole or not at all (write_output()); to stdout where `out` is
/// empty or "-".
void write_out(const Context& context, const std::string& out, const std::string& bytes);

} // namespace ocop::cli
