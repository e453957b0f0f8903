#include "pos/cli/pin_input.hpp"
#include "pos/cli/verbs.hpp"
#include "pos/core/text_limits.hpp"
#include "pos/core/user.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace ocop::cli {

namespace {

struct Options {
    std::string name{};
    std::string role{};
    bool pin_stdin = false;
};

bool is_name(const std::string& text) {
    return !text.empty() && text.size() <= user_bytes_max
           && std::all_of(text.begin(), text.end(), [](char c) {
                  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'
                         || c == '.';
              });
}

Json user_json(const User& user) {
    return {{"user", user.name}, {"role", code(user.role)}, {"active", user.active}};
}

Record append_user(const Context& context, compose::ShopStore& shop, const User& user) {
    const Moment at = context.moment(shop.ledger().identity->training);
    return context.append(shop, RecordDraft{"user", at, user_json(user)});
}

const User&
known_user(const Context& context, const compose::ShopStore& shop, const std::string& name) {
    const auto found = shop.ledger().users.find(name);
    if (found == shop.ledger().users.end()) {
        throw error_of(Refusal{RefusalCode::unknown_user, name, {}, {}}, context.language);
    }
    return found->second;
}

/// Throws where no PIN can be checked: one more would hide that the others are lost.
void need_pins(const Context& context, const compose::ShopStore& shop) {
    if (const auto fault = shop.pins().fault()) {
        throw error_of(*fault, context.language);
    }
}

ExitCode add(const Context& context, const Options& options) {
    const auto role = parse_role(options.role);
    if (!is_name(options.name)) {
        context.refuse(
            "bad-name",
            context.say(
                "Tên người dùng gồm chữ thường không dấu, số, dấu gạch và chấm.",
                "A user's name is lower-case letters, digits, dashes, underscores and dots."
            ),
            options.name
        );
    }
    auto shop = context.open(store::Use::write);
    if (shop->ledger().users.empty() && role != Role::manager) {
        context.refuse(
            "first-user-is-manager",
            context.say(
                "Người dùng đầu tiên của cửa hàng phải là quản lý; hãy thêm --role manager.",
                "A store's first user is a manager; add one with --role manager."
            ),
            options.name
        );
    }
    if (const auto found = shop->ledger().users.find(options.name);
        found != shop->ledger().users.end() && found->second.active) {
        context.refuse(
            "user-exists",
            context.say("Đã có người dùng này: ", "There is such a user already: ") + options.name
                + ".",
            options.name
        );
    }
    if (!shop->ledger().users.empty()) {
        need_pins(context, *shop);
    }
    // The PIN first: a user on record without a PIN could not sign in, a PIN without a user is
    // never asked for.
    const Secret pin = read_pin(context);
    context.require(shop->pins().set(options.name, pin));
    const User user{options.name, *role, true};
    (void)append_user(context, *shop, user);
    context.print(
        user_json(user),
        context.say("Đã thêm người dùng ", "Added the user ") + options.name + " ("
            + role_name(*role, context.language) + ")."
    );
    return ExitCode::done;
}

ExitCode disable(const Context& context, const Options& options) {
    auto shop = context.open(store::Use::write);
    User user = known_user(context, *shop, options.name);
    const auto managers = std::count_if(
        shop->ledger().users.begin(),
        shop->ledger().users.end(),
        [](const auto& entry) { return entry.second.active && entry.second.role == Role::manager; }
    );
    if (user.active && user.role == Role::manager && managers == 1) {
        context.refuse(
            "last-manager",
            context.say(
                "Đây là quản lý cuối cùng của cửa hàng; hãy thêm quản lý khác trước.",
                "This is the store's last manager; add another one first."
            ),
            options.name
        );
    }
    user.active = false;
    (void)append_user(context, *shop, user);
    context.print(
        user_json(user),
        context.say("Đã khóa người dùng ", "Disabled the user ") + options.name + "."
    );
    return ExitCode::done;
}

/// Who cannot sign in after PINs were begun anew with `first`.
std::vector<std::string> others_active(const Ledger& ledger, const std::string& first) {
    std::vector<std::string> names;
    for (const auto& [name, user] : ledger.users) {
        if (user.active && name != first) {
            names.push_back(name);
        }
    }
    return names;
}

/// What the folder's owner is told who began the PINs anew.
std::string words_begun_anew(
    const Context& context,
    const std::string& name,
    const std::string& kept,
    const std::vector<std::string>& others
) {
    std::string text =
        context.say("Đã lập lại tệp mã PIN với PIN của ", "Began the PINs anew with that of ")
        + name + ".";
    if (!kept.empty()) {
        text += context.say(" Tệp hỏng được giữ lại: ", " The damaged file is kept: ") + kept + ".";
    }
    std::string list;
    for (const std::string& other : others) {
        list += (list.empty() ? "" : ", ") + other;
    }
    if (!list.empty()) {
        text +=
            context.say(" Phải đặt lại PIN cho: ", " A PIN must be set again with `user pin` for: ")
            + list + ".";
    }
    return text;
}

/// All PINs are lost: a manager's is the first of the new ones, and the journal says so.
ExitCode begin_pins_anew(const Context& context, compose::ShopStore& shop, const User& user) {
    if (user.role != Role::manager || !user.active) {
        context.refuse(
            "first-pin-is-managers",
            context.say(
                "Mã PIN của cả cửa hàng đã hỏng hoặc mất; hãy đặt lại PIN của một quản lý trước.",
                "The PINs of the whole store are damaged or gone; set a manager's first."
            ),
            user.name
        );
    }
    const Moment at = context.moment(shop.ledger().identity->training);
    auto change = context.require(shop.pins().change(user.name, read_pin(context)));
    const std::string kept = change.kept();
    const Json body{
        {"user", user.name}, {"do", "reset"}, {"kept", kept.empty() ? Json(nullptr) : Json(kept)}};
    (void)context.append(shop, RecordDraft{"pin", at, body});
    context.require(change.put_in_place());
    const auto others = others_active(shop.ledger(), user.name);
    Json answer = user_json(user);
    answer["reset"] = true;
    answer["kept"] = body.at("kept");
    answer["others"] = others;
    context.print(answer, words_begun_anew(context, user.name, kept, others));
    return ExitCode::done;
}

ExitCode change_pin(const Context& context, const Options& options) {
    auto shop = context.open(store::Use::write);
    const User user = known_user(context, *shop, options.name);
    if (const auto fault = shop->pins().fault(); fault && fault->code == FailureCode::pins) {
        return begin_pins_anew(context, *shop, user);
    }
    const Moment at = context.moment(shop->ledger().identity->training);
    auto change = context.require(shop->pins().change(user.name, read_pin(context)));
    // The record first: no PIN changes that the journal does not know of.
    (void)context.append(*shop, RecordDraft{"pin", at, {{"user", user.name}, {"do", "changed"}}});
    context.require(change.put_in_place());
    context.print(
        user_json(user), context.say("Đã đổi PIN của ", "Changed the PIN of ") + options.name + "."
    );
    return ExitCode::done;
}

ExitCode list(const Context& context) {
    auto shop = context.open(store::Use::read);
    Json rows = Json::array();
    std::string text;
    for (const auto& [name, user] : shop->ledger().users) {
        rows.push_back(user_json(user));
        text += name + "\t" + role_name(user.role, context.language)
                + (user.active ? "" : context.say("\t(khóa)", "\t(disabled)")) + "\n";
    }
    if (!text.empty()) {
        text.pop_back();
    }
    context.print({{"rows", rows}}, text);
    return ExitCode::done;
}

} // namespace

