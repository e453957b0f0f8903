#pragma once

#include "pos/compose/paper_desk.hpp"
#include "pos/compose/shop_store.hpp"
#include "pos/compose/system_clock.hpp"
#include "pos/core/json.hpp"
#include "pos/ui/desk.hpp"
#include "pos/ui/paper_thread.hpp"

#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace ocop::faults {

/// The window's program without its window: what TillApp puts together, on one thread. Keys and
/// what people type go in; what the screen then shows comes out.
class TillCore {
public:
    explicit TillCore(std::filesystem::path folder);
    /// As the window ends: the journal first, then paper.
    ~TillCore();
    TillCore(const TillCore&) = delete;
    TillCore& operator=(const TillCore&) = delete;

    /// Opens the store; false if the screen says that it could not.
    [[nodiscard]] bool open();

    /// Why it could not, as the screen says.
    [[nodiscard]] const std::string& fault() const { return desk_.state().opening_fault; }

    /// One line of a script: a word for what is done and what is typed, see till_core_main.cpp.
    void act(const std::string& line);

    /// What the screen shows, as `ocop sell` would answer: what a cashier would take it for.
    [[nodiscard]] Json shown() const;

private:
    [[nodiscard]] static ui::DeskWords words();
    [[nodiscard]] ui::DeskPorts ports();
    /// Tells what a start found out, a sentence at a time.
    using Add = std::function<void(const std::string&)>;
    void note_catalog(const Add& add);
    void catch_up(const Add& add);
    void take_paper(const ui::PaperOrder& order);
    /// Lets the other threads answer until nothing is asked any more.
    void settle();
    void act_on(const std::string& what, std::istream& rest);
    void press(const std::string& key);
    void count(std::istream& rest);
    /// What the deed did, going by the screen alone; "" where the screen says that it is not done.
    [[nodiscard]] std::string deed() const;

    std::filesystem::path folder_;
    compose::SystemClock clock_{};
    std::shared_ptr<const Catalog> catalog_ = std::make_shared<const Catalog>();
    std::mutex news_mutex_{};
    std::deque<devices::PrintStatus> print_news_{};
    std::unique_ptr<compose::PaperDesk> paper_desk_{};
    std::unique_ptr<compose::ShopStore> shop_{};
    std::deque<StoreEffect> asked_{};
    std::deque<std::string> looked_up_{};
    std::deque<std::string> readings_{}; // who read what became of the last run
    std::deque<ui::PaperOrder> papers_{};
    std::string code_{};  // of the last thing the store could not do
    std::string what_{};  // the line's first word
    ui::Screen before_{}; // the screen it was done on
    ui::Desk desk_;
};

} // namespace ocop::faults
