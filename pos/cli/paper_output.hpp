#pragma once

#include "pos/cli/context.hpp"
#include "receipts/document.hpp"
#include "receipts/pdf/render.hpp"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <string>

namespace ocop::cli {

/// As what, on what and where to a verb writes its paper.
struct PaperOptions {
    std::string format{"text"}; // empty: text
    std::string out{};          // empty or "-": stdout
    std::string width{"80"};

    [[nodiscard]] bool is_to_file() const { return !out.empty() && out != "-"; }
};

/// Adds --out, --width and the format under the name `format`. `options` must outlive `verb`.
void add_paper_options(CLI::App& verb, PaperOptions& options, const std::string& format = "--as");

/// Refuses (wrong usage) a paper on stdout where --json has its one value.
void require_file_with_json(const Context& context, const PaperOptions& options);

/// For any printer with that paper, as dots.
[[nodiscard]] receipts::RenderOptions render_options(const PaperOptions& options);

/// Renders and writes; how many bytes.
std::int64_t write_paper(
    const Context& context,
    const receipts::Document& document,
    const receipts::RenderOptions& render,
    const std::string& out
);

/// The ids of all printer models, with commas between, to be offered where one was wrong.
[[nodiscard]] std::string known_printers();

} // namespace ocop::cli
