#include "catalog-sync/feed_refusal.hpp"

#include "pos/core/clause.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace ocop::catalog_sync {

namespace {

/// A code's sentence in both languages: {s} stands for the subject, {d} for the detail.
struct Sentence {
    FeedRefusalCode code{};
    std::string_view name{};
    std::string_view vi{};
    std::string_view en{};
};

constexpr std::array sentences{
    Sentence{
        FeedRefusalCode::no_keys,
        "no-keys",
        "quầy này chưa tin khóa nào nên chưa nhận được danh mục; hãy chạy `ocop catalog trust "
        "K.pub` với khóa công khai của tỉnh",
        "this till trusts no key yet, so it can take no catalogue; run `ocop catalog trust K.pub` "
        "with the province's public key"},
    Sentence{
        FeedRefusalCode::not_signed,
        "unsigned",
        "danh mục không có chữ ký hợp lệ ({s}); đừng dùng nguồn này, hãy báo nơi phát hành",
        "the feed is not signed ({s}); do not use this source, tell its publisher"},
    Sentence{
        FeedRefusalCode::wrong_key,
        "wrong-key",
        "danh mục được ký bằng khóa mà quầy không tin; nếu tỉnh đã đổi khóa, hãy lấy khóa mới tận "
        "nơi rồi chạy `ocop catalog trust K.pub`",
        "the feed is signed by a key this till does not trust; if the province has a new key, "
        "fetch "
        "it in person and run `ocop catalog trust K.pub`"},
    Sentence{
        FeedRefusalCode::wrong_signature,
        "wrong-signature",
        "chữ ký không khớp với danh mục: danh mục đã bị sửa, hoặc đang được phát hành dở; hãy thử "
        "lại sau vài phút",
        "the signature does not fit the manifest: it was altered, or is just being published; try "
        "again in a few minutes"},
    Sentence{
        FeedRefusalCode::bad_manifest,
        "bad-manifest",
        "bản kê của danh mục không đúng dạng ({s}); hãy báo nơi phát hành",
        "the manifest is not as it should be ({s}); tell its publisher"},
    Sentence{
        FeedRefusalCode::newer_format,
        "newer-format",
        "bản kê thuộc dạng mới hơn ({s}) mà chương trình này chưa biết; hãy cập nhật chương trình",
        "the manifest is of a newer kind ({s}) than this program knows; update the program"},
    Sentence{
        FeedRefusalCode::expired,
        "expired",
        "danh mục bản {s} đã hết hạn ngày {d}; hãy xem đồng hồ máy có đúng không, nếu đúng thì báo "
        "nơi phát hành",
        "version {s} expired on {d}; check that this PC's clock is right, and if it is, tell the "
        "publisher"},
    Sentence{
        FeedRefusalCode::rollback,
        "rollback",
        "nguồn đưa bản {s}, cũ hơn bản {d} đang bán; nguồn này cũ hoặc bị thay, hãy dùng nguồn "
        "khác",
        "the source offers version {s}, older than the {d} that sells; it is stale or was "
        "replaced, "
        "use another source"},
    Sentence{
        FeedRefusalCode::other_catalogue,
        "other-catalogue-under-this-version",
        "nguồn đưa hàng khác dưới cùng số bản {s} đang bán; hãy báo nơi phát hành, cần phát hành "
        "lại với số bản mới",
        "the source offers other goods under the version {s} that sells; tell the publisher, who "
        "must publish them under a new version"},
    Sentence{
        FeedRefusalCode::too_big,
        "too-big",
        "tệp lớn hơn mức cho phép ({s}); hãy báo nơi phát hành",
        "the file is larger than a feed may be ({s}); tell its publisher"},
    Sentence{
        FeedRefusalCode::wrong_size,
        "wrong-size",
        "tệp có số byte khác với bản kê ({s}); hãy thử lại, nếu vẫn sai thì dùng nguồn khác",
        "the file has another size than the manifest states ({s}); try again, and if it stays so "
        "use another source"},
    Sentence{
        FeedRefusalCode::wrong_hash,
        "wrong-hash",
        "nội dung tệp khác với bản kê; hãy thử lại, nếu vẫn sai thì dùng nguồn khác",
        "the file is not the one the manifest states; try again, and if it stays so use another "
        "source"},
    Sentence{
        FeedRefusalCode::bad_archive,
        "bad-archive",
        "không giải nén được tệp ({s}); hãy báo nơi phát hành",
        "the file cannot be unpacked ({s}); tell its publisher"},
    Sentence{
        FeedRefusalCode::bad_row,
        "bad-row",
        "danh mục có dòng sai: {s}",
        "the feed has a bad row: {s}"},
    Sentence{
        FeedRefusalCode::other_result,
        "other-result",
        "các dòng hàng không cho ra đúng danh mục đã phát hành; hãy thử lại, nếu vẫn sai thì báo "
        "nơi phát hành",
        "the rows do not come to the catalogue that was published; try again, and if it stays so "
        "tell the publisher"},
    Sentence{
        FeedRefusalCode::demonstration,
        "demonstration-figures",
        "danh mục có số liệu minh họa, cửa hàng thật không nhận; hãy lấy danh mục thật",
        "the catalogue has demonstration figures, which a real store does not take; take a real "
        "one"},
    Sentence{
        FeedRefusalCode::out_other_key,
        "out-other-key",
        "thư mục này chứa danh mục ký bằng khóa khác; hãy dùng đúng khóa, hoặc nếu vừa đổi khóa "
        "thì "
        "đưa kèm khóa công khai cũ, hoặc chọn thư mục khác",
        "this folder holds a feed signed by another key; use that key, or after a change of keys "
        "give the old public key too, or choose another folder"},
    Sentence{
        FeedRefusalCode::out_damaged,
        "out-damaged",
        "bản kê trong thư mục này không còn nguyên vẹn ({s}); hãy lấy lại catalog.json và "
        "catalog.json.minisig từ máy chủ web hoặc USB rồi phát hành lại, chưa có gì bị thay đổi",
        "the manifest in this folder is not as it was published ({s}); fetch catalog.json and "
        "catalog.json.minisig back from the web server or a stick and publish again, nothing was "
        "changed"},
    Sentence{
        FeedRefusalCode::key_left_out,
        "key-left-out",
        "danh mục trong thư mục này đã giao cho khóa khác, quầy sẽ không nhận chữ ký của khóa này; "
        "hãy dùng khóa mới",
        "the feed in this folder is handed over to other keys, tills would not take this one's "
        "signature; use the new key"},
    Sentence{
        FeedRefusalCode::far_fewer,
        "far-fewer",
        "danh mục mới chỉ còn {s} mặt hàng, bản trước có {d}; hãy xem tệp có bị thiếu dòng không, "
        "nếu "
        "đúng ý thì chạy lại với --fewer; chưa có gì bị thay đổi",
        "the new catalogue has only {s} products, the one before has {d}; check whether the file "
        "lost rows, and if it is meant run it again with --fewer; nothing was changed"},
};

constexpr bool in_order_of_codes() {
    for (std::size_t i = 0; i < sentences.size(); ++i) {
        if (sentences[i].code != static_cast<FeedRefusalCode>(i)) {
            return false;
        }
    }
    return true;
}

static_assert(in_order_of_codes());
static_assert(sentences.back().code == FeedRefusalCode::far_fewer, "a code has no sentence");

const Sentence& sentence(FeedRefusalCode code) {
    return sentences[static_cast<std::size_t>(code)];
}

/// A number or name as it is; of a clause what people can read in `language`.
std::string subject_of(const std::string& subject, Language language) {
    const bool has_letters =
        std::any_of(subject.begin(), subject.end(), [](char c) { return 'a' <= c && c <= 'z'; });
    const bool is_clause = has_letters && subject.find(' ') != std::string::npos;
    return is_clause ? clause(subject, language) : subject;
}

} // namespace

