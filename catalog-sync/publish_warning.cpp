#include "catalog-sync/field_text.hpp"
#include "catalog-sync/publish.hpp"
#include "pos/core/assert.hpp"

namespace ocop::catalog_sync {

namespace {

struct Sentence {
    std::string_view vi{}; // {s} stands for the subject, {v} for the value
    std::string_view en{};
};

Sentence sentence(PublishWarning::Kind kind) {
    switch (kind) {
    case PublishWarning::Kind::image_missing:
        return {
            "{s}: không tìm thấy ảnh \"{v}\"; phát hành không kèm ảnh",
            "{s}: the image \"{v}\" is not there; published without it"};
    case PublishWarning::Kind::image_too_big:
        return {
            "{s}: ảnh \"{v}\" lớn hơn 1 MiB; hãy thu nhỏ lại, phát hành không kèm ảnh",
            "{s}: the image \"{v}\" is larger than 1 MiB; make it smaller, published without it"};
    case PublishWarning::Kind::image_foreign:
        return {
            "{s}: \"{v}\" không phải ảnh PNG, JPEG hay WebP; phát hành không kèm ảnh",
            "{s}: \"{v}\" is not a PNG, JPEG or WebP image; published without it"};
    case PublishWarning::Kind::image_bad_name:
        return {
            "{s}: tên ảnh \"{v}\" không được chứa đường dẫn; phát hành không kèm ảnh",
            "{s}: the image's name \"{v}\" may not be a path; published without it"};
    case PublishWarning::Kind::no_delta:
        return {
            "{s} mất hoặc hỏng: quầy đang bán bản đó sẽ tải toàn bộ danh mục",
            "{s} is gone or damaged: tills with that version will fetch all rows"};
    case PublishWarning::Kind::mended:
        return {
            "{s} mất hoặc hỏng; đã phát hành lại trong bản mới",
            "{s} was gone or damaged; published anew in this version"};
    }
    OCOP_ASSERT(false);
}

} // namespace

std::string_view name(PublishWarning::Kind kind) {
    switch (kind) {
    case PublishWarning::Kind::image_missing:
        return "image-missing";
    case PublishWarning::Kind::image_too_big:
        return "image-too-big";
    case PublishWarning::Kind::image_foreign:
        return "image-foreign";
    case PublishWarning::Kind::image_bad_name:
        return "image-bad-name";
    case PublishWarning::Kind::no_delta:
        return "no-delta";
    case PublishWarning::Kind::mended:
        return "mended";
    }
    OCOP_ASSERT(false);
}

std::string words(const PublishWarning& warning, Language language) {
    const Sentence said = sentence(warning.kind);
    std::string text;
    const std::string_view pattern = language == Language::vi ? said.vi : said.en;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const auto mark = pattern.substr(i, 3);
        if (mark == "{s}" || mark == "{v}") {
            text += mark[1] == 's' ? warning.subject : warning.value;
            i += 2;
        } else {
            text += pattern[i];
        }
    }
    return text;
}

std::optional<std::int64_t> parse_expires_after(std::string_view text) {
    constexpr std::int64_t hour_s = 3'600;
    constexpr std::int64_t day_s = 24 * hour_s;
    if (text.empty()) {
        return std::nullopt;
    }
    const std::int64_t unit_s = text.back() == 'd' ? day_s : text.back() == 'h' ? hour_s : 0;
    text.remove_suffix(1);
    const auto count = parse_whole(text);
    if (unit_s == 0 || !count || *count < 1 || *count > 3'650 * day_s / unit_s) {
        return std::nullopt;
    }
    return *count * unit_s;
}

} // namespace ocop::catalog_sync
