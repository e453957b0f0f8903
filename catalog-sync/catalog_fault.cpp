#include "catalog-sync/catalog_fault.hpp"

#include "pos/core/assert.hpp"
#include "pos/core/clause.hpp"

namespace ocop::catalog_sync {

namespace {

using Part = CatalogFault::Part;

struct Sentence {
    std::string_view part;
    std::string_view with_stand_in; // {n}: the version that sells
    std::string_view without;
    std::string_view what_to_do;
};

Sentence vietnamese(Part part) {
    switch (part) {
    case Part::feed:
        return {
            "Danh mục của tỉnh",
            "đang bán theo bản {n} còn tốt, giá có thể đã cũ",
            "hàng của tỉnh tạm chưa bán được",
            "hãy đồng bộ lại danh mục (`ocop catalog sync`)"};
    case Part::own_goods:
        return {
            "Hàng riêng của cửa hàng",
            "đang bán theo bản {n} còn tốt, giá có thể đã cũ",
            "hàng riêng tạm chưa bán được",
            "hãy nhập lại hàng riêng (`ocop catalog import`)"};
    case Part::own_prices:
        return {
            "Giá riêng của cửa hàng",
            "đang bán theo bản chép của giá riêng, có thể thiếu lần đặt giá cuối",
            "MỌI hàng của tỉnh đang bán theo GIÁ DANH MỤC, không theo giá riêng",
            "hãy xem lại và đặt lại giá riêng (`ocop catalog price`)"};
    }
    OCOP_ASSERT(!"a part of the catalogue that is none");
}

Sentence english(Part part) {
    switch (part) {
    case Part::feed:
        return {
            "The province's catalogue",
            "version {n}, which is whole, sells meanwhile, its prices may be old",
            "the province's goods cannot be sold meanwhile",
            "sync the catalogue again (`ocop catalog sync`)"};
    case Part::own_goods:
        return {
            "The shop's own goods",
            "version {n}, which is whole, sells meanwhile, its prices may be old",
            "the shop's own goods cannot be sold meanwhile",
            "import them again (`ocop catalog import`)"};
    case Part::own_prices:
        return {
            "The shop's own prices",
            "the copy of them holds meanwhile, the last one set may be missing",
            "ALL goods of the province sell at the FEED'S PRICES, not the shop's own",
            "look at them and set them again (`ocop catalog price`)"};
    }
    OCOP_ASSERT(!"a part of the catalogue that is none");
}

/// What is wrong: the file itself, or that it could not be read, which may pass.
std::string_view state_of(FailureCode code, bool vi) {
    if (code == FailureCode::disk_error || code == FailureCode::permission
        || code == FailureCode::locked) {
        return vi ? "không đọc được" : "cannot be read";
    }
    if (code == FailureCode::missing) {
        return vi ? "bị mất tệp" : "lost a file";
    }
    return vi ? "bị hỏng" : "is damaged";
}

} // namespace

std::string_view name(Part part) {
    switch (part) {
    case Part::feed:
        return "feed";
    case Part::own_goods:
        return "own-goods";
    case Part::own_prices:
        return "own-prices";
    }
    OCOP_ASSERT(!"a part of the catalogue that is none");
}

std::string words(const CatalogFault& fault, Language language) {
    const bool vi = language == Language::vi;
    const Sentence said = vi ? vietnamese(fault.part) : english(fault.part);
    std::string meanwhile{fault.stand_in ? said.with_stand_in : said.without};
    if (const std::size_t mark = meanwhile.find("{n}"); mark != std::string::npos) {
        meanwhile.replace(mark, 3, std::to_string(fault.stand_in.value_or(0)));
    }
    return std::string{said.part} + ' ' + std::string{state_of(fault.failure.code, vi)} + ": "
           + fault.failure.where + clause_in_brackets(fault.failure.what, language) + "; "
           + meanwhile + "; " + std::string{said.what_to_do} + '.';
}

} // namespace ocop::catalog_sync
