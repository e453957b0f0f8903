#include "pos/compose/basket_file.hpp"

#include "pos/core/json_fields.hpp"
#include "pos/shell/atomic_file.hpp"

#include <cerrno>
#include <cstdio>
#include <unistd.h>
#include <utility>

namespace ocop::compose {

namespace {

constexpr const char* basket_file = "basket.json";
constexpr const char* waiting_file = "basket.waiting.json";
constexpr const char* damaged_file = "basket.damaged.json";

/// A thousand lines, each with all that is known of its goods.
constexpr std::size_t file_bytes_max = std::size_t{8} << 20U;

std::string text_of(Json json) {
    std::string hash = hex(blake2b(canonical(json)));
    return canonical({{"blake2b", std::move(hash)}, {"open", std::move(json)}, {"v", 1}}) + "\n";
}

Expected<KeptBasket, RecordFault> parse(const std::string& text) {
    const auto json = parse_json(text);
    if (!json) {
        return Unexpected{RecordFault{"is not JSON"}};
    }
    const auto open = read_fields<Json>(*json, [](const Fields& fields) {
        Json kept = fields.object("open").json();
        if (fields.parsed("blake2b", parse_hash) != blake2b(canonical(kept))) {
            fields.fail("is not as it was written");
        }
        return kept;
    });
    return open ? parse_kept_basket(*open) : Unexpected{open.error()};
}

Expected<void, Failure> take_away(const std::filesystem::path& path) {
    // Not synced: a file that comes back is found to be over by the journal.
    return ::unlink(path.c_str()) == 0 || errno == ENOENT
               ? Expected<void, Failure>{}
               : Unexpected{system_failure(errno, "removing", path)};
}

/// True if `record` is the hold that `kept` became.
bool is_hold_of(const KeptBasket& kept, const Record& record) {
    if (record.kind != "hold") {
        return false;
    }
    const Json& body = record.body.json();
    const auto taken = body.find("taken");
    const auto basket = body.find("basket");
    const auto held = kept.hold.find("basket");
    return taken != body.end() && *taken == Json(iso(kept.at)) && basket != body.end()
           && held != kept.hold.end() && *basket == *held;
}

/// True if `kept` is this journal's, and nothing in it has ended it; takes out what was handed back
/// since. What `waits` is ended by its own hold alone.
Expected<bool, Failure> is_open(KeptBasket& kept, ShopStore& shop, bool waits) {
    const Ledger& ledger = shop.ledger();
    if (kept.till != ledger.identity->till || kept.records > ledger.records
        || (!waits && !ledger.shift)) {
        return false;
    }
    bool open = false;
    const auto read = shop.journal().read(kept.records - 1, -1, [&](const Record& record) {
        if (record.seq < kept.records) {
            open = record.hash == kept.head;
        } else if (waits) {
            open = !is_hold_of(kept, record);
        } else {
            open = !ends_basket(record);
            if (record.kind == "untender") {
                drop_untendered(kept, record);
            }
        }
        return open;
    });
    return read ? Expected<bool, Failure>{open} : Unexpected{read.error()};
}

/// Keeps `kept` as it is now beside the journal as it is now.
Expected<void, Failure> let_wait(KeptBasket kept, const ShopStore& shop) {
    kept.records = shop.ledger().records;
    kept.head = shop.ledger().head;
    return write_atomically(shop.folder() / waiting_file, text_of(to_json(kept)));
}

/// Makes a hold of the basket in `path`; what came of it goes into `left`.
Expected<void, Failure>
bring_back(const std::filesystem::path& path, ShopStore& shop, Moment now, LeftOver& left) {
    const bool waits = path.filename() == waiting_file;
    const auto text = read_file(path, file_bytes_max);
    if (!text && text.error().code == FailureCode::missing) {
        return {};
    }
    if (!text && text.error().code == FailureCode::disk_error) {
        return Unexpected{text.error()};
    }
    auto kept = text ? parse(*text) : Unexpected{RecordFault{}};
    if (!kept) {
        if (::rename(path.c_str(), (shop.folder() / damaged_file).c_str()) != 0) {
            return Unexpected{system_failure(errno, "renaming", path)};
        }
        left.set_aside = damaged_file;
        return {};
    }
    const auto open = is_open(*kept, shop, waits);
    if (!open) {
        return Unexpected{open.error()};
    }
    if (*open) {
        for (RecordDraft& draft :
             with_clock(shop.ledger(), left_basket(*kept, shop.ledger(), now))) {
            auto record = shop.journal().append(std::move(draft));
            if (!record && (shop.journal().not_known() || !(waits || let_wait(*kept, shop)))) {
                return Unexpected{record.error()};
            }
            if (!record) {
                left.waits = record.error();
                return waits ? Expected<void, Failure>{} : take_away(path);
            }
            left.records.push_back(std::move(*record));
        }
    }
    // Killed before this, the next start finds the hold behind it.
    return take_away(path);
}

} // namespace

Expected<void, Failure>
keep_basket(const std::filesystem::path& folder, const std::optional<OpenBasket>& open) {
    const std::filesystem::path path = folder / basket_file;
    return open ? write_atomically(path, text_of(to_json(*open))) : take_away(path);
}

BasketKeeper::BasketKeeper(
    std::filesystem::path folder, std::function<void(const Failure&)> on_fault
)
    : folder_{std::move(folder)},
      on_fault_{std::move(on_fault)},
      worker_{"basket", 2, [](const std::string&) {}} {}

void BasketKeeper::keep(std::optional<OpenBasket> open) {
    const std::lock_guard lock{mutex_};
    newest_ = std::move(open);
    if (!is_posted_) {
        is_posted_ = worker_.post([this] { write(); });
    }
}

void BasketKeeper::write() {
    std::optional<OpenBasket> open;
    {
        const std::lock_guard lock{mutex_};
        open = std::move(newest_);
        is_posted_ = false;
    }
    const auto kept = keep_basket(folder_, open);
    if (!kept && !told_) {
        on_fault_(kept.error());
    }
    told_ = !kept;
}

Expected<LeftOver, Failure> bring_basket_back(ShopStore& shop, Moment now) {
    LeftOver left;
    const std::filesystem::path newest = shop.folder() / basket_file;
    auto done = bring_back(shop.folder() / waiting_file, shop, now, left);
    if (done && left.waits) {
        std::error_code unknown;
        const bool is_one_more = std::filesystem::exists(newest, unknown) || unknown;
        return is_one_more ? Expected<LeftOver, Failure>{Unexpected{*left.waits}}
                           : Expected<LeftOver, Failure>{std::move(left)};
    }
    if (done) {
        done = bring_back(newest, shop, now, left);
    }
    return done ? Expected<LeftOver, Failure>{std::move(left)} : Unexpected{done.error()};
}

std::string words(const LeftOver& left, Language language) {
    if (left.waits) {
        return words(*left.waits, language)
               + (language == Language::vi
                      ? " Giỏ hàng dở dang của lần trước được giữ lại và sẽ hiện ra khi ghi sổ "
                        "được."
                      : " The basket that was open last time is kept and comes back once records "
                        "are taken.");
    }
    if (!left.set_aside) {
        return {};
    }
    return language == Language::vi
               ? "Không đọc được giỏ hàng dở dang của lần trước (đã cất ở " + *left.set_aside
                     + "); hãy hỏi lại khách và quét lại."
               : "The basket that was open last time cannot be read (kept as " + *left.set_aside
                     + "); ask the customer and scan it again.";
}

} // namespace ocop::compose
