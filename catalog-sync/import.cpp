#include "catalog-sync/import.hpp"

#include "catalog-sync/product_csv.hpp"
#include "catalog-sync/register_csv.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <system_error>
#include <tuple>
#include <utility>

namespace ocop::catalog_sync {

namespace {

RowFault file_fault(RowFaultCode code, const std::filesystem::path& file, std::string value) {
    return {code, file.string(), 0, 0, {}, std::move(value), {}};
}

Expected<std::string, RowFault> read_bytes(const std::filesystem::path& file) {
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    if (error) {
        return Unexpected{file_fault(RowFaultCode::cannot_read, file, error.message())};
    }
    if (size > csv_size_bytes_max) {
        return Unexpected{file_fault(RowFaultCode::cannot_read, file, "> 1 GiB")};
    }
    std::string bytes(size, '\0');
    std::ifstream stream{file, std::ios::binary};
    stream.read(bytes.data(), static_cast<std::streamsize>(size));
    if (!stream) {
        return Unexpected{file_fault(RowFaultCode::cannot_read, file, file.string())};
    }
    return bytes;
}

/// A register of recognitions and its figures, which may come in any order.
struct Pair {
    std::optional<CsvTable> recognitions{};
    std::optional<CsvTable> figures{};
};

void take_table(CsvTable table, Pair& pair, Goods& goods) {
    const auto keep_one = [&](std::optional<CsvTable>& place) {
        if (place) {
            goods.faults.push_back({RowFaultCode::second_file, table.file(), 0, 0, {}, {}, {}});
        } else {
            place = std::move(table);
        }
    };
    if (is_register_csv(table)) {
        keep_one(pair.recognitions);
    } else if (is_figures_csv(table)) {
        keep_one(pair.figures);
    } else {
        // A header with none of our names is no list of goods; with some, it lacks others.
        const bool ours = table.has("code") || table.has("name") || table.has("price");
        if (ours) {
            read_product_csv(table, goods);
        } else {
            goods.faults.push_back({RowFaultCode::unknown_header, table.file(), 1, 0, {}, {}, {}});
        }
    }
}

void read_pair(Pair& pair, Goods& goods) {
    if (pair.recognitions && pair.figures) {
        read_register_csv(*pair.recognitions, *pair.figures, goods);
    } else if (pair.recognitions) {
        goods.faults.push_back(
            {RowFaultCode::second_file, pair.recognitions->file(), 0, 0, {}, "demo_figures.csv", {}}
        );
    } else if (pair.figures) {
        goods.faults.push_back(
            {RowFaultCode::second_file, pair.figures->file(), 0, 0, {}, "ocop_products.csv", {}}
        );
    }
}

} // namespace

Expected<ImportReport, RowFaults>
import_csv(std::span<const std::filesystem::path> files, const Catalog* beside) {
    Goods goods;
    Pair pair;
    std::vector<std::string> contents; // tables read from these
    contents.reserve(files.size());
    for (const auto& file : files) {
        auto bytes = read_bytes(file);
        if (!bytes) {
            goods.faults.push_back(std::move(bytes.error()));
            continue;
        }
        contents.push_back(std::move(*bytes));
        auto table = CsvTable::open(file.string(), contents.back());
        if (!table) {
            goods.faults.push_back(std::move(table.error()));
            continue;
        }
        take_table(std::move(*table), pair, goods);
    }
    read_pair(pair, goods);
    check_together(goods, beside);
    if (goods.products.empty() && goods.faults.empty() && !files.empty()) {
        // Taken in, it would leave a shop, or a province, with nothing to sell.
        goods.faults.push_back({RowFaultCode::no_rows, files.front().string(), 0, 0, {}, {}, {}});
    }
    if (!goods.faults.empty()) {
        std::stable_sort(
            goods.faults.begin(),
            goods.faults.end(),
            [](const RowFault& a, const RowFault& b) {
                return std::tie(a.file, a.line, a.column) < std::tie(b.file, b.line, b.column);
            }
        );
        return Unexpected{std::move(goods.faults)};
    }
    std::sort(goods.products.begin(), goods.products.end(), [](const auto& a, const auto& b) {
        return a.code < b.code;
    });
    number_in_store(goods.products);
    return ImportReport{std::move(goods.products), std::move(goods.warnings)};
}

} // namespace ocop::catalog_sync
