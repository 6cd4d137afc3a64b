// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/factrecords.h"

#include "backend/engine/figures/conversationcell.h"
#include "backend/engine/figures/conversationmeasures.h"
#include "backend/engine/figures/reportfilter.h"

#include <algorithm>

namespace watchfloor {
namespace {

/// closedBy is of the present closing: an earlier one of a reopened conversation has no closer.
bool isPresentClosing(const ReportingEvent &event, const Conversation &of)
{
    return of.status == QLatin1String("closed") &&
           (!of.closed || event.created == *of.closed || event.end == of.closed);
}

/// The rows of one account, one measure at a time.
class AccountRecords {
public:
    AccountRecords(const AccountRows &rows, DimensionKeys &keys, const RecordOptions &options,
                   ConversationNumbers &numbers, std::vector<FactRecord> *out)
        : m_rows(rows)
        , m_keys(keys)
        , m_options(options)
        , m_rules(rulesFor(rows.account.provider))
        , m_keyRules(rulesFor(rows.account.provider).key)
        , m_numbers(numbers)
        , m_out(out)
    {
        m_labels.labels = options.labels;
    }

    void events(const FactMeasure &measure)
    {
        for (const Conversation &c : m_rows.conversations)
            m_conversations.insert(c.remoteId, &c);
        const bool byCloser = measure.kind == FactMeasure::Kind::ClosedBy;
        for (const ReportingEvent &event : m_rows.events) {
            if (event.name != (byCloser ? closingEvent : measure.name))
                continue;
            const Conversation *of = m_conversations.value(event.conversationRemoteId);
            if (!byCloser ||
                (of && isPresentClosing(event, *of) && closerWord(of->closedBy) == measure.name))
                addEvent(event);
        }
    }

    void conversations(const FactMeasure &measure)
    {
        const bool own = measure.kind == FactMeasure::Kind::Conversations;
        const ConversationMeasure *of = own ? conversationMeasure(measure.name) : nullptr;
        if (own && !of)
            return;
        for (const Conversation &c : m_rows.conversations) {
            if (c.goneAt || !m_labels.passesLabels(c.labels))
                continue;
            if (of && of->at == ConversationAt::Now && c.status == QLatin1String("closed"))
                continue;
            FactRecord record;
            record.conversation = m_numbers.of(m_rows.account.id, c.remoteId);
            record.row = c.id;
            if (measure.kind == FactMeasure::Kind::Created) {
                record.time = c.created;
            } else if (measure.kind == FactMeasure::Kind::Closed) {
                if (!c.closed)
                    continue;
                record.time = *c.closed;
                record.value = *c.closed - c.created;
            } else if (!fill(record, *of, c)) {
                continue;
            }
            const bool present = of && of->at == ConversationAt::Now;
            record.cell = cellOf(c, m_rows.account.id, m_keyRules, m_keys,
                                 present && presenceOf(c) == KeyPresence::InQueue);
            if (measure.kind == FactMeasure::Kind::Closed || (of && hasBusinessHours(*of)))
                record.business = openTime(record.cell, record.time - record.value, record.time);
            m_out->push_back(record);
        }
    }

private:
    KeyPresence presenceOf(const Conversation &c)
    {
        return m_keyRules.presence(c, holderOf(c, m_rows.account.id, m_keys) != kNoKey);
    }

    bool fill(FactRecord &record, const ConversationMeasure &of, const Conversation &c)
    {
        record.time = m_options.now;
        if (of.at == ConversationAt::Created)
            record.time = c.created;
        else if (of.at == ConversationAt::Closed && c.closed)
            record.time = *c.closed;
        const qint64 holder = holderOf(c, m_rows.account.id, m_keys);
        const MeasureContext context{m_rules,          m_keyRules.presence(c, holder != kNoKey),
                                     holder != kNoKey, m_keys.actorOf(holder) == kActorBot,
                                     m_options.now,    m_options.soon};
        const auto value = of.value(c, context);
        if (!value)
            return false;
        record.untold = *value == kReservedValue;
        record.value = record.untold ? 0 : *value;
        return true;
    }

