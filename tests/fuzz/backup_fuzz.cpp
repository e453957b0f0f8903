// Whatever file somebody hands over as a backup is refused or taken apart, never a crash, and
// nothing of it ever lands outside the folder it is taken apart in, or readable to others. An input
// is one of:
//   a backup, sealed or not, as a file would be;
//   a ledger, which is put into a good backup: its hashes hide it from bytes that are changed;
//   "rows", then what is written into a good backup's tables.

#include "pos/core/chain.hpp"
#include "pos/store/backup.hpp"
#include "pos/store/guard.hpp"
#include "pos/store/sealed_file.hpp"
#include "pos/store/verify.hpp"
#include "tests/store/shop.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <unistd.h>

namespace {

using namespace ocop;
using namespace ocop::store;

constexpr std::string_view sqlite_magic{"SQLite format 3\0", 16};
constexpr std::string_view backup_id = "OCBK"; // the file's application_id, at byte 68
constexpr std::string_view rows_follow = "rows";
constexpr std::size_t memory_bytes_max = 65'536; // of guesses at a passphrase

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

/// A folder in memory where there is one: thousands of backups go through it.
std::filesystem::path new_folder() {
    std::string pattern =
        (std::filesystem::exists("/dev/shm") ? std::string{"/dev/shm"}
                                             : std::filesystem::temp_directory_path().string())
        + "/ocop-fuzz-XXXXXX";
    require(::mkdtemp(pattern.data()) != nullptr);
    return pattern;
}

/// What lies there while the program runs.
struct Bench {
    Bench() {
        const auto shop = folder / "shop";
        const auto journal = test::make_store(shop);
        BackupOrder order;
        order.target = file;
        order.prove = [](const std::filesystem::path& unpacked) {
            return verify(unpacked, Depth::chain, test::test_check());
        };
        require(backup_to(shop, order).has_value());
        std::ifstream stream{file, std::ios::binary};
        good = {std::istreambuf_iterator<char>{stream}, {}};
        require(!good.empty());
    }

    ~Bench() { std::filesystem::remove_all(folder); }

    Bench(const Bench&) = delete;
    Bench& operator=(const Bench&) = delete;

    std::filesystem::path folder = new_folder();
    std::filesystem::path file = folder / "store.ocop";
    std::string good{};
};

void write(const std::filesystem::path& path, std::string_view bytes) {
    std::ofstream{path, std::ios::binary | std::ios::trunc}.write(
        bytes.data(), static_cast<std::streamsize>(bytes.size())
    );
}

/// Takes values off the front of an input.
class Values {
public:
    explicit Values(std::string_view bytes)
        : left_{bytes} {}

    [[nodiscard]] bool any() const { return !left_.empty(); }

    std::uint8_t byte() {
        return left_.empty() ? std::uint8_t{0} : static_cast<std::uint8_t>(text_of(1).front());
    }

    std::string_view text() { return text_of(byte()); }

    std::int64_t number() {
        std::uint64_t value = 0;
        for (const char c : text_of(byte() % 9U)) {
            value = value << 8U | static_cast<std::uint8_t>(c);
        }
        return static_cast<std::int64_t>(value);
    }

private:
    std::string_view text_of(std::size_t size) {
        const std::string_view text = left_.substr(0, size);
        left_.remove_prefix(text.size());
        return text;
    }

