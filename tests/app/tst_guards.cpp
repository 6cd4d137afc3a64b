// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/awaittask.h"
#include "app/viewfiles.h"
#include "app/windowstate.h"
#include "backend/async/guithread.h"
#include "backend/async/wholefile.h"
#include "backend/net/httpclient.h"
#include "backend/net/jsonreader.h"
#include "backend/store/database.h"
#include "backend/sync/providers/shared/ask.h"

#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <functional>
#include <optional>
#include <sys/wait.h>
#include <unistd.h>

using namespace watchfloor;

namespace {

/// Makes the thread the window's.
using Window = std::function<void()>;
using Work = std::function<void(const QString &dir, const Window &opens)>;

/// How a process that does `work` beside a window ends: its words on stderr, and the signal.
struct End {
    int signal = 0;
    QByteArray words;
};

End endOf(const Work &work, const QString &dir)
{
    int pipe[2] = {};
    if (::pipe(pipe) != 0)
        qFatal("no pipe");
    const pid_t child = ::fork();
    if (child == 0) {
        ::dup2(pipe[1], STDERR_FILENO);
        ::signal(SIGABRT, SIG_DFL);
        qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &words) {
            const QByteArray line = words.toUtf8() + '\n';
            [[maybe_unused]] const auto put =
                ::write(STDERR_FILENO, line.constData(), static_cast<std::size_t>(line.size()));
        });
        std::optional<GuiThread> window;
        work(dir, [&window] { window.emplace(); });
        ::_exit(0);
    }
    ::close(pipe[1]);
    End end;
    char part[512];
    for (ssize_t got = 0; (got = ::read(pipe[0], part, sizeof part)) > 0;)
        end.words.append(part, got);
    ::close(pipe[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    end.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    return end;
}

/// Does not take Cancelled for an answer, at first.
QCoro::Task<> askAgainAndAgain(HttpClient *client, HttpRequest request, int times)
{
    for (int i = 0; i < times; ++i) {
        auto sent = client->send(request, std::stop_token());
        (void)co_await sent;
    }
}

/// The end of a client whose request nobody answers, asked `times` over when told Cancelled.
void endOfAClient(const Window &opens, int times)
{
    QTcpServer silent;
    if (!silent.listen(QHostAddress::LocalHost))
        return;
    HttpClient client;
    const HttpRequest request(
        QStringLiteral("a page"),
        QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(silent.serverPort())));
    const auto asking = askAgainAndAgain(&client, request, times);
    opens();
}

} // namespace

Q_DECLARE_METATYPE(Work)

/// Whatever may hold up the window ends a test build that does it there, so that no test passes
/// over it; elsewhere it is free.
class TestGuards : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void endsTheProgram_data()
    {
        QTest::addColumn<Work>("work");
        QTest::addColumn<QByteArray>("words");
        const auto row = [](const char *words, const Work &work) {
            QTest::newRow(words) << work << QByteArray(words);
        };
        row("opening the cache", [](const QString &dir, const Window &opens) {
            opens();
            (void)Database::open(dir + QStringLiteral("/cache.db"), Database::Mode::ReadWrite);
        });
        row("SQL", [](const QString &dir, const Window &opens) {
            const auto cache =
                Database::open(dir + QStringLiteral("/cache.db"), Database::Mode::ReadWrite);
            opens();
            (*cache)->scalar(QStringLiteral("SELECT 1"));
        });
        row("parsing JSON", [](const QString &, const Window &opens) {
            opens();
            (void)parseJson('[' + QByteArray(40'000, ' ') + ']');
        });
        row("parsing an answer", [](const QString &, const Window &opens) {
            const ParseFn<int> parse = [](const HttpResponse &r) { return Result<int>(r.status); };
            opens(); // of whatever length
            (void)parsedHere<int>(parse, HttpResponse());
        });
        row("waiting for a task", [](const QString &, const Window &opens) {
            auto asked = []() -> QCoro::Task<int> { co_return 1; };
            opens();
            (void)cli::awaitTask(asked());
        });
        row("waiting for a job", [](const QString &, const Window &opens) {
            opens();
            (void)cli::awaitFuture(QtFuture::makeReadyFuture(1));
        });
        row("waiting for the network",
            [](const QString &, const Window &opens) { endOfAClient(opens, 100); });
        row("writing a file", [](const QString &dir, const Window &opens) {
            opens();
            (void)writeWhole(dir + QStringLiteral("/a.csv"), "x");
        });
        row("reading settings", [](const QString &dir, const Window &opens) {
            opens();
            (void)WindowState::load(dir);
        });
        row("writing settings", [](const QString &dir, const Window &opens) {
            opens();
            (void)WindowState().save(dir);
        });
        row("reading saved views", [](const QString &dir, const Window &opens) {
            opens();
            (void)ViewFiles::readFolder(dir);
        });
        row("writing a saved view", [](const QString &dir, const Window &opens) {
            opens();
            (void)ViewFiles::writeFile(dir, SavedView());
        });
        row("deleting a saved view", [](const QString &dir, const Window &opens) {
            opens();
            (void)ViewFiles::removeFile(dir, QStringLiteral("a.json"));
        });
    }
    void endsTheProgram()
    {
        QFETCH(const Work, work);
        QFETCH(const QByteArray, words);
        const QTemporaryDir dir;
        const End end = endOf(work, dir.path());
        QCOMPARE(end.signal, SIGABRT);
        QVERIFY2(end.words.contains(words + " on the window's thread"), end.words.constData());
        // Without a window the same is nobody's business.
        work(dir.path(), [] {});
    }

    void letsTheWindowEndAClientThatTakesCancelled()
    {
        const End end =
            endOf([](const QString &, const Window &opens) { endOfAClient(opens, 1); }, {});
        QVERIFY2(end.signal == 0, end.words.constData());
    }

    void letsTheWindowReadAShortAnswer()
    {
        const End end = endOf(
            [](const QString &, const Window &opens) {
                opens();
                (void)parseJson("{\"message\":\"no\"}");
            },
            {});
        QCOMPARE(end.signal, 0);
    }
};

QTEST_GUILESS_MAIN(TestGuards)
#include "tst_guards.moc"
