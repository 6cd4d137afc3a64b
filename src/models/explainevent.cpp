// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/explainevent.h"

#include "models/plaintext.h"
#include "models/timelinewords.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdlib>

namespace watchfloor {
namespace {

QString eventSay(const char *text)
{
    return QCoreApplication::translate("Explain", text);
}

/// Of the event's stretch what lies in the inbox's hours; none where these are not known for all
/// of it.
std::optional<DurationMs> openPart(const TimelineReport &report, const TimeRange &span)
{
    if (!report.businessHoursKnown || span.from < report.extent.from || span.to > report.extent.to)
        return std::nullopt;
    DurationMs open = 0;
    for (const TimeRange &hours : report.businessHours)
        open +=
            std::max<DurationMs>(0, std::min(hours.to, span.to) - std::max(hours.from, span.from));
    return open;
}

class EventWriter {
public:
    EventWriter(const TimelineReport &report, const TimelineEvent &event,
                const MetricFormatter &format, TimeMs now)
        : m_report(report)
        , m_event(event)
        , m_fact(event.event)
        , m_format(format)
        , m_now(now)
    {
    }

    std::vector<ExplainRow> rows;

    void all()
    {
        add(ExplainRow::Kind::Lead, {}, eventValueText(m_fact, m_format));
        if (const QString definition = eventDefinition(m_fact.name); !definition.isEmpty())
            add(ExplainRow::Kind::Sentence, {}, definition + u'.');
        pair(QT_TRANSLATE_NOOP("Explain", "Values"),
             eventSay(QT_TRANSLATE_NOOP("Explain", "1, this conversation's own")));
        pair(QT_TRANSLATE_NOOP("Explain", "Time"), window());
        pair(QT_TRANSLATE_NOOP("Explain", "Agent"), oneLine(m_event.agentName));
        pair(QT_TRANSLATE_NOOP("Explain", "Origin"),
             originTitle(m_fact.origin) + QStringLiteral(". ") + originDefinition(m_fact.origin));
        const bool isLength = eventValueKind(m_fact.name) == EventValue::Duration;
        const bool hasEdges = m_fact.start && m_fact.end;
        if (isLength && hasEdges)
            beside(m_fact.value, *m_fact.end - *m_fact.start,
                   QT_TRANSLATE_NOOP("Explain", "Start to end"));
        if (isLength && m_fact.valueInBusinessHours)
            inBusinessHours(hasEdges ? openPart(m_report, {*m_fact.start, *m_fact.end})
                                     : std::nullopt);
        if (m_report.asOf)
            pair(QT_TRANSLATE_NOOP("Explain", "Age"),
                 eventSay(QT_TRANSLATE_NOOP("Explain", "as of %1"))
                     .arg(m_format.toTheSecond(*m_report.asOf, m_now)));
        for (const QString &note : m_report.notes)
            add(ExplainRow::Kind::Caution, {}, oneLine(note));
    }

private:
    void add(ExplainRow::Kind kind, const QString &label, const QString &text)
    {
        if (!text.isEmpty())
            rows.push_back({kind, label, text});
    }
    void pair(const char *label, const QString &text)
    {
        add(ExplainRow::Kind::Pair, eventSay(label), text);
    }

    QString window() const
    {
        const QString zone = QString::fromLatin1(m_format.zone().id());
        const QString times = m_fact.start && m_fact.end
                                  ? QStringLiteral("%1 – %2").arg(m_format.full(*m_fact.start),
                                                                  m_format.full(*m_fact.end))
                                  : m_format.full(m_fact.created);
        return QStringLiteral("%1 (%2)").arg(times, zone);
    }

    /// What the vendor tells, what we count, and how far they are apart. Where the value was worked
    /// out here there is nothing of the vendor's to stand beside it.
    void beside(DurationMs theirs, DurationMs ours, const char *how)
    {
        if (m_fact.origin != EventOrigin::Server)
            return;
        pair(QT_TRANSLATE_NOOP("Explain", "Vendor's own"), m_format.duration(theirs));
        pair(how, m_format.duration(ours));
        const DurationMs by = ours - theirs;
        pair(QT_TRANSLATE_NOOP("Explain", "Difference"),
             by == 0 ? eventSay(QT_TRANSLATE_NOOP("Explain", "none"))
                     : (by > 0 ? QStringLiteral("+") : QStringLiteral("\u2212")) +
                           m_format.duration(std::abs(by)));
    }

