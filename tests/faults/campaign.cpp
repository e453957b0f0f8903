#include "tests/faults/campaign.hpp"

#include "tests/faults/stores.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <iostream>
#include <random>
#include <set>
#include <thread>

namespace ocop::faults {

namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;

bool is_wanted(const std::string& name, const std::vector<std::string>& wanted) {
    return wanted.empty()
           || std::any_of(wanted.begin(), wanted.end(), [&](const std::string& start) {
                  return name == start
                         || (start.ends_with('*')
                             && name.starts_with(start.substr(0, start.size() - 1)));
              });
}

/// Runs `work(worker, i)` for every i below `count`, on so many threads.
template <class Work>
void in_parallel(int workers, std::size_t count, const Work& work) {
    std::atomic<std::size_t> next{0};
    std::vector<std::jthread> threads;
    for (int worker = 0; worker < workers; ++worker) {
        threads.emplace_back([&, worker] {
            for (std::size_t i = next++; i < count; i = next++) {
                work(worker, i);
            }
        });
    }
}

class Campaign {
public:
    explicit Campaign(const Orders& orders)
        : orders_{&orders},
          ends_{Clock::now() + std::chrono::seconds{orders.seconds_max}} {}

    Tally run() {
        make_stores();
        make_fixtures();
        const std::vector<Job> jobs = make_jobs();
        tally_.known = jobs.size();
        in_parallel(orders_->workers, jobs.size(), [&](int worker, std::size_t i) {
            const bool is_ours = i % static_cast<std::size_t>(orders_->parts) + 1
                                 == static_cast<std::size_t>(orders_->part);
            if (is_ours && (!orders_->seed || Clock::now() < ends_)) {
                do_job(jobs[i], worker);
            }
        });
        return std::move(tally_);
    }

private:
    [[nodiscard]] Place place(const std::string& name) const {
        return Place{orders_->programs, orders_->work / name};
    }

    [[nodiscard]] Place place_of(int worker) const {
        return place("run-" + std::to_string(worker));
    }

    void make_stores() {
        for (Scenario& scenario : scenarios()) {
            if (is_wanted(scenario.name, orders_->scenarios)) {
                scenarios_.push_back(std::move(scenario));
            }
        }
        std::set<std::string> names;
        for (const Scenario& scenario : scenarios_) {
            names.insert(scenario.store);
        }
        const std::vector<std::string> stores{names.begin(), names.end()};
        in_parallel(orders_->workers, stores.size(), [&](int, std::size_t i) {
            make_store(stores[i], place("store-" + stores[i]));
        });
    }

    /// Each scenario without faults first: it must be well, and shows which calls there are.
    void make_fixtures() {
        fixtures_.resize(scenarios_.size());
        in_parallel(orders_->workers, scenarios_.size(), [&](int worker, std::size_t i) {
            const Scenario& scenario = scenarios_[i];
            Trial plain;
            fixtures_[i] = std::make_unique<Fixture>(prepare(
                scenario, place("store-" + scenario.store), place_of(worker), plain.breaches
            ));
            count(scenario.name, "plain", 0, std::move(plain), worker);
        });
    }

    [[nodiscard]] std::vector<Job> make_jobs() const {
        std::vector<Job> jobs;
        for (std::size_t i = 0; i < fixtures_.size(); ++i) {
            for (const Loop& loop : loops()) {
                if (!is_wanted(loop.name, orders_->loops)) {
                    continue;
                }
                const std::int64_t calls = calls_in(fixtures_[i]->calls, loop);
                const std::int64_t times =
                    loop.times < 0 || (loop.kinds != 0 && calls == 0) ? calls : loop.times;
                for (std::int64_t nth = 1; nth <= times; ++nth) {
                    if (!orders_->nth || *orders_->nth == nth) {
                        jobs.push_back({i, &loop, nth});
                    }
                }
            }
        }
        if (orders_->seed) {
            std::mt19937_64 random{*orders_->seed};
            std::shuffle(jobs.begin(), jobs.end(), random);
        }
        return jobs;
    }

    void do_job(const Job& job, int worker) {
        const Fixture& fixture = *fixtures_[job.fixture];
        Trial trial = try_fault(fixture, *job.loop, job.nth, place_of(worker));
        count(fixture.scenario.name, job.loop->name, job.nth, std::move(trial), worker);
    }

    void count(
        const std::string& scenario,
        const std::string& loop,
        std::int64_t nth,
        Trial trial,
        int worker
    ) {
        const std::scoped_lock one{tallying_};
        Count& count = tally_.counts[scenario][loop];
        ++count.runs;
        count.hits += trial.hit ? 1 : 0;
        if (trial.breaches.empty()) {
            return;
        }
        ++count.broken;
        if (orders_->keeps) {
            keep(scenario + '-' + loop + '-' + std::to_string(nth), worker);
        }
        tally_.broken.push_back({scenario, loop, nth, std::move(trial)});
        std::cout << words(tally_.broken.back()) << std::endl;
    }

    void keep(const std::string& name, int worker) const {
        std::error_code ignored;
        fs::create_directories(orders_->work / "kept", ignored);
        fs::remove_all(orders_->work / "kept" / name, ignored);
        fs::rename(place_of(worker).root(), orders_->work / "kept" / name, ignored);
    }

    const Orders* orders_;
    Clock::time_point ends_;
    std::vector<Scenario> scenarios_{};
    std::vector<std::unique_ptr<Fixture>> fixtures_{};
    std::mutex tallying_{};
    Tally tally_{};
};

} // namespace

Count Tally::all() const {
    Count sum;
    for (const auto& [scenario, by_loop] : counts) {
        for (const auto& [loop, count] : by_loop) {
            sum.runs += count.runs;
            sum.hits += count.hits;
            sum.broken += count.broken;
        }
    }
    return sum;
}

Tally carry_out(const Orders& orders) {
    return Campaign{orders}.run();
}

std::string words(const Broken& broken) {
    std::string text = broken.scenario + ' ' + broken.loop + ' ' + std::to_string(broken.nth) + " ["
                       + broken.trial.fault + "]";
    for (const Breach& breach : broken.trial.breaches) {
        std::string what = breach.what;
        std::replace(what.begin(), what.end(), '\n', ' ');
        text += "\n    " + breach.rule + ": " + what;
    }
    return text + "\n    again: fault_loop --keep --scenario " + broken.scenario + " --loop "
           + broken.loop + " --nth " + std::to_string(broken.nth);
}

} // namespace ocop::faults
