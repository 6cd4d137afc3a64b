// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/conversationdetail.h"

#include "models/explainevent.h"
#include "models/plaintext.h"
#include "models/sortedrows.h"
#include "models/words.h"
#include "views/agelabel.h"
#include "views/celldelegate.h"
#include "views/elidedlabel.h"
#include "views/explainpopup.h"
#include "views/factsline.h"
#include "views/palette.h"
#include "views/tableview.h"
#include "views/timelineview.h"
#include "views/typography.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace watchfloor {

/// What of the conversation's head is asked for.
constexpr char waitingNumber[] = "waiting";
constexpr char csatNumber[] = "csat";

static bool asksToExplain(const QEvent *event)
{
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
        return false;
    const auto *press = static_cast<const QKeyEvent *>(event);
    return press->key() == Qt::Key_I && press->modifiers() == Qt::ControlModifier;
}

ConversationDetail::ConversationDetail(QWidget *parent)
    : QWidget(parent)
    , m_title(new ElidedLabel(this))
    , m_age(new AgeLabel(this))
    , m_facts(new ElidedLabel(this))
    , m_times(new FactsLine(this))
    , m_note(new ElidedLabel(this))
    , m_timeline(new TimelineView(this))
    , m_rows(new SortedRows(this))
    , m_table(new TableView(this))
    , m_splitter(new QSplitter(Qt::Vertical, this))
{
    m_rows->setSourceModel(&m_events);
    m_table->setRows(m_rows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->sortBy(QStringLiteral("created"), Qt::AscendingOrder);
    m_table->setAccessibleName(tr("Events of the conversation"));
    m_title->setFont(strongFont());
    m_facts->setFont(bodyFont());
    m_times->setFont(bodyFont());
    m_times->setAccessibleName(tr("Times of the conversation"));
    connect(m_times, &FactsLine::explainRequested, this,
            [this](const ExplainTarget &target, const QRect &at) {
                const auto number = target.metric == QLatin1String(csatNumber)
                                        ? ConversationNumber::Csat
                                        : ConversationNumber::Waiting;
                open(numberExplanation(m_report, number, m_format, m_now), at);
            });
    m_note->setFont(smallFont());

    auto *head = new QVBoxLayout;
    head->setContentsMargins(gridStep, 6, pageMargin, 6);
    head->setSpacing(2);
    auto *titled = new QHBoxLayout;
    titled->addWidget(m_title, 1);
    titled->addWidget(m_age);
    head->addLayout(titled);
    head->addWidget(m_facts);
    head->addWidget(m_times);
    head->addWidget(m_note);
    m_splitter->addWidget(m_timeline);
    m_splitter->addWidget(m_table);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_splitter, 1);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    connect(m_splitter, &QSplitter::splitterMoved, this, [this] {
        m_splitIsUsers = true;
        Q_EMIT stateEdited();
    });
    connect(m_table, &TableView::layoutEdited, this, &ConversationDetail::stateEdited);
    linkSelection();
    clear();
}

void ConversationDetail::linkSelection()
{
    connect(m_timeline, &TimelineView::currentEventChanged, this, [this](int event) {
        if (event >= 0 && event < m_events.rowCount())
            m_table->selectKey(m_events.index(event, 0).data(KeyRole).toString());
        else
            m_table->clearSelection();
    });
    connect(m_table, &TableView::currentKeyChanged, this, [this](const QString &key) {
        const int event = key.isEmpty() ? -1 : m_events.rowOf(key);
        if (event >= 0)
            m_timeline->setCurrentEvent(event);
    });
    // The row that was current all along, clicked again after the timeline had let go of it.
    connect(m_table, &QAbstractItemView::clicked, this,
            [this](const QModelIndex &index) { m_timeline->setCurrentEvent(eventOf(index)); });
    connect(m_table, &TableView::opened, this,
            [this](const QString &key) { m_timeline->zoomToEvent(m_events.rowOf(key)); });
    connect(m_timeline, &TimelineView::hoveredEventChanged, this, &ConversationDetail::hoverRow);
    connect(m_table, &TableView::menuOpening, this, [this](QMenu *menu, const QModelIndex &index) {
        offerExplanation(menu, eventOf(index), m_table->viewport(), m_table->visualRect(index));
    });
    m_table->installEventFilter(this);
    m_timeline->installEventFilter(this);
    m_table->viewport()->installEventFilter(this);
    m_splitter->installEventFilter(this);
}

