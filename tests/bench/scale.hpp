#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace ocop::bench {

/// How much is measured: all that the table needs, or just enough to see that everything runs.
struct Scale {
    std::vector<std::size_t> catalogs{}; // numbers of products
    std::size_t appends = 0;
    std::size_t look_up_batches = 0;
    std::size_t searches = 0;
    std::size_t builds = 0;
    std::size_t records = 0;      // of the long journal that is opened
    std::size_t records_read = 0; // of the journal that is verified
    std::size_t reads = 0;        // openings and verifications
    std::size_t receipts = 0;
    std::size_t starts = 0; // of a program
    std::size_t syncs = 0;  // of a catalogue

    std::filesystem::path folder{}; // for databases: on a disk, or durable means nothing
};

[[nodiscard]] inline Scale full_scale() {
    return {{20'000, 1'000'000}, 2'000, 400, 100, 3, 100'000, 10'000, 15, 50, 21, 11, {}};
}

[[nodiscard]] inline Scale small_scale() {
    return {{200}, 3, 2, 2, 1, 50, 50, 2, 1, 2, 1, {}};
}

// What each topic measures is written beside it.
void add_starts(const Scale& scale);
void add_appends(const Scale& scale);
void add_journals(const Scale& scale);
void add_catalogs(const Scale& scale);
void add_feeds(const Scale& scale);
void add_paper(const Scale& scale);
void add_syncs(const Scale& scale);

/// One job of add_feeds() in a program of its own, so that its memory can be told: what stands
/// behind `--feed` on the command line.
int feed_job(const std::vector<std::string>& arguments);

} // namespace ocop::bench
