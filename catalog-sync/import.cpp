#include "catalog-sync/import.hpp"

#include "catalog-sync/product_csv.hpp"
#include "catalog-sync/register_csv.hpp"
#include "pos/shell/regular_file.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_set>
#include <utility>

namespace ocop::catalog_sync {

namespace {

RowFault file_fault(RowFaultCode code, const std::filesystem::path& file, std::string value) {
    return {code, file.string(), 0, 0, {}, std::move(value), {}};
}

Expected<CsvTable, RowFault> open_table(const std::filesystem::path& file) {
    auto opened = RegularFile::open(file);
    if (!opened) {
        const bool disk = opened.error().code == FailureCode::disk_error;
        const auto code = disk ? RowFaultCode::disk_error : RowFaultCode::cannot_read;
        return Unexpected{file_fault(code, file, std::move(opened.error().what))};
    }
    if (opened->size_bytes() > csv_size_bytes_max) {
        return Unexpected{file_fault(RowFaultCode::cannot_read, file, "larger than 1 GiB")};
    }
    return CsvTable::open(file.string(), CsvText{std::move(*opened)});
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

Expected<ImportReport, RowFaults> import_csv(
    std::span<const std::filesystem::path> files, const Catalog* beside, const Catalog* own
) {
    Goods goods;
    goods.own = own;
    Pair pair;
    for (const auto& file : files) {
        auto table = open_table(file);
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
    number_in_store(goods.products, own);
    return ImportReport{std::move(goods.products), std::move(goods.warnings)};
}

OwnGoodsChange take_in(const Catalog& own, std::vector<Product> imported, bool removes_rest) {
    OwnGoodsChange change;
    std::unordered_set<std::string> codes;
    for (const Product& product : imported) {
        codes.insert(product.code);
        const Product* before = own.find_code(product.code);
        ++(before == nullptr    ? change.added
           : *before == product ? change.unchanged
                                : change.updated);
    }
    change.products = std::move(imported);
    for (const Product& product : own.products()) {
        if (!codes.contains(product.code)) {
            (removes_rest ? change.removed : change.products).push_back(product);
        }
    }
    const auto by_code = [](const Product& a, const Product& b) { return a.code < b.code; };
    std::sort(change.products.begin(), change.products.end(), by_code);
    std::sort(change.removed.begin(), change.removed.end(), by_code);
    return change;
}

} // namespace ocop::catalog_sync
