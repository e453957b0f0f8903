#pragma once

#include "tests/faults/trial.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace ocop::faults {

/// What shall be run, and how.
struct Orders {
    Programs programs{};
    std::filesystem::path work{};         // for all runs; made and removed by us
    std::vector<std::string> scenarios{}; // names or beginnings of names; none: all
    std::vector<std::string> loops{};     // the same
    std::optional<std::int64_t> nth{};    // this call alone
    std::optional<std::uint64_t> seed{};  // a sample in this order; none: all, in order
    int seconds_max = 0;                  // of a sample
    int part = 1;                         // of `parts`, which together are all
    int parts = 1;
    int workers = 1;
    bool keeps = false; // folders of runs that broke a promise
};

/// One run to make.
struct Job {
    std::size_t fixture = 0;
    const Loop* loop = nullptr;
    std::int64_t nth = 0;
};

/// A run that broke promises.
struct Broken {
    std::string scenario{};
    std::string loop{};
    std::int64_t nth = 0;
    Trial trial{};
};

struct Count {
    std::int64_t runs = 0;
    std::int64_t hits = 0; // of them, those that met their fault
    std::int64_t broken = 0;
};

/// What came of all runs.
struct Tally {
    std::map<std::string, std::map<std::string, Count>> counts{}; // by scenario, by loop
    std::vector<Broken> broken{};
    std::size_t known = 0; // faults that were ordered; a sample tries as many as its time allows

    [[nodiscard]] Count all() const;
};

/// Makes the stores, tries every fault that is ordered, and tells each broken promise on stdout as
/// it shows.
[[nodiscard]] Tally carry_out(const Orders& orders);

/// "sell-cash short 3: lost: …  [pwrite64 0 data/ledger.db-wal]", and how to see it again.
[[nodiscard]] std::string words(const Broken& broken);

} // namespace ocop::faults
