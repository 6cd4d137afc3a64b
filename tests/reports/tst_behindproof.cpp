// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/store.h"
#include "support/deskcache.h"
#include "support/fakeclock.h"
#include "support/runtask.h"
#include "support/sqlbehind.h"
#include "support/vendordesks.h"

#include <QTemporaryDir>
#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

unsigned rounds()
{
    return std::max(1U, unsigned(qEnvironmentVariableIntValue("WATCHFLOOR_PROOF_ROUNDS")));
}

/// One cache and what may be asked about it: each figure of each report is opened and compared
/// with plain SQL, conversation by conversation.
class Opener {
public:
    Opener(ReportService &service, SqlDesk &desk, TimeMs now)
        : m_service(service)
        , m_desk(desk)
        , m_sql(desk, now)
    {
    }

    int opened = 0;
    int full = 0;     ///< with conversations
    int segments = 0; ///< of bars split by status, with conversations
    int several = 0;  ///< with one that counts more than once
    QString problem;  ///< the first

    void open(const ReportQuestion &question)
    {
        m_q = question;
        m_request = requestOf(question, m_desk);
        switch (question.kind) {
        case ReportQuestion::Breakdown:
            return breakdown();
        case ReportQuestion::Volume:
            return volume();
        case ReportQuestion::Trend:
            return trend();
        case ReportQuestion::Heat:
            return heat();
        case ReportQuestion::Distribution:
            return distribution();
        }
    }

private:
    template<typename T>
    T told(const QFuture<Result<T>> &future)
    {
        const Result<T> answer = runFuture(future);
        if (!answer)
            qFatal("%s", qPrintable(answer.error().sentence()));
        return *answer;
    }

    void fail(const QString &what)
    {
        if (problem.isEmpty())
            problem = what + QStringLiteral(": ") + m_q.text();
    }

    /// What its rows come to is what the figure says; and they are the very conversations.
    void check(const BehindQuery &query, const ReportQuestion &narrow,
               std::optional<qint64> expected)
    {
        FigureRequest request = m_request;
        request.range = narrow.range;
        const BehindReport report = told(m_service.behind(request, query));
        ++opened;
        qint64 times = report.strays;
        SqlBehind::Said said;
        for (const BehindRow &row : report.rows) {
            times += row.times;
            full += 1;
            several += row.times > 1;
            said.rows[row.conversation] = {row.times, row.reached};
        }
        said.strays = report.strays;
        said.untold = report.untold;
        if (times != report.times || said.rows.size() != report.rows.size())
            fail(QStringLiteral("the rows come to %1, not %2").arg(times).arg(report.times));
        if (expected && report.why == WhyNoRows::Rows && *expected != report.times)
            fail(QStringLiteral("%1 stands there, %2 are behind it")
                     .arg(*expected)
                     .arg(report.times));
        SqlBehind::Said sql =
            m_sql.behind(narrow, query.weekHour, query.valueFrom, query.valueTo, query.statuses);
        if (report.why != WhyNoRows::Rows)
            sql = {};
        if (sql != said)
            fail(QStringLiteral("%1 conversations (%2, %3), plain SQL: %4 (%5, %6)")
                     .arg(said.rows.size())
                     .arg(said.strays)
                     .arg(said.untold)
                     .arg(sql.rows.size())
                     .arg(sql.strays)
                     .arg(sql.untold));
    }

    /// What a figure's conversations must come to. None: it says nothing.
    static std::optional<qint64> countOf(const MetricSpec &metric, const ReportFigure &figure)
    {
        if (!figure.value)
            return std::nullopt;
        const bool count = metric.unit == MetricUnit::Count &&
                           (metric.reducer == Reducer::Sum || metric.reducer == Reducer::Distinct);
        return count ? std::optional<qint64>(std::llround(*figure.value)) : figure.n;
    }

