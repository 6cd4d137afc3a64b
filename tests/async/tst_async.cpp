// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/async/taskscope.h"
#include "backend/async/workerthread.h"
#include "support/fakeclock.h"
#include "support/runtask.h"

#include <QCoroFuture>
#include <QTest>
#include <QThread>

#include <atomic>
#include <memory>
#include <semaphore>
#include <thread>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

QCoro::Task<> sleepThenMark(Clock *clock, DurationMs ms, std::stop_token stop, bool *done)
{
    co_await clock->sleepFor(ms, stop);
    *done = true;
}

QCoro::Task<int> addOnWorker(WorkerThread *worker, int a, int b, QThread *home, bool *sameThread)
{
    auto future = worker->run([a, b]() -> Result<int> { return a + b; });
    const Result<int> sum = co_await future;
    *sameThread = QThread::currentThread() == home;
    co_return sum.value();
}

} // namespace

class TestAsync : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSleepEndsWhenTheClockReachesIt()
    {
        FakeClock clock(1'000);
        TaskScope scope;
        bool done = false;
        scope.launch(sleepThenMark(&clock, 30'000, scope.stopToken(), &done));
        clock.advance(29'999);
        QCoreApplication::processEvents();
        QVERIFY(!done);
        clock.advance(1);
        QTRY_VERIFY(done);
        QCOMPARE(scope.active(), 0);
    }

    void drainingAScopeCancelsItsSleepers()
    {
        FakeClock clock;
        bool done = false;
        {
            TaskScope scope;
            scope.launch(sleepThenMark(&clock, 1'000'000, scope.stopToken(), &done));
            QCOMPARE(scope.active(), 1);
        }
        QVERIFY(done);
    }

    void theSystemClockSleepsAndStops()
    {
        SystemClock clock;
        TaskScope scope;
        bool shortOne = false;
        bool longOne = false;
        const TimeMs start = clock.now();
        scope.launch(sleepThenMark(&clock, 5, scope.stopToken(), &shortOne));
        scope.launch(sleepThenMark(&clock, 100'000'000, scope.stopToken(), &longOne));
        QTRY_VERIFY(shortOne);
        QVERIFY(clock.now() - start >= 5);
        QVERIFY(!longOne);
        scope.drain();
        QVERIFY(longOne);
    }

    void jobsRunInOrderOnTheirThreadAndAnswerOnOurs()
    {
        WorkerThread worker(QStringLiteral("test"));
        bool sameThread = false;
        QCOMPARE(runTask(addOnWorker(&worker, 40, 2, QThread::currentThread(), &sameThread)), 42);
        QVERIFY(sameThread);
        std::vector<int> order;
        QFuture<Result<int>> last;
        for (int i = 0; i < 100; ++i) {
            last = worker.run([&order, i, &worker]() -> Result<int> {
                order.push_back(worker.isCurrentThread() ? i : -1);
                return i;
            });
        }
        QCOMPARE(*runFuture(last), 99);
        for (int i = 0; i < 100; ++i)
            QCOMPARE(order[size_t(i)], i);
    }

    void aStoppedWorkerAnswersCancelledToWhatItNeverRan()
    {
        WorkerThread worker(QStringLiteral("test"));
        std::binary_semaphore entered(0);
        std::binary_semaphore leave(0);
        auto running = worker.run([&]() -> Result<int> {
            entered.release();
            leave.acquire();
            return 1;
        });
        auto waiting = worker.run([]() -> Result<int> { return 2; });
        entered.acquire();
        std::jthread stopper([&] { worker.stop(); });
        // stop() has emptied the queue once the waiting job is answered; only then let go.
        QTRY_VERIFY(waiting.isFinished());
        leave.release();
        stopper.join();
        QCOMPARE(*running.result(), 1);
        QVERIFY(waiting.result().error().kind() == Error::Kind::Cancelled);
        auto late = worker.run([]() -> Result<int> { return 3; });
        QVERIFY(late.isFinished());
        QVERIFY(late.result().error().kind() == Error::Kind::Cancelled);
    }

    /// What a job holds goes on the thread, also when it never ran.
    void aStoppedWorkerDropsItsQueueOnItsThread()
    {
        std::atomic<QThread *> droppedOn = nullptr;
        const auto drop = [&droppedOn](int *held) {
            droppedOn = QThread::currentThread();
            delete held;
        };
        WorkerThread worker(QStringLiteral("test"));
        std::binary_semaphore entered(0);
        std::binary_semaphore leave(0);
        (void)worker.run([&]() -> Result<int> {
            entered.release();
            leave.acquire();
            return 1;
        });
        auto waiting = worker.run(
            [held = std::shared_ptr<int>(new int(2), drop)]() -> Result<int> { return *held; });
        entered.acquire();
        std::jthread stopper([&] { worker.stop(); });
        QTRY_VERIFY(waiting.isFinished());
        QVERIFY(!droppedOn);
        leave.release();
        stopper.join();
        QVERIFY(waiting.result().error().kind() == Error::Kind::Cancelled);
        QVERIFY(droppedOn);
        QVERIFY(droppedOn != QThread::currentThread());
    }

    void anExceptionInAJobBecomesAnError()
    {
        WorkerThread worker(QStringLiteral("test"));
        auto future = worker.run([]() -> Result<int> { throw std::runtime_error("boom"); });
        const auto result = runFuture(future);
        QVERIFY(!result);
        QVERIFY(result.error().kind() == Error::Kind::Internal);
        QVERIFY(result.error().sentence().contains(QStringLiteral("boom")));
    }
};

QTEST_GUILESS_MAIN(TestAsync)
#include "tst_async.moc"
