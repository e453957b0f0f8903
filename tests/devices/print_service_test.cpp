#include "devices/print_service.hpp"
#include "tests/devices/print_service_fixture.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <sys/wait.h>
#include <unistd.h>

namespace ocop::devices {
namespace {

PrinterState paper(Known out) {
    PrinterState state;
    state.online = out == Known::yes ? Known::no : Known::yes;
    state.paper_out = out;
    return state;
}

class PrintServiceTest : public ::testing::Test {
protected:
    [[nodiscard]] std::filesystem::path folder() const { return scratch.path() / "queue"; }

    [[nodiscard]] std::vector<QueuedJob> on_disk() const {
        const auto queue = PrintQueue::open(folder());
        return queue ? queue->jobs() : std::vector<QueuedJob>{};
    }

    /// The printer has the whole receipt, and its paper ends before all of it is printed.
    void run_out_behind_the_last_byte(Printing& printing) const {
        line->hold(true);
        line->set_state(paper(Known::no));
        ASSERT_TRUE(printing.service().print(job));
        ASSERT_TRUE(line->wait_held()); // the look behind the last byte is over
        line->set_state(paper(Known::yes));
        printing.wait_trouble(PrintTrouble::paper_out);
    }

    Scratch scratch{};
    std::shared_ptr<FakePaper> line = std::make_shared<FakePaper>();
    const PrintJob job = small_job();
};

TEST_F(PrintServiceTest, PrintsJobsInTurnAndLeavesNoneOnDisk) {
    Printing printing{folder(), line};
    ASSERT_TRUE(printing.service().print(job));
    ASSERT_TRUE(printing.service().print(small_job(18)));
    printing.wait_done(2);
    EXPECT_EQ(line->bytes(), job.first + job.first);
    EXPECT_EQ(line->ended(), (std::vector<std::string>{"receipt-17", "receipt-18"}));
    printing.end();
    EXPECT_TRUE(on_disk().empty());
}

TEST_F(PrintServiceTest, IsOnDiskAsBegunBeforeTheFirstByteLeaves) {
    std::vector<QueuedJob> seen;
    line->before_byte([&](std::size_t count) {
        if (count == 0) {
            seen = on_disk();
        }
    });
    Printing printing{folder(), line};
    ASSERT_TRUE(printing.service().print(job));
    printing.wait_done(1);
    printing.end();
    ASSERT_EQ(seen.size(), 1U);
    EXPECT_EQ(seen[0].begun, Begun::yes);
}

TEST_F(PrintServiceTest, WaitsForAPrinterAndBeginsByItself) {
    line->set_absent(PrintTrouble::no_printer);
    Printing printing{folder(), line};
    ASSERT_TRUE(printing.service().print(job));
    EXPECT_FALSE(printing.wait_trouble(PrintTrouble::no_printer).may_be_out);
    line->set_absent(PrintTrouble::no_permission);
    printing.wait_trouble(PrintTrouble::no_permission);
    line->set_absent(std::nullopt);
    line->set_state(paper(Known::yes));
    printing.wait_trouble(PrintTrouble::paper_out);
    EXPECT_EQ(line->bytes(), "") << "nothing is sent to a printer without paper";
    line->set_state(paper(Known::no));
    printing.wait_done(1);
    EXPECT_EQ(line->bytes(), job.first);
}

TEST_F(PrintServiceTest, GoesOnFromTheNextByteWhenThePrinterTakesNothingForAWhile) {
    line->set_room(30);
    Printing printing{folder(), line};
    ASSERT_TRUE(printing.service().print(job));
    const auto status = printing.wait_trouble(PrintTrouble::takes_nothing);
    EXPECT_TRUE(status.may_be_out);
    EXPECT_EQ(line->bytes(), job.first.substr(0, 30));
    line->set_room(FakePaper::without_end);
    printing.wait_done(1);
    EXPECT_EQ(line->bytes(), job.first);
}

TEST_F(PrintServiceTest, AsksWhenPaperRanOutInTheMiddleAndGoesOnIfToldSo) {
    Printing printing{folder(), line};
    line->set_room(30);
    ASSERT_TRUE(printing.service().print(job));
    printing.wait_trouble(PrintTrouble::takes_nothing);
    line->set_state(paper(Known::yes));
    printing.wait_trouble(PrintTrouble::paper_out);
    line->set_room(FakePaper::without_end);
    line->set_state(paper(Known::no));
    const auto status = printing.wait_asking();
    EXPECT_TRUE(status.may_go_on);
    EXPECT_EQ(line->bytes(), job.first.substr(0, 30));
    ASSERT_TRUE(printing.service().choose(status.job, PrintChoice::go_on));
    printing.wait_done(1);
    EXPECT_EQ(line->bytes(), job.first);
}

TEST_F(PrintServiceTest, AsksWhenPaperRanOutThoughThePrinterHadTakenEveryByte) {
    Printing printing{folder(), line};
    run_out_behind_the_last_byte(printing);
    line->set_state(paper(Known::no));
    const auto status = printing.wait_asking();
    EXPECT_TRUE(status.may_go_on);
    EXPECT_TRUE(line->ended().empty()) << "in two pieces it is not done";
    line->hold(false);
    ASSERT_TRUE(printing.service().choose(status.job, PrintChoice::go_on));
    printing.wait_done(1);
    EXPECT_EQ(line->bytes(), job.first);
}

TEST_F(PrintServiceTest, StartsAgainWithTheMarkedCopyBehindZerosThatEndTheImage) {
    Printing printing{folder(), line};
    line->set_room(30);
    line->set_state(paper(Known::no));
    ASSERT_TRUE(printing.service().print(job));
    printing.wait_trouble(PrintTrouble::takes_nothing);
    line->set_state(paper(Known::yes));
    printing.wait_trouble(PrintTrouble::paper_out);
    line->set_room(FakePaper::without_end);
    line->set_state(paper(Known::no));
    const auto status = printing.wait_asking();
    ASSERT_TRUE(printing.service().choose(status.job, PrintChoice::start_again));
    printing.wait_done(1);
    EXPECT_EQ(line->bytes(), job.first.substr(0, 30) + std::string(24, '\0') + job.again);
}

TEST_F(PrintServiceTest, NeitherLosesNorRepeatsAReceiptWhereverTheLineBreaks) {
    for (std::size_t at = 0; at <= job.first.size(); ++at) {
        SCOPED_TRACE(at);
        const auto paper_now = std::make_shared<FakePaper>();
        paper_now->break_after(at);
        Printing printing{scratch.path() / std::to_string(at), paper_now};
        ASSERT_TRUE(printing.service().print(job));
        ASSERT_TRUE(printing.service().print(small_job(18)));
        const auto status = printing.wait_asking();
        EXPECT_EQ(status.trouble, PrintTrouble::unplugged);
        EXPECT_TRUE(status.may_be_out);
        EXPECT_FALSE(status.may_go_on) << "what is in the printer, nobody knows";
        EXPECT_EQ(status.behind, 1);
        ASSERT_TRUE(printing.service().choose(status.job, PrintChoice::start_again));
        printing.wait_done(2);
        const std::string on_paper = paper_now->bytes();
        EXPECT_EQ(on_paper.substr(0, at), job.first.substr(0, at));
        EXPECT_EQ(count_of(on_paper, job.again), 1U);
        EXPECT_EQ(on_paper.size(), at + 24 + job.again.size() + job.first.size())
            << "the rest of an image is ended with zeros, and the next receipt follows";
    }
}

TEST_F(PrintServiceTest, AJobPutAsideIsOfferedAndTheNextBeginsClean) {
    line->break_after(30);
    Printing printing{folder(), line};
    ASSERT_TRUE(printing.service().print(job));
    ASSERT_TRUE(printing.service().print(small_job(18)));
    const auto asking = printing.wait_asking();
    ASSERT_TRUE(printing.service().choose(asking.job, PrintChoice::keep));
    const auto status = printing.wait_done(1);
    EXPECT_EQ(status.offered, (std::vector<OfferedJob>{{asking.job, "receipt-17", true}}));
    EXPECT_EQ(line->bytes(), job.first.substr(0, 30) + std::string(24, '\0') + job.first);
    ASSERT_TRUE(printing.service().choose(asking.job, PrintChoice::start_again));
    printing.wait_done(2);
    EXPECT_EQ(count_of(line->bytes(), job.again), 1U);
}

TEST_F(PrintServiceTest, ADroppedJobIsGoneForGood) {
    line->break_after(30);
    Printing printing{folder(), line};
    ASSERT_TRUE(printing.service().print(job));
    const auto asking = printing.wait_asking();
    ASSERT_TRUE(printing.service().choose(asking.job, PrintChoice::drop));
    ASSERT_TRUE(printing.service().choose(asking.job, PrintChoice::start_again));
    printing.wait_done(0);
    printing.end();
    EXPECT_TRUE(on_disk().empty());
    EXPECT_EQ(line->bytes(), job.first.substr(0, 30));
}

TEST_F(PrintServiceTest, OffersAfterTheProgramEndedWhatDidNotComeOutAndPrintsNoneByItself) {
    {
        line->set_room(30);
        Printing printing{folder(), line};
        ASSERT_TRUE(printing.service().print(job));
        ASSERT_TRUE(printing.service().print(small_job(18)));
        printing.wait_trouble(PrintTrouble::takes_nothing);
    }
    line->set_room(FakePaper::without_end);
    Printing printing{folder(), line};
    const auto status = printing.wait_offered(2);
    EXPECT_EQ(
        status.offered, (std::vector<OfferedJob>{{1, "receipt-17", true}, {2, "receipt-18", false}})
    );
    ASSERT_TRUE(printing.service().choose(2, PrintChoice::start_again));
    printing.wait_done(1);
    EXPECT_EQ(line->bytes(), job.first.substr(0, 30) + std::string(24, '\0') + job.first)
        << "it never began, so it needs no mark";
    ASSERT_TRUE(printing.service().choose(1, PrintChoice::start_again));
    printing.wait_done(2);
    EXPECT_EQ(count_of(line->bytes(), job.again), 1U);
}

TEST_F(PrintServiceTest, KnowsAfterBeingKilledAtAnyByteWhichJobMayBeOut) {
    for (std::size_t at = 0; at < job.first.size(); at += 7) {
        SCOPED_TRACE(at);
        const auto queue_folder = scratch.path() / std::to_string(at);
        const pid_t child = fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            const auto doomed = std::make_shared<FakePaper>();
            doomed->before_byte([at](std::size_t count) {
                if (count == at) {
                    static_cast<void>(raise(SIGKILL));
                }
            });
            Printing printing{queue_folder, doomed};
            const bool taken =
                printing.service().print(job) && printing.service().print(small_job(18));
            printing.wait_done(2);
            _exit(taken ? 0 : 1);
        }
        int status = 0;
        ASSERT_EQ(waitpid(child, &status, 0), child);
        ASSERT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
        const auto after = std::make_shared<FakePaper>();
        Printing printing{queue_folder, after};
        const auto offered =
            printing.wait([](const PrintStatus& told) { return !told.offered.empty(); }, "offer")
                .offered;
        EXPECT_EQ(offered.front(), (OfferedJob{1, "receipt-17", true}));
        EXPECT_TRUE(offered.size() == 1 || !offered[1].may_be_out);
        ASSERT_TRUE(printing.service().choose(1, PrintChoice::start_again));
        printing.wait_done(1);
        EXPECT_EQ(after->bytes(), std::string(24, '\0') + job.again);
    }
}

TEST_F(PrintServiceTest, OffersWhatItIsGivenToOffer) {
    Printing printing{folder(), line};
    ASSERT_TRUE(printing.service().offer(job));
    printing.wait_offered(1);
    EXPECT_EQ(line->begun(), 0U);
    std::optional<std::int64_t> last;
    ASSERT_TRUE(printing.service().ask_last([&](auto seq) { last = seq; }));
    ASSERT_TRUE(printing.service().choose(1, PrintChoice::drop));
    printing.wait_offered(0);
    EXPECT_EQ(last, 17);
}

TEST_F(PrintServiceTest, OpensTheDrawerBesideAReceiptThatWaits) {
    Printing printing{folder(), line};
    line->set_state(paper(Known::yes));
    ASSERT_TRUE(printing.service().print(job));
    printing.wait_trouble(PrintTrouble::paper_out);
    ASSERT_TRUE(printing.service().open_drawer(receipts::DrawerPulse{}));
    printing.wait([](const PrintStatus& status) { return status.done == 1; }, "drawer");
    EXPECT_EQ(line->bytes(), (std::string{"\x10\x14\x01\x00\x01", 5}));
    line->set_state(paper(Known::no));
    printing.wait_done(2);
    EXPECT_EQ(line->ended(), (std::vector<std::string>{"drawer", "receipt-17"}));
}

TEST_F(PrintServiceTest, OpensTheDrawerWithinAReceiptThatIsStuckOrSaysItCannot) {
    Printing printing{folder(), line};
    line->set_room(30);
    ASSERT_TRUE(printing.service().print(job));
    printing.wait_trouble(PrintTrouble::takes_nothing);
    ASSERT_TRUE(printing.service().open_drawer(receipts::DrawerPulse{}));
    const auto told = printing.wait(
        [](const PrintStatus& status) { return status.drawer.has_value(); }, "drawer"
    );
    EXPECT_EQ(told.drawer, PrintTrouble::takes_nothing);
    line->set_room(FakePaper::without_end);
    printing.wait_done(1);
    EXPECT_EQ(line->bytes(), job.first) << "a pulse that did not get through is not sent later";
}

TEST_F(PrintServiceTest, APulseInTheMidstOfAReceiptMayHaveSpoiltItSoItDoesNotGoOn) {
    Printing printing{folder(), line};
    line->set_room(30);
    ASSERT_TRUE(printing.service().print(job));
    printing.wait_trouble(PrintTrouble::takes_nothing);
    line->set_state(paper(Known::yes));
    printing.wait_trouble(PrintTrouble::paper_out);
    line->set_room(FakePaper::without_end);
    ASSERT_TRUE(printing.service().open_drawer(receipts::DrawerPulse{}));
    const auto asking = printing.wait_asking();
    EXPECT_EQ(asking.drawer, std::nullopt) << "the drawer is open";
    EXPECT_EQ(asking.done, 1);
    EXPECT_EQ(asking.trouble, PrintTrouble::paper_out);
    EXPECT_FALSE(asking.may_go_on) << "five bytes stand in the image that are not of it";
    const std::string spoilt = job.first.substr(0, 30) + std::string{"\x10\x14\x01\x00\x01", 5};
    EXPECT_EQ(line->bytes(), spoilt);
    const std::size_t before = line->bytes().size();
    ASSERT_TRUE(printing.service().choose(asking.job, PrintChoice::start_again));
    line->set_state(paper(Known::no));
    printing.wait_done(2);
    EXPECT_EQ(line->bytes().substr(before), std::string(24, '\0') + job.again);
}

TEST_F(PrintServiceTest, OpensTheDrawerBehindZerosWhereAReceiptBrokeOffInAnImage) {
    Printing printing{folder(), line};
    line->break_after(30);
    ASSERT_TRUE(printing.service().print(job));
    printing.wait_asking();
    ASSERT_TRUE(printing.service().open_drawer(receipts::DrawerPulse{}));
    printing.wait([](const PrintStatus& status) { return status.done == 1; }, "drawer");
    const std::string sent = line->bytes();
    EXPECT_EQ(sent.substr(30, 26), std::string(24, '\0') + "\x1Bp") << "no dots of the image";
}

TEST_F(PrintServiceTest, APulseBehindTheLastByteOfAReceiptSpoilsNothing) {
    Printing printing{folder(), line};
    run_out_behind_the_last_byte(printing);
    ASSERT_TRUE(printing.service().open_drawer(receipts::DrawerPulse{}));
    printing.wait([](const PrintStatus& status) { return status.done == 1; }, "drawer");
    line->hold(false);
    line->set_state(paper(Known::no));
    const auto asking = printing.wait_asking();
    EXPECT_TRUE(asking.may_go_on);
    ASSERT_TRUE(printing.service().choose(asking.job, PrintChoice::go_on));
    printing.wait_done(2);
    EXPECT_EQ(count_of(line->bytes(), job.first), 1U);
}

TEST_F(PrintServiceTest, EndsHalfACommandOfTheDrawerWithZerosBeforeTheNextReceipt) {
    line->set_room(2);
    Printing printing{folder(), line};
    ASSERT_TRUE(printing.service().open_drawer(receipts::DrawerPulse{}));
    printing.wait([](const PrintStatus& status) { return status.drawer.has_value(); }, "drawer");
    const std::string half = line->bytes();
    EXPECT_EQ(half.size(), 2U);
    line->set_room(FakePaper::without_end);
    ASSERT_TRUE(printing.service().print(job));
    printing.wait_done(1);
    EXPECT_EQ(line->bytes(), half + std::string(3, '\0') + job.first);
}

TEST_F(PrintServiceTest, PulsesThePinItIsAskedFor) {
    const receipts::DrawerPulse fifth{receipts::DrawerPin::five, 100, 400};
    Printing printing{folder(), line};
    ASSERT_TRUE(printing.service().open_drawer(fifth));
    printing.wait_done(1);
    EXPECT_EQ(line->bytes(), (std::string{"\x1Bp\x01\x32\xC8", 5}));
    line->set_state(paper(Known::yes));
    ASSERT_TRUE(printing.service().print(job));
    printing.wait_trouble(PrintTrouble::paper_out);
    ASSERT_TRUE(printing.service().open_drawer(fifth));
    printing.wait([](const PrintStatus& status) { return status.done == 2; }, "drawer");
    EXPECT_EQ(line->bytes().substr(5), (std::string{"\x10\x14\x01\x01\x01", 5}));
}

TEST_F(PrintServiceTest, PulsesThePinItIsAskedForInTheMidstOfAReceiptToo) {
    Printing printing{folder(), line};
    line->set_room(30);
    ASSERT_TRUE(printing.service().print(job));
    printing.wait_trouble(PrintTrouble::takes_nothing);
    line->set_state(paper(Known::yes));
    printing.wait_trouble(PrintTrouble::paper_out);
    line->set_room(FakePaper::without_end);
    ASSERT_TRUE(printing.service().open_drawer(receipts::DrawerPulse{
        receipts::DrawerPin::five, 50, 500}));
    printing.wait_asking();
    EXPECT_EQ(line->bytes().substr(30), (std::string{"\x10\x14\x01\x01\x01", 5}));
}

TEST_F(PrintServiceTest, SendsNothingAndSaysSoOnceWhereThereIsNoDrawer) {
    Printing printing{folder(), line};
    for (int sale = 0; sale < 3; ++sale) {
        ASSERT_TRUE(printing.service().open_drawer(std::nullopt));
    }
    const auto told = printing.wait(
        [](const PrintStatus& status) { return status.drawer.has_value(); }, "drawer"
    );
    EXPECT_EQ(told.drawer, PrintTrouble::no_drawer);
    ASSERT_TRUE(printing.service().print(job));
    const auto next =
        printing.wait([](const PrintStatus& status) { return status.done == 1; }, "receipt");
    EXPECT_EQ(next.drawer, PrintTrouble::no_drawer) << "no other news of it between";
    EXPECT_EQ(line->bytes(), job.first);
}

TEST_F(PrintServiceTest, NeverOpensTheDrawerAfterACrash) {
    line->set_absent(PrintTrouble::no_printer);
    {
        Printing printing{folder(), line};
        ASSERT_TRUE(printing.service().open_drawer(receipts::DrawerPulse{}));
        const auto told = printing.wait(
            [](const PrintStatus& status) { return status.drawer.has_value(); }, "drawer"
        );
        EXPECT_EQ(told.drawer, PrintTrouble::no_printer);
    }
    line->set_absent(std::nullopt);
    Printing printing{folder(), line};
    ASSERT_TRUE(printing.service().print(job));
    printing.wait_done(1);
    EXPECT_EQ(line->bytes(), job.first);
}

TEST_F(PrintServiceTest, SaysThatTheDiskTakesNoJobAndPrintsItOnceItDoes) {
    std::ofstream{folder()} << "a file where the folder should be";
    Printing printing{folder(), line};
    ASSERT_TRUE(printing.service().print(job));
    const auto status = printing.wait(
        [](const PrintStatus& news) { return !news.fault.empty() && news.behind == 1; }, "fault"
    );
    EXPECT_EQ(line->bytes(), "") << "what is not on disk does not leave";
    std::filesystem::remove(folder());
    ASSERT_TRUE(printing.service().print(small_job(18)));
    printing.wait_done(2);
    EXPECT_EQ(line->ended(), (std::vector<std::string>{"receipt-17", "receipt-18"}));
}

TEST_F(PrintServiceTest, TellsThatNoPrinterIsChosen) {
    Printing printing{folder(), line};
    ASSERT_TRUE(printing.service().use({}));
    ASSERT_TRUE(printing.service().print(job));
    const auto status = printing.wait_trouble(PrintTrouble::none_set);
    ASSERT_TRUE(printing.service().open_drawer(receipts::DrawerPulse{}));
    printing.wait([](const PrintStatus& news) { return news.drawer.has_value(); }, "drawer");
    ASSERT_TRUE(printing.service().choose(status.job, PrintChoice::keep));
    printing.wait_offered(1);
}

TEST_F(PrintServiceTest, AJobHalfAtOnePrinterIsNotFinishedAtAnother) {
    line->set_room(30);
    Printing printing{folder(), line};
    ASSERT_TRUE(printing.service().print(job));
    printing.wait_trouble(PrintTrouble::takes_nothing);
    PrinterAddress other;
    other.kind = PrinterAddress::Kind::folder;
    ASSERT_TRUE(printing.service().use(other));
    EXPECT_TRUE(printing.wait_offered(1).offered[0].may_be_out);
}

/// A loan that sends `bytes`, leaves `left` zeros to clear, and tells what came of it.
struct Loan {
    PrinterLoan operator()(std::string bytes, std::size_t left = 0) {
        return {
            [this,
             bytes = std::move(bytes),
             left](Printer& printer, std::size_t clearing, const std::stop_token&) {
                EXPECT_TRUE(printer.begin(JobKind::paper, "test", {}));
                EXPECT_EQ(printer.write(bytes, std::chrono::seconds{1}, {}).bytes, bytes.size());
                EXPECT_TRUE(printer.end(std::chrono::seconds{1}, {}));
                static_cast<void>(told.push("used, clearing " + std::to_string(clearing)));
                return left;
            },
            [this](PrintTrouble trouble) {
                static_cast<void>(told.push(std::string{name(trouble)}));
            }};
    }