    void inBusinessHours(std::optional<DurationMs> ours)
    {
        add(ExplainRow::Kind::Section, {},
            eventSay(QT_TRANSLATE_NOOP("Explain", "In business hours")));
        if (ours && m_fact.origin == EventOrigin::Server)
            beside(*m_fact.valueInBusinessHours, *ours,
                   QT_TRANSLATE_NOOP("Explain", "Inbox's hours"));
        else
            pair(QT_TRANSLATE_NOOP("Explain", "Value"),
                 m_format.duration(m_fact.valueInBusinessHours));
    }

    const TimelineReport &m_report;
    const TimelineEvent &m_event;
    const ReportingEvent &m_fact;
    const MetricFormatter &m_format;
    TimeMs m_now;
};

Explanation ofConversation(const TimelineReport &report, const QString &title,
                           std::vector<ExplainRow> rows)
{
    Explanation explanation;
    explanation.title = title;
    explanation.subtitle = eventSay(QT_TRANSLATE_NOOP("Explain", "Conversation #%1"))
                               .arg(oneLine(report.conversation.conversation.remoteId, 40));
    explanation.rows = std::move(rows);
    explanation.noShow =
        eventSay(QT_TRANSLATE_NOOP("Explain", "It is of this conversation, which is open here."));
    return explanation;
}

} // namespace

std::optional<Explanation> eventExplanation(const TimelineReport &report, int event,
                                            const MetricFormatter &format, TimeMs now)
{
    if (event < 0 || event >= static_cast<int>(report.events.size()))
        return std::nullopt;
    const TimelineEvent &told = report.events[static_cast<std::size_t>(event)];
    if (eventValueKind(told.event.name) == EventValue::Nothing)
        return std::nullopt;
    EventWriter writer(report, told, format, now);
    writer.all();
    return ofConversation(report, eventTitle(told.event.name), std::move(writer.rows));
}

std::optional<Explanation> numberExplanation(const TimelineReport &report,
                                             ConversationNumber number,
                                             const MetricFormatter &format, TimeMs now)
{
    const Conversation &of = report.conversation.conversation;
    const bool waits = number == ConversationNumber::Waiting;
    if (waits ? !of.waitingSince : !of.csat)
        return std::nullopt;
    using Kind = ExplainRow::Kind;
    std::vector<ExplainRow> rows;
    if (waits) {
        rows = {{Kind::Lead, {}, format.age(now - *of.waitingSince)},
                {Kind::Sentence,
                 {},
                 eventSay(QT_TRANSLATE_NOOP(
                     "Explain", "How long the customer has been waiting for an agent's answer. It "
                                "goes by the clock until somebody answers."))},
                {Kind::Pair, eventSay(QT_TRANSLATE_NOOP("Explain", "Time")),
                 eventSay(QT_TRANSLATE_NOOP("Explain", "%1 – now (%2)"))
                     .arg(format.full(*of.waitingSince), QString::fromLatin1(format.zone().id()))}};
    } else {
        rows = {{Kind::Lead, {}, format.count(qint64{*of.csat})},
                {Kind::Sentence,
                 {},
                 eventSay(QT_TRANSLATE_NOOP(
                     "Explain", "The customer's answer to the question how good it was, from 1 to "
                                "5, as the vendor tells it."))}};
    }
    rows.push_back({Kind::Pair, eventSay(QT_TRANSLATE_NOOP("Explain", "Values")),
                    eventSay(QT_TRANSLATE_NOOP("Explain", "1, this conversation's own"))});
    if (report.asOf)
        rows.push_back({Kind::Pair, eventSay(QT_TRANSLATE_NOOP("Explain", "Age")),
                        eventSay(QT_TRANSLATE_NOOP("Explain", "as of %1"))
                            .arg(format.toTheSecond(*report.asOf, now))});
    return ofConversation(report,
                          waits ? eventSay(QT_TRANSLATE_NOOP("Explain", "Waiting"))
                                : eventSay(QT_TRANSLATE_NOOP("Explain", "CSAT")),
                          std::move(rows));
}

} // namespace watchfloor