    void addEvent(const ReportingEvent &event)
    {
        const Conversation *of = event.conversationRemoteId.isEmpty()
                                     ? nullptr
                                     : m_conversations.value(event.conversationRemoteId);
        if (of && of->goneAt)
            return;
        if (!m_options.labels.isEmpty() && (!of || !m_labels.passesLabels(of->labels)))
            return;
        const RowId account = m_rows.account.id;
        FactRecord record;
        record.time = event.created;
        record.value = event.value;
        record.business = event.valueInBusinessHours;
        record.estimated = event.origin == EventOrigin::Estimated;
        record.conversation = conversationOf(event);
        record.row = of ? of->id : 0;
        const qint64 agent = m_keys.agent(account, event.agentRemoteId);
        CellValues &cell = record.cell;
        cell.set(Dimension::Account, account);
        cell.set(Dimension::Agent, agent);
        const auto orConversations = [of](const QString &own, QString Conversation::*member) {
            return own.isEmpty() && of ? of->*member : own;
        };
        cell.set(Dimension::Group,
                 m_keys.group(account, !m_keyRules.groupIsConversations ? event.groupRemoteId
                                       : of                             ? of->groupRemoteId
                                                                        : QString()));
        cell.set(Dimension::Skill, m_keys.skill(account, event.skillRemoteId));
        cell.set(Dimension::Inbox,
                 m_keys.inbox(account,
                              orConversations(event.inboxRemoteId, &Conversation::inboxRemoteId)));
        cell.set(Dimension::Channel,
                 m_keys.channel(orConversations(event.channel, &Conversation::channel)));
        cell.set(Dimension::Actor,
                 event.byBot ? (*event.byBot ? kActorBot : kActorHuman) : m_keys.actorOf(agent));
        if (!record.business)
            record.business = openTime(cell, event.start, event.end);
        m_out->push_back(record);
    }

    std::optional<DurationMs> openTime(const CellValues &cell, std::optional<TimeMs> from,
                                       std::optional<TimeMs> to) const
    {
        if (!m_options.clocks || !from || !to)
            return std::nullopt;
        return m_options.clocks->openTime(cell.at(Dimension::Account), cell.at(Dimension::Inbox),
                                          *from, *to);
    }

    /// An event that names no conversation is one of its own.
    qint64 conversationOf(const ReportingEvent &event)
    {
        const RowId account = m_rows.account.id;
        if (!event.conversationRemoteId.isEmpty())
            return m_numbers.of(account, event.conversationRemoteId);
        if (event.conversationInternalId.isEmpty())
            return m_numbers.fresh();
        return m_numbers.of(account, QStringLiteral("internal ") + event.conversationInternalId);
    }

    const AccountRows &m_rows;
    DimensionKeys &m_keys;
    const RecordOptions &m_options;
    const ProviderRules &m_rules;
    const KeyRules &m_keyRules;
    ReportFilter m_labels;
    QHash<QString, const Conversation *> m_conversations;
    ConversationNumbers &m_numbers;
    std::vector<FactRecord> *m_out;
};

} // namespace

std::vector<FactRecord> recordsOf(const std::vector<AccountRows> &accounts, DimensionKeys &keys,
                                  const FactMeasure &measure, const RecordOptions &options,
                                  ConversationNumbers &numbers)
{
    std::vector<FactRecord> out;
    for (const AccountRows &rows : accounts) {
        AccountRecords records(rows, keys, options, numbers, &out);
        if (measure.kind == FactMeasure::Kind::Event || measure.kind == FactMeasure::Kind::ClosedBy)
            records.events(measure);
        else
            records.conversations(measure);
    }
    return out;
}

} // namespace watchfloor
