// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/metriccatalog.h"
#include "backend/reports/conversationexport.h"
#include "backend/reports/conversationlist.h"
#include "backend/reports/rowsource.h"
#include "support/csvrows.h"
#include "support/mixedcache.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QTest>

#include <map>
#include <set>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

const TimeMs now = RandomBatches::Start + RandomBatches::Span;

QString isoOf(std::optional<TimeMs> at)
{
    return at ? QDateTime::fromMSecsSinceEpoch(*at, Qt::UTC).toString(Qt::ISODateWithMs)
              : QString();
}

QJsonValue orNull(std::optional<qint64> value)
{
    return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}

} // namespace

class TestConversationExport : public QObject {
    Q_OBJECT

    MixedCache m_cache{11};
    RowSource m_source{m_cache.path()};
    ConversationExport m_all;
    std::vector<Conversation> m_rows;

    QByteArray written(ConversationExport asked)
    {
        QByteArray bytes;
        const auto done = exportConversations(
            m_source, asked,
            [&bytes](const QByteArray &piece) {
                bytes += piece;
                return Result<void>();
            },
            [](std::size_t) {}, {});
        return done ? bytes : QByteArray("failed: ") + done.error().sentence().toUtf8();
    }

private Q_SLOTS:
    void initTestCase()
    {
        ConversationListQuery query;
        query.query.range = {0, now * 2};
        const auto list = conversationList(m_source, query, now);
        QVERIFY(list.ok());
        m_all.list = list->list;
        m_all.rows = list->list->newestFirst();
        auto rows = m_source.conversations({});
        QVERIFY(rows.ok());
        m_rows = std::move(*rows);
        QVERIFY2(m_rows.size() > 50, qPrintable(QString::number(m_rows.size())));
        QCOMPARE(m_all.rows.size(), m_rows.size());
    }

    /// Against each conversation's own rows, asked for one by one.
    void jsonHoldsEveryEvent()
    {
        ConversationExport asked = m_all;
        asked.format = TableFormat::Json;
        asked.asOf = 5;
        const QJsonObject file = QJsonDocument::fromJson(written(asked)).object();
        const QJsonArray rows = file.value(u"rows").toArray();
        QCOMPARE(rows.size(), qsizetype(m_rows.size()));
        QCOMPARE(file.value(u"total").toObject().value(u"conversations").toInt(), rows.size());
        QCOMPARE(file.value(u"asOf").toString(), isoOf(5));
        std::set<QString> keys;
        for (const QJsonValue column : file.value(u"columns").toArray())
            keys.insert(column[u"key"].toString());
        qint64 events = 0;
        std::map<EventValue, int> kinds;
        for (qsizetype i = 0; i < rows.size(); ++i) {
            const RowId id = m_all.list->id(m_all.rows[std::size_t(i)]);
            const auto c = std::find_if(m_rows.begin(), m_rows.end(),
                                        [id](const Conversation &each) { return each.id == id; });
            QVERIFY(c != m_rows.end());
            const QJsonObject row = rows.at(i).toObject();
            QCOMPARE(row.keys().size(), qsizetype(keys.size()));
            QCOMPARE(row.value(u"created").toString(), isoOf(c->created));
            QCOMPARE(row.value(u"closed_utc"), orNull(c->closed));
            QCOMPARE(row.value(u"first_response").toString(), isoOf(c->firstResponse));
            QCOMPARE(row.value(u"gone").toString(), isoOf(c->goneAt));
            QCOMPARE(row.value(u"status").toString(), c->status);
            QCOMPARE(row.value(u"labels"), QJsonValue(QJsonArray::fromStringList(c->labels)));
            QCOMPARE(row.value(u"group_id").toVariant().toString(),
                     m_all.list->cell(m_all.rows[std::size_t(i)]).group ? c->groupRemoteId
                                                                        : QString());
            const auto own = m_source.events(id);
            QVERIFY(own.ok());
            const QJsonArray told = row.value(u"events").toArray();
            QCOMPARE(told.size(), qsizetype(own->size()));
            events += told.size();
            std::multiset<QByteArray> expected, actual;
            for (const ReportingEvent &e : *own) {
                const EventSpec *spec = eventSpec(e.name);
                const EventValue kind = spec ? spec->value : EventValue::Duration;
                const auto valueAs = [&](EventValue wanted) {
                    return orNull(kind == wanted ? std::optional(e.value) : std::nullopt);
                };
                ++kinds[kind];
                const QJsonObject event{
                    {QStringLiteral("name"), e.name},
                    {QStringLiteral("value"), valueAs(EventValue::Duration)},
                    {QStringLiteral("rating"), valueAs(EventValue::Rating)},
                    {QStringLiteral("value_in_business_hours"), orNull(e.valueInBusinessHours)},
                    {QStringLiteral("start"), e.start ? isoOf(e.start) : QJsonValue()},
                    {QStringLiteral("end"), e.end ? isoOf(e.end) : QJsonValue()},
                    {QStringLiteral("created"), isoOf(e.created)},
                    {QStringLiteral("agent_id"),
                     e.agentRemoteId.isEmpty() ? QJsonValue() : QJsonValue(e.agentRemoteId)},
                    {QStringLiteral("origin"),
                     QStringList{QStringLiteral("server"), QStringLiteral("derived"),
                                 QStringLiteral("estimated")}
                         .at(int(e.origin))}};
                expected.insert(QJsonDocument(event).toJson());
            }
            TimeMs before = 0;
            for (const QJsonValue each : told) {
                QJsonObject event = each.toObject();
                const TimeMs created =
                    QDateTime::fromString(event.value(u"created").toString(), Qt::ISODateWithMs)
                        .toMSecsSinceEpoch();
                QVERIFY(created >= before);
                before = created;
                event.remove(QStringLiteral("agent"));
                const QJsonValue agent = event.value(u"agent_id");
                if (!agent.isNull())
                    event.insert(QStringLiteral("agent_id"), agent.toVariant().toString());
                actual.insert(QJsonDocument(event).toJson());
            }
            QCOMPARE(actual.size(), expected.size());
            QVERIFY2(
                actual == expected,
                (actual.empty() ? QByteArray() : *actual.begin() + *expected.begin()).constData());
        }
        QVERIFY2(events > 100, qPrintable(QString::number(events)));
        QCOMPARE(kinds.size(), std::size_t(3)); // lengths, ratings, and what only happened
    }

