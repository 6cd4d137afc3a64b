// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/metriccatalog.h"
#include "backend/reports/reportservice.h"
#include "backend/reports/rowsource.h"
#include "backend/store/slicereader.h"
#include "store/testcache.h"
#include "support/fakeclock.h"
#include "support/mixedcache.h"
#include "support/plainsql.h"
#include "support/rowoperations.h"
#include "support/runtask.h"

#include <QSignalSpy>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

constexpr TimeMs Day = 86'400'000;
constexpr TimeMs Now = RandomBatches::Start + RandomBatches::Span;

/// Everything of the shown accounts as rows.
struct AllRows {
    explicit AllRows(const QString &profile)
    {
        RowSource source(profile);
        const RowSource::OneCommit commit(source);
        RowNeeds needs;
        needs.memberships = needs.reported = true;
        needs.conversations.emplace();
        needs.waiting = TimeRange{0, Now * 2};
        accounts = *source.rows({}, needs);
        for (AccountRows &rows : accounts)
            rows.events = *source.events(rows.account.id, {0, Now * 2});
        const auto slices = SliceReader::open(profile);
        channels = *(*slices)->channels();
    }

    std::vector<AccountRows> accounts;
    QHash<QString, qint64> channels;
};

/// A report from those rows alone.
template<typename Build>
auto fromRows(const AllRows &rows, const FigureQuery &query, Build build)
{
    std::vector<AccountRows> chosen;
    for (const AccountRows &account : rows.accounts) {
        if (query.filter.passesAccount(account.account.id))
            chosen.push_back(account);
    }
    DimensionKeys keys(chosen, rows.channels);
    BusinessClocks clocks;
    for (const AccountRows &account : chosen)
        clocks.add(account.account, account.groupings);
    RowFacts facts(chosen, keys, {query.now, 15 * 60'000, query.filter.labels, &clocks});
    return build(ReportInput{facts, chosen, keys}, query);
}

MetricList allMetrics()
{
    MetricList all;
    for (const MetricSpec &metric : metricCatalog())
        all.push_back(&metric);
    return all;
}

QString text(const ReportFigure &figure)
{
    const auto number = [](const std::optional<double> &value) {
        return value ? QString::number(*value, 'g', 15) : QStringLiteral("-");
    };
    return QStringLiteral("%1 n %2 mean %3 median %4 p90 %5 [%6, %7] %8 %9%10%11")
        .arg(number(figure.value))
        .arg(figure.n.value_or(-1))
        .arg(number(figure.mean), number(figure.median), number(figure.p90), number(figure.min),
             number(figure.max), QLatin1String(wordOf(figure.origin)))
        .arg(QLatin1String(wordOf(figure.why)), figure.exact ? QString() : QStringLiteral(" ~"),
             figure.partial ? QStringLiteral(" partial") : QString());
}

void append(QStringList &lines, const QString &what, const std::vector<ReportFigure> &figures)
{
    for (std::size_t i = 0; i < figures.size(); ++i)
        lines << QStringLiteral("%1 #%2: %3").arg(what).arg(i).arg(text(figures[i]));
}

QStringList textOf(const BreakdownReport &report)
{
    QStringList lines;
    for (const BreakdownRow &row : report.rows) {
        const QString name =
            QStringLiteral("%1 %2 of %3").arg(row.key).arg(row.name).arg(row.account);
        append(lines, name, row.figures);
        append(lines, name + QStringLiteral(" and below"), row.withSubGroups);
    }
    append(lines, QStringLiteral("total"), report.total);
    return lines;
}

QStringList textOf(const TrendReport &report)
{
    QStringList lines;
    for (const TrendPoint &point : report.points)
        append(lines, QString::number(point.range.from), point.figures);
    append(lines, QStringLiteral("total"), report.total);
    return lines;
}

QStringList textOf(const HeatMapReport &report)
{
    QStringList lines{text(report.total)};
    for (const HeatCell &cell : report.cells)
        lines << QStringLiteral("%1 %2").arg(cell.n).arg(cell.mean.value_or(-1), 0, 'g', 15);
    return lines;
}

QStringList textOf(const DistributionReport &report)
{
    QStringList lines{text(report.total)};
    for (const DistributionBin &bin : report.bins)
        lines << QStringLiteral("%1: %2").arg(bin.from).arg(bin.n);
    return lines;
}

/// Empty when they are the same.
QString difference(const QStringList &got, const QStringList &expected)
{
    for (qsizetype i = 0; i < std::max(got.size(), expected.size()); ++i) {
        const QString mine = got.value(i), theirs = expected.value(i);
        if (mine != theirs)
            return mine + QStringLiteral("\n   instead of ") + theirs;
    }
    return {};
}

FigureRequest randomRequest(RandomBatches &random, const AllRows &rows)
{
    FigureRequest request;
    const TimeMs one = random.time(), other = random.time();
    request.range = {std::min(one, other), std::max(one, other) + 1};
    request.business = random.chance(30);
    ReportFilter &filter = request.filter;
    const auto choose = [&random](std::vector<RowId> &into, RowId id, int percent) {
        if (random.chance(percent))
            into.push_back(id);
    };
    const bool agents = random.chance(25), groups = random.chance(25), skills = random.chance(20);
    for (const AccountRows &account : rows.accounts) {
        choose(filter.accounts, account.account.id, 20);
        for (const Agent &agent : account.agents)
            choose(filter.agents, agent.id, agents ? 50 : 0);
        for (const Grouping &grouping : account.groupings) {
            if (grouping.kind == GroupingKind::Skill)
                choose(filter.skills, grouping.id, skills ? 50 : 0);
            else if (grouping.kind == GroupingKind::Inbox)
                choose(filter.inboxes, grouping.id, skills ? 50 : 0);
            else if (grouping.kind != GroupingKind::Label)
                choose(filter.groups, grouping.id, groups ? 50 : 0);
        }
    }
    choose(filter.agents, kNoKey, agents ? 50 : 0);
    if (random.chance(20))
        filter.actors = {random.below(3)};
    if (random.chance(15))
        filter.channels = {random.chance(50) ? QStringLiteral("web") : QString()};
    if (random.chance(10))
        filter.labels = {random.chance(50) ? QStringLiteral("vip") : QString()};
    return request;
}

FigureQuery queryOf(const FigureRequest &request)
{
    return {request.filter, request.range, Now, request.business};
}

} // namespace

/// Reports from the cache's own columns against the same reports from its rows.
class TestColumnAnswers : public QObject {
    Q_OBJECT

private:
    FakeClock m_clock{Now};
    const MetricList m_all = allMetrics();

    template<typename Report, typename Build>
    QString wrong(const Result<Report> &got, const AllRows &rows, const FigureRequest &request,
                  Build build)
    {
        if (!got)
            return got.error().sentence();
        return difference(textOf(*got), textOf(fromRows(rows, queryOf(request), build)));
    }

    QString wrongAnswer(ReportService &service, RandomBatches &random, const AllRows &rows)
    {
        const FigureRequest request = randomRequest(random, rows);
        const auto by = static_cast<Dimension>(1 + random.below(7));
        QString parted = wrong(runFuture(service.breakdown(request, by, m_all)), rows, request,
                               [&](const ReportInput &input, const FigureQuery &query) {
                                   return buildBreakdown(input, query, by, m_all);
                               });
        if (!parted.isEmpty())
            return QStringLiteral("breakdown %1: %2").arg(int(by)).arg(parted);
        const QTimeZone zone = QTimeZone::utc();
        parted = wrong(runFuture(service.trend(request, m_all, BucketUnit::Week, zone)), rows,
                       request, [&](const ReportInput &input, const FigureQuery &query) {
                           return buildTrend(input, query, m_all, BucketUnit::Week, zone);
                       });
        if (!parted.isEmpty())
            return QStringLiteral("trend: ") + parted;
        const MetricSpec *metric = m_all[std::size_t(random.below(int(m_all.size())))];
        parted = wrong(runFuture(service.heatMap(request, metric, zone)), rows, request,
                       [&](const ReportInput &input, const FigureQuery &query) {
                           return buildHeatMap(input, query, *metric, zone);
                       });
        if (!parted.isEmpty())
            return QStringLiteral("heat map of %1: %2").arg(QLatin1String(metric->key), parted);
        parted = wrong(runFuture(service.distribution(request, metric)), rows, request,
                       [&](const ReportInput &input, const FigureQuery &query) {
                           return buildDistribution(input, query, *metric);
                       });
        if (!parted.isEmpty())
            return QStringLiteral("distribution of %1: %2").arg(QLatin1String(metric->key), parted);
        return wrongOperation(service, rows, request.range);
    }

    QString wrongOperation(ReportService &service, const AllRows &rows, TimeRange range)
    {
        for (const AccountRows &account : rows.accounts) {
            const RowId id = account.account.id;
            const auto volume = runFuture(service.conversationsByAgent(id, range));
            if (!volume || *volume != test::conversationsByAgent(account, range))
                return QStringLiteral("conversations by agent of %1").arg(account.account.name);
            KeyMetricsRequest request;
            request.from = range.from;
            request.to = range.to - 1;
            request.metrics.set();
            request.grouping = range.from % 2 ? KeyGrouping::Group : KeyGrouping::Skill;
            request.includeSubGroups = range.to % 2;
            request.skills.on = range.to % 5 == 0;
            request.skills.ids = {QStringLiteral("s1")};
            request.agents.on = range.to % 3 == 0;
            request.agents.ids = {QStringLiteral("1"), QStringLiteral("3")};
            if (range.from % 3 == 0)
                request.kind = AgentKind::Bot;
            const auto key = runFuture(service.keyMetrics(id, request));
            const auto expected = test::keyMetricsAnswer(account, request, Now);
            if (!key || key->json != expected.json)
                return QStringLiteral("key metrics of %1:\n%2\n%3")
                    .arg(account.account.name,
                         key ? QString::fromUtf8(key->json) : key.error().sentence(),
                         QString::fromUtf8(expected.json));
        }
        return {};
    }

private Q_SLOTS:
    void columnsAndRowsSayTheSame_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 5; ++seed)
            QTest::addRow("%u", seed) << seed;
    }
    void columnsAndRowsSayTheSame()
    {
        QFETCH(unsigned, seed);
        MixedCache cache(seed);
        RandomBatches &random = cache.random;
        ReportService service(cache.path(), m_clock);
        for (int round = 0; round < 6; ++round) {
            const AllRows rows(cache.path());
            QCOMPARE(rows.accounts.size(), cache.accounts.size());
            for (int i = 0; i < 4; ++i) {
                const QString parted = wrongAnswer(service, random, rows);
                QVERIFY2(parted.isEmpty(), qPrintable(parted));
            }
            for (int page = 0; page < 8; ++page) { // told, not told, told again
                const ChangeSet change = cache.next();
                if (round % 3 != 1)
                    service.noteChange(change);
            }
        }
    }

    /// Only the columns are left of the past, and nothing of it is missed.
    void thePastIsReadFromColumnsAlone()
    {
        MixedCache cache(77);
        const FigureRequest request{{}, {RandomBatches::Start, Now}, false};
        MetricList metrics;
        for (const char *key :
             {"conversations", "unspecified", "human_takeovers", "first_response_time",
              "avg_wait_time", "closed_conversations", "resolution_time", "csat"})
            metrics.push_back(metricSpec(key));
        ReportService service(cache.path(), m_clock);
        const auto answers = [&] {
            QStringList all;
            const QTimeZone zone = QTimeZone::utc();
            for (const Dimension by : {Dimension::Agent, Dimension::Group, Dimension::Channel})
                all << textOf(*runFuture(service.breakdown(request, by, metrics)));
            all << textOf(*runFuture(service.trend(request, metrics, BucketUnit::Day, zone)));
            all << textOf(*runFuture(service.heatMap(request, metricSpec("conversations"), zone)));
            all << textOf(
                *runFuture(service.distribution(request, metricSpec("first_response_time"))));
            all << QString::number(runFuture(service.volume(request))->total.value_or(-1));
            for (const RowId account : cache.accounts) {
                all << QString::fromUtf8(
                    *runFuture(service.conversationsByAgent(account, request.range)));
                KeyMetricsRequest key;
                key.from = request.range.from;
                key.to = request.range.to;
                key.grouping = KeyGrouping::Group;
                key.metrics.set(std::size_t(KeyMetric::AvgWaitTime));
                key.metrics.set(std::size_t(KeyMetric::ClosedConversations));
                key.metrics.set(std::size_t(KeyMetric::Csat));
                all << QString::fromUtf8(runFuture(service.keyMetrics(account, key))->json);
            }
            return all;
        };
        const QStringList before = answers();
        QVERIFY(before.filter(QStringLiteral("estimated")).size() > 5);
        QVERIFY(before.filter(QStringLiteral(" recomputed")).size() > 50);
        // Which events wait for their conversations is asked of the rows, what they are is not.
        plainSql(cache.path(),
                 QStringLiteral("DELETE FROM reporting_event WHERE conversation IS NOT NULL"));
        plainSql(cache.path(), QStringLiteral("UPDATE reporting_event SET value = 0, name = 1"));
        plainSql(cache.path(), QStringLiteral("UPDATE conversation SET known = 0"));
        QCOMPARE(difference(answers(), before), QString());
        // What needs the rows misses them now: they were not kept anywhere else.
        const auto reads = runFuture(
            service.breakdown(request, Dimension::Account, {metricSpec("closed_by_agent")}));
        QCOMPARE(reads->total[0].n.value_or(0), qint64(0));
    }

    /// Commits go on while reports are made; each is of one of them.
    void reportsAreOfOneCommit()
    {
        MixedCache cache(5);
        ReportService service(cache.path(), m_clock);
        const FigureRequest request{{}, {RandomBatches::Start, Now}, false};
        const MetricList both{metricSpec("conversations"), metricSpec("closed_by_agent")};
        std::set<QStringList> said; // by the rows, of each commit
        const auto say = [&] {
            said.insert(textOf(fromRows(AllRows(cache.path()), queryOf(request),
                                        [&](const ReportInput &input, const FigureQuery &query) {
                                            return buildBreakdown(input, query, Dimension::Account,
                                                                  both);
                                        })));
        };
        say();
        for (int i = 0; i < 60; ++i) {
            std::vector<QFuture<Result<BreakdownReport>>> asked;
            for (int k = 0; k < 3; ++k)
                asked.push_back(service.breakdown(request, Dimension::Account, both));
            for (int k = 0; k < 3; ++k) {
                const ChangeSet change = cache.next();
                say();
                if (i % 2 == 0)
                    service.noteChange(change);
            }
            for (auto &future : asked) {
                const auto report = runFuture(future);
                QVERIFY2(report.ok(), qPrintable(report ? QString() : report.error().sentence()));
                QVERIFY2(said.count(textOf(*report)) == 1, qPrintable(textOf(*report).join(u'|')));
            }
        }
        QVERIFY(said.size() > 20);
        const AllRows rows(cache.path());
        const QString parted = wrongAnswer(service, cache.random, rows);
        QVERIFY2(parted.isEmpty(), qPrintable(parted));
    }
};

QTEST_GUILESS_MAIN(TestColumnAnswers)
#include "tst_columnanswers.moc"
