#include "catalog-sync/row_pairs.hpp"

#include "pos/sqlite/sqlite_error.hpp"

#include <algorithm>
#include <utility>

namespace ocop::catalog_sync {

namespace {

RowFault fault_of_code(
    RowFaultCode code, const std::string& file, std::size_t line, const std::string& value
) {
    return {code, file, line, 0, "code", value, {}};
}

FeedFault
repeated(const std::string& file, std::size_t line, std::size_t earlier, const std::string& code) {
    RowFault fault = fault_of_code(RowFaultCode::duplicate_code, file, line, code);
    fault.other = file + ':' + std::to_string(earlier);
    return refusal_of(std::move(fault));
}

} // namespace

CatalogAhead::CatalogAhead(const std::filesystem::path& path)
    : reader_{path} {
    has_next_ = reader_.next(next_);
}

Product CatalogAhead::take() {
    Product taken = std::move(next_);
    has_next_ = reader_.next(next_);
    return taken;
}

FullPairs::FullPairs(const VerifiedFile& file, const std::filesystem::path& before)
    : file_name_{file.name()},
      lines_{file},
      reader_{file.name()} {
    if (!before.empty()) {
        knows_before_ = true;
        try_before([&] { before_ = std::make_unique<CatalogAhead>(before); });
    }
}

template <class Work>
void FullPairs::try_before(Work work) {
    try {
        work();
        return;
    } catch (const sqlite::SqliteError&) {
        knows_before_ = false;
    } catch (const CatalogFileError&) {
        knows_before_ = false;
    }
    before_.reset();
}

Expected<bool, FeedFault> FullPairs::read_row(Row& row) {
    std::string_view line;
    auto more = lines_.next(line);
    if (!more || !*more) {
        return more;
    }
    row.line = lines_.line_number();
    auto product = reader_.full_row(line, row.line);
    if (!product) {
        return Unexpected{FeedFault{refusal_of(std::move(product.error()))}};
    }
    row.product = std::move(*product);
    return true;
}

Expected<void, FeedFault> FullPairs::sort() {
    Row row;
    while (true) {
        const auto more = read_row(row);
        if (!more) {
            return Unexpected{more.error()};
        }
        if (!*more) {
            break;
        }
        sorted_.push_back(std::move(row));
    }
    std::stable_sort(sorted_.begin(), sorted_.end(), [](const Row& a, const Row& b) {
        return a.product.code < b.product.code;
    });
    is_sorted_ = true;
    return {};
}

Expected<bool, FeedFault> FullPairs::advance() {
    Row row;
    if (is_sorted_) {
        if (sorted_next_ == sorted_.size()) {
            row_.reset();
            return false;
        }
        row = std::move(sorted_[sorted_next_++]);
    } else {
        auto more = read_row(row);
        if (!more) {
            return more;
        }
        if (!*more) {
            row_.reset();
            return false;
        }
    }
    if (last_line_ > 0 && last_code_ >= row.product.code) {
        is_out_of_order_ = last_code_ > row.product.code;
        return Unexpected{repeated(file_name_, row.line, last_line_, row.product.code)};
    }
    row_ = std::move(row);
    return true;
}

Expected<bool, FeedFault> FullPairs::next(RowPair& pair) {
    pair = {};
    if (!std::exchange(is_begun_, true)) {
        if (auto first = advance(); !first) {
            return first;
        }
    }
    const Product* before = before_ ? before_->peek() : nullptr;
    if (!row_ && before == nullptr) {
        return false;
    }
    const bool is_gone = before != nullptr && (!row_ || before->code < row_->product.code);
    const bool is_both = before != nullptr && row_ && before->code == row_->product.code;
    if (is_gone || is_both) {
        try_before([&] { pair.before = before_->take(); });
        if (is_gone) {
            return true;
        }
    }
    Row row = std::move(*row_);
    last_code_ = row.product.code;
    last_line_ = row.line;
    if (auto more = advance(); !more) {
        return more;
    }
    pair.line = row.line;
    pair.now = std::move(row.product);
    return true;
}

Expected<void, FeedFault> DeltaPairs::read(const VerifiedFile& file) {
    file_name_ = file.name();
    reader_ = std::make_unique<FeedRowReader>(file_name_);
    ZstdLines lines{file};
    std::string_view line;
    while (true) {
        const auto more = lines.next(line);
        if (!more) {
            return Unexpected{more.error()};
        }
        if (!*more) {
            break;
        }
        auto row = reader_->delta_row(line, lines.line_number());
        if (!row) {
            return Unexpected{FeedFault{refusal_of(std::move(row.error()))}};
        }
        rows_.push_back(std::move(*row));
    }
    std::stable_sort(rows_.begin(), rows_.end(), [](const DeltaRow& a, const DeltaRow& b) {
        return a.code < b.code;
    });
    const auto twice =
        std::adjacent_find(rows_.begin(), rows_.end(), [](const DeltaRow& a, const DeltaRow& b) {
            return a.code == b.code;
        });
    if (twice != rows_.end()) {
        return Unexpected{repeated(file_name_, std::next(twice)->line, twice->line, twice->code)};
    }
    return {};
}

Expected<bool, FeedFault> DeltaPairs::next(RowPair& pair) {
    pair = {};
    const Product* before = before_.peek();
    const DeltaRow* row = next_ < rows_.size() ? &rows_[next_] : nullptr;
    if (before == nullptr && row == nullptr) {
        return false;
    }
    if (row == nullptr || (before != nullptr && before->code < row->code)) {
        pair.now = before_.take();
        pair.is_same = true;
        return true;
    }
    ++next_;
    pair.line = row->line;
    if (before != nullptr && before->code == row->code) {
        pair.before = before_.take();
    } else if (row->gone) {
        return Unexpected{FeedFault{
            refusal_of(fault_of_code(RowFaultCode::unknown_code, file_name_, row->line, row->code)
            )}};
    }
    if (row->gone) {
        return true;
    }
    auto now = reader_->apply(pair.before ? &*pair.before : nullptr, *row);
    if (!now) {
        return Unexpected{FeedFault{refusal_of(std::move(now.error()))}};
    }
    pair.now = std::move(*now);
    return true;
}

} // namespace ocop::catalog_sync
