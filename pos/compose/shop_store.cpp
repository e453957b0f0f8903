#include "pos/compose/shop_store.hpp"

#include "pos/compose/private_folder.hpp"
#include "pos/core/secret.hpp"
#include "pos/shell/atomic_file.hpp"
#include "pos/shell/folders.hpp"
#include "pos/signing/minisign.hpp"

namespace ocop::compose {

namespace {

constexpr std::size_t key_size_max = 4096;
constexpr std::string_view head_comment = "head of a till's journal";

store::Sign signer(const signing::SecretKey& key) {
    return [key](std::string_view text) { return signing::sign(key, text, head_comment); };
}

Failure damaged(const std::filesystem::path& path, signing::SigningFault fault) {
    return Failure{FailureCode::corrupt, std::string{signing::words(fault)}, path.string()};
}

} // namespace

Expected<Identity, Failure> init_store(const std::filesystem::path& folder, const NewStore& told) {
    std::error_code error;
    if (std::filesystem::exists(folder / store::ledger_file, error)) {
        return Unexpected{Failure{
            FailureCode::exists,
            "a store is there already",
            (folder / store::ledger_file).string()}};
    }
    if (const auto made = make_folders(folder); !made) {
        return Unexpected{made.error()};
    }
    // A key without a ledger is left from an attempt that failed: nothing was signed with it yet.
    const signing::SecretKey key = signing::SecretKey::generate();
    std::string text = key.file_text();
    const auto written = write_atomically(folder / key_file, text, FileMode::secret);
    wipe(text);
    if (!written) {
        return Unexpected{written.error()};
    }
    Identity identity;
    identity.till = told.point + '-' + std::to_string(told.till);
    identity.province = told.province;
    identity.point = told.point;
    identity.point_name = told.name;
    identity.district = told.district;
    identity.public_key = key.public_key().line();
    identity.training = told.training;
    const RecordDraft genesis{
        "genesis",
        told.at,
        {{"till", identity.till},
         {"public_key", identity.public_key},
         {"province", identity.province},
         {"point", identity.point},
         {"name", identity.point_name},
         {"district", identity.district},
         {"training", identity.training}}};
    auto journal = store::SqliteJournal::create(folder, identity, genesis, signer(key));
    if (!journal) {
        return Unexpected{journal.error()};
    }
    tighten(folder); // it may have been there before, open to all
    return identity;
}

Expected<signing::SecretKey, Failure> load_key(const std::filesystem::path& folder) {
    auto text = read_file(folder / key_file, key_size_max);
    if (!text) {
        return Unexpected{text.error()};
    }
    auto key = signing::SecretKey::parse(*text);
    wipe(*text);
    if (!key) {
        return Unexpected{damaged(folder / key_file, key.error())};
    }
    return *key;
}

bool check_signature(
    std::string_view public_key, std::string_view text, std::string_view signature
) {
    const auto key = signing::PublicKey::parse(public_key);
    return key && signing::verify(*key, text, signature).has_value();
}

ShopStore::ShopStore(
    std::filesystem::path folder,
    std::unique_ptr<store::SqliteJournal> journal,
    PinBook pins,
    Language language
)
    : folder_{std::move(folder)},
      journal_{std::move(journal)},
      pins_{std::move(pins)},
      runner_{*journal_, pins_, language} {}

Expected<std::unique_ptr<ShopStore>, Failure>
ShopStore::open(const std::filesystem::path& folder, store::Use use, Language language) {
    store::Sign sign;
    std::string public_key;
    if (use == store::Use::write) {
        const auto key = load_key(folder);
        std::error_code error;
        if (!key && std::filesystem::exists(folder / store::ledger_file, error)) {
            return Unexpected{key.error()};
        }
        if (key) {
            sign = signer(*key);
            public_key = key->public_key().line();
        }
    }
    auto journal = store::SqliteJournal::open(folder, use, std::move(sign));
    if (!journal) {
        return Unexpected{journal.error()};
    }
    // What another key signs, nobody could check against the genesis record.
    if (!public_key.empty() && public_key != (*journal)->ledger().identity->public_key) {
        return Unexpected{Failure{
            FailureCode::corrupt,
            "is not the key this till's journal names",
            (folder / key_file).string()}};
    }
    auto pins = store::PinFile::load(folder);
    if (!pins) {
        return Unexpected{pins.error()};
    }
    if (use == store::Use::write) {
        tighten(folder);
    }
    return std::unique_ptr<ShopStore>{
        new ShopStore{folder, std::move(*journal), PinBook{std::move(*pins)}, language}};
}

} // namespace ocop::compose
