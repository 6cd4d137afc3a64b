// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/metriccell.h"
#include "views/reportanswers.h"

#include <map>

namespace watchfloor {

/// How the figures of one report read on paper.
class ReportWords {
    Q_DECLARE_TR_FUNCTIONS(watchfloor::ReportWords)
public:
    ReportWords(const ReportPlan &plan, const ReportAnswers &answers, const Pseudonyms &names);

    const MetricFormatter &format() const { return m_look.format; }
    const Pseudonyms &names() const { return m_names; }
    TimeMs now() const { return m_look.now; }
    /// The one name of an agent in all sections: made up, or with the id where the account has
    /// several of that name, or the id alone where there is no name. Empty for nobody.
    QString person(RowId account, const QString &remoteId, const QString &name) const;

    /// "3 m 48 s", "94.2 %"; a dash when there is none.
    QString figure(const MetricSpec &metric, std::optional<double> value) const;
    QString figure(const MetricSpec &metric, const ReportFigure &figure) const;
    /// "First response time, median".
    QString title(const ReportColumn &column) const;
    /// "Median": which number stands for times.
    QString aggregate() const { return timeAggregateTitle(m_look.aggregate); }
    /// How many values a figure rests on; empty where that says nothing.
    QString sample(const MetricSpec &metric, const ReportFigure &figure) const;
    QString share(double part, double whole) const;
    /// "14 Nov 2023 14:03:20": whoever reads it does not know when it was printed.
    QString stamp(TimeMs time) const;
    /// Whole days as days, anything else to the second.
    QString range(const TimeRange &range) const;

    /// A name or a value within a line of other words; on a page of the other direction set apart.
    QString inLine(const QString &text) const;

    /// Columns of these metrics, each average with its n beside it.
    void addColumns(PaperTable &table, const std::vector<ReportColumn> &columns) const;
    void addCells(QStringList &cells, const std::vector<ReportColumn> &columns,
                  const std::vector<ReportFigure> &figures) const;
    /// Why totals are missing or leave accounts out, a sentence each.
    QStringList remarks(const std::vector<ReportColumn> &columns,
                        const std::vector<ReportFigure> &total) const;

private:
    void tellApart(const ReportAnswers &answers);

    MetricLook m_look;
    std::map<std::pair<RowId, QString>, QString> m_namesakes; ///< by account and id
    const Pseudonyms &m_names;
};

} // namespace watchfloor
