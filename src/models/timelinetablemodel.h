// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/timelinereport.h"
#include "models/metricformatter.h"
#include "models/rowtablemodel.h"

namespace watchfloor {

/// The events of one conversation as a table; row n is TimelineReport::events[n].
class TimelineTableModel : public RowTableModel<TimelineEvent> {
    Q_OBJECT
public:
    enum Column { Created, Event, Value, BusinessValue, Start, End, AgentName, Origin };

    explicit TimelineTableModel(QObject *parent = nullptr);

    /// Another conversation resets, a newer answer about the same one only adds and changes.
    void setReport(const TimelineReport &report);

protected:
    QVariant cell(int column, int role, const TimelineEvent &row) const override;
    QString rowKey(const TimelineEvent &row) const override;
    bool sameRow(const TimelineEvent &a, const TimelineEvent &b) const override;

private:
    QString timeText(std::optional<TimeMs> time) const;

    QString m_conversation;
};

/// Identity of an event over several answers about the same conversation.
QString timelineEventKey(const TimelineEvent &event);

/// Plain text: name, values, edges, agent and origin of one event, a line each.
QString timelineToolTip(const TimelineEvent &event, const MetricFormatter &formatter);

} // namespace watchfloor
