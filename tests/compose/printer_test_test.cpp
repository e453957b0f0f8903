#include "pos/compose/printer_test.hpp"
#include "tests/fakes/fake_printer.hpp"

#include <gtest/gtest.h>

namespace ocop::compose {
namespace {

JobResult print(const std::shared_ptr<FakePaper>& paper) {
    constexpr std::chrono::milliseconds patience{200};
    FakePrinter printer{paper};
    return print_at_once(printer, JobKind::paper, "test", "page", 0, patience, {});
}

TEST(TestPage, IsPrintedThoughThePrinterNeverSaysSo) {
    const auto paper = std::make_shared<FakePaper>();
    paper->hold(true, Ended::unsaid);
    EXPECT_FALSE(print(paper).fault);
    EXPECT_EQ(paper->bytes(), "page");
    PrinterState offline;
    offline.online = Known::no; // as some clones say for ever
    paper->set_state(offline);
    EXPECT_FALSE(print(paper).fault);
}

TEST(TestPage, IsNotPrintedWhereThePrinterHasNotAllOfItOrNoPaper) {
    const auto paper = std::make_shared<FakePaper>();
    paper->hold(true);
    ASSERT_TRUE(print(paper).fault);
    paper->hold(true, Ended::unsaid);
    PrinterState out;
    out.paper_out = Known::yes;
    paper->set_state(out);
    const JobResult result = print(paper);
    ASSERT_TRUE(result.fault);
    EXPECT_EQ(result.fault->trouble, PrintTrouble::paper_out);
}

TEST(TestPage, GoesToNoWebServer) {
    const auto paper = std::make_shared<FakePaper>();
    PrinterState foreign;
    foreign.foreign = true;
    paper->set_state(foreign);
    const JobResult result = print(paper);
    ASSERT_TRUE(result.fault);
    EXPECT_EQ(result.fault->trouble, PrintTrouble::not_a_printer);
    EXPECT_EQ(paper->bytes(), "") << "not one byte of a receipt";
}

} // namespace
} // namespace ocop::compose
