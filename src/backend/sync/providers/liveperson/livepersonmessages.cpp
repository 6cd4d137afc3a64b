// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/liveperson/livepersonmessages.h"

#include "backend/sync/providers/liveperson/livepersonvalues.h"

#include <algorithm>
#include <cmath>

namespace watchfloor::liveperson {
namespace {

constexpr int worstRating = 1;
constexpr int bestRating = 5;

bool isSame(const QString &word, const char *wire)
{
    return word.compare(QLatin1String(wire), Qt::CaseInsensitive) == 0;
}

/// Reads the parts of one record; the first fault anywhere ends up in `m_root`.
class RecordReader {
public:
    RecordReader(const QJsonValue &value, const QString &path)
        : m_root(value, path)
    {
    }

    Result<HistoryRecord> read(bool contactNames)
    {
        readInfo();
        // Dialogs first: they tell which of the other rows are of the conversation proper.
        each("dialogs", [this](Values &row) { readDialog(row); });
        each("agentParticipants", [this](Values &row) { readParticipation(row, m_record.joins); });
        each("agentParticipantsLeave",
             [this](Values &row) { readParticipation(row, m_record.leaves); });
        each("transfers", [this](Values &row) { readTransfer(row); });
        each("skillChanges", [this](Values &row) { readSkillChange(row); });
        each("messageRecords", [this](Values &row) { readMessage(row); });
        each("conversationSurveys", [this](Values &row) { readSurvey(row); });
        readResponseTime();
        if (contactNames)
            readContact();
        if (!m_root.ok())
            return m_root.error();
        sortRows();
        return std::move(m_record);
    }

private:
    template<typename Read>
    void each(const char *key, Read read)
    {
        const QJsonArray rows = m_root.rows(key);
        for (qsizetype i = 0; i < rows.size() && m_root.ok(); ++i) {
            Values row(
                rows.at(i),
                QStringLiteral("%1.%2[%3]").arg(m_root.path(), QString::fromLatin1(key)).arg(i));
            read(row);
            m_root.absorb(row);
        }
    }

    void readInfo()
    {
        Values row = m_root.object("info");
        HistoryInfo &info = m_record.info;
        info.id = row.requiredId("conversationId");
        info.status = row.text("status");
        if (info.status.isEmpty())
            row.fail("status", QStringLiteral("OPEN or CLOSE"));
        info.start = row.requiredTime("startTimeL", "startTime");
        info.conversationEnd = row.time("conversationEndTimeL", "conversationEndTime");
        info.end = row.time("endTimeL", "endTime");
        info.fullDialogEnd = row.time("fullDialogEndTimeL", "fullDialogEndTime");
        info.closeReason = row.text("closeReason");
        info.closeDescription = row.text("closeReasonDescription");
        info.csat = rating(row.number("csatRate"));
        if (!info.csat)
            info.csat = rating(row.number("csat"));
        info.agent = row.id("latestAgentId");
        info.group = row.numericId("latestAgentGroupId");
        info.skill = row.numericId("latestSkillId");
        info.queueState = row.text("latestQueueState");
        info.source = row.text("source");
        info.partial = row.flag("isPartial").value_or(false);
        m_root.absorb(row);
    }

    void readDialog(Values &row)
    {
        HistoryDialog dialog;
        dialog.id = row.id("dialogId");
        dialog.main = isMainDialog(row.text("dialogType"));
        dialog.from = row.time("startTimeL", "startTime");
        dialog.to = row.time("endTimeL", "endTime");
        dialog.skill = row.numericId("skillId");
        m_record.dialogs.push_back(std::move(dialog));
    }

    /// A dialog that is not listed counts as the conversation's: samples list other ids there.
    bool isMain(Values &row) const
    {
        const HistoryDialog *dialog = m_record.dialog(row.id("dialogId"));
        return dialog == nullptr || dialog->main;
    }

    void readParticipation(Values &row, std::vector<Participation> &to)
    {
        Participation one;
        one.agent = row.id("agentId");
        one.kind = userTypeFromWire(row.word("userType"));
        if (!one.kind)
            one.kind = userTypeFromWire(row.text("userTypeName"));
        one.group = row.numericId("agentGroupId");
        one.at = row.requiredTime("timeL", "time");
        one.assigned = isAssignedPermission(row.text("permission"));
        one.main = isMain(row);
        if (!one.agent.isEmpty())
            to.push_back(std::move(one));
    }

    void readTransfer(Values &row)
    {
        HistoryTransfer one;
        one.at = row.requiredTime("timeL", "time");
        one.reason = row.text("reason");
        one.sourceAgent = row.id("sourceAgentId");
        one.sourceSkill = row.numericId("sourceSkillId");
        one.targetSkill = row.numericId("targetSkillId");
        if (isMain(row))
            m_record.transfers.push_back(std::move(one));
    }

    /// The shape is not documented: the names of a transfer, or the plain ones.
    void readSkillChange(Values &row)
    {
        SkillChange one;
        const auto at = row.time("timeL", "time");
        for (const char *key : {"targetSkillId", "newSkillId", "skillId"}) {
            if (one.skill.isEmpty())
                one.skill = row.numericId(key);
        }
        if (!at || one.skill.isEmpty())
            return;
        one.at = *at;
        m_record.skillChanges.push_back(std::move(one));
    }

