// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"
#include "app/demosession.h"
#include "app/guioptions.h"
#include "app/layoutsaver.h"
#include "app/reportbinding.h"
#include "app/windowstate.h"
#include "support/deskwindow.h"
#include "views/agentspage.h"
#include "views/mainwindow.h"
#include "views/page.h"
#include "views/taskcell.h"

#include <QFile>
#include <QFutureWatcher>
#include <QImage>
#include <QLabel>
#include <QPromise>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

/// A service whose answers come when the test says so.
struct SlowService {
    std::vector<std::shared_ptr<QPromise<Result<int>>>> asked;

    QFuture<Result<int>> ask()
    {
        auto promise = std::make_shared<QPromise<Result<int>>>();
        promise->start();
        asked.push_back(promise);
        return promise->future();
    }
    void answer(size_t at, Result<int> value)
    {
        asked[at]->addResult(std::move(value));
        asked[at]->finish();
    }
};

/// Read as the program does: not on the window's thread.
WindowState storedState(const QString &profileDir)
{
    WorkerThread reader(QStringLiteral("reader"));
    const auto reading =
        reader.run([profileDir]() -> Result<WindowState> { return WindowState::load(profileDir); });
    QFutureWatcher<Result<WindowState>> watcher;
    watcher.setFuture(reading);
    while (!reading.isFinished())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return *reading.result();
}

} // namespace

