// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/agent.h"
#include "backend/domain/result.h"
#include "backend/sync/providers/liveperson/livepersonmapping.h"

#include <QJsonValue>
#include <QString>

#include <optional>
#include <vector>

/// One record of Messaging Interactions (guide section 5) as plain facts: who, when, which skill.
/// What was said, names, links, pages and devices are never copied out of the JSON.
namespace watchfloor::liveperson {

/// Somebody on the vendor's side joined or left. Permission and role decide nothing but `assigned`.
struct Participation {
    QString agent;
    std::optional<AgentKind> kind; ///< none = the record does not tell
    QString group;
    TimeMs at = 0;
    bool assigned = false; ///< has the conversation, is no mere reader
    bool main = true;      ///< of the conversation proper, not of a survey dialog
};

struct HistoryTransfer {
    TimeMs at = 0;
    QString reason; ///< the vendor's word
    QString sourceAgent;
    QString sourceSkill;
    QString targetSkill;
};

struct HistoryMessage {
    TimeMs at = 0;
    qint64 seq = 0;
    MessageSender sender = MessageSender::Other;
    QString participant; ///< of agents; a consumer's id is not kept
    bool isPrivate = false;
};

struct SurveyAnswer {
    QString dialog;
    int rating = 0; ///< 1..5
};

struct HistoryDialog {
    QString id;
    bool main = true;
    std::optional<TimeMs> from;
    std::optional<TimeMs> to;
    QString skill;
};

/// The vendor changed the skill by itself (a fallback).
struct SkillChange {
    TimeMs at = 0;
    QString skill;
};

struct HistoryInfo {
    QString id;
    QString status;     ///< the vendor's word
    QString queueState; ///< IN_QUEUE, ACTIVE
    TimeMs start = 0;
    std::optional<TimeMs> conversationEnd; ///< the real close
    std::optional<TimeMs> end;             ///< moves with the survey
    std::optional<TimeMs> fullDialogEnd;
    QString closeReason;
    QString closeDescription;
    std::optional<int> csat;
    QString agent;
    QString group;
    QString skill;
    QString source;
    bool partial = false;
};

class HistoryRecord {
public:
    HistoryInfo info;
    std::vector<Participation> joins;  ///< by time
    std::vector<Participation> leaves; ///< by time
    std::vector<HistoryTransfer> transfers;
    std::vector<SkillChange> skillChanges;
    std::vector<HistoryMessage> messages; ///< of the main dialog, by time, then seq
    std::vector<SurveyAnswer> answers;    ///< valid answers to CSAT questions
    std::vector<HistoryDialog> dialogs;
    TimeMs newestMessage = 0;          ///< of any dialog
    std::optional<TimeMs> responseDue; ///< overdue from then on
    bool waitsForConsumer = false;     ///< the vendor says so (a due time of -1)
    QString contact;                   ///< only when asked for

    bool isClosed() const;
    /// conversationEndTimeL, never endTimeL while there is the former.
    std::optional<TimeMs> closedAt() const;
    /// The newest time anywhere in the record: the vendor tells no time of change.
    TimeMs newestTime() const;
    const HistoryDialog *dialog(const QString &id) const;
};

/// WrongShape for a record that is not whole: a derived event from half of the facts would lie.
Result<HistoryRecord> readHistoryRecord(const QJsonValue &value, const QString &path,
                                        bool contactNames);

} // namespace watchfloor::liveperson
