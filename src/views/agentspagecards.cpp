// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/agentspage.h"

#include "views/agentcards.h"
#include "views/agelabel.h"
#include "views/filterbar.h"
#include "views/metriccontrols.h"
#include "views/metricpanel.h"
#include "views/typography.h"

#include <QToolButton>

namespace watchfloor {

/// The same agents in the same order, one card each.
void AgentsPage::addCards()
{
    m_cards = new AgentCards(m_model, m_panel->rows(), m_panel->table(), this);
    m_panel->setCards(m_cards);
    m_asCards = new QToolButton(this);
    m_asCards->setText(tr("Cards"));
    m_asCards->setObjectName(QStringLiteral("cards"));
    m_asCards->setCheckable(true);
    m_asCards->setProperty("quiet", true);
    m_asCards->setToolTip(tr("A card per agent instead of the table, in the table's order"));
    m_controls->addButton(m_asCards);
    connect(m_asCards, &QToolButton::toggled, this, [this](bool on) {
        const bool had = m_panel->table()->hasFocus() || m_cards->hasFocus();
        m_panel->showCards(on);
        if (on)
            m_cards->followTable();
        if (had)
            m_panel->focusTable();
        Q_EMIT stateEdited();
    });
    connect(m_cards, &AgentCards::opened, this, [this](int row) {
        if (!m_model.row(row).isTeam)
            Q_EMIT drillRequested(
                drillOf(m_scope, m_model.report().range, nullptr, targetOf(m_model.row(row))));
    });
}

/// Words of states give way before the page gets wider than its window.
void AgentsPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    const int others = m_controls->sizeHint().width() + m_age->minimumSizeHint().width() +
                       m_side->sizeHint().width() + 6 * gridStep;
    m_filters->setRoom(std::max(1, width() - others));
}

} // namespace watchfloor
