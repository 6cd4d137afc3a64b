// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/error.h"
#include "backend/engine/reports/agenttimelinereport.h"
#include "models/agentconversationsmodel.h"

#include <QWidget>

class QLabel;

namespace watchfloor {

class AgeLabel;
class ElidedLabel;
class StateStrip;
class TablePanel;

/// The selected agent: where they were over the range and what they were given.
class AgentPanel : public QWidget {
    Q_OBJECT
public:
    explicit AgentPanel(QWidget *parent = nullptr);

    /// Nobody is selected.
    void clear();
    /// Another agent is being asked for: the head is known already.
    void setAgent(const QString &name, const QString &account);
    void setTimeline(const AgentTimelineReport &timeline);
    void setError(const Error &error);
    void setFormatter(const MetricFormatter &formatter);
    /// The scope's filter or business hours are on: what is here does not follow them, and says so.
    void setNarrowed(bool narrowed);
    void setNow(TimeMs now);

    /// Of whom states are shown, without their conversations; null = nobody.
    const AgentTimelineReport *shownStates() const { return m_shown ? &m_states : nullptr; }

    StateStrip *strip() const { return m_strip; }
    AgeLabel *age() const { return m_age; }
    TablePanel *conversations() const { return m_conversations; }
    AgentConversationsModel &model() { return m_model; }

Q_SIGNALS:
    void conversationOpened(const QString &remoteId);

private:
    void showBody(bool on);
    void refreshTitles();

    AgentConversationsModel m_model;
    MetricFormatter m_format;
    ElidedLabel *m_name;
    AgeLabel *m_age;
    QLabel *m_about;
    QLabel *m_statesTitle;
    StateStrip *m_strip;
    QLabel *m_summary;
    QLabel *m_legend;
    QLabel *m_listTitle;
    TablePanel *m_conversations;
    QString m_account;
    RowId m_shown = 0;
    AgentTimelineReport m_states;
    qint64 m_newestOnly = 0; ///< the list holds no more than so many; 0 = all
    bool m_narrowed = false;
};

} // namespace watchfloor
