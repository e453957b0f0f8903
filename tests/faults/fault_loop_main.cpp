// Fails every read, write and sync of every verb, and looks whether the shop's word is kept.
//
//   fault_loop --all                        everything, on all cores
//   fault_loop --part 3/20                  the third of twenty parts of everything
//   fault_loop --sample SEED --seconds 100  as much of it as fits, in an order by seed
//   fault_loop --scenario sell-cash --loop sync-once --nth 3 --keep
//   fault_loop --all --program ANOTHER/ocop

#include "tests/faults/campaign.hpp"

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <regex>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace ocop::faults {

namespace {

namespace fs = std::filesystem;

/// Where runs lie unless told otherwise: in memory where there is such a place.
fs::path default_work() {
    std::error_code ignored;
    const fs::path memory{"/dev/shm"};
    const fs::path base = fs::is_directory(memory, ignored) ? memory : fs::temp_directory_path();
    std::string pattern = (base / "ocop-faults-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) {
        throw std::runtime_error{"no folder to work in: " + base.string()};
    }
    return pattern;
}

Orders parse(int argc, char** argv) {
    Orders orders;
    orders.programs = {OCOP_PROGRAM, OCOP_TILL_CORE, OCOP_LIBFAULTS};
    orders.workers = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    const auto value = [&](int& i) -> std::string {
        if (i + 1 >= argc) {
            throw std::invalid_argument{std::string{argv[i]} + " wants a value"};
        }
        return argv[++i];
    };
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "--sample") {
            orders.seed = std::stoull(value(i));
        } else if (word == "--seconds") {
            orders.seconds_max = std::stoi(value(i));
        } else if (word == "--part") {
            std::istringstream part{value(i)};
            char of = 0;
            part >> orders.part >> of >> orders.parts;
            if (!part || of != '/' || orders.part < 1 || orders.part > orders.parts) {
                throw std::invalid_argument{"--part wants one such as 3/20"};
            }
        } else if (word == "-j") {
            orders.workers = std::stoi(value(i));
        } else if (word == "--scenario") {
            orders.scenarios.push_back(value(i));
        } else if (word == "--loop") {
            orders.loops.push_back(value(i));
        } else if (word == "--nth") {
            orders.nth = std::stoll(value(i));
        } else if (word == "--work") {
            orders.work = value(i);
        } else if (word == "--program") {
            orders.programs.ocop = value(i);
        } else if (word == "--layer") {
            orders.programs.layer = value(i);
        } else if (word == "--keep") {
            orders.keeps = true;
        } else if (word != "--all") {
            throw std::invalid_argument{"no such option: " + word};
        }
    }
    if (orders.work.empty()) {
        orders.work = default_work();
    }
    return orders;
}

/// `what` without what is another one each time: folders, numbers, random names.
std::string cause_of(const std::string& rule, std::string what) {
    static const std::regex places{"/[^ ]*/run-[0-9]+/|[0-9]+"};
    static const std::regex random_names{R"((\.ocop-|[a-z]\.)[A-Za-z#]{6}\b)"};
    what = std::regex_replace(what, places, "#");
    what = std::regex_replace(what, random_names, "$1??????");
    std::replace(what.begin(), what.end(), '\n', ' ');
    constexpr std::size_t telling = 150;
    return rule + ": " + what.substr(0, telling);
}

/// Promises broken, by how it showed: for whoever mends it.
void print_causes(const Tally& tally) {
    std::map<std::string, std::vector<std::string>> causes;
    for (const Broken& broken : tally.broken) {
        for (const Breach& breach : broken.trial.breaches) {
            causes[cause_of(breach.rule, breach.what)].push_back(
                broken.scenario + ' ' + broken.loop + ' ' + std::to_string(broken.nth) + " ["
                + broken.trial.fault + ']'
            );
        }
    }
    for (const auto& [cause, runs] : causes) {
        std::cout << runs.size() << " x " << cause << "\n    as " << runs.front() << '\n';
    }
}

void print_counts(const Tally& tally) {
    for (const auto& [scenario, by_loop] : tally.counts) {
        Count sum;
        std::string loops;
        for (const auto& [loop, count] : by_loop) {
            sum.runs += count.runs;
            sum.broken += count.broken;
            loops += ' ' + loop + ' ' + std::to_string(count.runs);
        }
        std::cout << scenario << ": " << sum.runs << " runs, " << sum.broken << " broken;" << loops
                  << '\n';
    }
}

int loop(int argc, char** argv) {
    const Orders orders = parse(argc, argv);
    if (orders.seed) {
        std::cout << "--sample " << *orders.seed << std::endl; // also where it is never seen to end
    }
    const Tally tally = carry_out(orders);
    print_causes(tally);
    print_counts(tally);
    const Count all = tally.all();
    std::cout << all.runs << " runs (of " << tally.known + tally.counts.size() << "), " << all.hits
              << " of them met their fault, " << all.broken << " broke a promise";
    if (orders.seed) {
        std::cout << " (--sample " << *orders.seed << ')';
    }
    std::cout << ".\n";
    if (orders.keeps) {
        std::cout << "Kept in " << (orders.work / "kept").string() << ".\n";
    } else {
        fs::remove_all(orders.work);
    }
    return all.broken == 0 ? 0 : 1;
}

} // namespace

} // namespace ocop::faults

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN); // a program may end without reading what we say
    try {
        return ocop::faults::loop(argc, argv);
    } catch (const std::exception& error) {
        std::cerr << "fault_loop: " << error.what() << '\n';
        return 2;
    }
}
