#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace ocop {

/// Overwrites `size` bytes in a way no compiler leaves out because nobody reads them afterwards.
void wipe(void* bytes, std::size_t size) noexcept;

/// Overwrites all that `text` has room for, and empties it.
void wipe(std::string& text) noexcept;

/// Overwrites what earlier calls left of their variables on the stack of this thread. For use
/// behind library calls that were given a secret.
void wipe_stack() noexcept;

/// Text that must not be found in memory once it was used: a PIN. Every copy is wiped when it goes,
/// and so is what a move leaves behind (a short std::string leaves all of it).
class Secret {
public:
    Secret() = default;

    /// Takes `text` over. What was copied into it is the caller's to wipe.
    Secret(std::string text) // NOLINT(google-explicit-constructor): a PIN is text
        : text_{std::move(text)} {
        wipe(text);
    }

    Secret(const char* text) // NOLINT(google-explicit-constructor)
        : text_{text} {}

    ~Secret() { wipe(text_); }

    Secret(const Secret&) = default;

    Secret& operator=(const Secret& other) {
        if (this != &other) {
            wipe(text_);
            text_ = other.text_;
        }
        return *this;
    }

    Secret(Secret&& other) noexcept
        : text_{std::move(other.text_)} {
        wipe(other.text_);
    }

    Secret& operator=(Secret&& other) noexcept {
        if (this != &other) {
            wipe(text_);
            text_ = std::move(other.text_);
            wipe(other.text_);
        }
        return *this;
    }

    [[nodiscard]] std::string_view view() const { return text_; }

    operator std::string_view() const { // NOLINT(google-explicit-constructor)
        return text_;
    }

    [[nodiscard]] bool empty() const { return text_.empty(); }

    [[nodiscard]] std::size_t size() const { return text_.size(); }

    bool operator==(const Secret&) const = default;

private:
    std::string text_{};
};

} // namespace ocop
