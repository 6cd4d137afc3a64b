// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The list of conversations over a cache of watchfloor-bench: read, sorted, searched, refreshed and
// scrolled, beside QSortFilterProxyModel over the same model where that can do it.
#include "backend/async/clock.h"
#include "backend/engine/reports/conversationlistbuilder.h"
#include "backend/reports/reportservice.h"
#include "models/conversationlistmodel.h"
#include "models/roles.h"
#include "models/sortedrows.h"
#include "views/palette.h"
#include "views/tableview.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QTextStream>
#include <QThread>

#include <time.h>

#include <algorithm>
#include <functional>
#include <numeric>

using namespace watchfloor;

namespace {

double ms(qint64 nanoseconds)
{
    return static_cast<double>(nanoseconds) / 1e6;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[values.size() / 2];
}

double timed(const std::function<void()> &job)
{
    QElapsedTimer timer;
    timer.start();
    job();
    return ms(timer.nsecsElapsed());
}

/// What has been computed meanwhile, whatever else the machine does: by this thread, or by all.
double computed(clockid_t whose, const std::function<void()> &job)
{
    const auto now = [whose] {
        timespec time{};
        clock_gettime(whose, &time);
        return static_cast<qint64>(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
    };
    const qint64 before = now();
    job();
    return ms(now() - before);
}

double busy(const std::function<void()> &job)
{
    return computed(CLOCK_THREAD_CPUTIME_ID, job);
}

double spent(const std::function<void()> &job)
{
    return computed(CLOCK_PROCESS_CPUTIME_ID, job);
}

void say(const QString &what, double value, const QString &unit, const QString &note = {})
{
    QTextStream(stdout) << what.leftJustified(48)
                        << QString::number(value, 'f', value < 10 ? 2 : 1).rightJustified(10)
                        << u' ' << unit << (note.isEmpty() ? note : QStringLiteral("   ") + note)
                        << Qt::endl;
}

double megabytesInUse()
{
    QFile file(QStringLiteral("/proc/self/status"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).trimmed().split(' ').front().toDouble() / 1024;
    }
    return 0;
}

/// What an operation takes until the rows stand as asked for, and the most that the thread of the
/// window computed in one go meanwhile.
struct Waited {
    double whole = 0;
    double longest = 0;
};

Waited settle(SortedRows &rows, const std::function<void()> &operation)
{
    QElapsedTimer timer;
    timer.start();
    Waited waited;
    waited.longest = busy(operation);
    while (!rows.isSettled()) {
        const double away = busy([] { QCoreApplication::processEvents(); });
        waited.longest = std::max(waited.longest, away);
        if (away < 0.05)
            QThread::usleep(200); // the worker needs the processor too
    }
    waited.whole = ms(timer.nsecsElapsed());
    return waited;
}

/// Ours and the proxy's, in turns; both from the same state into the same one.
void compare(const QString &what, double goal, int rounds, SortedRows &ours,
             const std::function<void(int)> &prepare, const std::function<void(int)> &own,
             const std::function<void(int)> &peers)
{
    std::vector<double> mine, waits, longest, theirs;
    for (int round = 0; round < rounds; ++round) {
        prepare(round);
        Waited waited;
        mine.push_back(spent([&] { waited = settle(ours, [&] { own(round); }); }));
        waits.push_back(waited.whole);
        longest.push_back(waited.longest);
        theirs.push_back(spent([&] { peers(round); }));
    }
    const double ratio = median(theirs) / median(mine);
    say(what, median(mine), QStringLiteral("ms"),
        QStringLiteral("proxy %1 ms, 1/%2 (goal 1/%3); there after %4 ms, the window %5 ms at most")
            .arg(median(theirs), 0, 'f', 0)
            .arg(ratio, 0, 'f', 0)
            .arg(goal)
            .arg(median(waits), 0, 'f', 0)
            .arg(*std::max_element(longest.begin(), longest.end()), 0, 'f', 1));
}

/// The same list with some rows gone, some changed and some new.
ConversationListReport altered(const ConversationListReport &before, std::size_t step)
{
    const ConversationList &list = *before.list;
    ConversationListBuilder builder;
    for (const auto &account : list.accounts())
        builder.addAccount(account);
    for (const auto &cell : list.cells())
        builder.addCell(cell);
    const auto add = [&](std::size_t row, RowId shift) {
        Conversation c;
        c.id = list.id(row) + shift;
        c.remoteId = list.remoteId(row);
        c.status = list.status(row);
        c.priority = list.priority(row);
        c.labels = list.labels(row);
        c.created = list.created(row) + shift;
        c.firstResponse = list.firstResponse(row);
        c.waitingSince = list.waitingSince(row);
        c.closed = list.closed(row);
        c.dueAt = list.dueAt(row);
        c.csat = shift == 0 && row % step == 0 ? std::optional(3) : list.csat(row);
        builder.add(c, list.cellCode(row));
    };
    for (std::size_t row = std::min<std::size_t>(20, list.size()); row < list.size(); ++row)
        add(row, 0);
    for (std::size_t row = list.size() - std::min<std::size_t>(20, list.size()); row < list.size();
         ++row)
        add(row, 100'000'000);
    ConversationListReport next = before;
    next.list = builder.take();
    return next;
}

double frame(TableView &table, int rows)
{
    std::vector<double> frames;
    QScrollBar *bar = table.verticalScrollBar();
    for (int i = 0; i < 400; ++i) {
        // Lines, pages and jumps.
        const int max = bar->maximum();
        const int to = i % 4 == 3 ? static_cast<int>((qint64{i} * 7919 * 613) % std::max(1, max))
                                  : bar->value() + (i % 2 == 0 ? 84 : 600);
        frames.push_back(timed([&] {
            bar->setValue(to % std::max(1, max));
            table.viewport()->repaint();
        }));
    }
    say(QStringLiteral("scroll and repaint, %L1 rows").arg(rows), median(frames),
        QStringLiteral("ms"),
        QStringLiteral("worst %1 ms").arg(*std::max_element(frames.begin(), frames.end())));
    return median(frames);
}

ConversationListReport firstOf(const ConversationListReport &report, std::size_t count)
{
    ConversationListReport few = report;
    ConversationListBuilder builder;
    for (const auto &account : report.list->accounts())
        builder.addAccount(account);
    for (const auto &cell : report.list->cells())
        builder.addCell(cell);
    for (std::size_t row = 0; row < std::min(count, report.list->size()); ++row) {
        Conversation c;
        c.id = report.list->id(row);
        c.remoteId = report.list->remoteId(row);
        c.status = report.list->status(row);
        c.labels = report.list->labels(row);
        c.created = report.list->created(row);
        c.firstResponse = report.list->firstResponse(row);
        c.closed = report.list->closed(row);
        builder.add(c, report.list->cellCode(row));
    }
    few.list = builder.take();
    return few;
}

} // namespace

int main(int argc, char **argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    const QStringList args = QCoreApplication::arguments();
    if (args.size() < 2) {
        QTextStream(stderr) << "watchfloor-listbench PROFILE [ROUNDS], e.g. DIR/1m of "
                               "watchfloor-bench --data DIR\n";
        return 2;
    }
    const int rounds = args.size() > 2 ? args[2].toInt() : 3;
    applyTheme(Theme::Light);
    SystemClock clock;
    ReportService service(args[1], clock);
    const double before = megabytesInUse();
    ConversationListQuery query;
    query.query.range = {0, clock.now()};
    ConversationListReport report;
    double wall = 0;
    const double read = spent([&] {
        QElapsedTimer timer;
        timer.start();
        auto answer = service.conversationList(query);
        answer.waitForFinished();
        if (!answer.result())
            qFatal("%s", qPrintable(answer.result().error().sentence()));
        report = *answer.result();
        wall = ms(timer.nsecsElapsed());
    });
    const auto size = static_cast<double>(report.list->size());
    say(QStringLiteral("rows"), size, QString());
    say(QStringLiteral("read from the cache"), read, QStringLiteral("ms"),
        QStringLiteral("%1 ns a row; there after %2 ms")
            .arg(read * 1e6 / size, 0, 'f', 0)
            .arg(wall, 0, 'f', 0));
    say(QStringLiteral("memory per row"), static_cast<double>(report.list->bytes()) / size,
        QStringLiteral("bytes"),
        QStringLiteral("process grew by %1 MB").arg(megabytesInUse() - before, 0, 'f', 0));
    std::stop_source stop;
    auto cancelled = service.conversationList(query, stop.get_token());
    QThread::msleep(100);
    say(QStringLiteral("cancelled within"), timed([&] {
            stop.request_stop();
            cancelled.waitForFinished();
        }),
        QStringLiteral("ms"));

    ConversationListModel model;
    model.setNow(clock.now());
    SortedRows sorted;
    sorted.setSourceModel(&model);
    TableView table;
    table.setRows(&sorted);
    table.resize(1280, 720);
    table.show();
    table.sortBy(QStringLiteral("age"), Qt::AscendingOrder);
    // Scrolling first with few rows, then with all.
    model.setReport(firstOf(report, 1000), false);
    QCoreApplication::processEvents();
    const double few = frame(table, model.rowCount());
    const double shown = busy([&] { model.setReport(report, false); });
    const double painted = busy([] { QCoreApplication::processEvents(); });
    say(QStringLiteral("another question's answer shown"), shown, QStringLiteral("ms"),
        QStringLiteral("of the window's thread, then %1 ms to lay out and paint")
            .arg(painted, 0, 'f', 1));
    const double many = frame(table, model.rowCount());
    say(QStringLiteral("scroll, all rows to 1,000"), many / few, QStringLiteral("times"),
        QStringLiteral("goal 1.1"));

    for (const std::size_t step : {std::size_t(100'000), std::size_t(1000)}) {
        ConversationListReport next = altered(report, step);
        next.since = report.list;
        const double worked = timed([&] {
            next.change = std::make_shared<ConversationListChange>(*report.list, *next.list);
        });
        const Waited waited = settle(sorted, [&] { model.setReport(next, true); });
        say(QStringLiteral("refresh, 1 of %L1 rows changed").arg(step), waited.whole,
            QStringLiteral("ms"),
            QStringLiteral("the window %1 ms at most; the difference %2 ms on the worker")
                .arg(waited.longest, 0, 'f', 1)
                .arg(worked, 0, 'f', 1));
        settle(sorted, [&] { model.setReport(report, false); });
    }

    QSortFilterProxyModel proxy;
    proxy.setSortRole(SortRole);
    proxy.setFilterRole(FilterRole);
    proxy.setFilterKeyColumn(0);
    proxy.setSortLocaleAware(true);
    proxy.setFilterCaseSensitivity(Qt::CaseInsensitive);
    proxy.setDynamicSortFilter(false);
    proxy.setSourceModel(&model);
    using Model = ConversationListModel;
    const auto bySort = [&](const char *what, double goal, int column) {
        const auto order = [](int round) {
            return round % 2 == 0 ? Qt::DescendingOrder : Qt::AscendingOrder;
        };
        compare(
            QLatin1String(what), goal, rounds, sorted,
            [&](int) {
                settle(sorted, [&] { sorted.sort(Model::Created); });
                proxy.sort(-1);
            },
            [&](int round) { sorted.sort(column, order(round)); },
            [&](int round) { proxy.sort(column, order(round)); });
    };
    bySort("sort by number (first response)", 50, Model::FirstResponse);
    bySort("sort by text (agent)", 200, Model::Agent);
    bySort("sort by number (id)", 50, Model::Id);
    const auto byNeedle = [&](const char *what, const QString &needle) {
        compare(
            QLatin1String(what), 100, rounds, sorted,
            [&](int) {
                settle(sorted, [&] { sorted.setNeedle(QString()); });
                proxy.setFilterFixedString(QString());
            },
            [&](int) { sorted.setNeedle(needle); },
            [&](int) { proxy.setFilterFixedString(needle); });
        if (proxy.rowCount() != sorted.rowCount())
            qFatal("%d rows, the proxy finds %d", sorted.rowCount(), proxy.rowCount());
    };
    settle(sorted, [&] { sorted.sort(Model::Created); });
    proxy.sort(-1);
    byNeedle("filter by a number of few", QStringLiteral("99917"));
    byNeedle("filter by a word of many",
             report.list->cells().front().inboxName.section(u' ', 0, 0));
    say(QStringLiteral("memory of the process"), megabytesInUse(), QStringLiteral("MB"),
        QStringLiteral("with the proxy's mapping"));
    return 0;
}
