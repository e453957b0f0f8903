#include "catalog-sync/publish_rows.hpp"

#include "catalog-sync/feed_rows.hpp"

#include <utility>

namespace ocop::catalog_sync {

namespace {

constexpr std::size_t block_size_bytes = std::size_t{1} << 20U;

/// Gathers rows and packs them block by block.
class Rows {
public:
    explicit Rows(ZstdWriter writer)
        : writer_{std::move(writer)} {}

    /// Where the next row goes.
    std::string& text() { return text_; }

    Expected<void, Failure> pack(bool all) {
        if (text_.empty() || (!all && text_.size() < block_size_bytes)) {
            return {};
        }
        auto written = writer_.write(text_);
        text_.clear();
        return written;
    }

    Expected<FeedFile, Failure> finish(const std::string& name) {
        if (auto packed = pack(true); !packed) {
            return Unexpected{packed.error()};
        }
        return writer_.finish(name);
    }

private:
    ZstdWriter writer_;
    std::string text_{};
};

/// Lines of a file with the one that comes next in sight.
class LinesAhead {
public:
    explicit LinesAhead(const VerifiedFile& file)
        : lines_{file},
          reader_{file.name()} {}

    Expected<void, FeedFault> advance() {
        product_.reset();
        const auto more = lines_.next(line_);
        if (!more) {
            return Unexpected{more.error()};
        }
        has_line_ = *more;
        return {};
    }

    [[nodiscard]] bool has_line() const { return has_line_; }

    [[nodiscard]] std::string_view line() const { return line_; }

    /// The product of the line; null if it holds none.
    const Product* product() {
        if (!product_) {
            auto read = reader_.full_row(line_, lines_.line_number());
            if (!read) {
                return nullptr;
            }
            product_ = std::move(*read);
        }
        return &*product_;
    }

private:
    ZstdLines lines_;
    FeedRowReader reader_;
    std::string_view line_{};
    bool has_line_ = false;
    std::optional<Product> product_{};
};

enum class Compared { same_row, gone, changed, added, unusable };

/// How the next old row and the next new product stand to each other.
Compared compare(LinesAhead& before, const LinesAhead& now, const Product* product) {
    if (!before.has_line()) {
        return Compared::added;
    }
    if (product != nullptr && before.line() == now.line()) {
        return Compared::same_row;
    }
    const Product* old = before.product();
    if (old == nullptr) {
        return Compared::unusable;
    }
    if (product == nullptr || old->code < product->code) {
        return Compared::gone;
    }
    return old->code == product->code ? Compared::changed : Compared::added;
}

} // namespace

Expected<FeedFile, FeedFault> write_full(
    const std::filesystem::path& folder, const std::string& name, std::span<const Product> products
) {
    auto writer = ZstdWriter::create(folder / name);
    if (!writer) {
        return Unexpected{FeedFault{writer.error()}};
    }
    Rows rows{std::move(*writer)};
    for (const Product& product : products) {
        const std::size_t begin = rows.text().size();
        append_full_row(rows.text(), product);
        if (rows.text().size() - begin > line_size_bytes_max) {
            return Unexpected{FeedFault{
                refusal_of({RowFaultCode::bad_text, name, 0, 0, "code", product.code, {}})}};
        }
        if (auto packed = rows.pack(false); !packed) {
            return Unexpected{FeedFault{packed.error()}};
        }
    }
    auto file = rows.finish(name);
    if (!file) {
        return Unexpected{FeedFault{file.error()}};
    }
    return std::move(*file);
}

Expected<std::optional<FeedFile>, FeedFault> write_delta(
    const std::filesystem::path& folder,
    const std::string& name,
    const VerifiedFile& before,
    const VerifiedFile& now,
    std::span<const Product> products
) {
    auto writer = ZstdWriter::create(folder / name);
    if (!writer) {
        return Unexpected{FeedFault{writer.error()}};
    }
    Rows rows{std::move(*writer)};
    LinesAhead old_lines{before};
    LinesAhead new_lines{now};
    Expected<void, FeedFault> advanced = old_lines.advance();
    if (advanced) {
        advanced = new_lines.advance();
    }
    std::size_t next = 0;
    std::string last_gone;
    while (advanced && (old_lines.has_line() || next < products.size())) {
        const Product* product = next < products.size() ? &products[next] : nullptr;
        const Compared compared = compare(old_lines, new_lines, product);
        switch (compared) {
        case Compared::same_row:
            break;
        case Compared::gone:
            if (old_lines.product()->code <= last_gone
                || (next > 0 && old_lines.product()->code <= products[next - 1].code)) {
                return std::optional<FeedFile>{}; // not in order
            }
            last_gone = old_lines.product()->code;
            append_gone_row(rows.text(), last_gone);
            break;
        case Compared::changed:
            append_delta_row(rows.text(), old_lines.product(), *product);
            break;
        case Compared::added:
            append_delta_row(rows.text(), nullptr, *product);
            break;
        case Compared::unusable:
            return std::optional<FeedFile>{};
        }
        if (compared != Compared::added) {
            advanced = old_lines.advance();
        }
        if (advanced && compared != Compared::gone) {
            ++next;
            advanced = new_lines.advance();
        }
        if (auto packed = rows.pack(false); !packed) {
            return Unexpected{FeedFault{packed.error()}};
        }
    }
    if (!advanced) {
        return Unexpected{advanced.error()};
    }
    auto file = rows.finish(name);
    if (!file) {
        return Unexpected{FeedFault{file.error()}};
    }
    return std::optional{std::move(*file)};
}

} // namespace ocop::catalog_sync
