// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/simulation.h"

namespace watchfloor::sandbox {

/// Who works when: shifts, breaks, sick days, people who leave and who join.
class ShiftPlan {
public:
    explicit ShiftPlan(Simulation &simulation)
        : m_sim(simulation)
    {
    }

    /// Plans that day (0 = the first) for all who work here then, and schedules the next day.
    void startDay(int day);
    void changePresence(int agent, int code);

private:
    void planAgent(int agent, int day, Ms midnight);
    void at(Ms when, int agent, Presence presence, int reason = 0);
    void hireAndFire(int day);

    Simulation &m_sim;
    int m_hired = 0;
};

} // namespace watchfloor::sandbox
