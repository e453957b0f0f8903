#include "catalog-sync/goods.hpp"
#include "catalog-sync/product_csv.hpp"
#include "catalog-sync/register_csv.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace ocop::catalog_sync;

/// Any bytes as a file of goods, and as a register and its figures parted by the first zero byte.
/// Never crashes; goods without faults must come back the same from what is written of them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    if (auto table = CsvTable::open("P.csv", bytes)) {
        Goods goods;
        read_product_csv(*table, goods);
        check_together(goods);
        for (const RowFault& fault : goods.faults) {
            static_cast<void>(words(fault, ocop::Language::vi));
        }
        if (goods.faults.empty()) {
            const std::string text = write_product_csv(goods.products);
            auto again = CsvTable::open("P.csv", text);
            Goods same;
            if (!again) {
                std::abort();
            }
            read_product_csv(*again, same);
            if (!same.faults.empty() || same.products != goods.products) {
                std::abort();
            }
        }
    }
    const auto middle = bytes.find('\0');
    if (middle != std::string_view::npos) {
        auto recognitions = CsvTable::open("R.csv", bytes.substr(0, middle));
        auto figures = CsvTable::open("F.csv", bytes.substr(middle + 1));
        if (recognitions && figures) {
            Goods goods;
            read_register_csv(*recognitions, *figures, goods);
            check_together(goods);
            number_in_store(goods.products);
        }
    }
    return 0;
}
