// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/behindreport.h"

namespace watchfloor {

/// The vendor's own figure of the same thing.
struct VendorsFigure {
    ReportFigure figure;             ///< origin Reported
    std::optional<TimeMs> takenAt;   ///< of the oldest piece; none where there is no figure
    std::optional<TimeRange> window; ///< what it is of; none: the moment it was taken at
    const VendorField *field = nullptr;
};

/// How the figure comes about in one account.
struct ExplainedAccount {
    RowId account = 0;
    QString name;
    QString provider;
    ReportFigure figure;                  ///< this account's part of the same question
    const VendorField *way = nullptr;     ///< how it is made; null: it is not
    QStringList events;                   ///< names of the events it is recomputed from, if so
    std::optional<DurationMs> target;     ///< of SLA metrics
    std::optional<VendorsFigure> vendors; ///< where the vendor tells it too
    std::optional<double> difference;     ///< ours - the vendor's, in the catalogue's unit
    QStringList reasons;                  ///< why the two may differ; sentences without a stop
    struct Feed {
        QString topic;              ///< "conversations", "events", "agents": stable words
        std::optional<TimeMs> asOf; ///< none = never synced completely
    };
    std::vector<Feed> feeds; ///< what it rests on
};

/// What was guessed about a figure's values.
struct EstimatedPart {
    QString event; ///< name of the catalogue
    qint64 values = 0;
};

/// Everything there is to say about one figure.
struct ExplainReport {
    const MetricSpec *metric = nullptr;
    bool business = false;
    ReportFigure figure;
    TimeRange asked;
    TimeRange window; ///< what the figure is of: for the present [now, now + 1)
    std::vector<EstimatedPart> estimated;
    std::vector<ExplainedAccount> accounts; ///< by name
    ReportBasis basis;
    /// How many conversations there are to show; none: there are none by nature (`why` says so).
    std::optional<qint64> conversations;
    WhyNoRows why = WhyNoRows::Rows;
};

} // namespace watchfloor
