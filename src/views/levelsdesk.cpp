// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/levelsdesk.h"

#include "views/levelseditor.h"

#include <QWidget>

#include <utility>

namespace watchfloor {

LevelsDesk::LevelsDesk(QWidget *page)
    : QObject(page)
    , m_editor(new LevelsEditor(page))
{
    connect(m_editor, &LevelsEditor::scopeChosen, this, &LevelsDesk::show);
    connect(m_editor, &LevelsEditor::applied, this, [this](const ThresholdLevels &levels) {
        for (const ThresholdScope &scope : m_choices[static_cast<std::size_t>(m_chosen)].scopes)
            m_thresholds.set(*m_metric, scope, levels);
        Q_EMIT edited(m_thresholds);
    });
    connect(m_editor, &LevelsEditor::resetWanted, this, [this] {
        for (const ThresholdScope &scope : m_choices[static_cast<std::size_t>(m_chosen)].scopes)
            m_thresholds.clear(*m_metric, scope);
        Q_EMIT edited(m_thresholds);
    });
}

void LevelsDesk::open(const MetricSpec &metric, std::vector<LevelsChoice> choices,
                      const Thresholds &thresholds, const MetricFormatter &format,
                      const QRect &anchor)
{
    if (choices.empty())
        return;
    m_metric = &metric;
    m_choices = std::move(choices);
    m_thresholds = thresholds;
    m_format = format;
    QStringList titles;
    for (const LevelsChoice &choice : m_choices)
        titles << choice.title;
    // What one stands on, unless wider levels are what holds there.
    m_editor->setScopes(titles, static_cast<int>(m_choices.size()) - 1);
    show(static_cast<int>(m_choices.size()) - 1);
    m_editor->popUp(anchor);
}

void LevelsDesk::show(int choice)
{
    if (choice < 0 || static_cast<std::size_t>(choice) >= m_choices.size())
        return;
    m_chosen = choice;
    const LevelsChoice &chosen = m_choices[static_cast<std::size_t>(choice)];
    m_editor->edit(*m_metric, m_thresholds.levels(*m_metric, chosen.scopes.front()), chosen.title,
                   m_format);
}

} // namespace watchfloor
