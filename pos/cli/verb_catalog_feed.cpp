#include "catalog-sync/feed_status.hpp"
#include "catalog-sync/import.hpp"
#include "catalog-sync/publish.hpp"
#include "catalog-sync/sync.hpp"
#include "pos/cli/progress.hpp"
#include "pos/cli/row_faults.hpp"
#include "pos/cli/verbs.hpp"
#include "pos/compose/feed_access.hpp"
#include "pos/compose/system_clock.hpp"
#include "pos/core/clause.hpp"
#include "pos/core/clock_check.hpp"
#include "pos/core/secret.hpp"
#include "pos/shell/regular_file.hpp"

#include <memory>
#include <ostream>
#include <variant>

namespace ocop::cli {

namespace {

constexpr std::size_t key_file_size_bytes_max = 4096;

struct PublishOptions {
    std::vector<std::string> products{};
    std::string images{};
    std::string key{};
    std::string out{};
    std::string expires{};
    bool takes_far_fewer = false;
    std::vector<std::string> next_keys{};
    std::vector<std::string> earlier_keys{};
};

/// A feed refused is a check that said no; everything else is told as it is everywhere.
CommandError error_of(const catalog_sync::FeedFault& fault, Language language) {
    const auto* failure = std::get_if<Failure>(&fault);
    return {
        failure != nullptr ? cli::error_of(*failure, language).exit : ExitCode::said_no,
        std::string{catalog_sync::name(fault)},
        catalog_sync::words(fault, language),
        catalog_sync::where(fault),
        {}};
}

[[noreturn]] void
refuse_key(const Context& context, signing::SigningFault fault, const std::string& file) {
    context.refuse(
        std::string{signing::name(fault)},
        context.say("Không dùng được khóa: ", "The key cannot be used: ")
            + clause(signing::words(fault), context.language) + ".",
        file
    );
}

std::vector<signing::PublicKey>
public_keys(const Context& context, const std::vector<std::string>& files) {
    std::vector<signing::PublicKey> keys;
    for (const std::string& file : files) {
        const auto text = context.require(read_input(file, key_file_size_bytes_max));
        const auto key = signing::PublicKey::parse(text);
        if (!key) {
            refuse_key(context, key.error(), file);
        }
        keys.push_back(*key);
    }
    return keys;
}

signing::SecretKey secret_key(const Context& context, const std::string& file) {
    auto text = context.require(read_input(file, key_file_size_bytes_max));
    const auto key = signing::SecretKey::parse(text);
    wipe(text);
    if (!key) {
        refuse_key(context, key.error(), file);
    }
    return *key;
}

std::optional<std::int64_t> expires_after(const Context& context, const std::string& text) {
    if (text.empty()) {
        return std::nullopt;
    }
    const auto seconds = catalog_sync::parse_expires_after(text);
    if (!seconds) {
        context.refuse(
            "bad-expires",
            context.say(
                "--expires phải như 30d hoặc 12h (từ 1 giờ đến 3650 ngày).",
                "--expires is written like 30d or 12h (1 hour to 3650 days)."
            )
        );
    }
    return seconds;
}

void tell_warnings(const Context& context, const catalog_sync::PublishResult& result) {
    constexpr std::size_t shown_max = 10;
    for (std::size_t i = 0; i < result.warnings.size() && i < shown_max; ++i) {
        context.err() << words(result.warnings[i], context.language) << '\n';
    }
    if (result.warnings.size() > shown_max) {
        context.err() << context.say("… và ", "… and ") << result.warnings.size() - shown_max
                      << context.say(" cảnh báo nữa.", " more warnings.") << '\n';
    }
}

ExitCode publish(const Context& context, const PublishOptions& options) {
    static_cast<void>(context.moment(false)); // a feed carries the publisher's real time
    catalog_sync::PublishOrder order;
    order.expires_after_s = expires_after(context, options.expires);
    const signing::SecretKey key = secret_key(context, options.key);
    order.next_keys = public_keys(context, options.next_keys);
    order.earlier_keys = public_keys(context, options.earlier_keys);
    const std::vector<std::filesystem::path> files{
        options.products.begin(), options.products.end()};
    auto report = catalog_sync::import_csv(files);
    if (!report) {
        refuse_rows(context, report.error());
    }
    tell_warnings(context, report->warnings);
    order.products = std::move(report->products);
    order.images = options.images;
    order.out = options.out;
    order.takes_far_fewer = options.takes_far_fewer;
    order.now = compose::SystemClock{}.now();
    if (const auto doubt = check_clock(Ledger{}, order.now)) {
        throw cli::error_of(*doubt, context.language); // no till could read such a manifest
    }
    const auto result = catalog_sync::publish(std::move(order), key);
    if (!result) {
        throw error_of(result.error(), context.language);
    }
    tell_warnings(context, *result);
    const std::string version = std::to_string(result->version);
    context.print(
        {{"version", result->version},
         {"changed", result->is_new},
         {"products", result->products},
         {"full_bytes", result->full_bytes},
         {"delta_bytes", result->delta_bytes},
         {"images", result->images},
         {"expires", iso(result->expires)},
         {"warnings",
          static_cast<std::int64_t>(report->warnings.size() + result->warnings.size())}},
        result->is_new
            ? context.say("Đã phát hành danh mục bản ", "Published catalogue version ") + version
                  + ": " + std::to_string(result->products)
                  + context.say(" sản phẩm, ", " products, ") + std::to_string(result->full_bytes)
                  + context.say(" byte, hạn dùng đến ", " bytes, good until ")
                  + format(result->expires) + "."
            : context.say(
                  "Hàng không đổi, vẫn là bản ", "The goods are the same, it stays version "
              ) + version
                  + "."
    );
    return ExitCode::done;
}

Json changes_json(const catalog_sync::Changes& changes) {
    using Kind = catalog_sync::ChangeKind;
    Json counts = Json::object();
    for (const Kind kind :
         {Kind::added,
          Kind::gone,
          Kind::price_up,
          Kind::price_down,
          Kind::stars_won,
          Kind::stars_lost,
          Kind::lapsed}) {
        counts[std::string{name(kind)}] = changes.count(kind);
    }
    Json rows = Json::array();
    for (const catalog_sync::Change& change : changes.listed()) {
        rows.push_back(
            {{"change", name(change.kind)},
             {"product", change.code},
             {"name", change.name},
             {"before", change.before},
             {"after", change.after},
             {"ends", change.ends ? Json(iso(*change.ends)) : Json(nullptr)}}
        );
    }
    return {{"counts", std::move(counts)}, {"rows", std::move(rows)}};
}

std::string changes_text(const Context& context, const catalog_sync::Changes& changes) {
    using Kind = catalog_sync::ChangeKind;

    struct Word {
        Kind kind;
        const char* vi;
        const char* en;
    };

    std::string text;
    for (const Word& word :
         {Word{Kind::added, "hàng mới", "new"},
          Word{Kind::gone, "ngừng bán", "gone"},
          Word{Kind::price_up, "tăng giá", "price up"},
          Word{Kind::price_down, "giảm giá", "price down"},
          Word{Kind::stars_won, "được thêm sao", "stars won"},
          Word{Kind::stars_lost, "mất sao", "stars lost"},
          Word{Kind::lapsed, "hết hạn chứng nhận", "certificates lapsed"}}) {
        if (const std::int64_t count = changes.count(word.kind); count > 0) {
            text += (text.empty() ? "" : ", ") + std::to_string(count) + ' '
                    + context.say(word.vi, word.en);
        }
    }
    return text.empty() ? context.say("hàng không đổi", "same goods") : text;
}

ExitCode sync(const Context& context, const std::string& from) {
    const auto shop = context.open(store::Use::read);
    if (from.empty() && !shop->ledger().settings.contains("feed.url")) {
        context.refuse(
            "missing",
            context.say(
                "Chưa biết lấy danh mục ở đâu: hãy ghi địa chỉ hoặc thư mục sau lệnh, hoặc đặt "
                "bằng "
                "`ocop settings set feed.url …`.",
                "No feed is named: give its address or folder, or set one with `ocop settings set "
                "feed.url …`."
            ),
            "feed.url"
        );
    }
    const auto source = context.require(compose::open_feed(from, shop->ledger().settings));
    catalog_sync::SyncOptions options;
    options.now = context.moment(shop->ledger().identity->training);
    options.takes_demonstration = shop->ledger().identity->training;
    auto bytes = progress(context, context.say("tải", "bytes"));
    auto products = progress(context, context.say("sản phẩm", "products"));
    options.progress = [&](const catalog_sync::SyncProgress& at) {
        if (at.stage == catalog_sync::SyncStage::fetching) {
            bytes(at.bytes_done, at.bytes_all);
        } else if (at.stage == catalog_sync::SyncStage::staging) {
            products(at.products_done, at.products_all);
        }
    };
    const auto result = catalog_sync::sync(*source, context.folder, options);
    // How it went is worth a note, but not worth failing for.
    static_cast<void>(catalog_sync::write_feed_status(
        context.folder,
        catalog_sync::after_sync(
            catalog_sync::read_feed_status(context.folder), source->where(), options.now, result
        )
    ));
    if (!result) {
        throw error_of(result.error(), context.language);
    }
    Json json{
        {"version", result->version},
        {"before", result->version_before == 0 ? Json(nullptr) : Json(result->version_before)},
        {"changed", result->is_new},
        {"products", result->products},
        {"bytes", result->bytes},
        {"by", !result->is_new ? Json(nullptr) : Json(result->by_delta ? "delta" : "full")},
        {"published", iso(result->published)},
        {"expires", iso(result->expires)},
        {"changes", result->changes ? changes_json(*result->changes) : Json(nullptr)}};
    std::string text = context.say("Danh mục bản ", "Catalogue version ")
                       + std::to_string(result->version) + ", " + std::to_string(result->products)
                       + context.say(" sản phẩm", " products");
    if (!result->is_new) {
        text += context.say(": đã là bản mới nhất", ": already the newest");
    } else if (result->changes) {
        text += ": " + changes_text(context, *result->changes);
    }
    context.print(
        json, text + context.say("; hạn dùng đến ", "; good until ") + format(result->expires) + "."
    );
    return ExitCode::done;
}

} // namespace

void add_catalog_feed(CLI::App& catalog, Context& context, Run& run) {
    auto options = std::make_shared<PublishOptions>();
    CLI::App* publishing = catalog.add_subcommand(
        "publish",
        "Ký và phát hành danh mục / publish a feed. Ví dụ: ocop catalog publish --products P.csv "
        "--key tinh.key --out feed"
    );
    publishing->add_option("--products", options->products, "P.csv")->required();
    publishing->add_option("--images", options->images, "Thư mục ảnh / folder of images");
    publishing->add_option("--key", options->key, "Khóa bí mật / secret key")->required();
    publishing->add_option("--out", options->out, "Thư mục phát hành / feed folder")->required();
    publishing->add_option("--expires", options->expires, "30d, 12h");
    publishing->add_flag(
        "--fewer",
        options->takes_far_fewer,
        "Đúng là còn chưa đến nửa số hàng / under half of the goods is meant"
    );
    publishing->add_option(
        "--next-key", options->next_keys, "Khóa được ký các bản sau / who may sign from now on"
    );
    publishing->add_option(
        "--earlier-key", options->earlier_keys, "Khóa đã ký bản trước / who signed what is there"
    );
    publishing->callback([&context, &run, options] {
        run = [&context, options] { return publish(context, *options); };
    });
    auto from = std::make_shared<std::string>();
    CLI::App* syncing = catalog.add_subcommand(
        "sync",
        "Lấy danh mục mới / take a newer catalogue. Ví dụ: ocop catalog sync https://ocop.vn/feed/"
    );
    syncing->add_option("from", *from, "Địa chỉ hoặc thư mục; mặc định: cài đặt feed.url");
    syncing->callback([&context, &run, from] {
        run = [&context, from] { return sync(context, *from); };
    });
}

} // namespace ocop::cli
