// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/metriccatalog.h"
#include "backend/engine/slatargets.h"
#include "backend/reports/pairedanswer.h"
#include "backend/reports/reportservice.h"

#include "sandbox/simulation.h"
#include "support/deskcache.h"
#include "support/fakeclock.h"
#include "support/runtask.h"
#include "support/worldcache.h"

#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace watchfloor;
using namespace watchfloor::test;
using sandbox::Vendor;

namespace {

const qint64 epoch = at("2026-06-01T00:00:00.000Z");
const qint64 now = at("2026-06-11T14:31:07.250Z");
const TimeRange week{at("2026-06-05T00:00:00.000Z"), at("2026-06-11T14:32:00.000Z")};

/// The centres of all four vendors in one cache, every SLA target set.
struct Centres {
    Centres()
        : clock(now)
    {
        const auto store = openStore(profile.path());
        for (const auto &[vendor, name] :
             {std::pair(Vendor::Chatwoot, "Acme"), std::pair(Vendor::RocketChat, "Depot"),
              std::pair(Vendor::LivePerson, "Brand"), std::pair(Vendor::ChatDash, "Bots")}) {
            sandbox::Simulation simulation({vendor, 23, epoch, 9, 40, 10, false});
            simulation.advanceTo(now);
            const RowId id =
                fillCache(*store, simulation.world(),
                          {QStringLiteral("1"), QStringLiteral("http://127.0.0.1:8/desk")},
                          QString::fromLatin1(name));
            accounts.push_back(id);
        }
        service = std::make_unique<ReportService>(profile.path(), clock);
        auto known = runFuture(service->accounts());
        for (Account account : *known) {
            for (const MetricSpec &metric : metricCatalog()) {
                if (slatargets::isFor(metric))
                    account.settings.insert(QStringLiteral("sla.") + QLatin1String(metric.key),
                                            QStringLiteral("240"));
            }
            const auto change = store->updateAccount(account);
            if (!change)
                qFatal("%s", qPrintable(change.error().sentence()));
        }
        service = std::make_unique<ReportService>(profile.path(), clock);
    }

    FigureRequest request(std::size_t vendor) const
    {
        FigureRequest request;
        if (vendor < accounts.size())
            request.filter.accounts = {accounts[vendor]};
        request.range = week;
        return request;
    }

    QTemporaryDir profile;
    FakeClock clock;
    std::vector<RowId> accounts;
    std::unique_ptr<ReportService> service;
};

template<typename T>
T told(const QFuture<Result<T>> &future)
{
    const Result<T> answer = runFuture(future);
    if (!answer)
        qFatal("%s", qPrintable(answer.error().sentence()));
    return *answer;
}

/// What stands on screen, as far as it is a number of conversations or values.
std::optional<qint64> countOf(const MetricSpec &metric, const ReportFigure &figure)
{
    if (!figure.value)
        return std::nullopt;
    const bool count = metric.unit == MetricUnit::Count &&
                       (metric.reducer == Reducer::Sum || metric.reducer == Reducer::Distinct);
    return count ? std::optional<qint64>(std::llround(*figure.value)) : figure.n;
}

bool restsOnConversations(const MetricSpec &metric)
{
    return metric.origin == MetricOrigin::Events || metric.origin == MetricOrigin::Conversations;
}

} // namespace

/// Caches of the four vendors' centres: every metric of the catalogue, whatever it rests on.
class TestBehindWorlds : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<Centres> m_centres;

    ReportService &service() { return *m_centres->service; }

    static QString where(const MetricSpec &metric, const QString &row)
    {
        return QStringLiteral("%1, %2").arg(QLatin1String(metric.key), row);
    }

