#pragma once

#include <memory>
#include <utility>

namespace ocop {

/// An optional value kept apart: costs a pointer where there is none, which counts in a catalogue
/// of a million products. Copies and compares by value.
template <class T>
class Boxed {
public:
    Boxed() = default;

    Boxed(T value)
        : value_{std::make_unique<T>(std::move(value))} {}

    Boxed(const Boxed& other)
        : value_{other.value_ ? std::make_unique<T>(*other.value_) : nullptr} {}

    Boxed(Boxed&&) noexcept = default;
    ~Boxed() = default;

    Boxed& operator=(const Boxed& other) {
        if (this != &other) {
            *this = Boxed{other};
        }
        return *this;
    }

    Boxed& operator=(Boxed&&) noexcept = default;

    [[nodiscard]] bool has_value() const { return value_ != nullptr; }

    explicit operator bool() const { return has_value(); }

    /// Requires has_value(), as do the next three.
    [[nodiscard]] T& operator*() { return *value_; }

    [[nodiscard]] const T& operator*() const { return *value_; }

    [[nodiscard]] T* operator->() { return value_.get(); }

    [[nodiscard]] const T* operator->() const { return value_.get(); }

    T& emplace() {
        value_ = std::make_unique<T>();
        return *value_;
    }

    void reset() { value_.reset(); }

    bool operator==(const Boxed& other) const {
        return has_value() == other.has_value() && (!has_value() || *value_ == *other.value_);
    }

private:
    std::unique_ptr<T> value_{};
};

} // namespace ocop