void add_user(CLI::App& app, Context& context, Run& run) {
    auto options = std::make_shared<Options>();
    CLI::App* verb = app.add_subcommand(
        "user",
        "Người dùng / users. Ví dụ: echo 1234 | ocop user add lan --role cashier --pin-stdin"
    );
    verb->require_subcommand(1);
    CLI::App* adding = verb->add_subcommand(
        "add",
        "Thêm người dùng / add a user. Ví dụ: echo 1234 | ocop user add lan --role cashier "
        "--pin-stdin"
    );
    adding->add_option("name", options->name, "Tên / name")->required();
    adding->add_option("--role", options->role, "cashier | lead | manager | auditor")
        ->required()
        ->check(CLI::IsMember({"cashier", "lead", "manager", "auditor"}));
    adding
        ->add_flag("--pin-stdin", options->pin_stdin, "Đọc PIN từ stdin / read the PIN from stdin")
        ->required();
    adding->callback([&context, &run, options] {
        run = [&context, options] { return add(context, *options); };
    });
    CLI::App* disabling = verb->add_subcommand(
        "disable", "Khóa người dùng / disable a user. Ví dụ: ocop user disable lan"
    );
    disabling->add_option("name", options->name, "Tên / name")->required();
    disabling->callback([&context, &run, options] {
        run = [&context, options] { return disable(context, *options); };
    });
    CLI::App* pin = verb->add_subcommand(
        "pin", "Đổi PIN / change a PIN. Ví dụ: echo 5678 | ocop user pin lan --pin-stdin"
    );
    pin->add_option("name", options->name, "Tên / name")->required();
    pin->add_flag("--pin-stdin", options->pin_stdin, "Đọc PIN từ stdin / read the PIN from stdin")
        ->required();
    pin->callback([&context, &run, options] {
        run = [&context, options] { return change_pin(context, *options); };
    });
    verb->add_subcommand("list", "Liệt kê / list. Ví dụ: ocop user list")
        ->callback([&context, &run] { run = [&context] { return list(context); }; });
}

} // namespace ocop::cli
