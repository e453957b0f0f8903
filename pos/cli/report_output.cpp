#include "pos/cli/report_output.hpp"

#include "pos/compose/system_clock.hpp"
#include "pos/report/table_csv.hpp"
#include "pos/report/table_pdf.hpp"
#include "pos/report/table_text.hpp"
#include "pos/report/table_xlsx.hpp"
#include "receipts/font_files.hpp"

#include <span>

namespace ocop::cli {

void write_report(
    const Context& context,
    const report::Table& table,
    const Json& json,
    const std::string& as,
    const std::string& out
) {
    const bool to_file = !out.empty() && out != "-";
    if (context.json) {
        context.print(json, {});
        if (!to_file) {
            return;
        }
    }
    // Asked for JSON without saying what form the file has, the file holds it too.
    if (as == "json" || (context.json && as == "table")) {
        write_out(context, out, json_line(json) + '\n');
    } else if (as == "csv") {
        write_out(context, out, report::table_csv(table));
    } else if (as == "xlsx") {
        const Moment now = compose::SystemClock{}.now();
        write_out(context, out, context.require(report::table_xlsx(std::span{&table, 1}, now)));
    } else if (as == "pdf") {
        const Moment now = compose::SystemClock{}.now();
        const auto fonts = context.require(receipts::find_fonts());
        write_out(
            context, out, context.require(report::table_pdf(table, fonts, now, context.language))
        );
    } else {
        write_out(context, out, report::table_text(table));
    }
}

} // namespace ocop::cli