class TestApp : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void options_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("refusal");
        const auto row = [](const char *name, const QString &line, const QString &refusal) {
            QTest::newRow(name) << line.split(QLatin1Char(' '), Qt::SkipEmptyParts) << refusal;
        };
        row("none", QString(), QString());
        row("all",
            QStringLiteral(
                "--profile /tmp/x --offline --page agents --screenshot a.png --size 1280x720 "
                "--theme dark"),
            QString());
        row("equals", QStringLiteral("--page=conversations --size=800x600"), QString());
        row("unknown", QStringLiteral("--frobnicate"), QStringLiteral("--frobnicate"));
        row("word", QStringLiteral("agents"), QStringLiteral("agents"));
        row("no value", QStringLiteral("--page"), QStringLiteral("--page needs a value"));
        row("no such page", QStringLiteral("--page nowhere"), QStringLiteral("no page nowhere"));
        row("size", QStringLiteral("--size big"), QStringLiteral("--size big"));
        row("size zero", QStringLiteral("--size 0x0"), QStringLiteral("--size 0x0"));
        row("size huge", QStringLiteral("--size 99999x99999"), QStringLiteral("--size"));
        row("theme", QStringLiteral("--theme pink"), QStringLiteral("light or dark"));
    }
    void options()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, refusal);
        const Result<GuiOptions> parsed = parseGuiOptions(arguments, Application::pageKeys());
        QCOMPARE(parsed.ok(), refusal.isEmpty());
        if (!parsed)
            QVERIFY2(parsed.error().sentence().contains(refusal),
                     qPrintable(parsed.error().sentence()));
        else
            QVERIFY(parsed->profileDir.startsWith(QLatin1Char('/')));
    }

    void demoHasAProfileOfItsOwn()
    {
        const auto plain = parseGuiOptions({}, Application::pageKeys());
        const auto demo = parseGuiOptions({QStringLiteral("--demo")}, Application::pageKeys());
        QCOMPARE(demo->profileDir, plain->profileDir + QStringLiteral("/demo"));
        const auto given = parseGuiOptions(
            {QStringLiteral("--demo"), QStringLiteral("--profile"), QStringLiteral("/tmp/p")},
            Application::pageKeys());
        QCOMPARE(given->profileDir, QStringLiteral("/tmp/p"));
    }

    void staleAnswersAreDropped()
    {
        SlowService service;
        QObject context;
        QList<int> shown;
        QStringList failures;
        ReportBinding<int, int> binding(
            &context, {[&](const int &) { return service.ask(); },
                       [&](const int &value, bool same) { shown << (same ? value : -value); },
                       [&](const Error &e) { failures << e.message(); }, [] {}});
        binding.setQuestion(1);
        binding.setQuestion(2);
        QCOMPARE(service.asked.size(), size_t{2});
        service.answer(1, 20);
        QTRY_COMPARE(shown, QList<int>{-20}); // a new question starts anew
        service.answer(0, 10);                // late, and about something else
        QTRY_VERIFY(binding.isIdle());
        QCOMPARE(shown, QList<int>{-20});

        // Many changes during one answer are asked for once.
        for (int i = 0; i < 5; ++i)
            binding.refresh();
        QCOMPARE(service.asked.size(), size_t{3});
        service.answer(2, 21);
        QTRY_COMPARE(service.asked.size(), size_t{4});
        service.answer(3, Error(Error::Kind::Storage, QStringLiteral("no")));
        QTRY_COMPARE(failures, QStringList{QStringLiteral("no")});
        QCOMPARE(shown, (QList<int>{-20, 21}));

        binding.refresh();
        binding.clear();
        service.answer(4, 22);
        QTRY_VERIFY(binding.isIdle());
        QCOMPARE(shown.size(), 2);
    }

    void whatChangedMeanwhileIsAskedFor_data()
    {
        QTest::addColumn<QString>("page");
        for (const char *page : {"agents", "groups"})
            QTest::newRow(page) << QString::fromLatin1(page);
    }
    /// A commit, a wish for newer numbers, midnight: none is used up by a question of its own.
    void whatChangedMeanwhileIsAskedFor()
    {
        QFETCH(QString, page);
        DeskWindow desk(at("2026-06-01T11:00:00.000Z"),
                        [](Store &store) { return writeDesk(store); });
        desk.window->showPage(page);
        QVERIFY(desk.settle());
        const ViewScope today = desk.window->scope();
        ViewScope other = today;
        other.range = {RangePreset::Last7Days};
        QSignalSpy answered(desk.bindings.get(), &PageBindings::answered);
        const auto comeBack = [&](const std::function<void()> &meanwhile) {
            desk.window->showPage(QStringLiteral("charts"));
            desk.window->changeScope(other);
            QVERIFY(desk.settle());
            meanwhile();
            QVERIFY(desk.settle());
            desk.window->changeScope(today);
            QVERIFY(desk.settle());
            answered.clear();
            desk.window->showPage(page);
            QVERIFY(desk.settle());
        };
        comeBack([] {});
        QCOMPARE(answered.size(), 0); // the answer is there
        comeBack([&] { desk.bindings->askAgain(); });
        QVERIFY(answered.size() > 0);
        comeBack([&] { desk.clock.advance(24 * 3'600'000); });
        QVERIFY(answered.size() > 0);

        // A column goes while a commit waits for its turn.
        answered.clear();
        Q_EMIT desk.window->currentPage()->questionChanged();
        QVERIFY(desk.settle());
        QCOMPARE(answered.size(), 0);
        ChangeSet change;
        change.syncState = true;
        Q_EMIT desk.reports->invalidated(change);
        Q_EMIT desk.window->currentPage()->questionChanged();
        QVERIFY(desk.settle());
        QVERIFY(answered.size() > 0);
    }

    void readyLine()
    {
        const auto json = [](QByteArray text) { return text.replace('\'', '"'); };
        const auto good = DemoSession::accountsFrom(
            json("{'truth':'http://127.0.0.1:1','now':'2024-01-01T00:00:00Z','chatwoot':{'url':"
                 "'http://"
                 "127.0.0.1:2','account_id':'1','settings':{'a':'b'},'secrets':{'token':'t'}}}"));
        QVERIFY(good.ok());
        QCOMPARE(good->size(), size_t{1});
        QCOMPARE(good->front().account.baseUrl, QUrl(QStringLiteral("http://127.0.0.1:2")));
        QCOMPARE(good->front().secrets.value(QStringLiteral("token")), QStringLiteral("t"));
        QVERIFY(good->front().secretsInFile);
        for (const char *bad : {"", "{}", "hello", "{'chatwoot':{'url':'::'}}", "[1]"})
            QVERIFY2(!DemoSession::accountsFrom(json(bad)).ok(), bad);
    }

    void windowStateSurvivesAndForgivesDamage()
    {
        QTemporaryDir dir;
        WindowState state;
        state.geometry = QByteArray("\x00\x01geometry", 10);
        state.view = {{QStringLiteral("page"), QStringLiteral("agents")}};
        QVERIFY(state.save(dir.path()));
        QCOMPARE(storedState(dir.path()).view, state.view);
        QCOMPARE(storedState(dir.path()).geometry, state.geometry);
        QFile file(dir.filePath(QStringLiteral("window.ini")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(2000, '\xff') + "[window]\nview=@Variant(\x7f\xff");
        file.close();
        QVERIFY(storedState(dir.path()).view.isEmpty());
        QVERIFY(!WindowState().save(QStringLiteral("/proc/nowhere")));
    }

    void freshProfileOffersAnAccount()
    {
        QTemporaryDir dir;
        GuiOptions options;
        options.profileDir = dir.filePath(QStringLiteral("profile"));
        options.offline = true;
        Application application(options, storedState(options.profileDir));
        application.start();
        const auto offered = [&application] {
            const auto *button = application.window().currentPage()->findChild<QPushButton *>(
                QStringLiteral("addAccount"));
            return button && button->isVisible();
        };
        QTRY_VERIFY(offered());
        QSignalSpy finished(&application, &Application::finished);
        application.window().close();
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(finished.at(0).at(0).toInt(), 0);
        QVERIFY(QFile::exists(options.profileDir + QStringLiteral("/window.ini")));
    }

    /// What a killed program leaves behind: no quit() here.
    void layoutIsOnDiskAMomentAfterItChanged()
    {
        QTemporaryDir dir;
        GuiOptions options;
        options.profileDir = dir.path();
        options.offline = true;
        Application application(options, storedState(options.profileDir));
        application.start();
        const auto page = [&dir] {
            return storedState(dir.path()).view.value(QStringLiteral("page")).toString();
        };
        QTRY_COMPARE(page(), QStringLiteral("now"));
        application.window().showPage(QStringLiteral("accounts"));
        QTRY_COMPARE(page(), QStringLiteral("accounts"));
        const QByteArray geometry = storedState(dir.path()).geometry;
        application.window().resize(1000, 600);
        QTRY_VERIFY(storedState(dir.path()).geometry != geometry);
        QWidget again;
        QVERIFY(again.restoreGeometry(storedState(dir.path()).geometry));
        QCOMPARE(again.size(), QSize(1000, 600));
    }

    void aLayoutThatCannotBeWrittenIsSaidOnce()
    {
        WindowState state;
        LayoutSaver saver(QStringLiteral("/proc/nowhere"), [&state] { return state; });
        QSignalSpy failed(&saver, &LayoutSaver::failed);
        saver.saveSoon(); // nothing to say about what has not changed
        saver.flush();
        QCOMPARE(failed.size(), 0);
        state.geometry = "there";
        saver.flush();
        QTRY_VERIFY(!failed.isEmpty());
        QCoreApplication::processEvents();
        QCOMPARE(failed.size(), 1);
    }

    void secondWindowReadsAndSaysSo()
    {
        QTemporaryDir dir;
        GuiOptions options;
        options.profileDir = dir.path();
        options.offline = true;
        Application first(options, storedState(options.profileDir));
        first.start();
        QTRY_VERIFY(first.window().findChild<QPushButton *>(QStringLiteral("addAccount")));
        options.page = QStringLiteral("nowhere");
        Application second(options, storedState(options.profileDir));
        second.start();
        const StatusStrip *strip = second.window().statusStrip();
        // That it only reads stands beside what went wrong once; neither takes the other's place.
        QTRY_VERIFY(strip->text() != strip->told()->text());
        QVERIFY(strip->told()->text().contains(options.page));
        QTRY_VERIFY(second.window().findChild<QPushButton *>(QStringLiteral("addAccount")));
    }

    void screenshotIsTakenOnceSettled()
    {
        QTemporaryDir dir;
        GuiOptions options;
        options.profileDir = dir.filePath(QStringLiteral("p"));
        options.offline = true;
        options.screenshot = dir.filePath(QStringLiteral("shot.png"));
        options.size = QSize(900, 600);
        Application application(options, storedState(options.profileDir));
        QSignalSpy finished(&application, &Application::finished);
        application.start();
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(finished.at(0).at(0).toInt(), 0);
        const QImage image(options.screenshot);
        QCOMPARE(image.size(), options.size);

        options.screenshot = QStringLiteral("/proc/nowhere/shot.png");
        Application refused(options, storedState(options.profileDir));
        QSignalSpy failed(&refused, &Application::finished);
        refused.start();
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed.at(0).at(0).toInt(), 1);
    }
};

QTEST_MAIN(TestApp)
#include "tst_app.moc"
