#include "pos/shell/worker.hpp"

#include <gtest/gtest.h>

#include <array>
#include <future>
#include <memory>
#include <pthread.h>
#include <stdexcept>
#include <vector>

namespace ocop {
namespace {

TEST(BoundedQueue, GivesValuesInTheOrderTheyCame) {
    BoundedQueue<int> queue{3};
    for (int i = 1; i <= 3; ++i) {
        EXPECT_TRUE(queue.push(int{i}));
    }
    EXPECT_EQ(queue.pop(), 1);
    EXPECT_EQ(queue.try_pop(), 2);
    EXPECT_EQ(queue.pop(), 3);
    EXPECT_EQ(queue.try_pop(), std::nullopt);
}

TEST(BoundedQueue, RefusesAloudWhenFullAndLeavesTheValue) {
    BoundedQueue<std::unique_ptr<int>> queue{1};
    EXPECT_TRUE(queue.push(std::make_unique<int>(1)));
    auto second = std::make_unique<int>(2);
    EXPECT_FALSE(queue.push(std::move(second)));
    ASSERT_NE(second, nullptr);
    EXPECT_EQ(**queue.pop(), 1);
    EXPECT_TRUE(queue.push(std::move(second)));
}

TEST(BoundedQueue, GivesWhatIsLeftOnceClosedAndTakesNothingMore) {
    BoundedQueue<int> queue{2};
    EXPECT_TRUE(queue.push(1));
    queue.close();
    EXPECT_FALSE(queue.push(2));
    EXPECT_EQ(queue.pop(), 1);
    EXPECT_EQ(queue.pop(), std::nullopt);
}

TEST(BoundedQueue, WakesWhoWaitsWhenItCloses) {
    BoundedQueue<int> queue{1};
    std::promise<bool> ended;
    std::jthread waiting{[&] { ended.set_value(!queue.pop().has_value()); }};
    queue.close();
    EXPECT_TRUE(ended.get_future().get());
}

TEST(BoundedQueue, WaitsNoLongerThanItIsGiven) {
    BoundedQueue<int> queue{1};
    EXPECT_EQ(queue.pop_for(std::chrono::milliseconds{1}), std::nullopt);
    EXPECT_TRUE(queue.push(1));
    EXPECT_EQ(queue.pop_for(std::chrono::hours{1}), 1);
    std::promise<bool> ended;
    std::jthread waiting{
        [&] { ended.set_value(!queue.pop_for(std::chrono::hours{1}).has_value()); }};
    queue.close();
    EXPECT_TRUE(ended.get_future().get());
}

TEST(BoundedQueue, LosesNothingBetweenManyThreads) {
    BoundedQueue<int> queue{8};
    constexpr int each = 2000;
    long long sum = 0;
    {
        std::vector<std::jthread> senders;
        senders.reserve(4);
        for (int sender = 0; sender < 4; ++sender) {
            senders.emplace_back([&] {
                for (int i = 1; i <= each; ++i) {
                    while (!queue.push(int{i})) {
                        std::this_thread::yield();
                    }
                }
            });
        }
        for (int i = 0; i < 4 * each; ++i) {
            sum += *queue.pop();
        }
    }
    EXPECT_EQ(sum, 4LL * each * (each + 1) / 2);
}

TEST(Worker, DoesJobsInOrderOnAThreadOfItsName) {
    std::vector<int> done;
    std::array<char, 16> name{};
    {
        Worker worker{"store-of-the-till", 10, [](const std::string&) {}};
        EXPECT_TRUE(worker.post([&] { pthread_getname_np(pthread_self(), name.data(), 16); }));
        for (int i = 1; i <= 5; ++i) {
            EXPECT_TRUE(worker.post([&done, i] { done.push_back(i); }));
        }
    }
    EXPECT_EQ(done, (std::vector<int>{1, 2, 3, 4, 5})) << "what was posted is done before it goes";
    EXPECT_STREQ(name.data(), "store-of-the-ti");
}

TEST(Worker, RefusesAJobBeyondItsCapacity) {
    std::promise<void> go;
    std::promise<void> started;
    Worker worker{"slow", 1, [](const std::string&) {}};
    ASSERT_TRUE(worker.post([&] {
        started.set_value();
        go.get_future().wait();
    }));
    started.get_future().wait();
    EXPECT_TRUE(worker.post([] {}));
    EXPECT_FALSE(worker.post([] {}));
    go.set_value();
}

TEST(Worker, GoesOnAfterAJobThatThrewAndTellsOfIt) {
    std::vector<std::string> faults;
    bool next = false;
    {
        Worker worker{"store", 4, [&](const std::string& what) { faults.push_back(what); }};
        EXPECT_TRUE(worker.post([] { throw std::runtime_error{"disk gone"}; }));
        EXPECT_TRUE(worker.post([] { throw 1; }));
        EXPECT_TRUE(worker.post([&] { next = true; }));
    }
    EXPECT_EQ(
        faults, (std::vector<std::string>{"disk gone", "something that is no std::exception"})
    );
    EXPECT_TRUE(next);
}

TEST(Worker, TakesNothingAfterStop) {
    Worker worker{"store", 4, [](const std::string&) {}};
    worker.stop();
    EXPECT_FALSE(worker.post([] {}));
    worker.stop();
}

} // namespace
} // namespace ocop
