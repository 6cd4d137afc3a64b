// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/simcalendar.h"
#include "sandbox/simconversation.h"
#include "sandbox/simrandom.h"
#include "sandbox/simstaff.h"

#include <QHash>

#include <queue>

namespace watchfloor::sandbox {

struct WorldConfig {
    Vendor vendor = Vendor::Chatwoot;
    quint64 seed = 1;
    Ms epoch = 0;             ///< first instant of the history
    bool pii = false;         ///< the account opted in: only the truth reads it
    bool realisticLag = true; ///< false: reporting rows are written exactly 1 s after their end
    bool captain = true;      ///< Chatwoot: some rows of the captain (AI) events
};

struct NewConversation {
    int inbox = Nobody;
    int contact = Nobody;
    int skill = Nobody;
    int group = Nobody;
    bool outbound = false;
    Priority priority = Priority::None;
    int slaPolicy = Nobody;
};

/// The books of one vendor's contact centre: state and history at now(). It changes only by the
/// verbs below, each at now(), and keeps the vendor's own rules (waiting_since, updated_at,
/// reporting rows, ...). A Simulation drives one; a test may write one by hand:
///     World w(config); w.advanceTo(t); const int c = w.open(spec); w.say(c, Sender::Contact);
class World {
public:
    explicit World(const WorldConfig &config);

    const WorldConfig &config() const { return m_config; }
    Vendor vendor() const { return m_config.vendor; }
    Ms now() const { return m_now; }
    /// Moves whenever a conversation changes, so that answers may be kept until then.
    quint64 revision() const { return m_revision; }
    /// Writes the reporting rows that fall due; never goes back.
    void advanceTo(Ms now);

    const std::vector<Group> &groups() const { return m_groups; }
    const std::vector<Skill> &skills() const { return m_skills; }
    const std::vector<Inbox> &inboxes() const { return m_inboxes; }
    const std::vector<Agent> &agents() const { return m_agents; } ///< removed ones included
    const std::vector<QString> &labels() const { return m_labels; }
    const std::vector<Contact> &contacts() const { return m_contacts; }
    /// By creation, deleted ones included (see Conversation::deleted).
    const std::vector<Conversation> &conversations() const { return m_conversations; }
    /// By createdAt; rows of deleted conversations are marked destroyed. Chatwoot only.
    const std::vector<ReportingEvent> &reportingEvents() const { return m_events; }
    const Conversation &at(int conversation) const { return m_conversations[size_t(conversation)]; }

    // Index by the vendor's id, Nobody when unknown. Deleted conversations and removed agents are
    // found too.
    int conversationById(const QString &id) const { return m_conversationById.value(id, Nobody); }
    int agentById(const QString &id) const { return m_agentById.value(id, Nobody); }
    int groupById(const QString &id) const;
    int skillById(const QString &id) const;
    int inboxById(const QString &id) const;

    /// Who the vendor says has it: Chatwoot and ChatDash null while a bot talks or it waits, the
    /// rest keep the last person of a closed one.
    int assignee(const Conversation &c) const;
    /// Person or bot who talks now; Nobody in the queue, and once closed the last one.
    int server(const Conversation &c) const;
    /// Chatwoot: open and (no first reply or waiting). The same idea for the others: open, and a
    /// person owes an answer.
    bool unattended(const Conversation &c) const;
    /// Conversations with updatedAt > since, newest update first, deleted ones left out.
    std::vector<int> updatedSince(Ms since) const;
    bool isMember(int inbox, int agent) const;
    /// Seconds of working time of the inbox in [from, to]; 0 if it keeps no working hours.
    qint64 businessSeconds(int inbox, Ms from, Ms to) const;
    /// The group itself and all below it.
    std::vector<int> subGroups(int group) const;
    /// The same text for the same message, always; activity and notes included.
    QString text(const Conversation &c, const Message &m) const;

