#include "catalog-sync/catalog_keys.hpp"
#include "pos/cli/verbs.hpp"
#include "pos/compose/catalog_change.hpp"
#include "pos/core/clause.hpp"
#include "pos/core/secret.hpp"
#include "pos/shell/atomic_file.hpp"
#include "pos/signing/keys.hpp"

#include <algorithm>
#include <memory>
#include <ostream>

namespace ocop::cli {

namespace {

constexpr std::size_t key_file_size_bytes_max = 4096;

struct Options {
    std::string key{};
    bool remove = false;
};

/// Whether something stands at `path`: a link that leads to nothing is something too, and would be
/// replaced.
bool is_taken(const Context& context, const std::string& path) {
    std::error_code error;
    const auto status = std::filesystem::symlink_status(path, error);
    if (status.type() == std::filesystem::file_type::none) {
        throw error_of(system_failure(error.value(), "looking at", path), context.language);
    }
    return std::filesystem::exists(status);
}

void print_key(
    const Context& context,
    const Options& options,
    const signing::PublicKey& key,
    bool is_new,
    const std::string& done
) {
    const std::string public_file = options.key + ".pub";
    context.print(
        {{"key", options.key},
         {"public_file", public_file},
         {"public_key", key.line()},
         {"new", is_new}},
        done + options.key + context.say("; gửi cho các máy bán tệp ", "; give the tills the file ")
            + public_file + " (`ocop catalog trust " + public_file + "`)."
    );
}

/// A power cut between the two files leaves the secret one alone: the public key follows from it,
/// and the secret one stays as it is.
ExitCode complete(const Context& context, const Options& options) {
    std::string text = context.require(read_input(options.key, key_file_size_bytes_max));
    const auto key = signing::SecretKey::parse(text);
    wipe(text);
    if (!key) {
        context.refuse(
            std::string{signing::name(key.error())},
            context.say(
                "Ở đây đã có tệp, và không phải khóa ký dùng được: ",
                "There is a file here already, and it is no signing key that can be used: "
            ) + std::string{signing::words(key.error())}
                + ".",
            options.key
        );
    }
    context.require(
        write_atomically(options.key + ".pub", key->public_key().file_text(), FileMode::shared)
    );
    print_key(
        context,
        options,
        key->public_key(),
        false,
        context.say(
            "Khóa đã có sẵn và giữ nguyên; đã ghi lại tệp khóa công khai. Giữ kín tệp ",
            "The key was there already and stays as it is; its public file was written anew. Keep "
            "this file secret: "
        )
    );
    return ExitCode::done;
}

/// Never over a key that is there: what it signed could not be followed by anything any more.
ExitCode generate(const Context& context, const Options& options) {
    const std::string public_file = options.key + ".pub";
    const bool is_there = is_taken(context, options.key);
    const bool is_known = is_taken(context, public_file);
    std::error_code unknown; // what cannot be looked at is not completed
    if (is_there && !is_known && std::filesystem::is_regular_file(options.key, unknown)) {
        return complete(context, options);
    }
    if (is_there || is_known) {
        throw error_of(
            Failure{
                FailureCode::exists,
                "there is a key here already",
                is_there ? options.key : public_file},
            context.language
        );
    }
    const auto key = signing::SecretKey::generate();
    std::string text = key.file_text();
    const auto written = write_atomically(options.key, text, FileMode::secret);
    wipe(text);
    context.require(written);
    const auto told = write_atomically(public_file, key.public_key().file_text(), FileMode::shared);
    if (!told) {
        // Nothing was signed yet. A public key that cannot be removed keeps its secret one.
        std::error_code stays;
        std::filesystem::remove(public_file, stays);
        if (!stays) {
            std::filesystem::remove(options.key, stays);
        }
        context.require(told);
    }
    print_key(
        context,
        options,
        key.public_key(),
        true,
        context.say("Đã tạo khóa. Giữ kín tệp ", "Made a key. Keep this file secret: ")
    );
    return ExitCode::done;
}

/// Whoever names a key to trust may begin anew where those of before can no longer be read.
void make_room(const Context& context) {
    const auto keys = catalog_sync::trusted_keys(context.folder);
    if (keys || keys.error().code != FailureCode::corrupt) {
        return;
    }
    context.require(catalog_sync::set_keys_aside(context.folder));
    context.err() << context.say(
        "Tệp khóa đã hỏng, được cất riêng (….damaged); từ nay chỉ tin khóa này: ",
        "The file of keys was damaged and is put aside (….damaged); only this key "
        "is trusted from now on: "
    ) << keys.error().where
                  << '\n';
}

ExitCode trust(const Context& context, const Options& options) {
    // Keys without a store would guard nothing.
    const auto identity = context.open(store::Use::read)->ledger().identity;
    const Moment at = context.moment(identity->training);
    const std::string text = context.require(read_input(options.key, key_file_size_bytes_max));
    const auto key = signing::PublicKey::parse(text);
    if (!key) {
        context.refuse(
            std::string{signing::name(key.error())},
            context.say("Tệp không phải khóa công khai của minisign", "Not a minisign public key")
                + clause_in_brackets(signing::words(key.error()), context.language) + ".",
            options.key
        );
    }
    if (!options.remove) {
        make_room(context);
    }
    auto keys = context.require(catalog_sync::trusted_keys(context.folder));
    const bool is_trusted = std::find(keys.begin(), keys.end(), *key) != keys.end();
    if (is_trusted == options.remove) {
        context.require(compose::note_catalog_change(
            context.folder,
            at,
            {{"do", options.remove ? "distrust" : "trust"}, {"key", key->line()}}
        ));
    }
    const bool changed = context.require(
        options.remove ? catalog_sync::distrust_key(context.folder, *key)
                       : catalog_sync::trust_key(context.folder, *key)
    );
    // What is done is told without reading it back: a disk that fails now would call it undone.
    if (options.remove) {
        std::erase(keys, *key);
    } else if (!is_trusted) {
        keys.push_back(*key);
    }
    Json lines = Json::array();
    for (const auto& trusted : keys) {
        lines.push_back(trusted.line());
    }
    const char* now_vi = options.remove ? "Không còn tin khóa " : "Đã tin khóa ";
    const char* now_en = options.remove ? "No longer trusts the key " : "Trusts the key ";
    const char* still_vi = options.remove ? "Máy vốn không tin khóa " : "Máy đã tin sẵn khóa ";
    const char* still_en = options.remove ? "Did not trust the key " : "Trusted already the key ";
    context.print(
        {{"changed", changed}, {"public_key", key->line()}, {"keys", std::move(lines)}},
        context.say(changed ? now_vi : still_vi, changed ? now_en : still_en) + key->line()
            + context.say("; số khóa đang tin: ", "; keys trusted: ") + std::to_string(keys.size())
            + "."
    );
    return ExitCode::done;
}

} // namespace

void add_catalog_keys(CLI::App& catalog, Context& context, Run& run) {
    auto options = std::make_shared<Options>();
    CLI::App* generating = catalog.add_subcommand(
        "keygen",
        "Tạo khóa ký danh mục / make a signing key. Ví dụ: ocop catalog keygen --key tinh.key"
    );
    generating->add_option("--key", options->key, "Tệp khóa mới / the new key file")->required();
    generating->callback([&context, &run, options] {
        run = [&context, options] { return generate(context, *options); };
    });
    CLI::App* trusting = catalog.add_subcommand(
        "trust",
        "Tin (hoặc thôi tin) một khóa / trust a key. Ví dụ: ocop catalog trust tinh.key.pub"
    );
    trusting->add_option("key", options->key, "K.pub")->required();
    trusting->add_flag("--remove", options->remove, "Thôi tin / no longer trust");
    trusting->callback([&context, &run, options] {
        run = [&context, options] { return trust(context, *options); };
    });
}

} // namespace ocop::cli
