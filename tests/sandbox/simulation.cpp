// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/simulation.h"

#include "sandbox/simflow.h"
#include "sandbox/simsetup.h"
#include "sandbox/simshifts.h"

namespace watchfloor::sandbox {

namespace {

WorldConfig worldConfig(const SimulationConfig &config)
{
    WorldConfig made;
    made.vendor = config.vendor;
    made.seed = config.seed;
    made.epoch = config.epoch;
    made.pii = config.pii;
    return made;
}

} // namespace

Simulation::Simulation(const SimulationConfig &config)
    : m_config(config)
    , m_seed(config.seed * 4 + static_cast<quint64>(config.vendor))
    , m_world(worldConfig(config))
{
    staffWorld(m_world, m_config);
    m_shifts = std::make_unique<ShiftPlan>(*this);
    m_flow = std::make_unique<ConversationFlow>(*this);
    m_shifts->startDay(0);
    m_flow->start();
}

Simulation::~Simulation() = default;

void Simulation::schedule(Ms at, int kind, int subject, int generation)
{
    m_steps.push({at, ++m_order, kind, subject, generation});
}

void Simulation::advanceTo(Ms now)
{
    while (!m_steps.empty() && m_steps.top().at <= now) {
        const Step step = m_steps.top();
        m_steps.pop();
        m_world.advanceTo(step.at);
        run(step);
    }
    m_world.advanceTo(now);
}

void Simulation::run(const Step &step)
{
    if (step.kind == StepDay)
        m_shifts->startDay(step.subject);
    else if (step.kind == StepPresence)
        m_shifts->changePresence(step.subject, step.generation);
    else
        m_flow->step(step.kind, step.subject, step.generation);
}

} // namespace watchfloor::sandbox
