#pragma once

#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"
#include "pos/sqlite/sqlite_error.hpp"

#include <exception>
#include <filesystem>
#include <string>
#include <type_traits>
#include <utility>

namespace ocop::store {

/// A Failure on its way to the guard. Thrown and caught within this folder only.
class StoreError : public std::exception {
public:
    explicit StoreError(Failure failure)
        : failure_{std::move(failure)} {}

    [[nodiscard]] const char* what() const noexcept override { return failure_.what.c_str(); }

    [[nodiscard]] const Failure& failure() const { return failure_; }

private:
    Failure failure_;
};

/// The value of `answer`; throws its Failure as a StoreError.
template <class T>
T value_of(Expected<T, Failure> answer) {
    if (!answer) {
        throw StoreError{answer.error()};
    }
    if constexpr (!std::is_void_v<T>) {
        return std::move(*answer);
    }
}

/// Runs `work` and turns what it throws into a Failure at `where`: the barrier no exception of this
/// folder passes.
template <class Work>
auto guard(const std::filesystem::path& where, Work work)
    -> Expected<std::invoke_result_t<Work>, Failure> {
    try {
        if constexpr (std::is_void_v<std::invoke_result_t<Work>>) {
            work();
            return {};
        } else {
            return work();
        }
    } catch (const StoreError& error) {
        return Unexpected{error.failure()};
    } catch (const sqlite::SqliteError& error) {
        return Unexpected{Failure{error.failure_code(), error.what(), where.string()}};
    } catch (const std::exception& error) { // a full memory, text that is not UTF-8
        return Unexpected{Failure{FailureCode::disk_error, error.what(), where.string()}};
    }
}

} // namespace ocop::store
