// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/benchrow.h"

#include <QJsonArray>
#include <QSysInfo>
#include <QThread>

#include <algorithm>
#include <chrono>
#include <cstdlib>

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
    const int digits = *value == 0 ? 0 : *value < 1 ? 4 : *value < 100 ? 2 : 0;
    return QString::number(*value, 'f', digits);
}

/// "1/8443" or "x3.03".
QString shownRatio(double ratio)
{
    return ratio < 1 ? QStringLiteral("1/") + QString::number(1 / ratio, 'f', ratio > 0.1 ? 1 : 0)
                     : QStringLiteral("x") + QString::number(ratio, 'f', 2);
}

QString shownGoal(const BenchRow &row)
{
    if (row.goal && !row.peer.isEmpty()) {
        return shownRatio(*row.goal);
    }
    return (row.goal && row.goalIsLeast ? QStringLiteral(">=") : QString()) + shownNumber(row.goal);
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
    const int ofOurs = once(work) < slow ? 5 : 1;
    std::vector<double> times;
    std::vector<double> peerTimes;
    if (first) {
        peerTimes.push_back(*first);
    }
    const int rounds = first.value_or(0) < slow ? 9 : 2;
    for (int round = 0; round < rounds; ++round) {
        for (int i = 0; i < ofOurs; ++i) {
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
    const auto line = [](const QString &name, const QString &unit, const QStringList &numbers) {
        QString text = name.leftJustified(56) + u' ' + unit.leftJustified(6);
        for (const QString &number : numbers) {
            text += number.rightJustified(9);
        }
        while (text.endsWith(u' ')) {
            text.chop(1);
        }
        return text;
    };
    QString text = line(QStringLiteral("what"), QStringLiteral("unit"),
                        {QStringLiteral("min"), QStringLiteral("median"), QStringLiteral("max"),
                         QStringLiteral("goal"), QStringLiteral("met"), QStringLiteral("growth")}) +
                   u'\n';
    for (const BenchRow &row : rows) {
        const QString met = !row.met   ? QString()
                            : *row.met ? QStringLiteral("met")
                                       : QStringLiteral("MISSED");
        text +=
            line(row.name, row.unit,
                 {shownNumber(row.min), shownNumber(row.median), shownNumber(row.max),
                  shownGoal(row), met, row.growth ? u'x' + shownNumber(row.growth) : QString()}) +
            u'\n';
        if (row.ratio) {
            text +=
                QStringLiteral("    %1 of %2 (%3 %4)\n")
                    .arg(shownRatio(*row.ratio), row.peer, shownNumber(row.peerMedian), row.unit);
        }
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
    double load[] = {-1};
    getloadavg(load, 1);
    const QJsonObject machine{{QStringLiteral("cpu"), QSysInfo::currentCpuArchitecture()},
                              {QStringLiteral("load"), load[0]},
                              {QStringLiteral("os"), QSysInfo::prettyProductName()},
                              {QStringLiteral("threads"), QThread::idealThreadCount()}};
    return {{QStringLiteral("machine"), machine}, {QStringLiteral("rows"), list}};
}

} // namespace watchfloor::bench