    [[nodiscard]] std::string wait() {
        return told.pop_for(std::chrono::seconds{20}).value_or("nothing");
    }

    BoundedQueue<std::string> told{10};
};

TEST_F(PrintServiceTest, LendsItsPrinterBetweenJobsAndClearsItOfWhatTheLoanLeft) {
    Loan loan;
    PrintService* service = nullptr;
    bool asked = false;
    line->before_byte([&](std::size_t count) {
        if (count == 1 && !asked) { // in the midst of the first of two
            asked = service->lend(loan("page", 3)) && service->print(small_job(18));
        }
    });
    Printing printing{folder(), line};
    service = &printing.service();
    ASSERT_TRUE(printing.service().print(job));
    EXPECT_EQ(loan.wait(), "used, clearing 0");
    printing.wait_done(2);
    EXPECT_TRUE(asked);
    EXPECT_EQ(line->bytes(), job.first + "page" + std::string(3, '\0') + job.first);
}

TEST_F(PrintServiceTest, LendsNothingWhereAJobIsStuckAndSaysOfWhat) {
    Loan loan;
    line->set_state(paper(Known::yes));
    Printing printing{folder(), line};
    ASSERT_TRUE(printing.service().print(job));
    printing.wait_trouble(PrintTrouble::paper_out);
    ASSERT_TRUE(printing.service().lend(loan("page")));
    EXPECT_EQ(loan.wait(), "paper-out");
    EXPECT_EQ(line->bytes(), "");
    line->set_state(paper(Known::no));
    printing.wait_done(1);
    ASSERT_TRUE(printing.service().use(PrinterAddress{}));
    ASSERT_TRUE(printing.service().lend(loan("page")));
    EXPECT_EQ(loan.wait(), "none-set");
    EXPECT_EQ(line->bytes(), job.first);
}

} // namespace
} // namespace ocop::devices
