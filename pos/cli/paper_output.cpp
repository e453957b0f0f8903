#include "pos/cli/paper_output.hpp"

#include "receipts/profile.hpp"

namespace ocop::cli {

void add_paper_options(CLI::App& verb, PaperOptions& options, const std::string& format) {
    verb.add_option(format, options.format, "text | escpos | png | pdf")
        ->check(CLI::IsMember({"text", "escpos", "png", "pdf"}));
    verb.add_option("--out", options.out, "Tệp ra, mặc định stdout / output file");
    verb.add_option("--width", options.width, "58 | 80 mm | a5 | a4")
        ->check(CLI::IsMember({"58", "80", "a5", "a4"}));
}

void require_file_with_json(const Context& context, const PaperOptions& options) {
    if (context.json && !options.is_to_file()) {
        throw CommandError{
            ExitCode::wrong_usage,
            "wrong-usage",
            context.say(
                "Với --json, phiếu phải ghi ra tệp; hãy thêm --out TỆP.",
                "With --json the paper goes to a file; add --out FILE."
            ),
            "--out",
            {}};
    }
}

receipts::RenderOptions render_options(const PaperOptions& options) {
    receipts::RenderOptions render;
    render.format = *receipts::parse_format(options.format.empty() ? "text" : options.format);
    render.profile = *receipts::paper_profile(options.width);
    return render;
}

std::int64_t write_paper(
    const Context& context,
    const receipts::Document& document,
    const receipts::RenderOptions& render,
    const std::string& out
) {
    const std::string bytes = context.require(receipts::Renderer{}.render(document, render));
    write_out(context, out, bytes);
    return static_cast<std::int64_t>(bytes.size());
}

std::string known_printers() {
    std::string known;
    for (const auto& profile : receipts::printer_profiles()) {
        known.append(known.empty() ? "" : ", ").append(profile.id);
    }
    return known;
}

} // namespace ocop::cli
