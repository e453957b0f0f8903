#include "pos/cli/print_watch.hpp"

#include "pos/core/clause.hpp"

#include <utility>

namespace ocop::cli {

std::function<void(const devices::PrintStatus&)> PrintWatch::listener() const {
    return [news = news_](const devices::PrintStatus& status) {
        static_cast<void>(news->push(devices::PrintStatus{status})); // a later one says more
    };
}

std::optional<std::string> PrintWatch::trouble(JobKind kind) const {
    using Phase = devices::PrintStatus::Phase;
    if (!last_.fault.empty()) {
        return last_.fault;
    }
    const bool stuck = last_.phase == Phase::waiting || last_.phase == Phase::asking;
    const auto trouble = kind == JobKind::drawer ? last_.drawer
                         : stuck                 ? last_.trouble
                                                 : std::nullopt;
    if (!trouble) {
        return std::nullopt;
    }
    return words(*trouble, language_) + clause_in_brackets(last_.what, language_);
}

std::optional<std::string> PrintWatch::wait(JobKind kind, std::chrono::milliseconds patience) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    if (kind == JobKind::drawer) {
        last_.drawer.reset(); // of a pulse before
    }
    for (;;) {
        if (last_.done > done_) {
            ++done_;
            return std::nullopt;
        }
        if (auto why = trouble(kind)) {
            return why;
        }
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(
            deadline - std::chrono::steady_clock::now()
        );
        auto status = left.count() > 0 ? news_->pop_for(left) : std::nullopt;
        if (!status) {
            return words(PrintTrouble::takes_nothing, language_);
        }
        last_ = std::move(*status);
    }
}

} // namespace ocop::cli
