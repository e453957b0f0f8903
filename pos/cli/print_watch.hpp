#pragma once

#include "devices/print_status.hpp"
#include "pos/core/refusal.hpp"
#include "pos/ports/printer.hpp"
#include "pos/shell/bounded_queue.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace ocop::cli {

/// Waits for the printer where there is no window to tell how it goes.
class PrintWatch {
public:
    explicit PrintWatch(Language language)
        : language_{language} {}

    /// For PaperDeskParts::on_status. Takes news from the print thread, also after this is gone.
    [[nodiscard]] std::function<void(const devices::PrintStatus&)> listener() const;

    /// Waits until one more job or pulse came through, `patience` at most: nullopt then; else why
    /// it did not, in one sentence. The job waits in the print queue, and the till offers it.
    [[nodiscard]] std::optional<std::string> wait(JobKind kind, std::chrono::milliseconds patience);

private:
    [[nodiscard]] std::optional<std::string> trouble(JobKind kind) const;

    using News = BoundedQueue<devices::PrintStatus>;

    Language language_;
    std::shared_ptr<News> news_ = std::make_shared<News>(news_max);
    devices::PrintStatus last_{};
    std::int64_t done_ = 0;

    static constexpr std::size_t news_max = 10'000;
};

} // namespace ocop::cli
