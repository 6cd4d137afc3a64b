// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/benchrow.h"

#include <QJsonArray>
#include <QSysInfo>
#include <QThread>

#include <algorithm>
#include <chrono>

namespace watchfloor::bench {

namespace {

double once(const std::function<void()> &work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
        .count();
}

double medianOf(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

QJsonValue orNull(std::optional<double> value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

QString shownNumber(std::optional<double> value)
{
    if (!value) {
        return QStringLiteral("-");
    }
    return QString::number(*value, 'f', *value < 1 ? 4 : *value < 100 ? 2 : 0);
}

} // namespace

std::vector<double> timed(int rounds, const std::function<void()> &work)
{
    work();
    std::vector<double> times;
    for (int i = 0; i < rounds; ++i) {
        times.push_back(once(work));
    }
    return times;
}

BenchRow measured(const QString &name, const std::vector<double> &times, std::optional<double> goal)
{
    BenchRow row;
    row.name = name;
    row.min = *std::min_element(times.begin(), times.end());
    row.max = *std::max_element(times.begin(), times.end());
    row.median = medianOf(times);
    row.goal = goal;
    if (goal) {
        row.met = row.median <= *goal;
    }
    return row;
}

BenchRow atLeast(BenchRow row, const QString &unit, std::optional<double> goal)
{
    row.unit = unit;
    row.goal = goal;
    row.goalIsLeast = true;
    row.met.reset();
    if (goal) {
        row.met = row.median >= *goal;
    }
    return row;
}

BenchRow figure(const QString &name, const QString &unit, double value, std::optional<double> goal)
{
    BenchRow row = measured(name, {value}, goal);
    row.unit = unit;
    return row;
}

BenchRow againstPeer(const QString &name, int rounds, const std::function<void()> &work,
                     const QString &peer, const std::function<void()> &peerWork,
                     std::optional<double> goalRatio)
{
    work();
    peerWork();
    std::vector<double> times;
    std::vector<double> peerTimes;
    std::vector<double> ratios;
    for (int i = 0; i < rounds; ++i) {
        times.push_back(once(work));
        peerTimes.push_back(once(peerWork));
        ratios.push_back(times.back() / peerTimes.back());
    }
    BenchRow row = measured(name, times, std::nullopt);
    row.peer = peer;
    row.peerMedian = medianOf(peerTimes);
    row.ratio = medianOf(ratios);
    row.goal = goalRatio;
    if (goalRatio) {
        row.met = *row.ratio <= *goalRatio;
    }
    return row;
}

double millisecondsOf(const std::function<void()> &work)
{
    return once(work);
}

BenchRow besidePeer(const QString &name, const std::function<void()> &work, const QString &peer,
                    const std::function<void()> &peerWork, std::optional<double> first,
                    std::optional<double> goalRatio)
{
    constexpr double slow = 1000;
    work();
    std::vector<double> times;
    std::vector<double> peerTimes;
    if (first) {
        peerTimes.push_back(*first);
    }
    const int rounds = first.value_or(0) < slow ? 9 : 2;
    for (int round = 0; round < rounds; ++round) {
        for (int i = 0; i < 5; ++i) {
            times.push_back(once(work));
        }
        if (first) {
            peerTimes.push_back(once(peerWork));
        }
    }
    BenchRow row = measured(name, times, std::nullopt);
    row.peer = peer;
    row.goal = goalRatio;
    if (first) {
        row.peerMedian = medianOf(peerTimes);
        row.ratio = row.median / *row.peerMedian;
        if (goalRatio) {
            row.met = *row.ratio <= *goalRatio;
        }
    }
    return row;
}

QString asTable(const std::vector<BenchRow> &rows)
{
    QString text = QStringLiteral("%1 %2 %3 %4 %5 %6 %7\n")
                       .arg(QStringLiteral("what"), -52)
                       .arg(QStringLiteral("unit"), -7)
                       .arg(QStringLiteral("min"), 10)
                       .arg(QStringLiteral("median"), 10)
                       .arg(QStringLiteral("max"), 10)
                       .arg(QStringLiteral("goal"), 9)
                       .arg(QStringLiteral("  peer"));
    for (const BenchRow &row : rows) {
        QString line = QStringLiteral("%1 %2 %3 %4 %5 %6")
                           .arg(row.name, -52)
                           .arg(row.unit, -7)
                           .arg(shownNumber(row.min), 10)
                           .arg(shownNumber(row.median), 10)
                           .arg(shownNumber(row.max), 10)
                           .arg(shownNumber(row.goal), 9);
        if (row.met) {
            line += *row.met ? QStringLiteral("  met") : QStringLiteral("  MISSED");
        }
        if (row.ratio) {
            line += QStringLiteral("  x %1 of %2 (%3)")
                        .arg(shownNumber(row.ratio), row.peer, shownNumber(row.peerMedian));
        }
        text += line + QLatin1Char('\n');
    }
    return text;
}

QJsonObject asJson(const std::vector<BenchRow> &rows)
{
    QJsonArray list;
    for (const BenchRow &row : rows) {
        QJsonObject peer{{QStringLiteral("name"), row.peer},
                         {QStringLiteral("median"), orNull(row.peerMedian)}};
        list.append(QJsonObject{
            {QStringLiteral("name"), row.name},
            {QStringLiteral("unit"), row.unit},
            {QStringLiteral("min"), row.min},
            {QStringLiteral("median"), row.median},
            {QStringLiteral("max"), row.max},
            {QStringLiteral("goal"), orNull(row.goal)},
            {QStringLiteral("peer"), row.peer.isEmpty() ? QJsonValue() : QJsonValue(peer)},
            {QStringLiteral("ratio"), orNull(row.ratio)},
            {QStringLiteral("met"), row.met ? QJsonValue(*row.met) : QJsonValue()}});
    }
    const QJsonObject machine{{QStringLiteral("cpu"), QSysInfo::currentCpuArchitecture()},
                              {QStringLiteral("os"), QSysInfo::prettyProductName()},
                              {QStringLiteral("threads"), QThread::idealThreadCount()}};
    return {{QStringLiteral("machine"), machine}, {QStringLiteral("rows"), list}};
}

} // namespace watchfloor::bench
