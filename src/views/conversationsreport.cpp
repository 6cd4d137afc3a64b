// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The list on paper, and conversations of it whose events shall stand there.
#include "views/conversationspage.h"

#include "models/plaintext.h"
#include "views/conversationdetail.h"
#include "views/drillchip.h"
#include "views/tablepanel.h"
#include "views/timelineview.h"

#include <QAction>
#include <QMenu>

namespace watchfloor {

void ConversationsPage::connectReport()
{
    m_reportChip->setObjectName(QStringLiteral("reported"));
    m_reportChip->setCross(QStringLiteral("undoReport"), tr("Take them out of the report again"));
    connect(m_reportChip, &DrillChip::removed, this, [this] {
        m_reportChip->setWords({});
        Q_EMIT reportUnwanted();
        focusMain();
    });
    m_toReport->setObjectName(QStringLiteral("addToReport"));
    m_toReport->setText(tr("Add to report"));
    m_toReport->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R));
    m_toReport->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(m_toReport);
    connect(m_toReport, &QAction::triggered, this, [this] {
        const std::vector<ChosenConversation> wanted = chosen();
        if (!wanted.empty())
            Q_EMIT reportWanted(wanted);
    });
    const auto offer = [this](QMenu *menu) {
        const auto count = static_cast<int>(chosen().size());
        m_toReport->setText(
            count > 1 ? tr("Add %1 conversations to report").arg(m_format.count(qint64{count}))
                      : tr("Add to report"));
        m_toReport->setEnabled(count > 0);
        menu->addAction(m_toReport);
    };
    // While a menu is up the action says what it would do; a key must work at any time.
    const auto settle = [this] { m_toReport->setEnabled(true); };
    for (TableView *table : {m_panel->table(), m_detail->table()})
        connect(table, &TableView::menuOpening, this, [offer, settle](QMenu *menu) {
            offer(menu);
            QObject::connect(menu, &QMenu::aboutToHide, menu, settle);
        });
    TimelineView *timeline = m_detail->timeline();
    timeline->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(timeline, &QWidget::customContextMenuRequested, this,
            [this, timeline, offer, settle](const QPoint &at) {
                if (selectedAccount() == 0)
                    return;
                timeline->setFocus(Qt::MouseFocusReason);
                auto *menu = new QMenu(timeline);
                menu->setAttribute(Qt::WA_DeleteOnClose);
                offer(menu);
                connect(menu, &QMenu::aboutToHide, menu, settle);
                menu->popup(timeline->mapToGlobal(at));
            });
}

std::vector<ChosenConversation> ConversationsPage::chosen() const
{
    QStringList keys = m_panel->table()->selectedKeys();
    const bool inDetail = m_detail->isAncestorOf(focusWidget());
    if (keys.isEmpty() || inDetail)
        keys = QStringList{m_selectedKey};
    std::vector<ChosenConversation> all;
    for (const QString &key : std::as_const(keys)) {
        const qsizetype slash = key.indexOf(u'/');
        const QString account = m_accountNames.value(key.left(slash).toLongLong());
        if (slash > 0 && !account.isEmpty())
            all.push_back({account, key.mid(slash + 1)});
    }
    return all;
}

void ConversationsPage::setReported(int added, int asked)
{
    DrillWords words;
    words.chip = added > 1
                     ? tr("%1 conversations added to the report").arg(m_format.count(qint64{added}))
                 : added == 1 ? tr("Conversation added to the report")
                              : tr("Already in the report");
    if (added > 0 && added < asked)
        words.notes << tr("The others were in it already.");
    words.notes << tr("The page Reports shows what is in it.");
    m_reportChip->setWords(words);
}

PageExport ConversationsPage::exported() const
{
    PageExport exported;
    exported.tables.push_back({QStringLiteral("conversations"),
                               tr("Conversations, with all times of each"), m_panel->table(),
                               true});
    if (m_hasReport)
        exported.plan = listOnPaper();
    if (selectedAccount() == 0)
        return exported;
    const QString number = oneLine(selectedConversation(), 40);
    const QString name = QStringLiteral("conversation-") + number;
    const QString titled = tr("Events of #%1").arg(number);
    exported.tables.push_back({name, titled, m_detail->table(), false});
    exported.pictures.push_back({name, titled, {}, m_detail->timeline()});
    ReportPlan events = planOf({ReportSection::Timelines});
    QString account = m_accountNames.value(selectedAccount());
    for (const ConversationListAccount &listed : m_model.list().accounts()) {
        if (listed.id == selectedAccount())
            account = listed.name;
    }
    events.conversations = {{account, selectedConversation()}};
    if (exported.plan) {
        auto &sections = exported.plan->sections;
        sections.insert(sections.begin() + 1, ReportSection::Timelines);
        exported.plan->conversations = events.conversations;
        exported.papers.push_back({name, titled, std::move(events)});
    } else {
        exported.plan = std::move(events);
    }
    return exported;
}

ReportPlan ConversationsPage::listOnPaper() const
{
    ReportPlan plan = planOf({ReportSection::List});
    ShownList shown;
    if (const auto order = m_panel->rows()->questionAhead())
        shown.order = *order;
    for (const int column : m_panel->table()->visibleColumns())
        shown.columns << m_model.column(column).key;
    shown.drill = m_drilled;
    plan.view.list = std::move(shown);
    plan.view.chosenBy = shownBy();
    constexpr int mostOfPortrait = 8;
    plan.landscape = plan.view.list->columns.size() > mostOfPortrait;
    return plan;
}

} // namespace watchfloor
