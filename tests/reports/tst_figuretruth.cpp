// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/metriccatalog.h"
#include "backend/reports/reportservice.h"

#include "sandbox/simulation.h"
#include "sandbox/truthkeyquery.h"
#include "support/deskcache.h"
#include "support/fakeclock.h"
#include "support/runtask.h"
#include "support/worldcache.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <set>

using namespace watchfloor;
using namespace watchfloor::test;
using sandbox::Truth;
using sandbox::Vendor;

namespace {

const qint64 epoch = at("2026-06-01T00:00:00.000Z");
const qint64 now = at("2026-06-15T09:31:07.250Z");
const TimeRange week{at("2026-06-04T00:00:00.000Z"), at("2026-06-11T00:00:00.000Z")};

QString iso(qint64 instant)
{
    return QDateTime::fromMSecsSinceEpoch(instant, Qt::UTC).toString(Qt::ISODateWithMs);
}

/// One vendor's centre, its truth and the cache filled from it, beside an account of equal ids.
struct Centre {
    explicit Centre(Vendor vendor)
        : simulation({vendor, 17, epoch, 12, 60, 14, false})
        , clock(now)
    {
        simulation.advanceTo(now);
        const auto store = openStore(profile.path());
        fillCache(*store, simulation.world(), {QStringLiteral("x"), QStringLiteral("http://x")},
                  QStringLiteral("Other"));
        id = fillCache(*store, simulation.world(), account, QStringLiteral("Acme"));
        service = std::make_unique<ReportService>(profile.path(), clock);
    }
    FigureRequest request() const
    {
        FigureRequest request;
        request.filter.accounts = {id};
        request.range = week;
        return request;
    }
    Truth truth() const { return Truth(simulation.world(), account); }

    sandbox::Simulation simulation;
    sandbox::TruthAccount account{QStringLiteral("1"), QStringLiteral("http://127.0.0.1:8/desk")};
    QTemporaryDir profile;
    FakeClock clock;
    RowId id = 0;
    std::unique_ptr<ReportService> service;
};

} // namespace

class TestFigureTruth : public QObject {
    Q_OBJECT

private:
    static void vendors()
    {
        QTest::addColumn<int>("vendor");
        QTest::newRow("chatwoot") << int(Vendor::Chatwoot);
        QTest::newRow("rocketchat") << int(Vendor::RocketChat);
        QTest::newRow("liveperson") << int(Vendor::LivePerson);
        QTest::newRow("chatdash") << int(Vendor::ChatDash);
    }

private Q_SLOTS:
    void conversationsByAgent_data() { vendors(); }
    void conversationsByAgent()
    {
        QFETCH(int, vendor);
        const Centre centre(static_cast<Vendor>(vendor));
        const QJsonObject truth =
            QJsonDocument::fromJson(
                centre.truth()
                    .conversationsByAgent({{QStringLiteral("start"), iso(week.from)},
                                           {QStringLiteral("end"), iso(week.to)}})
                    .json)
                .object();
        const auto report = runFuture(centre.service->volume(centre.request()));
        QVERIFY(report.ok());
        QCOMPARE(report->total, std::optional(truth[u"total"].toInteger()));
        QCOMPARE(report->unspecified, std::optional(truth[u"unspecified"].toInteger()));
        std::multiset<std::pair<QString, qint64>> engine, told;
        for (const VolumeRow &row : report->rows) {
            if (row.conversations > 0)
                engine.emplace(row.name, row.conversations);
        }
        for (const QJsonValue &bar : truth[u"data"].toArray())
            told.emplace(bar[u"label"].toString(), bar[u"value"].toInteger());
        QVERIFY(!told.empty());
        QVERIFY(engine == told);
    }

    void openAndUnattendedByAgent_data() { vendors(); }
    void openAndUnattendedByAgent()
    {
        QFETCH(int, vendor);
        const Centre centre(static_cast<Vendor>(vendor));
        const auto report = runFuture(centre.service->breakdown(
            centre.request(), Dimension::Agent,
            {metricSpec("open_conversations"), metricSpec("unattended_conversations")}));
        QVERIFY(report.ok());
        std::map<QString, const BreakdownRow *> rows;
        for (const BreakdownRow &row : report->rows)
            rows[row.remoteId] = &row;
        const auto truth =
            QJsonDocument::fromJson(centre.truth().agentConversationMetrics({}).json).array();
        QVERIFY(!truth.isEmpty());
        double open = 0;
        for (const QJsonValue &agent : truth) {
            const BreakdownRow *row = rows[agent[u"id"].toVariant().toString()];
            QVERIFY(row);
            const QJsonObject metric = agent[u"metric"].toObject();
            QCOMPARE(row->figures[0].value.value_or(-1), metric[u"open"].toDouble());
            open += metric[u"open"].toDouble();
            if (metric.contains(u"unattended"))
                QCOMPARE(row->figures[1].value.value_or(-1), metric[u"unattended"].toDouble());
            else
                QVERIFY(row->figures[1].why == WhyAbsent::NotTold);
        }
        QVERIFY(open > 0);
    }

    void keyMetricsOfTheWholeAccount_data() { vendors(); }
    void keyMetricsOfTheWholeAccount()
    {
        QFETCH(int, vendor);
        const Centre centre(static_cast<Vendor>(vendor));
        QJsonArray byTime, current;
        MetricList metrics;
        for (const auto &name : sandbox::keyMetricNames()) {
            metrics.push_back(metricSpec(QLatin1String(name.asked)));
            QVERIFY(metrics.back());
            (metrics.back()->metricClass == MetricClass::TimeBound ? byTime : current)
                .append(QLatin1String(name.asked));
        }
        // The vendor's window ends with the minute that is named.
        const QJsonObject body{{QStringLiteral("filters"),
                                QJsonObject{{QStringLiteral("time"),
                                             QJsonObject{{QStringLiteral("from"), week.from},
                                                         {QStringLiteral("to"), week.to - 1}}}}},
                               {QStringLiteral("metricsToRetrieveByTime"), byTime},
                               {QStringLiteral("metricsToRetrieveCurrentValue"), current}};
        const auto truth =
            centre.truth().keyMetrics({}, QJsonDocument(body).toJson(QJsonDocument::Compact));
        const QJsonObject all =
            QJsonDocument::fromJson(truth.json).object().value(u"all").toObject();
        QVERIFY2(all.size() > 4, truth.json);
        const auto report =
            runFuture(centre.service->breakdown(centre.request(), Dimension::Account, metrics));
        QVERIFY(report.ok());
        int compared = 0;
        for (std::size_t i = 0; i < metrics.size(); ++i) {
            const auto &name = sandbox::keyMetricNames()[i];
            const ReportFigure &figure = report->total[i];
            const QJsonValue told = all.value(QLatin1String(name.answered));
            const QByteArray what = QByteArray(name.asked) + ": " +
                                    QByteArray::number(figure.value.value_or(-1), 'g', 12) +
                                    " not " + QByteArray::number(told.toDouble(), 'g', 12);
            if (told.isUndefined()) // the operation keeps to LivePerson's words, we may know more
                continue;
            QVERIFY2(figure.value, what.constData());
            QVERIFY2(std::abs(*figure.value - told.toDouble()) < 0.00051, what.constData());
            compared += 1;
        }
        QVERIFY(compared > 4);
    }
};

QTEST_GUILESS_MAIN(TestFigureTruth)
#include "tst_figuretruth.moc"
