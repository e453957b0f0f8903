#pragma once

#include "catalog-sync/feed_refusal.hpp"
#include "catalog-sync/row_fault.hpp"
#include "pos/core/expected.hpp"
#include "pos/core/moment.hpp"
#include "pos/core/product.hpp"
#include "pos/signing/keys.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ocop::catalog_sync {

/// How long a feed is good where nobody says otherwise: a till that hears nothing for a month
/// should say so.
inline constexpr std::int64_t expires_after_s_default = std::int64_t{30} * 86'400;
/// From how many versions back a till can come by a delta.
inline constexpr std::size_t delta_versions = 10;

/// "30d" or "12h" in seconds: 1 hour to 3,650 days; nullopt for anything else.
[[nodiscard]] std::optional<std::int64_t> parse_expires_after(std::string_view text);

struct PublishOrder {
    /// As import_csv() gives them: checked, in the order of codes.
    std::vector<Product> products{};
    /// Where the images lie that the products name; empty: there are none.
    std::filesystem::path images{};
    std::filesystem::path out{};
    Moment now{};
    /// Seconds from `now`; nullopt: expires_after_s_default, and the same goods again change
    /// nothing.
    std::optional<std::int64_t> expires_after_s{};
    /// Who may sign what comes after this version. Empty: those the feed in `out` names already,
    /// or, for the first, the signing key.
    std::vector<signing::PublicKey> next_keys{};
    /// Whether fewer than half of the goods before are what the publisher means: otherwise it is
    /// taken for a file cut off on its way, before every till stops selling the rest.
    bool takes_far_fewer = false;
    /// Keys that may have signed what lies in `out`, besides the signing key: after a change of
    /// keys.
    std::vector<signing::PublicKey> earlier_keys{};
};

/// Something a publisher should know; nothing is refused for it.
struct PublishWarning {
    enum class Kind {
        image_missing,  // not in the folder of images, or no folder was given
        image_too_big,  // over 1 MiB
        image_foreign,  // not PNG, JPEG or WebP
        image_bad_name, // a path instead of a name
        no_delta,       // an earlier version's rows are gone or damaged: no delta from there
        mended          // a file of the feed was gone or damaged, and is published anew
    };

    Kind kind{};
    std::string subject{}; // the product's code, or the feed's file
    std::string value{};   // the image's name
};

/// "image-missing": the stable name of a kind.
[[nodiscard]] std::string_view name(PublishWarning::Kind kind);
/// One sentence in `language`.
[[nodiscard]] std::string words(const PublishWarning& warning, Language language);

struct PublishResult {
    std::int64_t version = 0;
    bool is_new = false; // false: the feed holds these goods already, nothing was written
    std::int64_t products = 0;
    std::int64_t full_bytes = 0;
    std::int64_t delta_bytes = 0; // of the delta from the version before, 0 if there is none
    std::int64_t images = 0;
    Moment expires{};
    std::vector<PublishWarning> warnings{};
};

/// How far publishing has come, for tests that end the program there.
enum class PublishStep {
    full_written,
    deltas_written,
    images_written,
    announced,
    published,
    cleaned
};

/// Publishes `order.products` as the next version of the feed in `order.out`, or as the first:
/// data files first and durably, then signature and manifest as announce() says, so that a till may
/// look at any moment; what a power cut left of that is ended by the next publishing. The same
/// goods again change not a byte. A feed there that `key` did not sign, or whose manifest is not as
/// it was signed, is refused, so that no version goes backwards; where one of its other files is
/// gone or damaged, the next version mends it. Files that the manifest before this one names stay,
/// for those who have just read it.
[[nodiscard]] Expected<PublishResult, FeedFault> publish(
    PublishOrder order,
    const signing::SecretKey& key,
    const std::function<void(PublishStep)>& on_step = {}
);

} // namespace ocop::catalog_sync
