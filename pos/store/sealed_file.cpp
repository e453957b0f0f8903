#include "pos/store/sealed_file.hpp"

#include "pos/core/json_fields.hpp"
#include "pos/shell/atomic_file.hpp"
#include "pos/store/guard.hpp"

#include <cerrno>
#include <fstream>
#include <sys/stat.h>

namespace ocop::store {

namespace {

[[noreturn]] void fail(FailureCode code, std::string what, const std::filesystem::path& where) {
    throw StoreError{Failure{code, std::move(what), where.string()}};
}

[[noreturn]] void tell(signing::SealFault fault, const std::filesystem::path& source) {
    switch (fault) {
    case signing::SealFault::not_sealed:
        fail(FailureCode::foreign, "not a sealed backup", source);
    case signing::SealFault::newer:
        fail(FailureCode::newer, "sealed in a newer format", source);
    case signing::SealFault::damaged:
        fail(FailureCode::corrupt, "the beginning of the sealed file is damaged", source);
    case signing::SealFault::wrong_passphrase:
        fail(FailureCode::foreign, "sealed with another passphrase", source);
    case signing::SealFault::altered:
        fail(FailureCode::corrupt, "the sealed file was altered or cut off", source);
    }
    fail(FailureCode::corrupt, "the sealed file cannot be read", source);
}

std::ofstream new_file(const std::filesystem::path& path) {
    std::ofstream file{path, std::ios::binary | std::ios::trunc};
    if (!file || ::chmod(path.c_str(), 0600) != 0) {
        throw StoreError{system_failure(errno, "writing", path)};
    }
    return file;
}

std::ifstream open_file(const std::filesystem::path& path) {
    require_plain_file(path);
    std::ifstream file{path, std::ios::binary};
    if (!file) {
        throw StoreError{system_failure(errno, "opening", path)};
    }
    return file;
}

/// The next bytes, at most `size`.
std::string next(std::ifstream& file, std::size_t size, const std::filesystem::path& path) {
    std::string bytes(size, '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(size));
    if (file.bad()) {
        fail(FailureCode::disk_error, "cannot be read", path);
    }
    bytes.resize(static_cast<std::size_t>(file.gcount()));
    return bytes;
}

void close(std::ofstream& file, const std::filesystem::path& path) {
    file.close();
    if (!file) {
        fail(FailureCode::disk_full, "cannot be written to its end", path);
    }
    value_of(sync_file(path));
}

Json to_json(const BackupAbout& about) {
    return {{"till", about.till}, {"records", about.records}, {"head", hex(about.head)}};
}

BackupAbout about_of(const signing::SealHeader& header, const std::filesystem::path& source) {
    const auto about = read_fields<BackupAbout>(header.about, [](const Fields& fields) {
        return BackupAbout{
            fields.text("till"), fields.integer("records"), fields.parsed("head", parse_hash)};
    });
    if (!about) {
        tell(signing::SealFault::damaged, source);
    }
    return *about;
}

signing::SealHeader header_of(std::ifstream& file, const std::filesystem::path& source) {
    const auto header =
        signing::parse_seal_header(next(file, signing::seal_header_bytes_max, source));
    if (!header) {
        tell(header.error(), source);
    }
    return *header;
}

} // namespace

void seal_file(
    const std::filesystem::path& from,
    const std::filesystem::path& to,
    const BackupAbout& about,
    const signing::Passphrase& passphrase,
    signing::SealCost cost
) {
    std::ifstream plain = open_file(from);
    std::ofstream sealed = new_file(to);
    signing::Sealer sealer{passphrase, to_json(about), cost};
    sealed << sealer.header();
    bool is_last = false;
    while (!is_last) {
        const std::string chunk = next(plain, signing::seal_chunk_bytes, from);
        is_last = plain.peek() == std::ifstream::traits_type::eof();
        if (plain.bad()) {
            fail(FailureCode::disk_error, "cannot be read", from);
        }
        sealed << sealer.seal(chunk, is_last);
    }
    close(sealed, to);
}

std::optional<BackupAbout> read_sealed_about(const std::filesystem::path& source) {
    std::ifstream file = open_file(source);
    if (!signing::is_sealed(next(file, signing::seal_header_bytes_max, source))) {
        return std::nullopt;
    }
    file.clear();
    file.seekg(0);
    return about_of(header_of(file, source), source);
}

SealState seal_state(const std::filesystem::path& source, const signing::Passphrase* passphrase) {
    if (!read_sealed_about(source)) {
        return SealState::open;
    }
    if (passphrase == nullptr) {
        return SealState::locked;
    }
    std::ifstream file = open_file(source);
    const auto opened = signing::Unsealer::open(header_of(file, source), *passphrase);
    return opened ? SealState::open : SealState::wrong;
}

BackupAbout unseal_file(
    const std::filesystem::path& from,
    const std::filesystem::path& to,
    const signing::Passphrase* passphrase
) {
    std::ifstream sealed = open_file(from);
    const signing::SealHeader header = header_of(sealed, from);
    const BackupAbout about = about_of(header, from);
    if (passphrase == nullptr) {
        fail(FailureCode::foreign, "sealed with a passphrase", from);
    }
    auto unsealer = signing::Unsealer::open(header, *passphrase);
    if (!unsealer) {
        tell(unsealer.error(), from);
    }
    sealed.clear();
    sealed.seekg(static_cast<std::streamoff>(header.text.size()));
    std::ofstream plain = new_file(to);
    bool is_last = false;
    while (!is_last) {
        const std::string chunk =
            next(sealed, signing::seal_chunk_bytes + signing::seal_overhead_bytes, from);
        is_last = sealed.peek() == std::ifstream::traits_type::eof();
        const auto opened = unsealer->unseal(chunk, is_last);
        if (!opened) {
            tell(opened.error(), from);
        }
        plain << *opened;
        if (!plain) {
            fail(FailureCode::disk_full, "cannot be written", to);
        }
    }
    close(plain, to);
    return about;
}

} // namespace ocop::store
