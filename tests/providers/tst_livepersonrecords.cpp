// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/liveperson/livepersonconversations.h"
#include "backend/sync/providers/liveperson/livepersonmapping.h"
#include "backend/sync/providers/liveperson/livepersonstates.h"
#include "backend/sync/providers/liveperson/livepersonvalues.h"
#include "sandbox/serverfaults.h"
#include "support/batchdump.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace watchfloor;
using namespace watchfloor::liveperson;
using namespace watchfloor::test;

namespace {

const QString fixtures = QStringLiteral(TEST_DATA_DIR "/providers/liveperson/");

HttpResponse answer(const QByteArray &body, int status = 200)
{
    HttpResponse response;
    response.status = status;
    response.body = body;
    return response;
}

QByteArray fixture(const QString &name)
{
    QFile file(fixtures + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// One reader over one value, for the rules of single values.
Values valuesOf(const char *json)
{
    return Values(QJsonDocument::fromJson(json).object(), QStringLiteral("$"));
}

} // namespace

class TestLivePersonRecords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void golden_data()
    {
        QTest::addColumn<QString>("name");
        QDir dir(fixtures);
        for (const QString &file : dir.entryList(
                 {QStringLiteral("history-*.in.json"), QStringLiteral("states*.in.json")})) {
            const QString name = file.chopped(8);
            QTest::newRow(qPrintable(name)) << name;
        }
    }
    void golden()
    {
        QFETCH(QString, name);
        const HttpResponse response = answer(fixture(name + QStringLiteral(".in.json")));
        QJsonObject actual;
        if (name.startsWith(QLatin1String("states"))) {
            const auto batch = parseStateChanges(response);
            QVERIFY(batch.ok());
            actual = batchToJson(*batch);
        } else {
            HistoryOptions options;
            options.contactNames = name == QLatin1String("history-contacts");
            const auto page = parseHistoryPage(response, options);
            QVERIFY2(page.ok(), page ? "" : qPrintable(page.error().sentence()));
            actual = batchToJson(page->batch);
            actual.insert(QStringLiteral("total"), page->batch.wireTotal);
            actual.insert(QStringLiteral("partial"), QJsonArray::fromStringList(page->partial));
            actual.insert(QStringLiteral("partialResult"), page->partialResult);
        }
        const QByteArray difference =
            differenceToGolden(fixtures + name + QStringLiteral(".out.json"), actual);
        QVERIFY2(difference.isEmpty(), difference.constData());
    }

    void nothingPersonalIsKept_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"history-closed", "history-open", "states"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void nothingPersonalIsKept()
    {
        QFETCH(QString, name);
        const QByteArray body = fixture(name + QStringLiteral(".in.json"));
        QVERIFY(body.contains("CANARY"));
        const HttpResponse response = answer(body);
        const QJsonObject kept = name == QLatin1String("states")
                                     ? batchToJson(*parseStateChanges(response))
                                     : batchToJson(parseHistoryPage(response, {})->batch);
        QVERIFY(!QJsonDocument(kept).toJson().contains("CANARY"));
        QVERIFY(!QJsonDocument(kept).toJson().contains("f92c9890")); // the consumer's own id
    }

    void noContentIsSuccess()
    {
        const auto page = parseHistoryPage(answer({}, 204), {});
        QVERIFY(page.ok());
        QCOMPARE(page->batch.wireTotal, 0);
        QVERIFY(page->batch.conversations.empty());
        QVERIFY(parseStateChanges(answer({}, 204)).ok());
    }

    void wrongAnswers_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("kind");
        const QString notJson = QStringLiteral("not_json");
        const QString shape = QStringLiteral("wrong_shape");
        QTest::newRow("empty") << QByteArray() << notJson;
        QTest::newRow("html") << QByteArray("<html>sign in</html>") << notJson;
        QTest::newRow("cut off") << fixture(QStringLiteral("history-closed.in.json")).left(3000)
                                 << notJson;
        QTest::newRow("list") << QByteArray("[]") << shape;
        QTest::newRow("records are a number")
            << QByteArray(R"({"conversationHistoryRecords":5,"stateChanges":5})") << shape;
    }
    void wrongAnswers()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, kind);
        const auto page = parseHistoryPage(answer(body), {});
        QVERIFY(!page.ok());
        QCOMPARE(page.error().kindName(), kind);
        const auto states = parseStateChanges(answer(body));
        if (kind == QLatin1String("not_json") || body.contains("stateChanges")) {
            QVERIFY(!states.ok());
            QCOMPARE(states.error().kindName(), kind);
        }
    }

    void manyFaultyRowsAreCounted()
    {
        QJsonArray records;
        for (int i = 0; i < 30; ++i)
            records.append(QJsonObject());
        const QJsonObject root{{QStringLiteral("conversationHistoryRecords"), records}};
        const auto page = parseHistoryPage(answer(QJsonDocument(root).toJson()), {});
        QVERIFY(page.ok());
        QCOMPARE(page->batch.problems.size(), size_t(20));
        QCOMPARE(page->batch.moreLeftOut, 10);
        QCOMPARE(page->batch.wireRows, 30);
    }

    /// One value anywhere of another type is either told or of no consequence.
    void garbledAnywhere_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"history-closed", "states"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void garbledAnywhere()
    {
        QFETCH(QString, name);
        const auto kept = [&](const QByteArray &body) -> std::optional<SyncBatch> {
            if (name == QLatin1String("states")) {
                const auto batch = parseStateChanges(answer(body));
                return batch ? std::optional(*batch) : std::nullopt;
            }
            const auto page = parseHistoryPage(answer(body), {});
            return page ? std::optional(page->batch) : std::nullopt;
        };
        const QByteArray body = fixture(name + QStringLiteral(".in.json"));
        const auto whole = kept(body);
        const auto rows = [](const SyncBatch &batch) {
            QJsonObject json = batchToJson(batch);
            json.remove(QStringLiteral("problems")); // one row of "states" is faulty anyway
            return json;
        };
        const QJsonObject expected = rows(*whole);
        int told = 0;
        for (quint64 scalar = 0; scalar < 600; ++scalar) {
            for (const quint64 kind : {quint64(0), quint64(1) << 32}) {
                const QByteArray garbled = sandbox::withWrongType(body, scalar | kind);
                const auto batch = kept(garbled);
                const bool complains = !batch || batch->problems.size() > whole->problems.size();
                told += complains;
                if (complains)
                    continue;
                const auto at = std::mismatch(body.begin(), body.end(), garbled.begin()).first;
                const QByteArray place = garbled.mid(at - body.begin() - 80, 120);
                QVERIFY2(rows(*batch) == expected, place.constData());
            }
        }
        QVERIFY2(told > 50, qPrintable(QString::number(told)));
    }

    void looseValues()
    {
        Values values = valuesOf(R"({"a":3680508910,"b":"3680508910","c":-1,"d":"-1","e":"NA",
            "f":"null","g":"undefined","h":"","i":null,"j":3986.0,"k":"TRUE","l":0,"m":"0.5",
            "n":9007199254740991,"o":"9223372036854775807"})");
        QCOMPARE(values.id("a"), QStringLiteral("3680508910"));
        QCOMPARE(values.id("b"), QStringLiteral("3680508910"));
        for (const char *none : {"c", "d", "e", "f", "g", "h", "i", "missing"})
            QVERIFY2(values.id(none).isEmpty(), none);
        for (const char *none : {"e", "f", "g", "h", "i", "missing"}) {
            QVERIFY(!values.whole(none) && !values.number(none) && !values.flag(none));
            QVERIFY(!values.time(none, none) && values.rows(none).isEmpty());
        }
        QCOMPARE(values.numericId("a"), QStringLiteral("3680508910"));
        QCOMPARE(values.numericId("b"), QStringLiteral("3680508910"));
        QVERIFY(values.numericId("c").isEmpty() && values.numericId("e").isEmpty());
        QCOMPARE(values.whole("j"), std::optional<qint64>(3986));
        QCOMPARE(values.flag("k"), std::optional(true));
        QCOMPARE(values.flag("l"), std::optional(false));
        QCOMPARE(values.number("m"), std::optional(0.5));
        QCOMPARE(values.id("n"), QStringLiteral("9007199254740991"));
        QCOMPARE(values.id("o"), QStringLiteral("9223372036854775807"));
        QVERIFY(!values.time("c", "missing")); // -1
        QVERIFY(values.ok());
    }
    void longTimesComeFirst()
    {
        Values values = valuesOf(R"({"aL":1472481024565,"a":"2001-01-01 00:00:00.000+0000",
            "b":"2016-08-29 14:30:24.565+0000","c":"2016-08-29 16:30:24.565+0200",
            "dL":"1472481024565","d":"undefined"})");
        const std::optional<TimeMs> expected = 1'472'481'024'565;
        QCOMPARE(values.time("aL", "a"), expected);
        QCOMPARE(values.time("bL", "b"), expected);
        QCOMPARE(values.time("cL", "c"), expected);
        QCOMPARE(values.time("dL", "d"), expected);
        QVERIFY(values.ok());
    }
    void faultsNameTheirPlace_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("word") << QByteArray(R"({"x":{"y":1}})");
        QTest::newRow("text") << QByteArray(R"({"x":7})");
        QTest::newRow("id of a skill") << QByteArray(R"({"x":"wrong"})");
        QTest::newRow("fraction") << QByteArray(R"({"x":1.5})");
        QTest::newRow("time") << QByteArray(R"({"x":"soon"})");
        QTest::newRow("flag") << QByteArray(R"({"x":"perhaps"})");
        QTest::newRow("huge") << QByteArray(R"({"x":1e300})");
    }
    void faultsNameTheirPlace()
    {
        QFETCH(QByteArray, json);
        Values values = valuesOf(json.constData());
        const QLatin1String tag(QTest::currentDataTag());
        if (tag == QLatin1String("flag"))
            values.flag("x");
        else if (tag == QLatin1String("text"))
            values.text("x");
        else if (tag == QLatin1String("id of a skill"))
            values.numericId("x");
        else
            values.requiredTime("x", "none");
        QVERIFY(!values.ok());
        QVERIFY2(values.error().detail().startsWith(QLatin1String("$.x: ")),
                 qPrintable(values.error().detail()));
    }

    void words_data()
    {
        QTest::addColumn<QString>("ours");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const QString &ours, const char *expected) {
            QTest::newRow(name) << ours << QString::fromLatin1(expected);
        };
        const auto text = [](const char *word) { return QString::fromLatin1(word); };
        row("online", availabilityFromWire(text("ONLINE")), "online");
        row("back soon", availabilityFromWire(text("Back_Soon")), "back_soon");
        row("occupied", availabilityFromWire(text("OCCUPIED")), "back_soon");
        row("unknown availability", availabilityFromWire(text("NAPPING")), "NAPPING");
        row("no availability", availabilityFromWire(text("NA")), "");
        row("sub type 3", availabilityFromSubType(text("3")), "back_soon");
        row("unknown sub type", availabilityFromSubType(text("9")), "9");
        row("open", statusFromWire(text("OPEN"), text("ACTIVE")), "open");
        row("open, no queue state", statusFromWire(text("OPEN"), {}), "open");
        row("queued", statusFromWire(text("open"), text("in_queue")), "queued");
        row("closed in queue", statusFromWire(text("CLOSE"), text("IN_QUEUE")), "closed");
        row("unknown status", statusFromWire(text("FROZEN"), text("IN_QUEUE")), "FROZEN");
        row("agent closed", closedByFromWire(text("Agent")), "agent");
        row("consumer closed", closedByFromWire(text("CONSUMER")), "consumer");
        row("system closed", closedByFromWire(text("SYSTEM")), "system");
        row("time-out", closedByFromWire(text("TIMEOUT")), "system");
        row("no closer", closedByFromWire({}), "system");
        row("web tag", channelFromWire(text("SHARK")), "web");
        row("unknown channel", channelFromWire(text("Carrier Pigeon")), "Carrier Pigeon");
        row("skill transfer", transferFromWire(text("skill")).event, "transferred");
        row("back to queue", transferFromWire(text("Back2Q")).event, "back_to_queue");
        row("unknown reason", transferFromWire(text("Teleport")).event, "Teleport");
    }
    void words()
    {
        QFETCH(QString, ours);
        QFETCH(QString, expected);
        QCOMPARE(ours, expected);
    }
    void userTypes()
    {
        QVERIFY(userTypeFromWire(QStringLiteral("0")) == AgentKind::System);
        QVERIFY(userTypeFromWire(QStringLiteral("1")) == AgentKind::Human);
        QVERIFY(userTypeFromWire(QStringLiteral("BOT")) == AgentKind::Bot);
        QVERIFY(!userTypeFromWire(QStringLiteral("3")));
        QVERIFY(!userTypeFromWire({}));
        QVERIFY(transferFromWire(QStringLiteral("SKILL")).queues);
        QVERIFY(!transferFromWire(QStringLiteral("Agent")).queues);
        QVERIFY(isAssignedPermission(QStringLiteral("ASSIGNED_AGENT")));
        QVERIFY(isAssignedPermission(QStringLiteral("assigned")));
        QVERIFY(!isAssignedPermission(QStringLiteral("READER")));
    }
};

QTEST_GUILESS_MAIN(TestLivePersonRecords)
#include "tst_livepersonrecords.moc"