    ReportQuestion ofRow(Dimension dimension, const BreakdownRow &row)
    {
        ReportQuestion narrow = m_q;
        const QString word = row.key == kNoKey                 ? QString()
                             : dimension == Dimension::Channel ? row.name
                             : dimension == Dimension::Account
                                 ? row.accountName
                                 : row.accountName + u'/' + row.remoteId;
        narrow.filter[dimension] = {word};
        if (dimension == Dimension::Group)
            narrow.subGroups = false;
        return narrow;
    }

    void breakdown()
    {
        MetricList metrics;
        for (const QString &key : m_q.metrics)
            metrics.push_back(metricSpec(key));
        const BreakdownReport report = told(m_service.breakdown(m_request, m_q.groupBy, metrics));
        for (std::size_t i = 0; i < metrics.size(); ++i) {
            ReportQuestion one = m_q;
            one.metrics = {m_q.metrics[static_cast<int>(i)]};
            BehindQuery query;
            query.metric = metrics[i];
            check(query, one, countOf(*metrics[i], report.total[i]));
            if (!metrics[i]->existsFor(report.groupBy))
                continue;
            query.dimension = m_q.groupBy;
            for (const BreakdownRow &row : report.rows) {
                query.keys = {row.key};
                query.withSubGroups = false;
                ReportQuestion narrow = ofRow(m_q.groupBy, row);
                narrow.metrics = one.metrics;
                check(query, narrow, countOf(*metrics[i], row.figures[i]));
                if (row.withSubGroups.empty())
                    continue;
                query.withSubGroups = true;
                narrow.subGroups = true;
                if (!m_q.filter.count(Dimension::Group)) // else only what passes both
                    check(query, narrow, countOf(*metrics[i], row.withSubGroups[i]));
            }
        }
    }

    void volume()
    {
        const VolumeReport report = told(m_service.volume(m_request, VolumeSplit::Status));
        BehindQuery query; // conversations
        query.dimension = Dimension::Agent;
        const auto bar = [&](const ReportQuestion &narrow, std::optional<qint64> all,
                             const std::vector<qint64> &parts) {
            query.statuses.clear();
            check(query, narrow, all);
            for (std::size_t i = 0; i < parts.size(); ++i) {
                query.statuses = report.parts.mid(static_cast<int>(i), 1);
                check(query, narrow, parts[i]);
                segments += parts[i] > 0;
            }
            if (parts.size() < 3)
                return;
            query.statuses = report.parts.mid(0, 2); // several share a colour
            check(query, narrow, parts[0] + parts[1]);
        };
        for (const VolumeRow &row : report.rows) {
            query.keys = {row.key};
            ReportQuestion narrow = m_q;
            narrow.filter[Dimension::Agent] = {row.accountName + u'/' + row.remoteId};
            bar(narrow, row.conversations, row.parts);
        }
        const auto chosen = m_q.filter.find(Dimension::Agent);
        if (chosen == m_q.filter.end() || chosen->second.contains(QString())) {
            query.keys = {kNoKey};
            ReportQuestion narrow = m_q;
            narrow.filter[Dimension::Agent] = {QString()};
            bar(narrow, report.unspecified, report.unspecifiedParts);
        }
    }

    void trend()
    {
        const MetricSpec *metric = metricSpec(m_q.metrics.front());
        const TrendReport report = told(
            m_service.trend(m_request, {metric}, m_q.unit, QTimeZone(m_q.zone), m_q.weekStart));
        BehindQuery query;
        query.metric = metric;
        int points = 0;
        for (const TrendPoint &point : report.points) {
            const auto count = countOf(*metric, point.figures.front());
            if (++points > 12 && count.value_or(0) == 0)
                continue; // empty ones are all alike
            ReportQuestion narrow = m_q;
            narrow.metrics = {m_q.metrics.front()};
            narrow.range = point.range;
            check(query, narrow, count);
        }
    }

