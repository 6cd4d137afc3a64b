// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/reports/jointanswer.h"

#include "backend/engine/metriccatalog.h"
#include "backend/reports/factloader.h"
#include "backend/reports/rowsource.h"
#include "support/fakeclock.h"
#include "support/mixedcache.h"
#include "support/runtask.h"

#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

constexpr TimeMs Now = RandomBatches::Start + RandomBatches::Span;

JointQuestion everything()
{
    const MetricList both{metricSpec("conversations"), metricSpec("closed_conversations")};
    JointQuestion question;
    question.request.range = {RandomBatches::Start, Now};
    question.summary = question.agents = both;
    question.volume = true;
    question.breakdown = {Dimension::Group, both};
    question.trend = {BucketUnit::Day, both};
    question.heatMap = both.front();
    question.distribution = metricSpec("first_response_time");
    question.queue = true;
    return question;
}

QString text(const ReportFigure &figure)
{
    return QString::number(figure.value.value_or(-1)) + u'/' +
           QString::number(figure.n.value_or(-1));
}

/// Every part's total of conversations, and what else tells commits apart.
QStringList totalsOf(const JointAnswer &answer)
{
    const auto count = [](const std::optional<qint64> &n) {
        return QString::number(n.value_or(-1));
    };
    qint64 week = 0;
    for (const HeatCell &cell : (*answer.heatMap)->cells)
        week += cell.n;
    return {text((*answer.summary)->total.front()),
            count((*answer.volume)->total),
            count((*answer.agents)->conversations),
            text((*answer.breakdown)->total.front()),
            text((*answer.trend)->total.front()),
            QString::number(week),
            text((*answer.distribution)->total),
            QString::number((*answer.queue)->rows.size()),
            QString::number((*answer.choices)->accounts.size())};
}

} // namespace

class TestJointAnswer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// A page is committed between every two of the reports: none of them may see it.
    void commitsBetweenTwoSectionsStayOutside_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (const unsigned seed : {3U, 8U})
            QTest::addRow("seed %u", seed) << seed;
    }
    void commitsBetweenTwoSectionsStayOutside()
    {
        QFETCH(unsigned, seed);
        MixedCache cache(seed);
        RowSource source(cache.path());
        FactLoader loader(cache.path());
        const JointQuestion question = everything();
        QStringList before; // of the cache as it lies there
        int changes = 0;
        const auto ask = [&](bool commits) {
            const RowSource::OneCommit commit(source);
            int asked = 0;
            return jointAnswer(source, loader, question, Now, {}, [&] {
                if (commits && asked++ > 0) // the first is asked before anything is read
                    changes += cache.next().touchesFacts();
                return true;
            });
        };
        for (int round = 0; round < 4; ++round) {
            const auto still = ask(false);
            QVERIFY2(still.ok(), qPrintable(still ? QString() : still.error().sentence()));
            const auto disturbed = ask(true);
            QVERIFY2(disturbed.ok(),
                     qPrintable(disturbed ? QString() : disturbed.error().sentence()));
            QCOMPARE(disturbed->commit, still->commit);
            QCOMPARE(totalsOf(*disturbed), totalsOf(*still));
            QVERIFY(totalsOf(*still) != before); // the commits did change them
            before = totalsOf(*still);
            QCOMPARE(before[0], before[4]); // one cache, one number of conversations
        }
        QVERIFY(changes > 20);
    }

    void nobodyWaitsAnyMore()
    {
        MixedCache cache(4);
        RowSource source(cache.path());
        FactLoader loader(cache.path());
        const RowSource::OneCommit commit(source);
        for (const int parts : {0, 1, 4}) {
            int asked = 0;
            const auto answer = jointAnswer(source, loader, everything(), Now, {},
                                            [&asked, parts] { return asked++ < parts; });
            QVERIFY(!answer);
            QVERIFY(answer.error().kind() == Error::Kind::Cancelled);
        }
    }

    /// Asked to stop when the list has been begun already: it is not read to its end.
    void aListIsCancelledOnItsWay_data()
    {
        QTest::addColumn<bool>("behindAFigure");
        QTest::newRow("of the report") << false;
        QTest::newRow("behind a figure") << true;
    }
    void aListIsCancelledOnItsWay()
    {
        QFETCH(bool, behindAFigure);
        MixedCache cache(4);
        RowSource source(cache.path());
        FactLoader loader(cache.path());
        JointQuestion question;
        question.request = everything().request;
        question.list = true;
        if (behindAFigure)
            question.listBehind = {question.request, {}};
        for (const bool stops : {false, true}) {
            const RowSource::OneCommit commit(source);
            std::stop_source stop;
            int asked = 0;
            const auto answer = jointAnswer(source, loader, question, Now, stop.get_token(), [&] {
                if (stops && ++asked == 2) // behind the first there is the list
                    stop.request_stop();
                return true;
            });
            QCOMPARE(answer.ok(), !stops);
            if (stops)
                QVERIFY(answer.error().kind() == Error::Kind::Cancelled);
            QCOMPARE(asked, stops ? 2 : 0); // nothing was begun behind it
        }
    }

    void aPartFailsByItself()
    {
        MixedCache cache(4);
        FakeClock clock(Now);
        ReportService service(cache.path(), clock);
        JointQuestion question = everything();
        question.queue = false;
        question.timelines = {{QStringLiteral("Nobody"), QStringLiteral("1")},
                              {QStringLiteral("chatwoot 0"), QStringLiteral("no such")}};
        const auto answer = runFuture(service.together(question));
        QVERIFY(answer.ok());
        QVERIFY(!answer->queue);
        QVERIFY(answer->summary && answer->summary->ok());
        QCOMPARE(answer->timelines.size(), std::size_t(2));
        QVERIFY(answer->timelines[0].error().kind() == Error::Kind::BadInput);
        QVERIFY(answer->timelines[1].error().kind() == Error::Kind::NotFound);

        ReportService nothing(QStringLiteral("/nonexistent"), clock);
        const auto none = runFuture(nothing.together(question));
        QVERIFY(!none.ok());
        QVERIFY(none.error().kind() == Error::Kind::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestJointAnswer)
#include "tst_jointanswer.moc"
