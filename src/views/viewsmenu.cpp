// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/viewsmenu.h"

#include "views/viewspopup.h"

#include <QAction>
#include <QMenu>

namespace watchfloor {

ViewsMenu::ViewsMenu(QWidget *parent)
    : PickerButton(QStringLiteral("bookmark"), parent)
    , m_menu(new QMenu(this))
    , m_namePopup(new ViewNamePopup(this))
    , m_managePopup(new ViewsPopup(this))
{
    setMenu(m_menu);
    connect(m_menu, &QMenu::aboutToShow, this, &ViewsMenu::rebuild);
    connect(m_namePopup, &ViewNamePopup::named, this, &ViewsMenu::saveRequested);
    connect(m_managePopup, &ViewsPopup::renameRequested, this, &ViewsMenu::renameRequested);
    connect(m_managePopup, &ViewsPopup::removeRequested, this, &ViewsMenu::removeRequested);
    connect(m_managePopup, &ViewsPopup::startRequested, this, &ViewsMenu::startRequested);
    describe();
}

void ViewsMenu::setStartView(const QString &name)
{
    m_start = name;
    m_managePopup->setViews(m_views, m_start);
}

void ViewsMenu::setViews(const SavedViews &views)
{
    m_views = views;
    if (!m_current.isEmpty() && !m_views.find(m_current))
        m_current.clear();
    m_managePopup->setViews(m_views, m_start);
    describe();
}

void ViewsMenu::setCurrent(const QString &name, bool changed)
{
    m_current = name;
    m_changed = changed;
    describe();
}

void ViewsMenu::describe()
{
    QString shown = m_current.isEmpty() ? tr("Views") : m_current;
    if (!m_current.isEmpty() && m_changed)
        shown = tr("%1, changed").arg(m_current);
    setChoice(tr("Saved view"), shown);
}

QPoint ViewsMenu::below() const
{
    return mapToGlobal(QPoint(0, height() + 4));
}

void ViewsMenu::openSaveAs()
{
    m_namePopup->openAt(below(), m_views);
}

void ViewsMenu::rebuild()
{
    m_menu->clear();
    for (const SavedView &view : m_views.views()) {
        QString title = view.name;
        title.replace(QLatin1Char('&'), QLatin1String("&&"));
        if (view.name.compare(m_start, Qt::CaseInsensitive) == 0)
            title = tr("%1 (at start)").arg(title);
        QAction *action = m_menu->addAction(title);
        action->setCheckable(true);
        action->setChecked(view.name == m_current && !m_changed);
        connect(action, &QAction::triggered, this,
                [this, name = view.name] { Q_EMIT viewChosen(name); });
    }
    if (m_views.views().empty())
        m_menu->addAction(tr("No view has been saved yet"))->setEnabled(false);
    m_menu->addSeparator();
    if (!m_current.isEmpty()) {
        QString name = m_current;
        QAction *save = m_menu->addAction(
            tr("Save “%1”").arg(name.replace(QLatin1Char('&'), QLatin1String("&&"))));
        save->setEnabled(m_changed);
        connect(save, &QAction::triggered, this, [this] { Q_EMIT saveRequested(m_current); });
    }
    connect(m_menu->addAction(tr("Save as…")), &QAction::triggered, this, &ViewsMenu::openSaveAs);
    QAction *manage = m_menu->addAction(tr("Rename, delete, choose for the start…"));
    manage->setEnabled(!m_views.views().empty());
    connect(manage, &QAction::triggered, this, [this] { m_managePopup->openAt(below()); });
}

} // namespace watchfloor
