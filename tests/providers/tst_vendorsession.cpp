// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/httpclient.h"
#include "backend/net/jsonreader.h"
#include "backend/sync/providers/shared/ask.h"
#include "support/fakeclock.h"
#include "support/loopbackserver.h"
#include "support/runtask.h"

#include <QDateTime>
#include <QLocale>
#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

constexpr TimeMs noon = 1'781'092'800'000; // 2026-06-10T12:00Z

QByteArray httpDate(TimeMs time)
{
    return QLocale::c()
        .toString(QDateTime::fromMSecsSinceEpoch(time, Qt::UTC),
                  QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"))
        .toLatin1();
}

/// "faulty" rows of {"rows": n, "faulty": m}.
Result<SyncBatch> parseRows(const HttpResponse &response)
{
    if (response.status == 204 || response.status == 304) {
        SyncBatch unchanged;
        unchanged.wireTotal = response.status;
        return unchanged;
    }
    const Result<QJsonValue> json = parseJson(response.body);
    if (!json)
        return json.error();
    SyncBatch batch;
    batch.wireRows = (*json)[QLatin1String("rows")].toInt();
    for (int i = 0; i < (*json)[QLatin1String("faulty")].toInt(); ++i)
        batch.problems.push_back(Error(Error::Kind::WrongShape, QStringLiteral("a row")));
    return batch;
}

std::optional<Error> judge(const HttpResponse &response)
{
    return response.status == 304 ? std::nullopt : errorFromStatus(response);
}

} // namespace

/// What every vendor's session does alike (providers/shared).
class TestVendorSession : public QObject {
    Q_OBJECT

    struct Rig {
        explicit Rig(bool paced = false)
            : clock(noon)
            , worker(QStringLiteral("parse"))
        {
            clock.setAutoAdvance(true);
            Account account;
            account.name = QStringLiteral("Any");
            account.baseUrl = server.url();
            ProviderContext context{&http, &worker, &clock};
            context.paceLoopback = paced;
            session = std::make_shared<VendorSession>(QStringLiteral("Any"), account, context);
        }
        Ask question(Ask::BuildFn build = {}) const
        {
            const QUrl url = urlBelow(session->account().baseUrl, QStringLiteral("/rows"));
            const QString what = QStringLiteral("the rows");
            if (!build)
                build = [=] { return HttpRequest(what, url); };
            return Ask(what, build, session->gateKey(), judge);
        }
        Result<SyncBatch> get(const Ask &asked)
        {
            const ParseFn<SyncBatch> parse = parseRows;
            return runTask(ask<SyncBatch>(session, asked, parse, {}));
        }
        int requests() const { return static_cast<int>(server.requests().size()); }

