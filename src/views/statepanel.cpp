// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/statepanel.h"

#include "models/plaintext.h"
#include "views/page.h"
#include "views/typography.h"

#include <QLabel>

namespace watchfloor {

StatePanel::StatePanel(QWidget *parent)
    : QWidget(parent)
    , m_state(new StateView(this))
    , m_notesLabel(new QLabel(this))
{
    m_notesLabel->setTextFormat(Qt::PlainText);
    m_notesLabel->setWordWrap(true);
    m_notesLabel->setFont(smallFont());
    m_notesLabel->setProperty("muted", true);
    m_notesLabel->setObjectName(QStringLiteral("notes"));
    m_notesLabel->setContentsMargins(pageMargin, 6, pageMargin, 6);
    m_notesLabel->setAutoFillBackground(true);
    m_notesLabel->setBackgroundRole(QPalette::Base);
    m_notesLabel->hide();
    connect(m_state, &StateView::triggered, this, &StatePanel::onAction);
}

void StatePanel::setFirstStart(bool on)
{
    if (m_firstStart == on)
        return;
    m_firstStart = on;
    settle();
}

void StatePanel::setFilterWords(const QStringList &words)
{
    if (words == m_filterWords)
        return;
    m_filterWords = words;
    settle();
}

void StatePanel::setNearest(const QString &title)
{
    if (title == m_nearest)
        return;
    m_nearest = title;
    settle();
}

void StatePanel::passWishesTo(Page *page)
{
    connect(this, &StatePanel::addAccountRequested, page, &Page::addAccountRequested);
    connect(this, &StatePanel::demoRequested, page, &Page::demoRequested);
    connect(this, &StatePanel::retryRequested, page, &Page::retryRequested);
    connect(this, &StatePanel::widerRangeRequested, page, &Page::widerRangeRequested);
    connect(this, &StatePanel::filtersClearRequested, page, &Page::filtersClearRequested);
}

bool StatePanel::saidBeforeAnswer(bool answered)
{
    if (m_firstStart) {
        say({QStringLiteral("inbox"),
             tr("Connect an account to see your floor"),
             tr("Watchfloor reads from your support system into a cache on this computer and keeps "
                "working when the network is gone. The demo brings a made-up contact centre."),
             QString(),
             {{QStringLiteral("addAccount"), tr("Add account"), true},
              {QStringLiteral("demo"), tr("Open demo"), false}}});
        return true;
    }
    if (m_error && !answered) {
        say({QStringLiteral("alert"),
             m_error->message(),
             m_error->remedy(),
             m_error->detail(),
             {{QStringLiteral("retry"), tr("Try again"), true}}});
        return true;
    }
    return false;
}

void StatePanel::sayNothingFound(const QString &title, bool narrowed, const QString &clear)
{
    StateMessage empty;
    empty.icon = narrowed ? QStringLiteral("filter") : QStringLiteral("inbox");
    empty.title = title;
    QStringList lines;
    if (!m_filterWords.isEmpty())
        lines << tr("Hidden by: %1").arg(m_filterWords.join(QStringLiteral(" · ")));
    if (!m_rangeText.isEmpty())
        lines << m_rangeText;
    empty.text = lines.join(QLatin1Char('\n'));
    if (narrowed)
        empty.actions.push_back({clear, tr("Remove filters"), true});
    if (!m_nearest.isEmpty())
        empty.actions.push_back(
            {QStringLiteral("nearest"), tr("Show %1").arg(m_nearest), !narrowed});
    else if (m_canWiden)
        empty.actions.push_back({QStringLiteral("wider"), tr("Show the last 30 days"), !narrowed});
    say(empty);
}

void StatePanel::showNotes(QStringList lines, bool answered)
{
    if (m_error && answered)
        lines.prepend(tr("Not refreshed: %1").arg(oneLine(m_error->sentence(), 300)));
    if (m_firstStart)
        lines.clear();
    const QString text = lines.join(QLatin1Char('\n'));
    if (text == m_notesLabel->text() && lines.isEmpty() == m_notesLabel->isHidden())
        return;
    m_notesLabel->setText(text);
    m_notesLabel->setAccessibleName(tr("Notes: %1").arg(lines.join(QLatin1Char(' '))));
    m_notesLabel->setVisible(!lines.isEmpty());
}

void StatePanel::onAction(const QString &id)
{
    if (id == QLatin1String("addAccount"))
        Q_EMIT addAccountRequested();
    else if (id == QLatin1String("demo"))
        Q_EMIT demoRequested();
    else if (id == QLatin1String("retry"))
        Q_EMIT retryRequested();
    else if (id == QLatin1String("clear"))
        Q_EMIT clearFiltersRequested();
    else if (id == QLatin1String("filters"))
        Q_EMIT filtersClearRequested();
    else if (id == QLatin1String("nearest"))
        Q_EMIT nearestRangeRequested();
    else if (id == QLatin1String("wider"))
        Q_EMIT widerRangeRequested();
}

} // namespace watchfloor