int ConversationDetail::eventOf(const QModelIndex &index) const
{
    return index.isValid() ? m_rows->mapToSource(index).row() : -1;
}

void ConversationDetail::hoverRow(int event)
{
    auto *cells = qobject_cast<CellDelegate *>(m_table->itemDelegate());
    if (!cells)
        return;
    const int row = event < 0 || event >= m_events.rowCount()
                        ? -1
                        : m_rows->mapFromSource(m_events.index(event, 0)).row();
    if (cells->hoveredRow() == row)
        return;
    cells->setHoveredRow(row);
    m_table->viewport()->update();
}

void ConversationDetail::explain(int event, const QWidget *of, const QRect &at)
{
    open(eventExplanation(m_report, event, m_format, m_now),
         {of->mapToGlobal(at.topLeft()), at.size()});
}

void ConversationDetail::open(const std::optional<Explanation> &explanation, const QRect &at)
{
    if (!explanation)
        return;
    delete m_explained;
    m_explained = new ExplainPopup(this);
    connect(m_explained, &ExplainPopup::closed, m_explained, &QObject::deleteLater);
    m_explained->openAt(at, explanation->title);
    m_explained->setExplanation(*explanation);
}

void ConversationDetail::offerExplanation(QMenu *menu, int event, const QWidget *of,
                                          const QRect &at)
{
    if (!eventExplanation(m_report, event, m_format, m_now))
        return;
    QAction *action = menu->addAction(tr("Explain this number"));
    action->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_I));
    connect(action, &QAction::triggered, this, [this, event, of, at] { explain(event, of, at); });
}

bool ConversationDetail::timelineEvent(QEvent *event)
{
    const int current = m_timeline->currentEvent();
    if (asksToExplain(event)) {
        event->accept();
        if (event->type() == QEvent::KeyPress && current >= 0)
            explain(current, m_timeline, m_timeline->eventRect(current));
        return true;
    }
    if (event->type() != QEvent::ContextMenu)
        return false;
    const auto *asked = static_cast<QContextMenuEvent *>(event);
    const bool byKey = asked->reason() == QContextMenuEvent::Keyboard;
    const int at = byKey ? current : m_timeline->eventAt(asked->pos());
    const QRect place = at < 0 ? QRect() : m_timeline->eventRect(at);
    QMenu menu(this);
    offerExplanation(&menu, at, m_timeline, place);
    if (!menu.isEmpty())
        menu.exec(byKey ? m_timeline->mapToGlobal(place.bottomLeft()) : asked->globalPos());
    return true;
}

bool ConversationDetail::tableKey(QEvent *event)
{
    if (!asksToExplain(event))
        return false;
    event->accept(); // ours while the table has the keyboard
    const QModelIndex index = m_table->currentIndex();
    if (event->type() == QEvent::KeyPress)
        explain(eventOf(index), m_table->viewport(), m_table->visualRect(index));
    return true;
}

bool ConversationDetail::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_timeline && timelineEvent(event))
        return true;
    if (watched == m_table && tableKey(event))
        return true;
    if (watched == m_table->viewport()) {
        if (event->type() == QEvent::MouseMove)
            m_timeline->setHoveredEvent(
                eventOf(m_table->indexAt(static_cast<QMouseEvent *>(event)->pos())));
        else if (event->type() == QEvent::Leave)
            m_timeline->setHoveredEvent(-1);
    }
    if (watched == m_splitter && event->type() == QEvent::Resize)
        shareRoom();
    return QWidget::eventFilter(watched, event);
}

void ConversationDetail::shareRoom()
{
    if (m_splitIsUsers || !m_hasReport || m_report.events.empty())
        return;
    // The lanes get what they ask for, at most three fifths; the rest is for the table.
    const int lanes = std::min(m_timeline->sizeHint().height(), m_splitter->height() * 3 / 5);
    m_splitter->setSizes({lanes, std::max(1, m_splitter->height() - lanes)});
}

