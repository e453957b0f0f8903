#include "tests/faults/stores.hpp"

#include "tests/faults/shop_view.hpp"

#include <stdexcept>

namespace ocop::faults {

namespace fs = std::filesystem;

namespace {

constexpr const char* header =
    "code,gtin,name,group,producer_code,producer_name,producer_kind,commune,district,province,"
    "stars,recognised_on,certificate_expires,unit,price,vat,producer_price,consignment\n";
constexpr const char* fish_sauce = "CA,08934563138165,Mắm cá cơm,12,P-01,HTX Nam Ô,htx,Cẩm An,"
                                   "Hội An,QNA,4,2023-05-04,2028-05-04,kg,120000,8,100000,true\n";
constexpr const char* rice_paper = "BA,,Bánh tráng,3,P-02,Cơ sở Hai,ho,Tam Thanh,Tam Kỳ,QNA,3,"
                                   "2023-05-04,2028-12-31,hộp,35000,10,20000,false\n";
constexpr const char* tea = "CH,,Chè dây,7,P-03,Công ty Ba,dnnvv,Hòa Bắc,Hòa Vang,QNA,5,"
                            "2023-05-04,2028-08-01,chai,50000,5,,false\n";
constexpr const char* honey = "MO,,Mật ong,7,P-03,Công ty Ba,dnnvv,Hòa Bắc,Hòa Vang,QNA,4,"
                              "2023-05-04,2028-08-01,chai,200000,8,,false\n";

constexpr const char* sandals = "NE,,Dép cói,20,P-02,Cơ sở Hai,ho,Tam Thanh,Tam Kỳ,QNA,3,"
                                "2023-05-04,2028-12-31,đôi,65000,10,,false\n";

void done(
    const Place& place, const std::vector<std::string>& words, const std::string& input = {}
) {
    const Ran ran = place.ocop(words, input);
    if (ran.exit != 0) {
        throw std::runtime_error{
            "`ocop " + words.front() + "` of a prepared store went wrong: " + ran.err + ran.out};
    }
}

/// Every line of the script is accepted.
void sold(const Place& place, const std::string& script) {
    const Ran ran = place.ocop({"sell", "--script", "-", "--strict"}, script);
    if (ran.exit != 0) {
        throw std::runtime_error{"a prepared store's script was refused: " + ran.err + ran.out};
    }
}

/// The same PINs, hashed in no time: a real hash takes longer than all else in a run. Where hashes
/// are kept otherwise, they stay as they are.
void hash_quickly(const Place& place) {
    static const std::map<std::string, std::string> quick{
        {"hoa",
         "$argon2id$v=19$m=8,t=1,p=1$V7PKe+oGJRM/pWNXwFLbEQ$"
         "3cuBJyvEaX4oBvJ27y5sw218Va1hvyw7hojb12ZmBOc"},
        {"minh",
         "$argon2id$v=19$m=8,t=1,p=1$oarylu5Vn+4iloSyp0tHvg$"
         "3GZT8Di3+8pO/n3wWsLbxIoHLT+7T8QEw/ftsOB+Rk4"},
        {"lan",
         "$argon2id$v=19$m=8,t=1,p=1$/OU0nUf3nJzw0cJ5iAsNtw$"
         "TWNVHzy15U8AKzBKPRdRGK85b0tVEYysePJ84hujwP8"}};
    const fs::path file = place.data() / "pins.json";
    Json pins = parse(read_file(file));
    for (const auto& [user, hash] : quick) {
        const bool known = pins.is_object() && pins.contains(user) && pins[user].is_string()
                           && pins[user].get<std::string>().starts_with("$argon2id$");
        if (known) {
            pins[user] = hash;
        }
    }
    if (pins.is_object()) {
        write_file(file, pins.dump() + "\n");
    }
}

void make_shop(const Place& place) {
    place.make();
    done(
        place,
        {"init",
         "--province",
         "QNA",
         "--point",
         "QNA-HOIAN-01",
         "--name",
         "OCOP Hội An",
         "--district",
         "Hội An",
         "--till",
         "1"}
    );
}

void add_people(const Place& place) {
    done(place, {"user", "add", "hoa", "--role", "manager", "--pin-stdin"}, "9999\n");
    done(place, {"user", "add", "minh", "--role", "lead", "--pin-stdin"}, "5678\n");
    done(place, {"user", "add", "lan", "--role", "cashier", "--pin-stdin"}, "1234\n");
    hash_quickly(place);
}

void publish(const Place& place, const std::string& goods, const std::string& feed) {
    done(
        place,
        {"catalog",
         "publish",
         "--products",
         goods,
         "--key",
         "{in}/province.key",
         "--out",
         feed,
         "--expires",
         "30d"}
    );
}

/// Goods in `in`, a feed of them, and the key that signed it.
void add_goods(const Place& place) {
    write_file(place.in() / "P.csv", std::string{header} + fish_sauce + rice_paper);
    write_file(place.in() / "P3.csv", std::string{header} + fish_sauce + rice_paper + sandals);
    write_file(place.in() / "F1.csv", std::string{header} + tea);
    write_file(place.in() / "F2.csv", std::string{header} + tea + honey);
    done(place, {"catalog", "keygen", "--key", "{in}/province.key"});
    publish(place, "{in}/F1.csv", "{in}/feed");
}

void take_goods(const Place& place) {
    done(place, {"catalog", "import", "{in}/P.csv"});
    done(place, {"catalog", "trust", "{in}/province.key.pub"});
    done(place, {"catalog", "sync", "{in}/feed"});
    publish(place, "{in}/F2.csv", "{in}/feed");
}

void sell_a_day(const Place& place) {
    done(place, {"settings", "set", "receipt.file", "pdf"});
    done(place, {"settings", "set", "printer", "folder"});
    sold(place, R"({"do":"sign-in","user":"lan","pin":"1234"}
{"do":"open-shift","float":2000000}
{"do":"add","product":"BA","quantity":2000}
{"do":"pay","tender":"cash","amount":100000}
{"do":"add","product":"CA","quantity":1500}
{"do":"pay","tender":"transfer","amount":180000}
{"do":"receive","producer":"P-01","product":"CA","quantity":10000,"consignment":true}
{"do":"add","product":"BA"}
{"do":"hold"}
{"do":"add","product":"CH"}
{"do":"pay","tender":"card","amount":50000}
{"do":"sign-in","user":"hoa","pin":"9999"}
{"do":"return","sale":"QNA-HOIAN-01-1-000001","lines":[{"line":1,"quantity":1000}],"tender":"cash"}
)");
}

void make_day(const Place& place) {
    make_shop(place);
    add_people(place);
    add_goods(place);
    take_goods(place);
    done(place, {"backup", "{out}/former.ocop"});
    sell_a_day(place);
}

void make_closed(const Place& place) {
    make_day(place);
    sold(place, R"({"do":"sign-in","user":"lan","pin":"1234"}
{"do":"close-shift","counted":{"500000":4,"20000":3}}
)");
}

void make_lost(const Place& place) {
    make_closed(place);
    done(place, {"backup", "{in}/backup.ocop"});
    fs::remove_all(place.data());
}

void make_old(const Place& place) {
    make_closed(place);
    const fs::path morning = place.root() / "tmp" / "morning";
    fs::copy(place.data(), morning, fs::copy_options::recursive);
    sold(place, R"({"do":"sign-in","user":"lan","pin":"1234"}
{"do":"open-shift","float":0}
{"do":"add","product":"BA"}
{"do":"pay","tender":"cash","amount":35000}
)");
    done(place, {"backup", "{in}/backup.ocop"});
    fs::remove_all(place.data());
    fs::rename(morning, place.data());
}

void make_goods(const Place& place) {
    make_shop(place);
    add_people(place);
    add_goods(place);
}

void make_publisher(const Place& place) {
    make_goods(place);
    fs::rename(place.in() / "feed", place.out() / "feed");
    done(place, {"catalog", "import", "{in}/P.csv"});
    done(place, {"catalog", "trust", "{in}/province.key.pub"});
    done(place, {"catalog", "sync", "{out}/feed"});
}

void make_damaged(const Place& place) {
    make_closed(place);
    const Ran ran = run(Command{
        {"/usr/bin/sqlite3",
         (place.data() / "ledger.db").string(),
         "UPDATE stock SET quantity = quantity + 1"},
        {},
        {},
        {}});
    if (ran.exit != 0) {
        throw std::runtime_error{"a store could not be damaged: " + ran.err};
    }
}

} // namespace

void make_store(const std::string& name, const Place& place) {
    using Make = void (*)(const Place&);
    static const std::map<std::string, Make> known{
        {"none", [](const Place& empty) { empty.make(); }},
        {"made", make_shop},
        {"day", make_day},
        {"closed", make_closed},
        {"lost", make_lost},
        {"old", make_old},
        {"goods", make_goods},
        {"publisher", make_publisher},
        {"damaged", make_damaged}};
    known.at(name)(place);
}

} // namespace ocop::faults
