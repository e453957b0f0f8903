#pragma once

#include "pos/ports/printer.hpp"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <limits>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ocop {

/// What stands on the far side of a FakePrinter: what it took, and what befalls it. Any thread.
class FakePaper {
public:
    static constexpr std::size_t without_end = std::numeric_limits<std::size_t>::max();

    /// It takes so many more bytes, then none.
    void set_room(std::size_t bytes) {
        with([&] { room_ = bytes; });
    }

    /// After so many more bytes the line breaks, once, in the midst of a write.
    void break_after(std::size_t bytes) {
        with([&] { breaks_after_ = bytes; });
    }

    /// While set, it has all bytes of a job in its memory and does not come to print the last, or
    /// (`as` unsaid) never says that it did.
    void hold(bool holds, Ended as = Ended::not_yet) {
        with([&] {
            holds_ = holds;
            held_as_ = as;
        });
    }

    /// While set, nothing can begin.
    void set_absent(std::optional<PrintTrouble> trouble) {
        with([&] { absent_ = trouble; });
    }

    void set_state(PrinterState state) {
        with([&] { state_ = state; });
    }

    /// Called on the print thread before each byte is taken, with the count of those before.
    void before_byte(std::function<void(std::size_t)> call) {
        with([&] { before_byte_ = std::move(call); });
    }

    /// All bytes it ever took.
    [[nodiscard]] std::string bytes() const {
        const std::lock_guard lock{mutex_};
        return bytes_;
    }

    /// Names of the jobs that were ended; a drawer's is "drawer".
    [[nodiscard]] std::vector<std::string> ended() const {
        const std::lock_guard lock{mutex_};
        return ended_;
    }

    /// Waits until it was asked whether a job had ended that it holds; false if that does not come.
    [[nodiscard]] bool wait_held() const {
        std::unique_lock lock{mutex_};
        return asked_.wait_for(lock, std::chrono::seconds{20}, [this] { return held_ > 0; });
    }

    /// How often a job was begun.
    [[nodiscard]] std::size_t begun() const {
        const std::lock_guard lock{mutex_};
        return begun_;
    }

private:
    friend class FakePrinter;

    template <class Change>
    void with(Change change) {
        const std::lock_guard lock{mutex_};
        change();
    }

    mutable std::mutex mutex_{};
    mutable std::condition_variable asked_{};
    std::size_t room_ = without_end;
    std::size_t breaks_after_ = without_end;
    std::optional<PrintTrouble> absent_{};
    bool holds_ = false;
    Ended held_as_ = Ended::not_yet;
    PrinterState state_{};
    std::function<void(std::size_t)> before_byte_{};
    std::string bytes_{};
    std::vector<std::string> ended_{};
    std::size_t begun_ = 0;
    std::size_t held_ = 0;
};

/// A printer that keeps its word as a real one would: what it took it has, whatever happens then.
class FakePrinter : public Printer {
public:
    explicit FakePrinter(std::shared_ptr<FakePaper> paper)
        : paper_{std::move(paper)} {}

    Expected<void, PrinterFault> begin(JobKind, const std::string& name, std::stop_token) override {
        const std::lock_guard lock{paper_->mutex_};
        if (paper_->absent_) {
            return Unexpected{PrinterFault{*paper_->absent_, "absent", "fake"}};
        }
        name_ = name;
        broken_ = false;
        ++paper_->begun_;
        return {};
    }

    Written write(std::string_view bytes, std::chrono::milliseconds, std::stop_token) override {
        const std::lock_guard lock{paper_->mutex_};
        Written written;
        for (const char byte : bytes) {
            if (broken_ || paper_->breaks_after_ == 0) {
                broken_ = true;
                paper_->breaks_after_ = FakePaper::without_end;
                written.fault = PrinterFault{PrintTrouble::unplugged, "gone", "fake"};
                return written;
            }
            if (paper_->room_ == 0) {
                return written;
            }
            if (paper_->before_byte_) {
                paper_->before_byte_(paper_->bytes_.size());
            }
            count_down(paper_->room_);
            count_down(paper_->breaks_after_);
            paper_->bytes_ += byte;
            ++written.bytes;
        }
        return written;
    }

    Expected<Ended, PrinterFault> end(std::chrono::milliseconds, std::stop_token) override {
        const std::lock_guard lock{paper_->mutex_};
        if (broken_ || paper_->breaks_after_ == 0) {
            paper_->breaks_after_ = FakePaper::without_end;
            return Unexpected{PrinterFault{PrintTrouble::unplugged, "gone", "fake"}};
        }
        if (paper_->holds_) {
            ++paper_->held_;
            paper_->asked_.notify_all();
            return paper_->held_as_;
        }
        paper_->ended_.push_back(name_);
        return Ended::whole;
    }

    PrinterState state(std::chrono::milliseconds) override {
        const std::lock_guard lock{paper_->mutex_};
        return paper_->state_;
    }

private:
    static void count_down(std::size_t& count) {
        if (count != FakePaper::without_end) {
            --count;
        }
    }

    std::shared_ptr<FakePaper> paper_;
    std::string name_{};
    bool broken_ = false;
};

} // namespace ocop
