// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/simulation.h"

namespace watchfloor::sandbox {

enum StepKind {
    StepDay,
    StepPresence,
    StepArrival,
    StepBot,
    StepCustomer,     ///< writes and expects an answer
    StepCustomerAdds, ///< one more line of the same burst
    StepAnswer,
    StepAgentCloses,
    StepSystemCloses,
    StepCustomerLeaves,
    StepWake, ///< end of a snooze or of "pending"
    StepCsat,
    StepReturn, ///< writes again after the end
    StepDelete,
    StepSla,
    StepPickUp, ///< ChatDash: a person looks at the pending list
    StepSummary ///< the AI platform has judged the conversation
};

/// What happens inside conversations: they arrive, wait, are routed, talked through and closed.
class ConversationFlow {
public:
    explicit ConversationFlow(Simulation &simulation);

    void start();
    void step(int kind, int subject, int generation);
    /// Gives this agent what waits longest among their skills, while there is room.
    void serveQueues(int agent);
    void agentLeft(int agent);

private:
    struct Talk {
        Random random{0};
        int generation = 0; ///< steps planned for an earlier phase are void
        int turns = 0;      ///< answers still to come
        int botTurns = 0;
        bool longRunning = false;
        bool neglected = false;
        bool voice = false;
    };
    struct Waiting {
        int conversation = Nobody;
        int generation = 0;
    };

    World &world() { return m_sim.m_world; }
    Talk &talk(int conversation) { return m_talks[static_cast<size_t>(conversation)]; }
    const Inbox &inboxOf(int conversation);
    void plan(int conversation, int kind, Ms delay);
    void planAlways(int conversation, int kind, Ms delay, int code = 0);
    /// Of a tidy floor: it ends some hours from now whatever happens.
    void sweepLater(int conversation);
    void newPhase(int conversation) { ++talk(conversation).generation; }

    // simflow.cpp: arrival and routing
    void arrive();
    void scheduleArrival();
    int pickInbox();
    int pickContact();
    int pickSkill(int inbox);
    void wait(int conversation, int skill);
    void route(int conversation);
    bool takesMore(int agent, int inbox) const;
    int freeAgent(int skill, int inbox) const;
    void give(int conversation, int agent);
    bool staffed(int skill) const;

    // simtalk.cpp: what is said
    void botSpeaks(int conversation);
    void customerSpeaks(int conversation, bool expectsAnswer);
    void agentAnswers(int conversation);
    void afterAnswer(int conversation);
    bool movesOn(int conversation);
    void planAnswer(int conversation);
    Ms answerDelay(int conversation);
    Ms customerDelay(int conversation);

    // simending.cpp: how it ends, and what follows
    void close(int conversation, CloseActor by);
    void wake(int conversation);
    void customerReturns(int conversation);
    void csat(int conversation);
    void sla(int conversation, int check);
    void planSla(int conversation);
    void startAi(int conversation);
    void summarise(int conversation);

    Simulation &m_sim;
    Random m_random;
    double m_peakRate = 0; ///< arrivals a millisecond at the busiest hour of the busiest day
    std::vector<Talk> m_talks;
    std::vector<std::deque<Waiting>> m_queues; ///< one a skill
};

} // namespace watchfloor::sandbox