        LoopbackServer server;
        HttpClient http;
        FakeClock clock;
        WorkerThread worker;
        VendorSessionPtr session;
    };

private Q_SLOTS:
    void eachAttemptIsBuiltAnew()
    {
        Rig rig;
        rig.server.enqueue(Reply::json("{}", 503));
        rig.server.enqueue(Reply::json("{\"rows\": 4}").with("Date", httpDate(noon + 60'000)));
        int built = 0;
        const Ask::BuildFn build = [&rig, &built] {
            HttpRequest request(QStringLiteral("the rows"),
                                urlBelow(rig.session->account().baseUrl, QStringLiteral("/rows")),
                                "POST");
            request.setHeader("X-Nonce", QByteArray::number(++built));
            request.setBody("{\"from\": 1}", "application/json");
            return request;
        };
        const auto batch = rig.get(rig.question(build));
        QVERIFY(batch);
        QCOMPARE(batch->wireRows, 4);
        QCOMPARE(rig.requests(), 2);
        for (int i = 0; i < 2; ++i) {
            const SeenRequest &seen = rig.server.requests()[static_cast<size_t>(i)];
            QCOMPARE(seen.header("X-Nonce"), QByteArray::number(i + 1));
            QCOMPARE(seen.body, QByteArray("{\"from\": 1}"));
        }
    }

    void bodilessAnswersAreParsedByTheirStatus_data()
    {
        QTest::addColumn<int>("status");
        QTest::newRow("no content") << 204;
        QTest::newRow("not modified") << 304;
    }
    void bodilessAnswersAreParsedByTheirStatus()
    {
        QFETCH(const int, status);
        Rig rig;
        rig.server.enqueue(Reply(status, "application/json", {}));
        const auto batch = rig.get(rig.question());
        QVERIFY2(batch, batch ? "" : qPrintable(batch.error().sentence()));
        QCOMPARE(batch->wireTotal, status);
        QCOMPARE(rig.requests(), 1);
    }

    /// A refusal tells the server's time; the next attempt may be signed with it. Once.
    void aRefusalIsMendedOnce_data()
    {
        QTest::addColumn<int>("refusals");
        QTest::addColumn<bool>("good");
        QTest::newRow("mended") << 1 << true;
        QTest::newRow("in vain") << 2 << false;
    }
    void aRefusalIsMendedOnce()
    {
        QFETCH(const int, refusals);
        QFETCH(const bool, good);
        Rig rig;
        for (int i = 0; i < refusals; ++i)
            rig.server.enqueue(
                Reply::json("{}", 401).with("Date", httpDate(rig.clock.now() + 300'000)));
        rig.server.enqueue(Reply::json("{\"rows\": 1}"));
        std::vector<DurationMs> skews;
        Ask question = rig.question();
        question.mendBy([&](Error fault, std::stop_token) -> QCoro::Task<bool> {
            skews.push_back(rig.session->clockSkew());
            const bool unauthorized = fault.kind() == Error::Kind::Unauthorized;
            co_return unauthorized;
        });
        const auto batch = rig.get(question);
        QCOMPARE(batch.ok(), good);
        QCOMPARE(skews, std::vector<DurationMs>{300'000});
        QCOMPARE(rig.requests(), 2);
    }

    void garbledAnswersAreAskedForAgain_data()
    {
        QTest::addColumn<QByteArrayList>("answers");
        QTest::addColumn<int>("problems"); // -1: an error
        QTest::addColumn<int>("requests");
        const auto row = [](const char *name, const QByteArrayList &answers, int problems,
                            int requests) {
            QTest::newRow(name) << answers << problems << requests;
        };
        const QByteArray good = "{\"rows\": 5}";
        const QByteArray two = "{\"rows\": 5, \"faulty\": 2}";
        const QByteArray one = "{\"rows\": 5, \"faulty\": 1}";
        row("cut once", {"{\"ro", good}, 0, 2);
        row("cut for ever", {"{\"ro", "{\"ro"}, -1, 2);
        row("faulty once", {two, good}, 0, 2);
        row("the best counts", {two, one, two}, 1, 3);
    }
    void garbledAnswersAreAskedForAgain()
    {
        QFETCH(const QByteArrayList, answers);
        QFETCH(const int, problems);
        QFETCH(const int, requests);
        Rig rig;
        for (const QByteArray &answer : answers)
            rig.server.enqueue(Reply::json(answer));
        const auto batch = rig.get(rig.question());
        QCOMPARE(batch.ok(), problems >= 0);
        QCOMPARE(rig.requests(), requests);
        if (!batch)
            return;
        QCOMPARE(static_cast<int>(batch->problems.size()), problems);
        for (const Error &problem : batch->problems) // says whose row it is
            QVERIFY(problem.sentence().startsWith(QLatin1String("the rows: ")));
    }

    /// A loopback server is unpaced, a vendor's is not; what headers tell counts everywhere.
    void pacing_data()
    {
        QTest::addColumn<bool>("paced");
        QTest::addColumn<bool>("told");
        QTest::addColumn<qint64>("took");
        QTest::newRow("this machine") << false << false << qint64(0);
        QTest::newRow("a vendor") << true << false << qint64(9 * 1'000);
        QTest::newRow("by headers") << false << true << qint64(60'001);
    }
    void pacing()
    {
        QFETCH(const bool, paced);
        QFETCH(const bool, told);
        QFETCH(const qint64, took);
        Rig rig(paced);
        RateLimit limit;
        limit.minSpacingMs = 1'000;
        rig.session->setLimit(rig.session->gateKey(), limit);
        for (int i = 0; i < 10; ++i) {
            Reply reply = Reply::json("{\"rows\": 1}");
            if (told)
                reply.with("X-RateLimit-Limit", "5")
                    .with("X-RateLimit-Remaining", QByteArray::number(i < 5 ? 4 - i : 9 - i))
                    .with("X-RateLimit-Reset",
                          QByteArray::number(noon + (i < 5 ? 60'000 : 120'000)))
                    .with("Date", httpDate(noon + (i < 5 ? 0 : 60'000)));
            rig.server.enqueue(reply);
        }
        for (int i = 0; i < 10; ++i)
            QVERIFY(rig.get(rig.question()));
        QCOMPARE(rig.clock.now() - noon, took);
    }
};

QTEST_GUILESS_MAIN(TestVendorSession)
#include "tst_vendorsession.moc"
