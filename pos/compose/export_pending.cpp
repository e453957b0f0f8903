#include "pos/compose/export_pending.hpp"

#include "pos/core/json_fields.hpp"
#include "pos/shell/atomic_file.hpp"

#include <system_error>
#include <utility>

namespace ocop::compose {

namespace {

constexpr const char* pending_file = "export.pending";
constexpr std::size_t pending_size_bytes_max = std::size_t{1} << 20U;
constexpr std::size_t export_size_bytes_max = std::size_t{512} << 20U;
constexpr std::int64_t format_version = 1;

Json to_json(const PendingExport& pending) {
    Json files = Json::array();
    for (const ExportFile& file : pending.files) {
        files.push_back({{"name", file.name}, {"blake2b", hex(file.blake2b)}});
    }
    return {
        {"folder", pending.folder.string()},
        {"after", pending.after},
        {"files", std::move(files)},
        {"body", pending.body}};
}

ExportFile read_export_file(const Fields& fields) {
    ExportFile file{fields.text("name"), fields.parsed("blake2b", parse_hash)};
    if (file.name.empty() || file.name.find('/') != std::string::npos) {
        fields.fail("\"name\" leads out of the folder");
    }
    return file;
}

PendingExport read_one(const Fields& fields) {
    PendingExport pending;
    pending.folder = fields.text("folder");
    pending.after = fields.integer("after");
    pending.body = fields.object("body").json();
    fields.each("files", [&](const Fields& file) {
        pending.files.push_back(read_export_file(file));
    });
    if (!pending.folder.is_absolute() || pending.files.empty()) {
        fields.fail("an export without a folder or files");
    }
    return pending;
}

/// True if `path` holds just what `file` should.
Expected<bool, Failure> holds(const std::filesystem::path& path, const ExportFile& file) {
    const auto bytes = read_file(path, export_size_bytes_max);
    if (bytes) {
        return blake2b(*bytes) == file.blake2b;
    }
    return bytes.error().code == FailureCode::missing ? Expected<bool, Failure>{false}
                                                      : Unexpected{bytes.error()};
}

Expected<void, Failure> put_in_place(const PendingExport& pending, const ExportFile& file) {
    const auto place = pending.folder / file.name;
    const auto part = part_of(pending, file.name);
    const auto waits = holds(part, file);
    if (!waits) {
        return Unexpected{waits.error()};
    }
    if (*waits) {
        std::error_code error;
        std::filesystem::rename(part, place, error);
        return error ? Unexpected{system_failure(error.value(), "renaming", part)}
                     : Expected<void, Failure>{};
    }
    const auto stands = holds(place, file);
    if (!stands) {
        return Unexpected{stands.error()};
    }
    if (!*stands) {
        return Unexpected{Failure{FailureCode::missing, "not there, or not whole", place.string()}};
    }
    return {};
}

} // namespace

Expected<std::vector<PendingExport>, Failure> read_pending(const std::filesystem::path& data_folder
) {
    const auto path = data_folder / pending_file;
    std::vector<PendingExport> exports;
    const auto text = read_file(path, pending_size_bytes_max);
    if (!text) {
        return text.error().code == FailureCode::missing
                   ? Expected<std::vector<PendingExport>, Failure>{std::move(exports)}
                   : Unexpected{text.error()};
    }
    const auto json = parse_json(*text);
    if (!json || !json->is_object()) {
        return Unexpected{Failure{FailureCode::corrupt, "the file is not JSON", path.string()}};
    }
    auto read = read_fields<std::vector<PendingExport>>(*json, [](const Fields& fields) {
        std::vector<PendingExport> found;
        if (fields.integer("v") != format_version) {
            fields.fail("of another version");
        }
        fields.each("exports", [&](const Fields& one) { found.push_back(read_one(one)); });
        return found;
    });
    if (!read) {
        return Unexpected{Failure{FailureCode::corrupt, read.error().what, path.string()}};
    }
    return std::move(*read);
}

Expected<void, Failure>
write_pending(const std::filesystem::path& data_folder, const std::vector<PendingExport>& exports) {
    const auto path = data_folder / pending_file;
    if (exports.empty()) {
        std::error_code error;
        std::filesystem::remove(path, error);
        return error ? Unexpected{system_failure(error.value(), "removing", path)}
                     : sync_folder(data_folder);
    }
    Json list = Json::array();
    for (const PendingExport& pending : exports) {
        list.push_back(to_json(pending));
    }
    return write_atomically(
        path,
        canonical({{"v", format_version}, {"exports", std::move(list)}}) + '\n',
        FileMode::secret
    );
}

std::int64_t number_of(const PendingExport& pending, const char* key) {
    const auto found = pending.body.find(key);
    const bool is_number = found != pending.body.end() && found->is_number_integer();
    return is_number ? found->get<std::int64_t>() : -1;
}

bool can_be_kept(const std::filesystem::path& folder) {
    try {
        return !Json(folder.string()).dump().empty();
    } catch (const Json::exception&) {
        return false;
    }
}

std::filesystem::path part_of(const PendingExport& pending, std::string_view name) {
    return pending.folder / (std::string{name} + ".part");
}

Expected<void, Failure> put_in_place(const PendingExport& pending) {
    for (const ExportFile& file : pending.files) {
        if (auto placed = put_in_place(pending, file); !placed) {
            return placed;
        }
    }
    return sync_folder(pending.folder);
}

Expected<void, Failure> remove_parts(const PendingExport& pending) {
    for (const ExportFile& file : pending.files) {
        std::error_code error;
        std::filesystem::remove(part_of(pending, file.name), error);
        if (error) {
            return Unexpected{
                system_failure(error.value(), "removing", part_of(pending, file.name))};
        }
    }
    return sync_folder(pending.folder);
}

} // namespace ocop::compose
