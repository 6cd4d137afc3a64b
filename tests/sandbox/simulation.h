// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/world.h"

#include <deque>
#include <memory>

namespace watchfloor::sandbox {

struct SimulationConfig {
    Vendor vendor = Vendor::Chatwoot;
    quint64 seed = 1;
    Ms epoch = 0; ///< UTC midnight for tidy days; any instant is fine
    int agents = 40;
    int conversationsPerDay = 300;
    int days = 30; ///< history before the live part; only shapes who leaves when
    bool pii = false;
    bool tidy = false;   ///< nothing stays open for long: the floor of a demo
    bool vanish = false; ///< ChatDash: some conversations are deleted after a while
};

/// Drives a World through the days: shifts, arrivals, routing, talk, closing. The same config
/// gives the same world at the same instant, however the way there is cut into advanceTo calls.
class Simulation {
public:
    explicit Simulation(const SimulationConfig &config);
    ~Simulation();

    const SimulationConfig &config() const { return m_config; }
    /// Runs everything due up to and including `now`; an earlier instant is ignored.
    void advanceTo(Ms now);
    const World &world() const { return m_world; }

private:
    friend class ConversationFlow;
    friend class ShiftPlan;

    struct Step {
        Ms at = 0;
        quint64 order = 0;
        int kind = 0;
        int subject = 0;    ///< conversation or agent
        int generation = 0; ///< a step of an older phase is void
    };
    struct Later {
        bool operator()(const Step &a, const Step &b) const
        {
            return a.at != b.at ? a.at > b.at : a.order > b.order;
        }
    };
    void schedule(Ms at, int kind, int subject, int generation = 0);
    void run(const Step &step);

    SimulationConfig m_config;
    quint64 m_seed = 0; ///< the vendors' days differ although the seed is one
    World m_world;
    std::priority_queue<Step, std::vector<Step>, Later> m_steps;
    quint64 m_order = 0;
    std::unique_ptr<class ShiftPlan> m_shifts;
    std::unique_ptr<class ConversationFlow> m_flow;
};

} // namespace watchfloor::sandbox