void ConversationDetail::setReport(const TimelineReport &report)
{
    m_report = report;
    m_hasReport = true;
    // With nothing drawn, the reason stands where the events would be.
    m_timeline->setEmptyText(report.notes.isEmpty()
                                 ? tr("No events are cached for this conversation yet")
                                 : oneLine(report.notes.join(QLatin1Char(' ')), 400));
    m_timeline->setReport(report);
    m_age->setAge(report.asOf, report.lateAt);
    m_events.setReport(report);
    m_table->setVisible(!report.events.empty());
    shareRoom();
    describe();
}

void ConversationDetail::setError(const Error &error)
{
    clear();
    m_title->setText(error.message());
    m_facts->setText(error.remedy());
    m_facts->show();
    m_timeline->setEmptyText(error.message());
}

void ConversationDetail::clear()
{
    m_hasReport = false;
    m_report = {};
    m_age->clearAge();
    m_timeline->clear();
    m_timeline->setEmptyText(m_nothingThere ? QString()
                                            : tr("Select a conversation to see its events"));
    m_events.setReport({});
    m_title->setText(m_nothingThere ? QString() : tr("No conversation selected"));
    m_facts->hide();
    m_times->hide();
    m_note->hide();
    m_table->hide();
}

void ConversationDetail::setNothingThere(bool nothing)
{
    if (std::exchange(m_nothingThere, nothing) != nothing && !m_hasReport)
        clear();
}

void ConversationDetail::setFormatter(const MetricFormatter &formatter)
{
    m_format = formatter;
    m_timeline->setFormatter(formatter);
    m_age->setFormatter(formatter);
    m_events.setFormatter(formatter);
    describe();
}

void ConversationDetail::setNow(TimeMs now)
{
    m_now = now;
    m_timeline->setNow(now);
    m_age->setNow(now);
    m_events.setNow(now);
    describe();
}

void ConversationDetail::setUnderList(bool under)
{
    // Under the list its text starts where the list's does.
    layout()->setContentsMargins(under ? gridStep : 0, 0, 0, 0);
}

void ConversationDetail::describe()
{
    if (!m_hasReport)
        return;
    const ConversationReportRow &row = m_report.conversation;
    const Conversation &c = row.conversation;
    const bool over = c.closed || c.status == QLatin1String("closed");
    m_title->setText(tr("Conversation #%1").arg(oneLine(c.remoteId, 40)));
    QStringList facts{statusTitle(c.status),
                      row.agentName.isEmpty() ? tr("unassigned") : oneLine(row.agentName),
                      oneLine(row.inboxName), oneLine(row.groupName)};
    facts.removeAll(QString());
    // A line of its own: a long name must not push the times out of a narrow pane.
    std::vector<ChartFact> times{{tr("Created %1").arg(m_format.moment(c.created, m_now))}};
    const auto explained = [](const char *number) {
        ExplainTarget target;
        target.metric = QLatin1String(number);
        return target;
    };
    if (c.waitingSince && !over)
        times.push_back({tr("waiting %1").arg(m_format.age(m_now - *c.waitingSince)),
                         {},
                         explained(waitingNumber)});
    if (c.closed)
        times.push_back({tr("closed %1").arg(m_format.moment(*c.closed, m_now))});
    if (c.csat)
        times.push_back({tr("CSAT %1").arg(*c.csat), {}, explained(csatNumber)});
    m_facts->setText(facts.join(QStringLiteral(" · ")));
    m_facts->setColour(&Palette::muted);
    m_facts->show();
    m_times->setFacts(std::move(times));
    m_times->show();
    m_note->setText(m_report.notes.join(QStringLiteral(" · ")));
    m_note->setColour(&Palette::faint);
    m_note->setVisible(!m_report.notes.isEmpty() && !m_report.events.empty());
}

ExplainPopup *ConversationDetail::explained() const
{
    return m_explained;
}

QVariantMap ConversationDetail::saveState() const
{
    QVariantMap state{{QStringLiteral("table"), m_table->saveLayout()}};
    if (m_splitIsUsers)
        state.insert(QStringLiteral("splitter"), m_splitter->saveState());
    return state;
}

void ConversationDetail::restoreState(const QVariantMap &state)
{
    m_splitIsUsers =
        m_splitter->restoreState(state.value(QStringLiteral("splitter")).toByteArray());
    m_table->restoreLayout(state.value(QStringLiteral("table")).toMap());
}

} // namespace watchfloor
