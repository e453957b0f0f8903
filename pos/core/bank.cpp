#include "pos/core/bank.hpp"

#include "pos/core/catalog.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace ocop {

namespace {

constexpr std::array known{
    Bank{"422589", "CIMB", "CIMB Bank", "Ngân hàng TNHH MTV CIMB Việt Nam"},
    Bank{"458761", "HSBC", "HSBC Vietnam", "Ngân hàng TNHH MTV HSBC (Việt Nam)"},
    Bank{
        "546034",
        "CAKE",
        "CAKE by VPBank",
        "Ngân hàng số CAKE by VPBank - Ngân hàng TMCP Việt Nam Thịnh Vượng"},
    Bank{
        "546035",
        "UBANK",
        "Ubank by VPBank",
        "Ngân hàng số Ubank by VPBank - Ngân hàng TMCP Việt Nam Thịnh Vượng"},
    Bank{
        "668888",
        "KBANK",
        "Kasikornbank",
        "Ngân hàng Đại chúng TNHH KASIKORNBANK - CN TP. Hồ Chí Minh"},
    Bank{
        "796500",
        "DBS",
        "DBS Bank",
        "NH TNHH MTV Phát triển Singapore - Chi nhánh TP. Hồ Chí Minh"},
    Bank{"801011", "NONGHYUP", "Nonghyup Bank", "Ngân hàng Nonghyup - Chi nhánh Hà Nội"},
    Bank{"963369", "LIOBANK", "Liobank", "Ngân hàng số Liobank - Ngân hàng TMCP Phương Đông"},
    Bank{"963388", "TIMO", "Timo", "Ngân hàng số Timo by Bản Việt Bank"},
    Bank{"970400", "SGB", "SaigonBank", "Ngân hàng TMCP Sài Gòn Công Thương"},
    Bank{"970403", "STB", "Sacombank", "Ngân hàng TMCP Sài Gòn Thương Tín"},
    Bank{
        "970405", "AGRIBANK", "Agribank", "Ngân hàng Nông nghiệp và Phát triển Nông thôn Việt Nam"},
    Bank{"970406", "VIKKI", "Vikki Bank", "Ngân hàng TNHH MTV Số Vikki"},
    Bank{"970407", "TCB", "Techcombank", "Ngân hàng TMCP Kỹ thương Việt Nam"},
    Bank{"970408", "GPBANK", "GPBank", "Ngân hàng Thương mại TNHH MTV Dầu Khí Toàn Cầu"},
    Bank{"970409", "BAB", "BacA Bank", "Ngân hàng TMCP Bắc Á"},
    Bank{
        "970410",
        "SC",
        "Standard Chartered Vietnam",
        "Ngân hàng TNHH MTV Standard Chartered Bank Việt Nam"},
    Bank{"970412", "PVCOMBANK", "PVcomBank", "Ngân hàng TMCP Đại Chúng Việt Nam"},
    Bank{"970414", "MBV", "MBV", "Ngân hàng TNHH MTV Việt Nam Hiện Đại"},
    Bank{"970415", "CTG", "VietinBank", "Ngân hàng TMCP Công thương Việt Nam"},
    Bank{"970416", "ACB", "ACB", "Ngân hàng TMCP Á Châu"},
    Bank{"970418", "BID", "BIDV", "Ngân hàng TMCP Đầu tư và Phát triển Việt Nam"},
    Bank{"970419", "NVB", "NCB Bank", "Ngân hàng TMCP Quốc Dân"},
    Bank{"970421", "VRB", "VietNgaBank", "Ngân hàng Liên doanh Việt - Nga"},
    Bank{"970422", "MBB", "MB Bank", "Ngân hàng TMCP Quân đội"},
    Bank{"970423", "TPB", "TPBank", "Ngân hàng TMCP Tiên Phong"},
    Bank{"970424", "SVB", "Shinhan Bank", "Ngân hàng TNHH MTV Shinhan Việt Nam"},
    Bank{"970425", "ABB", "AB Bank", "Ngân hàng TMCP An Bình"},
    Bank{"970426", "MSB", "MSB", "Ngân hàng TMCP Hàng Hải"},
    Bank{"970427", "VAB", "VietABank", "Ngân hàng TMCP Việt Á"},
    Bank{"970428", "NAB", "Nam A Bank", "Ngân hàng TMCP Nam Á"},
    Bank{"970429", "SCB", "SCB", "Ngân hàng TMCP Sài Gòn"},
    Bank{"970430", "PGB", "PG Bank", "Ngân hàng TMCP Xăng dầu Petrolimex"},
    Bank{"970431", "EIB", "Eximbank", "Ngân hàng TMCP Xuất Nhập khẩu Việt Nam"},
    Bank{"970432", "VPB", "VPBank", "Ngân hàng TMCP Việt Nam Thịnh Vượng"},
    Bank{"970433", "VBB", "VietBank", "Ngân hàng TMCP Việt Nam Thương Tín"},
    Bank{"970434", "IVB", "Indovina Bank", "Ngân hàng TNHH Indovina"},
    Bank{"970436", "VCB", "Vietcombank", "Ngân hàng TMCP Ngoại Thương Việt Nam"},
    Bank{"970437", "HDB", "HDBank", "Ngân hàng TMCP Phát triển TP. Hồ Chí Minh"},
    Bank{"970438", "BAOVIETBANK", "BaoViet Bank", "Ngân hàng TMCP Bảo Việt"},
    Bank{"970439", "PBVN", "Public Bank Vietnam", "Ngân hàng TNHH MTV Public Việt Nam"},
    Bank{"970440", "SSB", "SeABank", "Ngân hàng TMCP Đông Nam Á"},
    Bank{"970441", "VIB", "VIB", "Ngân hàng TMCP Quốc tế Việt Nam"},
    Bank{"970442", "HLB", "HongLeong Bank", "Ngân hàng TNHH MTV Hong Leong Việt Nam"},
    Bank{"970443", "SHB", "SHB", "Ngân hàng TMCP Sài Gòn - Hà Nội"},
    Bank{"970444", "VNCB", "CB Bank", "Ngân hàng Thương mại TNHH MTV Xây dựng Việt Nam"},
    Bank{"970446", "COOPBANK", "Co-op Bank", "Ngân hàng Hợp tác xã Việt Nam"},
    Bank{"970448", "OCB", "OCB Bank", "Ngân hàng TMCP Phương Đông"},
    Bank{"970449", "LPB", "LPBank", "Ngân hàng TMCP Lộc Phát Việt Nam"},
    Bank{"970452", "KLB", "KienlongBank", "Ngân hàng TMCP Kiên Long"},
    Bank{"970454", "BVB", "BVBank", "Ngân hàng TMCP Bản Việt"},
    Bank{"970455", "IBKHN", "IBK HN", "Ngân hàng Công nghiệp Hàn Quốc - Chi nhánh Hà Nội"},
    Bank{
        "970456",
        "IBKHCM",
        "IBK HCM",
        "Ngân hàng Công nghiệp Hàn Quốc - Chi nhánh TP. Hồ Chí Minh"},
    Bank{"970457", "WRB", "Woori Bank", "Ngân hàng TNHH MTV Woori Việt Nam"},
    Bank{
        "970458", "UOB", "United Overseas Bank Vietnam", "Ngân hàng United Overseas Bank Việt Nam"},
    Bank{"970462", "KBHN", "Kookmin Bank HN", "Ngân hàng Kookmin - Chi nhánh Hà Nội"},
    Bank{"970463", "KBHCM", "Kookmin Bank HCM", "Ngân hàng Kookmin - Chi nhánh TP. Hồ Chí Minh"},
    Bank{"971025", "MOMO", "MoMo", "CTCP Dịch Vụ Di Động Trực Tuyến"},
};

/// Whether each word of `query` begins a word of `text`; both folded.
bool begins_words(std::string_view text, std::string_view query) {
    const std::string within = " " + std::string{text};
    while (!query.empty()) {
        const std::size_t end = std::min(query.find(' '), query.size());
        if (within.find(" " + std::string{query.substr(0, end)}) == std::string::npos) {
            return false;
        }
        query.remove_prefix(std::min(end + 1, query.size()));
    }
    return true;
}

/// How near a bank's names are to what was typed. "Việt Nam" is in nearly all long names.
enum class Nearness { begins, short_name, any_name };

bool is_like(const Bank& bank, std::string_view query, Nearness nearness) {
    const std::string code = fold(bank.code);
    const std::string name = fold(bank.short_name);
    switch (nearness) {
    case Nearness::begins:
        return code.starts_with(query) || name.starts_with(query);
    case Nearness::short_name:
        return begins_words(code + " " + name, query);
    case Nearness::any_name:
        return begins_words(code + " " + name + " " + fold(bank.name), query);
    }
    return false;
}

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

constexpr bool is_letter_or_digit(char c) {
    return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

} // namespace

std::span<const Bank> banks() {
    return known;
}

const Bank* bank_of(std::string_view bin) {
    const auto* const found =
        std::find_if(known.begin(), known.end(), [&](const Bank& bank) { return bank.bin == bin; });
    return found != known.end() ? found : nullptr;
}

std::vector<const Bank*> banks_like(std::string_view text) {
    const std::string query = fold(text);
    std::vector<const Bank*> found;
    if (query.empty()) {
        return found;
    }
    for (const Bank& bank : known) {
        if (bank.bin == query || fold(bank.code) == query || fold(bank.short_name) == query) {
            return {&bank};
        }
    }
    for (const Nearness nearness : {Nearness::begins, Nearness::short_name, Nearness::any_name}) {
        for (const Bank& bank : known) {
            if (is_like(bank, query, nearness)) {
                found.push_back(&bank);
            }
        }
        if (!found.empty()) {
            break;
        }
    }
    return found;
}

bool is_bank_bin(std::string_view text) {
    return text.size() == 6 && std::all_of(text.begin(), text.end(), is_digit);
}

std::optional<std::string> parse_bank_account(std::string_view text) {
    constexpr std::size_t size_max = 19;
    std::string account;
    std::copy_if(text.begin(), text.end(), std::back_inserter(account), [](char c) {
        return c != ' ';
    });
    const bool fits = account.size() <= size_max
                      && std::all_of(account.begin(), account.end(), is_letter_or_digit);
    return fits ? std::optional{std::move(account)} : std::nullopt;
}

} // namespace ocop
