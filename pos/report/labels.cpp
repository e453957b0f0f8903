#include "pos/report/labels.hpp"

#include "pos/core/assert.hpp"

#include <array>
#include <charconv>

namespace ocop::report {
namespace {

constexpr std::array<std::string_view, 26> product_sets{
    "Rau, củ, quả, hạt tươi",
    "Thịt, thủy sản, trứng, sữa tươi",
    "Gạo, ngũ cốc, hạt sơ chế khác",
    "Mật ong, mật khác và nông sản thực phẩm khác",
    "Đồ ăn nhanh",
    "Chế biến từ gạo, ngũ cốc",
    "Chế biến từ rau, củ, quả, hạt",
    "Chế biến từ thịt, thủy sản, trứng, sữa, các sản phẩm từ mật ong, mật khác và nông sản thực "
    "phẩm khác",
    "Tương, nước mắm, gia vị dạng lỏng khác",
    "Gia vị khác (muối, hành, tỏi, tiêu)",
    "Chè tươi, chè chế biến",
    "Sản phẩm trà từ thực vật khác",
    "Cà phê, cacao",
    "Rượu trắng",
    "Đồ uống có cồn khác",
    "Nước khoáng thiên nhiên, nước uống đóng chai",
    "Đồ uống không cồn khác",
    "Thực phẩm chức năng, thuốc dược liệu, thuốc cổ truyền",
    "Mỹ phẩm có thành phần từ dược liệu",
    "Tinh dầu và dược liệu khác",
    "Thủ công mỹ nghệ gia dụng, trang trí",
    "Vải, may mặc",
    "Hoa",
    "Cây cảnh",
    "Động vật cảnh",
    "Dịch vụ du lịch cộng đồng, du lịch sinh thái và điểm du lịch",
};

} // namespace

std::string label(ProducerKind kind, Language language) {
    switch (kind) {
    case ProducerKind::htx:
        return either(language, "Hợp tác xã", "Co-operative");
    case ProducerKind::dnnvv:
        return either(language, "Doanh nghiệp nhỏ và vừa", "Small or medium enterprise");
    case ProducerKind::tht:
        return either(language, "Tổ hợp tác", "Co-operative group");
    case ProducerKind::ho:
        return either(language, "Hộ sản xuất, kinh doanh", "Household");
    case ProducerKind::khac:
        return either(language, "Khác", "Other");
    }
    OCOP_ASSERT(false);
}

std::string_view product_set_name(std::string_view group) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(group.data(), group.data() + group.size(), number);
    const bool known = error == std::errc{} && end == group.data() + group.size() && number >= 1
                       && number <= product_sets.size();
    return known ? product_sets[number - 1] : std::string_view{};
}

std::string demonstration_note(Language language) {
    return either(
        language,
        "Lưu ý: báo cáo có số liệu minh họa (giá, giá thành hoặc số liệu nền không phải của chủ "
        "thể "
        "nào).",
        "Note: this report rests on demonstration figures (prices, costs or baselines that no "
        "producer declared)."
    );
}

} // namespace ocop::report