    std::string_view left_;
};

/// Rows somebody wrote into a backup with a tool.
void write_rows(const std::filesystem::path& file, Values values) {
    sqlite::Connection database{file, sqlite::Access::write};
    database.execute("PRAGMA foreign_keys = OFF; BEGIN");
    while (values.any()) {
        switch (values.byte() % 6) {
        case 0:
            database.prepare("INSERT OR REPLACE INTO file VALUES (?1, ?2, ?3)")
                .bind(1, values.text())
                .bind(2, values.number())
                .bind(3, values.number())
                .run();
            break;
        case 1: {
            const std::string_view name = values.text();
            const std::string_view bytes = values.text();
            const std::string hash =
                (values.byte() & 1U) != 0 ? std::string{values.text()} : hex(blake2b(bytes));
            database.prepare("INSERT OR REPLACE INTO chunk VALUES (?1, ?2, ?3, ?4)")
                .bind(1, name)
                .bind(2, values.number())
                .bind(3, hash)
                .bind_bytes(4, bytes)
                .run();
            break;
        }
        case 2:
            database.prepare("UPDATE about SET till = ?1, records = ?2")
                .bind(1, values.text())
                .bind(2, values.number())
                .run();
            break;
        case 3:
            database.prepare("UPDATE file SET size = ?2 WHERE name = ?1")
                .bind(1, values.text())
                .bind(2, values.number())
                .run();
            break;
        case 4:
            database.prepare("UPDATE file SET name = ?2 WHERE name = ?1")
                .bind(1, values.text())
                .bind(2, values.text())
                .run();
            break;
        default:
            database.execute("PRAGMA user_version = " + std::to_string(values.byte()));
            break;
        }
    }
    database.execute("COMMIT");
}

/// A good backup but for its ledger.
void write_around(const std::filesystem::path& file, std::string_view ledger) {
    const auto path = file.parent_path() / "ledger";
    write(path, ledger);
    BackupWriter writer{file, BackupAbout{"QNA-HOIAN-01-1", 1, Hash{}}};
    writer.add(ledger_file, path);
    static_cast<void>(writer.finish());
}

/// Nothing beside what a backup may hold, nothing that others may read, no more than there was.
void check_unpacked(const std::filesystem::path& into, std::uintmax_t size_max) {
    std::uintmax_t all = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{into}) {
        const bool is_folder =
            entry.symlink_status().type() == std::filesystem::file_type::directory;
        const auto rights = entry.symlink_status().permissions();
        require(rights == std::filesystem::perms{is_folder ? 0700U : 0600U});
        if (!is_folder) {
            require(entry.symlink_status().type() == std::filesystem::file_type::regular);
            require(is_backup_name(entry.path().lexically_relative(into).string()));
            all += entry.file_size();
        }
    }
    require(all <= size_max);
}

/// As a restore goes about it, up to what it believes of the ledger.
void take_apart(const std::filesystem::path& file, const std::filesystem::path& folder) {
    const auto phrase = signing::Passphrase::parse("five random words");
    const auto work = folder / "work";
    const auto into = folder / "into";
    std::filesystem::create_directory(work);
    std::filesystem::create_directory(into);
    std::filesystem::permissions(into, std::filesystem::perms::owner_all);
    const auto about =
        guard(file, [&] { return unpack_backup(file, phrase ? &*phrase : nullptr, work, into); });
    // Of a sealed file, what is within is as large as it.
    check_unpacked(into, std::filesystem::file_size(file));
    if (!about) {
        require(!words(about.error(), Language::vi).empty());
        return;
    }
    require(about->records > 0 && !about->till.empty());
    const auto tables = guard(file, [&] { require_ledger_tables(into, file); });
    if (tables) {
        static_cast<void>(verify(into, Depth::full, test::test_check()));
    }
}

/// True if the file asks for more memory or time per guess than a fuzzer has.
bool costs_too_much(std::string_view bytes) {
    const auto header = signing::parse_seal_header(bytes);
    return header && (header->cost.memory_bytes > memory_bytes_max || header->cost.passes > 3);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Bench bench;
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    if (costs_too_much(bytes)) {
        return 0;
    }
    const auto folder = bench.folder / "one";
    const auto file = folder / "backup";
    std::filesystem::create_directory(folder);
    const auto made = guard(file, [&] {
        if (bytes.starts_with(rows_follow)) {
            write(file, bench.good);
            write_rows(file, Values{bytes.substr(rows_follow.size())});
        } else if (bytes.starts_with(sqlite_magic) && bytes.substr(0, 72).ends_with(backup_id)) {
            write(file, bytes);
        } else if (bytes.starts_with(sqlite_magic)) {
            write_around(file, bytes);
        } else {
            write(file, bytes);
        }
    });
    if (made) {
        take_apart(file, folder);
    }
    std::filesystem::remove_all(folder);
    return 0;
}
