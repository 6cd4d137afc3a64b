// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace watchfloor::bench {

/// One measured line. Times in ms of wall time.
struct BenchRow {
    QString name;
    QString unit = QStringLiteral("ms");
    double min = 0;
    double median = 0;
    double max = 0;
    std::optional<double> goal; ///< of the median, or of the ratio when a peer is there
    bool goalIsLeast = false;   ///< the median must be at least the goal
    QString peer;
    std::optional<double> peerMedian;
    std::optional<double> ratio; ///< median / peerMedian
    std::optional<bool> met;
    std::optional<double> growth; ///< from a tenth of the conversations to all
};

/// Timed rounds, a first one not counted. Two functions are timed in turn, so that noise hits both.
std::vector<double> timed(int rounds, const std::function<void()> &work);
BenchRow measured(const QString &name, const std::vector<double> &times,
                  std::optional<double> goal);
/// A row whose goal is a least value, not a most.
BenchRow atLeast(BenchRow row, const QString &unit, std::optional<double> goal);
BenchRow figure(const QString &name, const QString &unit, double value, std::optional<double> goal);

/// Where a row has the peer's time beside it, the goal bounds the ratio.
BenchRow againstPeer(const QString &name, int rounds, const std::function<void()> &work,
                     const QString &peer, const std::function<void()> &peerWork,
                     std::optional<double> goalRatio);

double millisecondsOf(const std::function<void()> &work);

/// The same beside a peer that may take many seconds: it has run once, in `first` ms, and then
/// twice more (a quick one more often), with five rounds of ours each time (one of a slow
/// one). Without `first` the
/// peer is not there: no ratio, nothing to miss.
BenchRow besidePeer(const QString &name, const std::function<void()> &work, const QString &peer,
                    const std::function<void()> &peerWork, std::optional<double> first,
                    std::optional<double> goalRatio);

QString asTable(const std::vector<BenchRow> &rows);
QJsonObject asJson(const std::vector<BenchRow> &rows);

} // namespace watchfloor::bench
