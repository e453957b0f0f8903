#pragma once

#include "catalog-sync/csv_table.hpp"
#include "catalog-sync/goods.hpp"

namespace ocop::catalog_sync {

/// True if the header is that of a register of recognitions (sample/ocop_products.csv).
[[nodiscard]] bool is_register_csv(const CsvTable& table);

/// True if the header is that of the figures which go with a register (sample/demo_figures.csv).
[[nodiscard]] bool is_figures_csv(const CsvTable& table);

/// Adds the products of a register to `goods`. A register has one row per recognition:
///
///     product_name,producer,producer_kind,…,stars,recognition_year,decision_no,decision_date,…
///     Chả bò Phước Hà,Hộ … Phước Hà,hộ sản xuất/hộ kinh doanh,…,3,2021,3500/QĐ-UBND,2021-11-03,…
///     Chả bò Phước Hà,Hộ … Phước Hà,hộ sản xuất/hộ kinh doanh,…,4,2025,,,…
///
/// and states no prices. Those come from `figures`, as demonstration figures, each product of which
/// is marked so. Its rows name a product of the register and give it a code and any other column of
/// P.csv:
///
///     product_name,producer,code,unit,price,vat,…
///     Chả bò Phước Hà,Hộ … Phước Hà,DNA-006,kg,320000,8,…
///
/// A second row with the same code and nothing else says that both names are one product (renamed,
/// or its producer changed legal form). A row without product_name is the shop's own, whole by
/// itself.
///
/// All recognitions of a product become one: recognised_on is the first at 3 stars or more; name,
/// stars and certificate are those of the newest; a certificate lasts 36 months (QĐ 26/2026/QĐ-TTg,
/// Art. 4.3). A year without a day counts as its 31 December. Recognitions without a year count as
/// older than all others and give no dates. Places are those of the time of recognition.
void read_register_csv(CsvTable& recognitions, CsvTable& figures, Goods& goods);

/// Legal form as pages write it: "doanh nghiệp", "hợp tác xã", "tổ hợp tác", "hộ …", "cơ sở …".
[[nodiscard]] ProducerKind producer_kind_of(std::string_view stated);

} // namespace ocop::catalog_sync