    // Staff and reference rows; ids are made in the vendor's style.
    int addGroup(const QString &name, int parent = Nobody);
    int addSkill(const QString &name, int group = Nobody);
    int addInbox(const Inbox &inbox);
    int addAgent(const Agent &agent);
    int addLabel(const QString &title);
    int addContact(const Contact &contact);
    /// Leaves: open conversations go back to the queue; Chatwoot unassigns the closed ones too and
    /// moves no updated_at. Returns the conversations that wait again.
    std::vector<int> removeAgent(int agent);
    void setPresence(int agent, Presence presence, const QString &reason = {});

    // The life of a conversation. `by` Nobody = the system.
    int open(const NewConversation &spec);
    void startBot(int conversation, int bot);
    /// Begins to wait for a person with that skill; from Phase::Bot it is a hand-off.
    void enqueue(int conversation, int skill);
    void assign(int conversation, int agent);
    void say(int conversation, Sender sender, int agent = Nobody, bool isPrivate = false);
    void sayActivity(int conversation);
    void transferToSkill(int conversation, int skill, int by);
    void transferToAgent(int conversation, int agent, int by);
    void backToQueue(int conversation, int by = Nobody);
    void hold(int conversation, Ms until);
    void setPending(int conversation);
    /// Leaves Held, Pending or Closed: to the bot if one is given, to the last agent, else to the
    /// queue.
    void reopen(int conversation, int bot = Nobody);
    void close(int conversation, CloseActor by, int agent = Nobody);
    void askCsat(int conversation);
    void answerCsat(int conversation, int rating, const QString &feedback = {});
    void setLabels(int conversation, const std::vector<int> &labels);
    void setPriority(int conversation, Priority priority);
    void setGroup(int conversation, int group);
    void setAiOutcome(int conversation, const AiOutcome &outcome);
    void addSlaBreach(int conversation, SlaBreach kind);
    void addCaptainEvent(int conversation, bool resolved);
    void remove(int conversation);

private:
    struct RowJob {
        Ms dueAt = 0;
        quint64 order = 0;
        const char *name = "";
        int conversation = Nobody;
        Ms start = 0;
        Ms end = 0;
        int sender = Nobody;
        bool repeated = false; ///< the retry of a job that had already written
    };
    struct Later {
        bool operator()(const RowJob &a, const RowJob &b) const
        {
            return a.dueAt != b.dueAt ? a.dueAt > b.dueAt : a.order > b.order;
        }
    };

    Conversation &row(int conversation) { return m_conversations[size_t(conversation)]; }
    void touch(int conversation);
    void release(const Conversation &c); ///< its slot, if it takes one
    void occupy(const Conversation &c);
    void endSpans(Conversation &c);
    void wait(Conversation &c);
    QString newId();
    qint64 nextNumber(qint64 &counter, int gap);
    void setPhase(Conversation &c, Phase phase);
    void beginAssignment(Conversation &c, int agent);
    void addMessage(int conversation, MessageKind kind, Sender sender, int agent, bool isPrivate);
    void emitEvent(const char *name, int conversation, Ms start, int sender = Nobody);
    void writeRow(const RowJob &job);
    void insertRow(const RowJob &job, const char *name, Ms start);
    Ms lastNonHumanActivity(const Conversation &c) const;
    const ReportingEvent *lastEvent(const Conversation &c, const char *name) const;

    WorldConfig m_config;
    Ms m_now = 0;
    Random m_random;
    std::vector<Group> m_groups;
    std::vector<Skill> m_skills;
    std::vector<Inbox> m_inboxes;
    std::vector<Agent> m_agents;
    std::vector<QString> m_labels;
    std::vector<Contact> m_contacts;
    std::vector<Conversation> m_conversations;
    std::vector<ReportingEvent> m_events;
    std::vector<std::pair<Ms, int>> m_updates; ///< a log; stale entries are skipped on reading
    std::priority_queue<RowJob, std::vector<RowJob>, Later> m_jobs;
    QHash<QString, int> m_conversationById;
    QHash<QString, int> m_agentById;
    std::vector<WorkCalendar> m_calendars; ///< one an inbox
    quint64 m_revision = 0;
    quint64 m_jobOrder = 0;
    qint64 m_databaseId = 0;
    qint64 m_messageId = 0;
    qint64 m_eventId = 0;
    qint64 m_otherId = 0;
};

} // namespace watchfloor::sandbox
