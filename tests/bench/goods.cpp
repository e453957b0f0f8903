#include "tests/bench/goods.hpp"

#include "pos/core/assert.hpp"

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace ocop::bench {

namespace {

constexpr std::array<std::string_view, 24> kinds{
    "Mắm",      "Trà",    "Rượu", "Bánh",     "Gạo",  "Cà phê", "Mật ong", "Nước mắm",
    "Tinh bột", "Chả",    "Hạt",  "Tinh dầu", "Miến", "Mứt",    "Dầu",     "Bột",
    "Đèn lồng", "Nón lá", "Khăn", "Tương",    "Muối", "Kẹo",    "Cao",     "Măng"};
constexpr std::array<std::string_view, 28> goods_words{
    "cá cơm",   "đảng sâm",  "nghệ",       "gừng",      "dừa nướng", "ruốc",      "tôm đất",
    "chè dây",  "sen",       "quế",        "đậu phộng", "mè đen",    "tiêu rừng", "ớt xiêm",
    "cam sành", "khoai dẻo", "nếp cái",    "lúa mùa",   "ngũ cốc",   "cá ngừ",    "mực một nắng",
    "bò khô",   "thổ cẩm",   "lụa tơ tằm", "tre",       "hoa vàng",  "sả chanh",  "mật dừa"};
constexpr std::array<std::string_view, 24> places{
    "Cửa Khe",   "Tây Giang",   "Hội An",    "Trà My",     "Tiên Phước", "Đại Lộc",
    "Ba Chẽ",    "Cù Lao Chàm", "Quế Sơn",   "Thăng Bình", "Duy Xuyên",  "Núi Thành",
    "Phước Sơn", "Gò Nổi",      "Lao Bảo",   "Hướng Hóa",  "Vĩnh Linh",  "Gio Linh",
    "Cô Tô",     "Vân Đồn",     "Quảng Yên", "Bình Liêu",  "Đông Giang", "Điện Bàn"};
constexpr std::array<std::string_view, 6> grades{
    "đặc biệt", "loại 1", "truyền thống", "hữu cơ", "sấy lạnh", "hộp quà"};
constexpr std::size_t producers = 500;

template <std::size_t size>
std::string pick(const std::array<std::string_view, size>& words, std::mt19937& chance) {
    return std::string{words[chance() % size]};
}

std::string padded(std::size_t number, std::size_t digits) {
    const std::string text = std::to_string(number);
    return std::string(digits - text.size(), '0') + text;
}

} // namespace

std::vector<Product> goods(std::size_t count) {
    OCOP_ASSERT(count <= 100'000'000);
    std::mt19937 chance{20'261'122}; // the same goods in every run
    std::vector<Product> made;
    made.reserve(count);
    for (std::size_t n = 0; n < count; ++n) {
        Product product;
        product.code = "SP-" + padded(n, 8);
        const std::string digits = "8936" + padded(n, 8);
        product.gtin = Gtin::parse(digits + check_digit(digits));
        product.name = pick(kinds, chance) + ' ' + pick(goods_words, chance) + ' '
                       + pick(places, chance) + ' ' + pick(grades, chance) + ' '
                       + std::to_string(chance() % 100 * 10) + 'g';
        const std::size_t producer = chance() % producers;
        product.producer_code = "P-" + padded(producer, 3);
        product.producer_name =
            "HTX " + std::string{places[producer % places.size()]} + ' ' + std::to_string(producer);
        product.producer_kind = ProducerKind::htx;
        product.group = static_cast<int>(chance() % 26) + 1;
        product.commune = places[chance() % places.size()];
        product.district = "Hội An";
        product.province = "QNA";
        product.stars = static_cast<int>(chance() % 3) + 3;
        product.recognised_on = Day{2024, 5, 4};
        product.certificate_expires = Day{2027, 5, 4};
        product.unit = "gói";
        product.price = Money{static_cast<std::int64_t>(chance() % 900 + 10) * 1'000};
        product.vat = Vat::eight;
        product.producer_price = Money{product.price.vnd() * 7 / 10};
        product.cost = Money{product.price.vnd() / 2};
        made.push_back(std::move(product));
    }
    return made;
}

} // namespace ocop::bench
