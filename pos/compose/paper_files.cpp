#include "pos/compose/paper_files.hpp"

#include "pos/compose/shop_papers.hpp"
#include "pos/core/settings.hpp"
#include "pos/shell/atomic_file.hpp"
#include "pos/shell/temporary_file.hpp"

#include <algorithm>
#include <charconv>
#include <deque>
#include <optional>
#include <system_error>

namespace ocop::compose {

namespace {

constexpr const char* papers_folder = "receipts";
constexpr const char* last_file = "last";
constexpr std::size_t last_size_bytes_max = 20;
constexpr std::size_t pdf_size_bytes_max = std::size_t{64} << 20U;
/// Readers look for the end of a PDF in its last 1024 bytes (ISO 32000-1, annex H.3).
constexpr std::size_t pdf_end_bytes = 1'024;
constexpr std::string_view pdf_begin = "%PDF-";
constexpr std::string_view pdf_end = "%%EOF";

std::optional<std::int64_t> last_filed(const std::filesystem::path& folder) {
    const auto text = read_file(folder / last_file, last_size_bytes_max);
    std::int64_t seq = 0;
    if (!text
        || std::from_chars(text->data(), text->data() + text->size(), seq).ec != std::errc{}) {
        return std::nullopt;
    }
    return seq;
}

/// False for a PDF that is not there or was cut off.
Expected<bool, Failure> is_whole(const std::filesystem::path& path) {
    std::error_code none;
    if (std::filesystem::is_directory(path, none)) {
        return false; // told when the PDF cannot be made
    }
    const auto bytes = read_file(path, pdf_size_bytes_max);
    if (!bytes) {
        const auto code = bytes.error().code;
        return code == FailureCode::missing || code == FailureCode::corrupt
                   ? Expected<bool, Failure>{false}
                   : Unexpected{bytes.error()};
    }
    const std::string_view end{*bytes};
    return end.starts_with(pdf_begin)
           && end.substr(end.size() - std::min(end.size(), pdf_end_bytes)).find(pdf_end)
                  != std::string_view::npos;
}

/// True for the record that says from when on papers are filed, or no longer.
bool sets_filing(const Record& record) {
    return record.kind == "settings" && record.body.json().value("key", "") == "receipt.file";
}

} // namespace

std::filesystem::path
filed_path(const std::filesystem::path& data_folder, const std::string& name) {
    return data_folder / papers_folder / (name + ".pdf");
}

Expected<Unfiled, Failure>
find_unfiled(Journal& journal, const std::filesystem::path& data_folder) {
    const Ledger& ledger = journal.ledger();
    if (!read_settings(ledger.settings).receipts_on_file) {
        return Unfiled{};
    }
    const auto folder = data_folder / papers_folder;
    clear_temporary_files(folder);
    const std::int64_t head = ledger.records - 1;
    const auto last = last_filed(folder);
    const std::int64_t first =
        last ? *last + 1 : std::max<std::int64_t>(0, head + 1 - looked_back_max);
    std::deque<Record> missing;
    Unfiled found;
    std::optional<Failure> failure;
    const auto read = journal.read(first, head, [&](const Record& record) {
        if (sets_filing(record)) { // what was sold before had no need of it
            missing.clear();
            found.more = false;
        }
        if (!is_receipt(record.kind) && record.kind != "shift-close") {
            return true;
        }
        const auto whole = is_whole(filed_path(data_folder, paper_name(record, ledger)));
        if (!whole) {
            failure = whole.error();
            return false;
        }
        if (!*whole) {
            missing.push_front(record);
        }
        if (missing.size() > unfiled_max) {
            missing.pop_back();
            found.more = true;
        }
        return true;
    });
    if (!read || failure) {
        return Unexpected{failure ? *failure : read.error()};
    }
    found.records.assign(missing.begin(), missing.end());
    found.looked_to = head;
    return found;
}

void note_filed(const std::filesystem::path& data_folder, std::int64_t seq) {
    const auto folder = data_folder / papers_folder;
    std::error_code none;
    if (std::filesystem::is_directory(folder, none) && last_filed(folder) != seq) {
        static_cast<void>(write_atomically(folder / last_file, std::to_string(seq)));
    }
}

std::string words(const FiledLate& filed, Language language) {
    const bool vi = language == Language::vi;
    std::string text;
    if (filed.made > 0) {
        text += vi ? "Đã lập lại " + std::to_string(filed.made) + " tệp PDF còn thiếu hoặc hỏng."
                   : "Made " + std::to_string(filed.made) + " PDFs that were missing or cut off.";
    }
    if (filed.failed > 0 || filed.more) {
        text += text.empty() ? "" : " ";
        text += vi ? "Còn phiếu chưa có tệp PDF; máy sẽ lập ở lần mở sau."
                   : "Some papers still have no PDF; the next start makes them.";
    }
    return text;
}

} // namespace ocop::compose
