// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/agentpanel.h"

#include "models/plaintext.h"
#include "models/words.h"
#include "views/agelabel.h"
#include "views/elidedlabel.h"
#include "views/statestrip.h"
#include "views/tablepanel.h"
#include "views/typography.h"

#include <QLabel>
#include <QVBoxLayout>

namespace watchfloor {
namespace {

QLabel *agentPanelLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setFont(smallFont());
    label->setProperty("muted", true);
    label->setWordWrap(true);
    return label;
}

} // namespace

AgentPanel::AgentPanel(QWidget *parent)
    : QWidget(parent)
    , m_name(new ElidedLabel(this))
    , m_age(new AgeLabel(this))
    , m_about(agentPanelLabel(this))
    , m_statesTitle(agentPanelLabel(this))
    , m_strip(new StateStrip(this))
    , m_summary(agentPanelLabel(this))
    , m_legend(agentPanelLabel(this))
    , m_listTitle(agentPanelLabel(this))
    , m_conversations(new TablePanel(&m_model, tr("conversations"), this))
{
    setObjectName(QStringLiteral("agentPanel"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_name->setFont(strongFont());
    m_legend->setText(tr("Firm: reported by the vendor · light: as observed · hatched: not known"));
    auto *head = new QVBoxLayout;
    head->setContentsMargins(pageMargin, 12, pageMargin, gridStep);
    head->setSpacing(4);
    auto *title = new QHBoxLayout;
    title->addWidget(m_name, 1);
    title->addWidget(m_age);
    head->addLayout(title);
    head->addWidget(m_about);
    head->addSpacing(gridStep);
    head->addWidget(m_statesTitle);
    head->addWidget(m_strip);
    head->addWidget(m_summary);
    head->addWidget(m_legend);
    head->addSpacing(gridStep);
    head->addWidget(m_listTitle);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_conversations, 1);
    m_conversations->table()->setAccessibleName(tr("Conversations of the agent"));
    m_conversations->table()->sortBy(QStringLiteral("created"), Qt::DescendingOrder);
    connect(m_conversations->table(), &TableView::opened, this, &AgentPanel::conversationOpened);
    refreshTitles();
    clear();
}

void AgentPanel::showBody(bool on)
{
    for (QWidget *part :
         {static_cast<QWidget *>(m_statesTitle), static_cast<QWidget *>(m_strip),
          static_cast<QWidget *>(m_summary), static_cast<QWidget *>(m_legend),
          static_cast<QWidget *>(m_listTitle), static_cast<QWidget *>(m_conversations)})
        part->setVisible(on);
    static_cast<QVBoxLayout *>(layout())->setAlignment(on ? Qt::Alignment() : Qt::AlignTop);
}

void AgentPanel::clear()
{
    m_shown = 0;
    m_age->clearAge();
    m_name->setText(tr("No agent selected"));
    m_about->setText(tr("Select one to see their states and conversations"));
    showBody(false);
}

void AgentPanel::setAgent(const QString &name, const QString &account)
{
    m_account = account;
    m_age->clearAge();
    m_name->setText(oneLine(name));
    m_about->setText(oneLine(account));
}

void AgentPanel::setTimeline(const AgentTimelineReport &timeline)
{
    const bool same = m_shown == timeline.agent.id;
    m_shown = timeline.agent.id;
    QStringList about{availabilityTitle(timeline.agent.availability),
                      oneLine(timeline.agent.availabilityReason), oneLine(timeline.accountName)};
    about.removeAll(QString());
    m_name->setText(timeline.agent.name.isEmpty() ? oneLine(timeline.agent.remoteId)
                                                  : oneLine(timeline.agent.name));
    m_about->setText(about.join(QStringLiteral(" · ")));
    m_states = timeline;
    m_states.conversations.clear();
    m_strip->setTimeline(timeline);
    m_age->setAge(timeline.asOf, timeline.lateAt);
    m_summary->setText(timeline.states.empty()
                           ? tr("Nothing is known of the agent's states in this range")
                           : m_strip->summary());
    m_newestOnly = timeline.more ? static_cast<qint64>(timeline.conversations.size()) : 0;
    refreshTitles();
    m_model.setConversations(timeline.conversations, same);
    m_conversations->setAnswered();
    showBody(true);
}

void AgentPanel::setNarrowed(bool narrowed)
{
    m_narrowed = narrowed;
    refreshTitles();
}

void AgentPanel::refreshTitles()
{
    const auto said = [this](const QString &title) {
        return m_narrowed ? tr("%1 · filters not applied here").arg(title) : title;
    };
    m_statesTitle->setText(said(tr("States over the range")));
    m_statesTitle->setToolTip(
        m_narrowed ? asHtml(tr("A state is the agent's, of no group, inbox or channel, and counts "
                               "outside business hours too"))
                   : QString());
    m_listTitle->setText(
        said(m_newestOnly > 0
                 ? tr("The %1 newest conversations of the range").arg(m_format.count(m_newestOnly))
                 : tr("Conversations of the range, newest first")));
    m_listTitle->setToolTip(m_narrowed ? asHtml(tr("All that the agent has, whatever the filters"))
                                       : QString());
}

void AgentPanel::setError(const Error &error)
{
    showBody(false);
    m_shown = 0;
    m_age->clearAge();
    m_about->setText(oneLine(error.sentence(), 300));
}

void AgentPanel::setNow(TimeMs now)
{
    m_model.setNow(now);
    m_age->setNow(now);
}

void AgentPanel::setFormatter(const MetricFormatter &formatter)
{
    m_format = formatter;
    m_model.setFormatter(formatter);
    m_strip->setFormatter(formatter);
    m_age->setFormatter(formatter);
}

} // namespace watchfloor