private Q_SLOTS:
    void initTestCase() { m_centres = std::make_unique<Centres>(); }

    void everyMetric_data()
    {
        QTest::addColumn<int>("vendor");
        QTest::addColumn<bool>("business");
        QTest::newRow("chatwoot") << 0 << false;
        QTest::newRow("chatwoot, business hours") << 0 << true;
        QTest::newRow("rocketchat") << 1 << false;
        QTest::newRow("liveperson") << 2 << false;
        QTest::newRow("chatdash") << 3 << false;
        QTest::newRow("all together") << 4 << false;
    }
    /// Each total and each row: what stands there is what its conversations come to, or there is a
    /// reason why it has none.
    void everyMetric()
    {
        QFETCH(int, vendor);
        QFETCH(bool, business);
        FigureRequest request = m_centres->request(static_cast<std::size_t>(vendor));
        request.business = business;
        const Dimension dimensions[] = {Dimension::Agent, Dimension::Group,   Dimension::Skill,
                                        Dimension::Inbox, Dimension::Channel, Dimension::Account};
        std::set<QString> withRows;
        int figures = 0, turn = 0;
        for (const MetricSpec &metric : metricCatalog()) {
            const Dimension dimension = dimensions[++turn % 6];
            const BreakdownReport report = told(service().breakdown(request, dimension, {&metric}));
            BehindQuery query;
            query.metric = &metric;
            const auto check = [&](const ReportFigure &figure, const QString &row) {
                const BehindReport behind = told(service().behind(request, query));
                ++figures;
                if (behind.figure != figure)
                    return QStringLiteral("another figure: ") + where(metric, row);
                qint64 times = behind.strays;
                for (const BehindRow &one : behind.rows)
                    times += one.times;
                if (times != behind.times)
                    return QStringLiteral("rows do not come to their sum: ") + where(metric, row);
                if (behind.why != WhyNoRows::Rows)
                    return behind.rows.empty() && sentenceOf(behind.why)
                               ? QString()
                               : QStringLiteral("no reason: ") + where(metric, row);
                if (!restsOnConversations(metric) && !metric.numerator)
                    return QStringLiteral("conversations of what has none: ") + where(metric, row);
                if (!behind.rows.empty())
                    withRows.insert(QLatin1String(metric.key));
                const auto count = countOf(metric, figure);
                if (count && behind.others.empty() && *count != behind.times)
                    return QStringLiteral("%1 stands there, %2 are behind it: %3")
                        .arg(*count)
                        .arg(behind.times)
                        .arg(where(metric, row));
                return QString();
            };
            QString problem = check(report.total.front(), QStringLiteral("total"));
            QVERIFY2(problem.isEmpty(), qPrintable(problem));
            query.dimension = dimension;
            for (std::size_t i = 0; i < report.rows.size(); i += 1 + report.rows.size() / 5) {
                query.keys = {report.rows[i].key};
                problem = check(report.rows[i].figures.front(), report.rows[i].name);
                QVERIFY2(problem.isEmpty(), qPrintable(problem));
            }
        }
        qInfo("%d figures, %d metrics with conversations", figures, int(withRows.size()));
        QVERIFY(withRows.size() > 8);
    }

    /// The Agents page's own counters are those of the catalogue.
    void agentsPage_data() { everyMetric_data(); }
    void agentsPage()
    {
        QFETCH(int, vendor);
        const FigureRequest request = m_centres->request(static_cast<std::size_t>(vendor));
        const AgentReport report = told(service().agents(request, {}));
        QVERIFY(!report.rows.empty());
        const auto times = [&](const char *metric, std::vector<qint64> keys) {
            BehindQuery query;
            query.metric = metricSpec(metric);
            query.dimension = Dimension::Agent;
            query.keys = std::move(keys);
            return told(service().behind(request, query)).times;
        };
        qint64 open = 0;
        for (const AgentReportRow &row : report.rows) {
            open += row.open.value_or(0);
            if (row.open)
                QCOMPARE(times("open_conversations", {row.agent.id}), *row.open);
            if (row.unattended)
                QCOMPARE(times("unattended_conversations", {row.agent.id}), *row.unattended);
            if (row.conversations)
                QCOMPARE(times("conversations", {row.agent.id}), *row.conversations);
        }
        QVERIFY(open > 0);
        // What stands under the table opens what it says, on vendors whose rule of "open" is
        // another one too.
        const auto opens = [&](const char *metric, std::vector<qint64> keys) {
            BehindQuery query;
            query.metric = metricSpec(metric);
            if (!keys.empty())
                query.dimension = Dimension::Agent;
            query.keys = std::move(keys);
            return told(service().behind(request, query)).times;
        };
        const BreakdownReport same = told(service().breakdown(
            request, Dimension::Agent,
            {metricSpec("open_conversations"), metricSpec("unattended_conversations")}));
        QVERIFY(report.openKnown && report.unassignedKnown);
        QCOMPARE(report.open, std::llround(same.total[0].value.value_or(-1)));
        QCOMPARE(report.open, opens("open_conversations", {}));
        QCOMPARE(report.unassigned, opens("open_conversations", {kNoKey}));
        QVERIFY(report.unassigned > 0);
        QCOMPARE(report.unattendedKnown, same.total[1].value.has_value());
        if (report.unattendedKnown)
            QCOMPARE(report.unattended, opens("unattended_conversations", {}));
        if (report.unassignedUnattended)
            QCOMPARE(*report.unassignedUnattended, opens("unattended_conversations", {kNoKey}));
        QCOMPARE(times("unspecified", {}), report.unspecified);
        QCOMPARE(times("conversations", {}), report.conversations);
    }

    void queue()
    {
        const DurationMs soon = 3'600'000;
        for (std::size_t vendor = 0; vendor <= 4; ++vendor) {
            const ReportFilter filter = m_centres->request(vendor).filter;
            const QueueReport queue = told(service().queue(filter, soon));
            FigureRequest request;
            request.filter = filter;
            const auto rows = [&](QueuePart part) {
                BehindQuery query;
                query.queue = part;
                query.soon = soon;
                const BehindReport behind = told(service().behind(request, query));
                std::set<RowId> ids;
                for (const BehindRow &row : behind.rows)
                    ids.insert(row.conversation);
                return static_cast<qint64>(ids.size());
            };
            QCOMPARE(rows(QueuePart::All), static_cast<qint64>(queue.rows.size()));
            QCOMPARE(rows(QueuePart::Overdue), queue.overdue);
            QCOMPARE(rows(QueuePart::SoonDue), queue.soonDue);
            QCOMPARE(rows(QueuePart::Unassigned), queue.unassigned);
            if (queue.unattended)
                QCOMPARE(rows(QueuePart::Unattended), *queue.unattended);
            QVERIFY(!queue.rows.empty());
        }
    }

    /// The explanation is of the very figure, names the accounts it comes from, and shows the
    /// vendor's where there is one.
    void explained()
    {
        int withVendors = 0, differing = 0, uncounted = 0;
        for (std::size_t vendor = 0; vendor <= 4; ++vendor) {
            FigureRequest request = m_centres->request(vendor);
            for (const MetricSpec &metric : metricCatalog()) {
                const BreakdownReport report =
                    told(service().breakdown(request, Dimension::Group, {&metric}));
                for (std::size_t i = 0; i <= report.rows.size(); i += 4) {
                    const bool whole = i == report.rows.size() || i == 0;
                    BehindQuery query;
                    query.metric = &metric;
                    if (!whole) {
                        query.dimension = Dimension::Group;
                        query.keys = {report.rows[i].key};
                    }
                    const ExplainReport said = told(service().explain(request, query));
                    const ReportFigure &shown =
                        whole ? report.total.front() : report.rows[i].figures.front();
                    QVERIFY2(said.figure == shown, metric.key);
                    QVERIFY(said.metric == &metric);
                    QCOMPARE(said.conversations.has_value(), said.why == WhyNoRows::Rows);
                    QVERIFY(!said.many);
                    query.countUpTo = 0;
                    const ExplainReport quick = told(service().explain(request, query));
                    QVERIFY(quick.figure == said.figure);
                    QCOMPARE(quick.accounts.size(), said.accounts.size());
                    if (quick.many) { // only where there are some to show
                        ++uncounted;
                        QVERIFY2(said.conversations.value_or(0) > 0, metric.key);
                    } else {
                        QCOMPARE(quick.conversations, said.conversations);
                    }
                    std::optional<double> parts = 0;
                    for (const ExplainedAccount &account : said.accounts) {
                        if (!account.figure.value)
                            parts.reset();
                        else if (parts)
                            *parts += *account.figure.value;
                        if (account.vendors && account.vendors->figure.value) {
                            ++withVendors;
                            QVERIFY(account.vendors->takenAt.has_value());
                            QVERIFY(account.vendors->figure.origin == FigureOrigin::Reported);
                            if (account.difference)
                                QCOMPARE(*account.difference,
                                         *account.figure.value - *account.vendors->figure.value);
                            differing += account.difference.value_or(0) != 0;
                        }
                    }
                    if (parts && shown.value && metric.addsAcross(MetricDimension::Account))
                        QCOMPARE(*parts, *shown.value);
                }
            }
        }
        QVERIFY(withVendors > 20);
        QVERIFY(uncounted > 20);
    }

    /// Today and, asked behind it, yesterday.
    void withThePeriodBefore()
    {
        FigureRequest request = m_centres->request(0);
        FigureRequest before = request;
        before.range = {week.from - (week.to - week.from), week.from};
        const MetricList metrics{metricSpec("conversations"), metricSpec("first_response_time"),
                                 metricSpec("open_conversations")};
        const auto byAgent = [&](const FigureRequest &asked) {
            return service().breakdown(asked, Dimension::Agent, metrics);
        };
        const auto both = told(pairedAnswer(byAgent, request, std::optional(before.range)));
        QVERIFY(both.before.has_value());
        const BreakdownReport alone = told(service().breakdown(before, Dimension::Agent, metrics));
        const RowsBefore<BreakdownRow> rows(both.before->rows);
        int deltas = 0;
        for (const BreakdownRow &row : both.report.rows) {
            const BreakdownRow *earlier = rows.of(row);
            if (!earlier)
                continue;
            for (std::size_t i = 0; i < metrics.size(); ++i) {
                const auto delta = deltaOf(*metrics[i], row.figures[i], earlier->figures[i]);
                QVERIFY(!delta || i != 2); // the present has no period before
                if (!delta)
                    continue;
                ++deltas;
                QCOMPARE(delta->absolute, *row.figures[i].value - *earlier->figures[i].value);
            }
        }
        QVERIFY(deltas > 5);
        QCOMPARE(both.before->total, alone.total);
        QVERIFY(!told(pairedAnswer(byAgent, request, std::nullopt)).before);
    }
};

QTEST_GUILESS_MAIN(TestBehindWorlds)
#include "tst_behindworlds.moc"
