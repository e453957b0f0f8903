#include "tests/bench/scale.hpp"
#include "tests/bench/table.hpp"

#include <cstdio>
#include <filesystem>
#include <string_view>
#include <vector>

/// ocop_bench [--small] [--benchmark_filter=…]: measures, then prints one table. `--small` only
/// shows that everything runs. Databases are made under the build folder, which lies on a disk.
int main(int argc, char** argv) {
    if (argc > 1 && std::string_view{argv[1]} == "--feed") {
        return ocop::bench::feed_job({argv + 2, argv + argc});
    }
    ocop::bench::Scale scale = ocop::bench::full_scale();
    std::vector<char*> passed_on;
    for (int i = 0; i < argc; ++i) {
        if (std::string_view{argv[i]} == "--small") {
            scale = ocop::bench::small_scale();
        } else {
            passed_on.push_back(argv[i]);
        }
    }
    int count = static_cast<int>(passed_on.size());
    benchmark::Initialize(&count, passed_on.data());
    if (benchmark::ReportUnrecognizedArguments(count, passed_on.data())) {
        return 2;
    }
    scale.folder = std::filesystem::path{OCOP_BINARY_DIR} / "bench-data";
    std::filesystem::remove_all(scale.folder);
    std::filesystem::create_directories(scale.folder);

#ifdef OCOP_TILL // built with the window
    // First, while this program is small: a child's peak memory counts from its parent's.
    ocop::bench::add_starts(scale);
#endif
    ocop::bench::add_feeds(scale);
    ocop::bench::add_appends(scale);
    ocop::bench::add_journals(scale);
    ocop::bench::add_paper(scale);
    ocop::bench::add_syncs(scale);
    ocop::bench::add_catalogs(scale);

    ocop::bench::Table table;
    benchmark::RunSpecifiedBenchmarks(&table);
    benchmark::Shutdown();
    std::filesystem::remove_all(scale.folder);
    return table.has_failed() ? 1 : 0;
}
