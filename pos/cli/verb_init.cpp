#include "pos/cli/verbs.hpp"
#include "pos/core/admin_units.hpp"
#include "pos/core/plain_text.hpp"
#include "pos/core/text_limits.hpp"

#include <algorithm>
#include <memory>
#include <ostream>
#include <utility>

namespace ocop::cli {

namespace {

struct Options {
    compose::NewStore told{};
};

/// A point's id stands in file names and receipt numbers: capital letters, digits, dashes.
bool is_id(const std::string& text) {
    return !text.empty() && text.size() <= 40 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    });
}

ExitCode init(const Context& context, compose::NewStore told) {
    if (!is_id(told.point)) {
        context.refuse(
            "bad-point",
            context.say(
                "Mã điểm bán chỉ gồm chữ in hoa không dấu, số và dấu gạch, ví dụ QNA-HOIAN-01.",
                "A point's id is capital letters, digits and dashes, for example QNA-HOIAN-01."
            ),
            told.point
        );
    }
    for (const auto& [limit, text] :
         {std::pair{TextLimit{"province", code_text_bytes_max}, &told.province},
          {TextLimit{"name", reason_bytes_max}, &told.name},
          {TextLimit{"district", reason_bytes_max}, &told.district}}) {
        if (const auto refusal = check_text(limit, *text)) {
            throw error_of(*refusal, context.language);
        }
    }
    told.at = context.moment(told.training);
    const bool known = find_province(told.province, told.at.day()).has_value();
    if (!known) {
        context.err(
        ) << context.say("Không biết tỉnh \"", "No province is known as \"")
          << shown_text(told.province)
          << context.say(
                 "\": báo cáo theo nơi sản xuất sẽ không nhận ra hàng trong tỉnh; hãy "
                 "dùng tên tỉnh hoặc mã, ví dụ \"Quảng Nam\" hoặc QNA.\n",
                 "\": reports by origin will not tell the province's own goods; use its "
                 "name or code, for example \"Quảng Nam\" or QNA.\n"
             );
    }
    const compose::MadeStore made = context.require(compose::init_store(context.folder, told));
    const Identity& identity = made.identity;
    if (made.unsynced) {
        context.err() << context.say(
            "Đã lập cửa hàng, nhưng mất điện lúc này có thể làm mất nó: ",
            "The store is made, but a power cut now may take it away: "
        ) << words(*made.unsynced, context.language)
                      << '\n';
    }
    context.print(
        {{"till", identity.till},
         {"public_key", identity.public_key},
         {"training", identity.training},
         {"province_known", known},
         {"data", context.folder.string()}},
        context.say("Đã lập cửa hàng, máy ", "Made the store, till ") + identity.till
            + (identity.training ? context.say(" (TẬP HUẤN)", " (TRAINING)") : "") + ": "
            + context.folder.string()
    );
    return ExitCode::done;
}

} // namespace

void add_init(CLI::App& app, Context& context, Run& run) {
    auto options = std::make_shared<Options>();
    CLI::App* verb = app.add_subcommand(
        "init",
        "Lập cửa hàng mới / make a new store. Ví dụ: ocop init --province QNA --point QNA-HOIAN-01 "
        "--name \"OCOP Hội An\" --district \"Hội An\" --till 1"
    );
    compose::NewStore& told = options->told;
    take_composed(verb->add_option("--province", told.province, "Tỉnh / province")->required());
    verb->add_option("--point", told.point, "Mã điểm bán / point id")->required();
    take_composed(
        verb->add_option("--name", told.name, "Tên điểm bán / the point's name")->required()
    );
    take_composed(verb->add_option("--district", told.district, "Huyện / district")->required());
    take_number(verb->add_option("--till", told.till, "Số máy / till number"), 1, 999);
    verb->add_flag("--training", told.training, "Cửa hàng tập huấn / a training store");
    verb->callback([&context, &run, options] {
        run = [&context, options] { return init(context, options->told); };
    });
}

} // namespace ocop::cli
