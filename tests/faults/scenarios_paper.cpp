#include "tests/faults/scenario.hpp"

namespace ocop::faults {

namespace {

/// A verb that makes one file in `out`.
Scenario makes(const std::string& name, const std::string& file, std::vector<std::string> words) {
    Scenario scenario;
    scenario.name = name;
    scenario.store = "closed";
    scenario.makes = {file};
    words.insert(words.end(), {"--out", "{out}/" + file, "--json"});
    scenario.step = {std::move(words), {}};
    return scenario;
}

} // namespace

std::vector<Scenario> paper_scenarios() {
    const std::vector<std::string> days{"--from", "2026-01-01", "--to", "2035-01-01"};
    const auto revenue = [&](const std::string& name, const std::string& file, const char* as) {
        return makes(
            name,
            file,
            {"revenue", "report", days[0], days[1], days[2], days[3], "--by", "product", "--as", as}
        );
    };
    return {
        makes("receipt-pdf", "r.pdf", {"receipt", "last", "--as", "pdf"}),
        makes("receipt-png", "r.png", {"receipt", "last", "--as", "png"}),
        makes("receipt-escpos", "r.bin", {"receipt", "1", "--as", "escpos"}),
        makes("receipt-text", "r.txt", {"receipt", "1", "--as", "text"}),
        makes("shift-report", "z.pdf", {"shift", "report", "1", "--as", "z", "--format", "pdf"}),
        makes("stock-note", "s.pdf", {"stock", "note", "last", "--as", "pdf"}),
        makes("labels", "l.pdf", {"labels", "--all", "--as", "pdf"}),
        revenue("report-csv", "r.csv", "csv"),
        revenue("report-xlsx", "r.xlsx", "xlsx"),
        revenue("report-pdf", "r.pdf", "pdf"),
        makes(
            "settlement",
            "s.csv",
            {"revenue", "settlement", days[0], days[1], days[2], days[3], "--as", "csv"}
        )};
}

} // namespace ocop::faults