std::string_view name(FeedRefusalCode code) {
    return sentence(code).name;
}

std::string words(const FeedRefusal& refusal, Language language) {
    const Sentence& said = sentence(refusal.code);
    std::string pattern{language == Language::vi ? said.vi : said.en};
    const std::string subject =
        refusal.row ? words(*refusal.row, language) : subject_of(refusal.subject, language);
    constexpr std::string_view in_brackets = " ({s})";
    if (const std::size_t at = pattern.find(in_brackets);
        subject.empty() && at != std::string::npos) {
        pattern.erase(at, in_brackets.size());
    }
    std::string text;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const auto mark = std::string_view{pattern}.substr(i, 3);
        if (mark == "{s}" || mark == "{d}") {
            text += mark[1] == 's' ? subject : refusal.detail;
            i += 2;
        } else {
            text += pattern[i];
        }
    }
    return text;
}

std::string_view name(const FeedFault& fault) {
    const auto* refusal = std::get_if<FeedRefusal>(&fault);
    return refusal != nullptr ? name(refusal->code) : name(std::get<Failure>(fault).code);
}

std::string words(const FeedFault& fault, Language language) {
    const auto* failure = std::get_if<Failure>(&fault);
    if (failure != nullptr && failure->code == FailureCode::missing) {
        // What a store that is not there is told would send people the wrong way.
        return language == Language::vi
                   ? "Không thấy danh mục ở " + failure->where
                         + "; hãy kiểm tra địa chỉ, hoặc thanh USB đã cắm chưa."
                   : "There is no catalogue at " + failure->where
                         + "; check the address, or whether the USB stick is plugged in.";
    }
    return std::visit([&](const auto& known) { return words(known, language); }, fault);
}

std::string where(const FeedFault& fault) {
    return std::visit([](const auto& known) { return known.where; }, fault);
}

FeedRefusal refusal_of(RowFault row) {
    std::string place = where(row);
    return {FeedRefusalCode::bad_row, {}, {}, std::move(place), std::move(row)};
}

} // namespace ocop::catalog_sync