    void heat()
    {
        const MetricSpec *metric = metricSpec(m_q.metrics.front());
        const HeatMapReport report =
            told(m_service.heatMap(m_request, metric, QTimeZone(m_q.zone)));
        BehindQuery query;
        query.metric = metric;
        query.zone = QTimeZone(m_q.zone);
        for (int hour = 0; hour < 168; ++hour) {
            const HeatCell &cell = report.cells[static_cast<std::size_t>(hour)];
            if (cell.n == 0 && hour % 17 != 0)
                continue;
            if (report.why == WhyAbsent::NoSuchRows)
                continue; // cannot be told by the hour
            query.weekHour = hour;
            check(query, m_q, conversationAmount(*metric) ? std::nullopt : std::optional(cell.n));
        }
    }
    /// A cell counts the conversations that have any, not what they have.
    static bool conversationAmount(const MetricSpec &metric)
    {
        return qstrcmp(metric.key, "misunderstood_queries") == 0;
    }

    void distribution()
    {
        const MetricSpec *metric = metricSpec(m_q.metrics.front());
        const DistributionReport report = told(m_service.distribution(m_request, metric));
        BehindQuery query;
        query.metric = metric;
        for (std::size_t i = 0; i < report.bins.size(); ++i) {
            const DistributionBin &bin = report.bins[i];
            query.valueFrom = i == 0 ? std::nullopt : std::optional(bin.from);
            query.valueTo = bin.to;
            check(query, m_q, bin.n);
        }
    }

    ReportService &m_service;
    SqlDesk &m_desk;
    SqlBehind m_sql;
    ReportQuestion m_q;
    FigureRequest m_request;
};

} // namespace

class TestBehindProof : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Random caches, random filters, every metric that rests on conversations or events.
    void everyFigureOpensItsConversations()
    {
        int opened = 0, full = 0, several = 0, segments = 0;
        for (unsigned seed = 1; seed <= 14 * rounds(); ++seed) {
            std::mt19937_64 random(seed * 104'729);
            const VendorDesks desks(seed, 9);
            const QTemporaryDir profile;
            const auto store = openStore(profile.path());
            FakeClock clock(desks.now());
            ReportService service(profile.path(), clock);
            std::vector<RowId> accounts;
            const auto commit = [&](const Result<ChangeSet> &change) {
                if (!change.ok())
                    qFatal("%s", qPrintable(change.error().sentence()));
                service.noteChange(*change);
            };
            for (const Account &account : desks.accounts()) {
                accounts.push_back(*store->addAccount(account));
                for (const char *feed : {"agents", "live", "conversations", "active_conversations",
                                         "reporting_events"})
                    commit(store->apply(accounts.back(), {}, doneFeed(feed, desks.usual())));
            }
            const Pages pages = desks.shuffled(random);
            // Sometimes not all has come: events wait for their conversations.
            const std::size_t count = seed % 3 == 0 ? pages.size() * 2 / 3 : pages.size();
            for (std::size_t i = 0; i < count; ++i)
                commit(store->apply(accounts[pages[i].account], pages[i].rows, {}));
            SqlDesk sql(profile.path());
            ReportQuestions questions(sql, random, desks.usual());
            questions.refresh();
            Opener opener(service, sql, desks.now());
            for (int i = 0; i < 16; ++i) {
                opener.open(questions.next());
                QVERIFY2(opener.problem.isEmpty(),
                         qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(opener.problem)));
            }
            opened += opener.opened;
            full += opener.full;
            several += opener.several;
            segments += opener.segments;
        }
        qInfo("%d figures opened, %d conversations, %d of them more than once", opened, full,
              several);
        QVERIFY(opened > 2'000);
        QVERIFY(full > opened / 4);
        QVERIFY(several > 50);
        QVERIFY(segments > 50);
    }
};

QTEST_GUILESS_MAIN(TestBehindProof)
#include "tst_behindproof.moc"
