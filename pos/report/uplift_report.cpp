#include "pos/report/uplift_report.hpp"

#include "pos/report/labels.hpp"

#include <algorithm>
#include <iterator>

namespace ocop::report {
namespace {

Json money_json(const std::optional<Money>& money) {
    return money ? Json(money->vnd()) : Json(nullptr);
}

Json exact_json(const std::optional<Fraction>& fraction) {
    return fraction ? Json(exact(*fraction)) : Json(nullptr);
}

Json shown_json(const std::optional<Fraction>& fraction) {
    return fraction ? Json(shown(*fraction)) : Json(nullptr);
}

Json row_json(const UpliftOutcome& outcome) {
    Json flags = Json::array();
    for (const UpliftFlag flag : outcome.flags) {
        flags.push_back(code(flag));
    }
    Json json{
        {"product", outcome.product},
        {"recognised_on", iso(outcome.recognised_on)},
        {"window", {iso(outcome.window_first), iso(outcome.window_last)}},
        {"revenue_base", money_json(outcome.revenue_base)},
        {"profit_base", money_json(outcome.profit_base)},
        {"revenue_follow", outcome.revenue_follow.vnd()},
        {"profit_follow", money_json(outcome.profit_follow)},
        {"shelf_net", outcome.shelf_net.vnd()},
        {"qty_follow", plain(outcome.quantity_follow)},
        {"revenue_ratio", exact_json(outcome.revenue_ratio)},
        {"profit_ratio", exact_json(outcome.profit_ratio)},
        {"revenue_shown", shown_json(outcome.revenue_ratio)},
        {"profit_shown", shown_json(outcome.profit_ratio)},
        {"revenue_status", code(outcome.revenue_status)},
        {"profit_status", code(outcome.profit_status)},
        {"verdict", code(outcome.verdict)},
        {"flags", std::move(flags)},
    };
    if (outcome.revenue_base_compared) {
        json["revenue_base_compared"] = outcome.revenue_base_compared->vnd();
    }
    if (outcome.profit_base_compared) {
        json["profit_base_compared"] = outcome.profit_base_compared->vnd();
    }
    if (outcome.quantity_index) {
        json["quantity_index"] = exact(*outcome.quantity_index);
    }
    if (outcome.price_index) {
        json["price_index"] = exact(*outcome.price_index);
    }
    if (!outcome.name.empty()) {
        json["name"] = outcome.name;
    }
    if (outcome.demonstration) {
        json["demonstration"] = true;
    }
    return json;
}

std::string verdict_words(UpliftVerdict verdict, Language language) {
    switch (verdict) {
    case UpliftVerdict::dat:
        return either(language, "Đạt", "Reached");
    case UpliftVerdict::khong_dat:
        return either(language, "Không đạt", "Not reached");
    case UpliftVerdict::chua_du_du_lieu:
        return either(language, "Chưa đủ dữ liệu", "Not enough data");
    case UpliftVerdict::khong_tinh_duoc:
        return either(language, "Không tính được", "Not computable");
    }
    return {};
}

std::string flag_words(UpliftFlag flag, Language language) {
    switch (flag) {
    case UpliftFlag::lower_bound:
        return either(language, "cận dưới", "lower bound");
    case UpliftFlag::upper_bound:
        return either(language, "cận trên", "upper bound");
    case UpliftFlag::provisional:
        return either(language, "tạm tính", "provisional");
    case UpliftFlag::window_open:
        return either(language, "chưa đủ 12 tháng", "window open");
    case UpliftFlag::baseline_unverified:
        return either(language, "nền chưa xác minh", "baseline not verified");
    case UpliftFlag::revoked:
        return either(language, "thu hồi", "revoked");
    }
    return {};
}

std::string flags_words(const UpliftOutcome& outcome, Language language) {
    std::string text;
    for (const UpliftFlag flag : outcome.flags) {
        text += (text.empty() ? "" : ", ") + flag_words(flag, language);
    }
    if (outcome.demonstration) {
        text += (text.empty() ? "" : ", ") + either(language, "minh họa", "demonstration");
    }
    return text;
}

Cell shown_cell(const std::optional<Fraction>& fraction) {
    return fraction ? Cell{shown(*fraction)} : Cell{};
}

std::string programme_words(const UpliftProgramme& sums, Language language) {
    const auto ratio = [](const std::optional<Fraction>& share) {
        return share ? exact(*share) + " (" + shown(*share) + ")" : std::string{"–"};
    };
    const auto number = [](std::int64_t count) { return std::to_string(count); };
    return either(language, "Tỷ lệ đạt trong số đã kết luận: ", "Share reached among decided: ")
           + ratio(sums.share_among_decided)
           + either(language, "; chắc chắn trong khoảng ", "; sure to lie between ")
           + ratio(sums.lower_bound_of_share) + " – " + ratio(sums.upper_bound_of_share) + ". "
           + either(language, "Đạt ", "Reached ") + number(sums.dat)
           + either(language, ", không đạt ", ", not reached ") + number(sums.khong_dat)
           + either(language, ", chưa đủ dữ liệu ", ", not enough data ")
           + number(sums.chua_du_du_lieu)
           + either(language, ", không tính được ", ", not computable ")
           + number(sums.khong_tinh_duoc) + ".";
}

} // namespace

std::vector<UpliftOutcome> uplift_all(std::span<const UpliftInput> inputs) {
    std::vector<UpliftOutcome> outcomes;
    std::transform(inputs.begin(), inputs.end(), std::back_inserter(outcomes), uplift);
    return outcomes;
}

Json uplift_json(std::optional<Day> as_of, std::span<const UpliftOutcome> outcomes) {
    const UpliftProgramme sums = programme(outcomes);
    Json rows = Json::array();
    std::transform(outcomes.begin(), outcomes.end(), std::back_inserter(rows), row_json);
    return {
        {"as_of", as_of ? Json(iso(*as_of)) : Json(nullptr)},
        {"rows", std::move(rows)},
        {"programme",
         {{"products", sums.products},
          {"dat", sums.dat},
          {"khong_dat", sums.khong_dat},
          {"chua_du_du_lieu", sums.chua_du_du_lieu},
          {"khong_tinh_duoc", sums.khong_tinh_duoc},
          {"share_among_decided", exact_json(sums.share_among_decided)},
          {"lower_bound_of_share", exact_json(sums.lower_bound_of_share)},
          {"upper_bound_of_share", exact_json(sums.upper_bound_of_share)}}},
    };
}

Table uplift_table(
    std::optional<Day> as_of, std::span<const UpliftOutcome> outcomes, Language language
) {
    const auto text = [&](std::string_view vietnamese, std::string_view english) {
        return either(language, vietnamese, english);
    };
    constexpr ColumnKind number = ColumnKind::number;
    Table table;
    table.name = text("Tăng 1,5 lần", "Uplift");
    table.title = text(
        "Doanh thu và lợi nhuận một năm sau công nhận so với trước khi tham gia",
        "Revenue and profit one year after recognition against before joining"
    );
    table.subtitle = as_of ? text("Tính đến ", "As of ") + format(*as_of) : "";
    table.columns = {
        {"product", text("Mã", "Code"), ColumnKind::text},
        {"name", text("Sản phẩm", "Product"), ColumnKind::text},
        {"window", text("Kỳ theo dõi", "Window"), ColumnKind::text},
        {"revenue_base", text("Doanh thu nền", "Revenue before"), number},
        {"revenue_follow", text("Doanh thu sau", "Revenue after"), number},
        {"revenue_shown", text("Tỷ số", "Ratio"), number},
        {"profit_base", text("Lợi nhuận nền", "Profit before"), number},
        {"profit_follow", text("Lợi nhuận sau", "Profit after"), number},
        {"profit_shown", text("Tỷ số", "Ratio"), number},
        {"verdict", text("Kết luận", "Verdict"), ColumnKind::text},
        {"flags", text("Ghi chú", "Remarks"), ColumnKind::text},
    };
    bool demonstration = false;
    for (const UpliftOutcome& outcome : outcomes) {
        const auto compared = [](const auto& part, const auto& whole) {
            return cell(part ? part : whole);
        };
        table.rows.push_back({
            outcome.product,
            outcome.name,
            format(outcome.window_first) + "–" + format(outcome.window_last),
            compared(outcome.revenue_base_compared, outcome.revenue_base),
            outcome.revenue_follow,
            shown_cell(outcome.revenue_ratio),
            compared(outcome.profit_base_compared, outcome.profit_base),
            cell(outcome.profit_follow),
            shown_cell(outcome.profit_ratio),
            verdict_words(outcome.verdict, language),
            flags_words(outcome, language),
        });
        demonstration = demonstration || outcome.demonstration;
    }
    table.notes.push_back(programme_words(programme(outcomes), language));
    table.notes.push_back(text(
        "\"Tăng ít nhất 1,5 lần\" được hiểu là đạt từ 1,5 lần mức nền trở lên (không phải tăng "
        "thêm "
        "1,5 lần). Tỷ số cắt xuống hai chữ số. So trước và sau, không có nhóm đối chứng.",
        "\"Up at least 1.5 times\" is read as reaching 1.5 times the baseline (not growing by 1.5 "
        "times). Ratios are cut down to two decimals. Before against after, without a comparison "
        "group."
    ));
    if (demonstration) {
        table.notes.push_back(demonstration_note(language));
    }
    return table;
}

} // namespace ocop::report