    void readMessage(Values &row)
    {
        HistoryMessage one;
        one.at = row.requiredTime("timeL", "time");
        one.seq = row.whole("seq").value_or(0);
        one.sender = senderFromWire(row.text("sentBy"));
        one.isPrivate = isPrivateAudience(row.text("audience"));
        const QString participant = row.id("participantId");
        if (one.sender != MessageSender::Consumer)
            one.participant = participant;
        if (row.ok())
            m_newest = std::max(m_newest, one.at);
        if (isMain(row))
            m_record.messages.push_back(std::move(one));
    }

    static std::optional<int> rating(std::optional<double> value)
    {
        if (!value || *value != std::floor(*value) || *value < worstRating || *value > bestRating)
            return std::nullopt;
        return static_cast<int>(*value);
    }

    void readSurvey(Values &survey)
    {
        const QString dialog = survey.id("dialogId");
        const QJsonArray rows = survey.rows("surveyData");
        for (qsizetype i = 0; i < rows.size(); ++i) {
            Values row(rows.at(i), QStringLiteral("%1.surveyData[%2]").arg(survey.path()).arg(i));
            const bool csat = isSame(row.text("questionType"), "csat");
            if (csat && row.flag("isValidAnswer").value_or(true)) {
                if (const auto found = ratingIn(row))
                    m_record.answers.push_back(SurveyAnswer{dialog, *found});
            }
            survey.absorb(row);
        }
    }

    /// The answer is text; where it is a word ("Great"), the answer's id is the figure.
    static std::optional<int> ratingIn(Values &row)
    {
        for (const char *key : {"answer", "answerId"}) {
            bool number = false;
            const double value = row.word(key).toDouble(&number);
            const auto found = number ? rating(value) : std::nullopt;
            if (found)
                return found;
        }
        return std::nullopt;
    }

    void readResponseTime()
    {
        Values row = m_root.object("responseTime");
        const auto due = row.whole("latestEffectiveResponseDueTime");
        m_record.waitsForConsumer = due == -1;
        m_record.responseDue = row.time("latestEffectiveResponseDueTime", "");
        m_root.absorb(row);
    }

    /// The guide's table and its sample spell the list differently.
    void readContact()
    {
        for (const char *key : {"consumerParticipants", "consumerParticipant"}) {
            each(key, [this](Values &row) {
                QString name = row.text("consumerName");
                const QString first = row.text("firstName");
                const QString last = row.text("lastName");
                if (name.isEmpty())
                    name = QStringLiteral("%1 %2").arg(first, last).trimmed();
                if (m_record.contact.isEmpty())
                    m_record.contact = name;
            });
        }
    }

    void sortRows()
    {
        const auto byTime = [](const auto &a, const auto &b) { return a.at < b.at; };
        std::stable_sort(m_record.joins.begin(), m_record.joins.end(), byTime);
        std::stable_sort(m_record.leaves.begin(), m_record.leaves.end(), byTime);
        std::stable_sort(m_record.transfers.begin(), m_record.transfers.end(), byTime);
        std::stable_sort(m_record.skillChanges.begin(), m_record.skillChanges.end(), byTime);
        std::stable_sort(m_record.messages.begin(), m_record.messages.end(),
                         [](const HistoryMessage &a, const HistoryMessage &b) {
                             return a.at != b.at ? a.at < b.at : a.seq < b.seq;
                         });
        m_record.newestMessage = m_newest;
    }

    Values m_root;
    TimeMs m_newest = 0;
    HistoryRecord m_record;
};

} // namespace

bool HistoryRecord::isClosed() const
{
    return statusFromWire(info.status, info.queueState) == QLatin1String("closed");
}

std::optional<TimeMs> HistoryRecord::closedAt() const
{
    if (!isClosed())
        return std::nullopt;
    if (info.conversationEnd)
        return info.conversationEnd;
    for (const HistoryDialog &one : dialogs) {
        if (one.main && one.to)
            return one.to;
    }
    return std::nullopt; // info.end moves with the survey
}

TimeMs HistoryRecord::newestTime() const
{
    TimeMs newest = std::max(info.start, newestMessage);
    for (const auto &time : {info.conversationEnd, info.end, info.fullDialogEnd})
        newest = std::max(newest, time.value_or(0));
    for (const auto *rows : {&joins, &leaves}) {
        for (const Participation &row : *rows)
            newest = std::max(newest, row.at);
    }
    for (const HistoryTransfer &row : transfers)
        newest = std::max(newest, row.at);
    for (const SkillChange &row : skillChanges)
        newest = std::max(newest, row.at);
    for (const HistoryDialog &row : dialogs)
        newest = std::max({newest, row.from.value_or(0), row.to.value_or(0)});
    return newest;
}

const HistoryDialog *HistoryRecord::dialog(const QString &id) const
{
    for (const HistoryDialog &one : dialogs) {
        if (!id.isEmpty() && one.id == id)
            return &one;
    }
    return nullptr;
}

Result<HistoryRecord> readHistoryRecord(const QJsonValue &value, const QString &path,
                                        bool contactNames)
{
    return RecordReader(value, path).read(contactNames);
}

} // namespace watchfloor::liveperson