    void csvAddsThemUp()
    {
        const auto rows = csvRows(written(m_all));
        QVERIFY(rows);
        QCOMPARE(rows->size(), m_rows.size() + 1);
        const QStringList &header = rows->front();
        QCOMPARE(std::set<QString>(header.begin(), header.end()).size(),
                 std::size_t(header.size()));
        const auto at = [&header](const char *key) { return header.indexOf(QLatin1String(key)); };
        QVERIFY(at("created_utc (ms)") > 0);
        QVERIFY(at("first_response_n") > at("subtopic"));
        QHash<QString, qint64> sums;
        QHash<QString, qint64> counts;
        for (const Conversation &c : m_rows) {
            const auto events = m_source.events(c.id);
            QVERIFY(events.ok());
            for (const ReportingEvent &e : *events) {
                ++counts[e.name];
                sums[e.name] += e.value;
            }
        }
        QVERIFY(counts.size() > 3);
        for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
            const qsizetype n = header.indexOf(it.key() + QStringLiteral("_n"));
            const qsizetype sum = header.indexOf(it.key() + QStringLiteral("_sum (ms)"));
            QVERIFY2(n > 0, qPrintable(it.key()));
            qint64 number = 0;
            qint64 value = 0;
            for (std::size_t row = 1; row < rows->size(); ++row) {
                number += (*rows)[row][n].toLongLong();
                value += sum < 0 ? 0 : (*rows)[row][sum].toLongLong();
                QVERIFY((*rows)[row][n] != QStringLiteral("0")); // not known to be none
            }
            QCOMPARE(number, *it);
            if (sum >= 0)
                QCOMPARE(value, sums[it.key()]);
        }
    }

    /// Who has it, since when and what happened are of one moment, however old the list is.
    void aConversationPassedOnSinceIsNotHalfOfBefore()
    {
        MixedCache cache(29);
        RowSource source(cache.path());
        ConversationListQuery query;
        query.query.range = {0, now * 2};
        const auto before = conversationList(source, query, now);
        QVERIFY(before.ok());
        ConversationExport asked;
        asked.list = before->list;
        asked.rows = before->list->newestFirst();
        asked.format = TableFormat::Json;
        for (int page = 0; page < 40; ++page)
            cache.next();
        QByteArray bytes;
        const auto done = exportConversations(
            source, asked,
            [&bytes](const QByteArray &piece) {
                bytes += piece;
                return Result<void>();
            },
            [](std::size_t) {}, {});
        QVERIFY(done.ok());
        const auto after = conversationList(source, query, now);
        QVERIFY(after.ok());
        QHash<RowId, std::size_t> rowOf;
        for (std::size_t row = 0; row < after->list->size(); ++row)
            rowOf.insert(after->list->id(row), row);
        const QJsonArray rows = QJsonDocument::fromJson(bytes).object().value(u"rows").toArray();
        QCOMPARE(rows.size(), qsizetype(asked.rows.size())); // none has gone
        int passedOn = 0;
        for (qsizetype i = 0; i < rows.size(); ++i) {
            const quint32 was = asked.rows[std::size_t(i)];
            const std::size_t is = rowOf.value(before->list->id(was));
            const ConversationCell &cell = after->list->cell(is);
            const QJsonObject row = rows.at(i).toObject();
            QCOMPARE(row.value(u"status").toString(), after->list->status(is));
            QCOMPARE(row.value(u"agent").toString(), cell.agentName);
            QCOMPARE(row.value(u"group").toString(), cell.groupName);
            QCOMPARE(row.value(u"skill").toString(), cell.skillName);
            QCOMPARE(row.value(u"inbox").toString(), cell.inboxName);
            passedOn += cell.agent != before->list->cell(was).agent;
        }
        QVERIFY2(passedOn > 0, qPrintable(QString::number(passedOn)));
    }

    void aStopOrAFullDiskEndsIt()
    {
        std::stop_source stop;
        int pieces = 0;
        const ExportSink count = [&pieces](const QByteArray &) {
            ++pieces;
            return Result<void>();
        };
        stop.request_stop();
        auto done = exportConversations(
            m_source, m_all, count, [](std::size_t) {}, stop.get_token());
        QVERIFY(!done && done.error().kind() == Error::Kind::Cancelled);
        QCOMPARE(pieces, 0);
        done = exportConversations(
            m_source, m_all,
            [](const QByteArray &) {
                return Result<void>(Error(Error::Kind::Storage, QStringLiteral("full")));
            },
            [](std::size_t) {}, {});
        QVERIFY(!done && done.error().kind() == Error::Kind::Storage);
    }

    void nothingMakesAFileToo()
    {
        ConversationExport asked = m_all;
        asked.rows.clear();
        asked.list = std::make_shared<ConversationList>();
        const auto rows = csvRows(written(asked));
        QVERIFY(rows);
        QCOMPARE(rows->size(), std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(TestConversationExport)
#include "tst_conversationexport.moc"
