#include "pos/core/admin_units.hpp"

#include "pos/core/catalog.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <map>
#include <string>

namespace ocop {

namespace {

constexpr std::array table{
    Province{"01", "Hà Nội", "01", "Hà Nội"},
    Province{"02", "Hà Giang", "08", "Tuyên Quang"},
    Province{"04", "Cao Bằng", "04", "Cao Bằng"},
    Province{"06", "Bắc Kạn", "19", "Thái Nguyên"},
    Province{"08", "Tuyên Quang", "08", "Tuyên Quang"},
    Province{"10", "Lào Cai", "15", "Lào Cai"},
    Province{"11", "Điện Biên", "11", "Điện Biên"},
    Province{"12", "Lai Châu", "12", "Lai Châu"},
    Province{"14", "Sơn La", "14", "Sơn La"},
    Province{"15", "Yên Bái", "15", "Lào Cai"},
    Province{"17", "Hòa Bình", "25", "Phú Thọ"},
    Province{"19", "Thái Nguyên", "19", "Thái Nguyên"},
    Province{"20", "Lạng Sơn", "20", "Lạng Sơn"},
    Province{"22", "Quảng Ninh", "22", "Quảng Ninh"},
    Province{"24", "Bắc Giang", "24", "Bắc Ninh"},
    Province{"25", "Phú Thọ", "25", "Phú Thọ"},
    Province{"26", "Vĩnh Phúc", "25", "Phú Thọ"},
    Province{"27", "Bắc Ninh", "24", "Bắc Ninh"},
    Province{"30", "Hải Dương", "31", "Hải Phòng"},
    Province{"31", "Hải Phòng", "31", "Hải Phòng"},
    Province{"33", "Hưng Yên", "33", "Hưng Yên"},
    Province{"34", "Thái Bình", "33", "Hưng Yên"},
    Province{"35", "Hà Nam", "37", "Ninh Bình"},
    Province{"36", "Nam Định", "37", "Ninh Bình"},
    Province{"37", "Ninh Bình", "37", "Ninh Bình"},
    Province{"38", "Thanh Hóa", "38", "Thanh Hóa"},
    Province{"40", "Nghệ An", "40", "Nghệ An"},
    Province{"42", "Hà Tĩnh", "42", "Hà Tĩnh"},
    Province{"44", "Quảng Bình", "44", "Quảng Trị"},
    Province{"45", "Quảng Trị", "44", "Quảng Trị"},
    Province{"46", "Thừa Thiên Huế", "46", "Huế"},
    Province{"48", "Đà Nẵng", "48", "Đà Nẵng"},
    Province{"49", "Quảng Nam", "48", "Đà Nẵng"},
    Province{"51", "Quảng Ngãi", "51", "Quảng Ngãi"},
    Province{"52", "Bình Định", "52", "Gia Lai"},
    Province{"54", "Phú Yên", "66", "Đắk Lắk"},
    Province{"56", "Khánh Hòa", "56", "Khánh Hòa"},
    Province{"58", "Ninh Thuận", "56", "Khánh Hòa"},
    Province{"60", "Bình Thuận", "68", "Lâm Đồng"},
    Province{"62", "Kon Tum", "51", "Quảng Ngãi"},
    Province{"64", "Gia Lai", "52", "Gia Lai"},
    Province{"66", "Đắk Lắk", "66", "Đắk Lắk"},
    Province{"67", "Đắk Nông", "68", "Lâm Đồng"},
    Province{"68", "Lâm Đồng", "68", "Lâm Đồng"},
    Province{"70", "Bình Phước", "75", "Đồng Nai"},
    Province{"72", "Tây Ninh", "80", "Tây Ninh"},
    Province{"74", "Bình Dương", "79", "TP. Hồ Chí Minh"},
    Province{"75", "Đồng Nai", "75", "Đồng Nai"},
    Province{"77", "Bà Rịa - Vũng Tàu", "79", "TP. Hồ Chí Minh"},
    Province{"79", "TP. Hồ Chí Minh", "79", "TP. Hồ Chí Minh"},
    Province{"80", "Long An", "80", "Tây Ninh"},
    Province{"82", "Tiền Giang", "82", "Đồng Tháp"},
    Province{"83", "Bến Tre", "86", "Vĩnh Long"},
    Province{"84", "Trà Vinh", "86", "Vĩnh Long"},
    Province{"86", "Vĩnh Long", "86", "Vĩnh Long"},
    Province{"87", "Đồng Tháp", "82", "Đồng Tháp"},
    Province{"89", "An Giang", "91", "An Giang"},
    Province{"91", "Kiên Giang", "91", "An Giang"},
    Province{"92", "Cần Thơ", "92", "Cần Thơ"},
    Province{"93", "Hậu Giang", "92", "Cần Thơ"},
    Province{"94", "Sóc Trăng", "92", "Cần Thơ"},
    Province{"95", "Bạc Liêu", "96", "Cà Mau"},
    Province{"96", "Cà Mau", "96", "Cà Mau"},
};

/// `text` without marks, capitals and blanks; nothing but letters and digits is left.
std::string bare(std::string_view text) {
    std::string folded = fold(text);
    std::erase(folded, ' ');
    return folded;
}

/// `text` folded, without the first of `kinds` it begins with as a word of its own.
std::string without_kind(std::string_view text, std::initializer_list<const char*> kinds) {
    std::string folded = fold(text);
    for (const std::string_view kind : kinds) {
        if (folded.size() > kind.size() + 1 && folded.starts_with(kind)
            && folded[kind.size()] == ' ') {
            return folded.substr(kind.size() + 1);
        }
    }
    return folded;
}

std::string without_kind_of_province(std::string_view text) {
    return without_kind(text, {"tinh", "thanh pho", "tp"});
}

/// True if both are one name: as they stand, or one without what it is. (Quan Hóa is a district's
/// whole name, and Quận 1 is told by its kind.)
bool is_same_name_of_district(std::string_view one, std::string_view other) {
    const std::initializer_list<const char*> kinds{
        "huyen", "thi xa", "thanh pho", "quan", "tp", "tx"};
    const std::string first = fold(one);
    const std::string second = fold(other);
    const std::string first_bare = without_kind(one, kinds);
    const std::string second_bare = without_kind(other, kinds);
    return !first.empty() && !second.empty()
           && (first == second || first == second_bare || first_bare == second
               || first_bare == second_bare);
}

/// "qna": what shops write for Quảng Nam in ids and short lists.
std::string letters_of(std::string_view name) {
    const std::string folded = without_kind_of_province(name);
    std::string letters;
    std::size_t words = 0;
    std::size_t last = 0;
    for (std::size_t i = 0; i < folded.size(); ++i) {
        if (i == 0 || folded[i - 1] == ' ') {
            letters += folded[i];
            words += 1;
            last = i;
        }
    }
    constexpr std::size_t letters_min = 3;
    return letters + folded.substr(last + 1, letters_min - std::min(letters_min, words));
}

/// Other spellings of a name, bare.
struct Alias {
    std::string_view bare;
    std::string_view name;
};

constexpr std::array aliases{
    Alias{"hue", "Thừa Thiên Huế"},
    Alias{"saigon", "TP. Hồ Chí Minh"},
    Alias{"vungtau", "Bà Rịa - Vũng Tàu"},
    Alias{"baccan", "Bắc Kạn"},
    Alias{"daclac", "Đắk Lắk"},
    Alias{"dacnong", "Đắk Nông"}};

using Names = std::map<std::string, KnownProvince, std::less<>>;

void add(Names& names, const std::string& text, const KnownProvince& known) {
    const auto [found, is_new] = names.emplace(text, known);
    if (!is_new && found->second.code == known.code) {
        found->second.goes_on = found->second.goes_on || known.goes_on;
        if (!known.old_code.empty()) {
            found->second.old_code = known.old_code;
        }
    }
}

Names names_of_all() {
    Names names;
    for (const Province& province : table) {
        const KnownProvince now{province.new_code, {}, province.new_name, true};
        const KnownProvince before{province.new_code, province.old_code, province.old_name, false};
        add(names, bare(without_kind_of_province(province.new_name)), now);
        add(names, bare(without_kind_of_province(province.old_name)), before);
        for (const Alias& alias : aliases) {
            if (alias.name == province.old_name) {
                add(names, std::string{alias.bare}, before);
            }
        }
    }
    return names;
}

/// Letters that mean one province alone.
Names letters_of_all(const Names& names) {
    Names letters;
    std::map<std::string, int> meanings;
    for (const auto& [name, known] : names) {
        const std::string short_name = letters_of(known.name);
        const auto [found, is_new] = letters.emplace(short_name, known);
        meanings[short_name] += is_new || found->second.name != known.name ? 1 : 0;
    }
    std::erase_if(letters, [&](const auto& entry) { return meanings[entry.first] > 1; });
    return letters;
}

std::optional<KnownProvince> find_code(std::string_view code, Day day) {
    const bool changed = !(day < provinces_changed_on);
    const auto now = std::find_if(table.begin(), table.end(), [&](const Province& province) {
        return province.new_code == code;
    });
    if (changed && now != table.end()) {
        return KnownProvince{now->new_code, {}, now->new_name, true};
    }
    const auto before = std::find_if(table.begin(), table.end(), [&](const Province& province) {
        return province.old_code == code;
    });
    if (before != table.end()) {
        return KnownProvince{before->new_code, before->old_code, before->old_name, false};
    }
    return std::nullopt;
}

/// What two places are compared by on `day`.
std::string_view code_on(const KnownProvince& known, Day day) {
    return day < provinces_changed_on && !known.old_code.empty() ? known.old_code : known.code;
}

} // namespace

std::span<const Province> provinces() {
    return table;
}

std::optional<KnownProvince> find_province(std::string_view text, Day day) {
    static const Names names = names_of_all();
    static const Names letters = letters_of_all(names);
    const std::string folded = without_kind_of_province(text);
    const std::string word = bare(folded);
    if (auto by_code = find_code(word, day)) {
        return by_code;
    }
    for (const Names* known : {&names, &letters}) {
        if (const auto found = known->find(word); found != known->end()) {
            return found->second;
        }
    }
    return std::nullopt;
}

bool is_same_province(std::string_view one, std::string_view other, Day day) {
    const auto first = find_province(one, day);
    const auto second = find_province(other, day);
    if (!first || !second) {
        const std::string text = bare(without_kind_of_province(one));
        return !first && !second && !text.empty() && text == bare(without_kind_of_province(other));
    }
    return code_on(*first, day) == code_on(*second, day);
}

bool is_same_district(const DistrictOf& one, const DistrictOf& other, Day day) {
    if (!is_same_name_of_district(one.district, other.district)
        || !is_same_province(one.province, other.province, day)) {
        return false;
    }
    const auto first = find_province(one.province, day);
    const auto second = find_province(other.province, day);
    return !first || !second || first->goes_on || second->goes_on
           || first->old_code == second->old_code;
}

} // namespace ocop
