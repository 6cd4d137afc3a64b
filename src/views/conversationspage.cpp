// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/conversationspage.h"

#include "models/caveats.h"
#include "models/plaintext.h"
#include "models/rangewords.h"
#include "models/roles.h"
#include "models/sortedrows.h"
#include "models/words.h"
#include "views/agelabel.h"
#include "views/conversationdetail.h"
#include "views/drillchip.h"
#include "views/filterbar.h"
#include "views/icons.h"
#include "views/tablepanel.h"
#include "views/timelineview.h"

#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace watchfloor {
namespace {

const QStringList &statusOrder()
{
    static const QStringList order{QStringLiteral("queued"),  QStringLiteral("open"),
                                   QStringLiteral("pending"), QStringLiteral("on_hold"),
                                   QStringLiteral("snoozed"), QStringLiteral("closed")};
    return order;
}

} // namespace

ConversationsPage::ConversationsPage(QWidget *parent)
    : Page(parent)
    , m_drill(new DrillChip(this))
    , m_openedChip(new DrillChip(this))
    , m_reportChip(new DrillChip(this))
    , m_toReport(new QAction(this))
    , m_filters(new FilterBar(this))
    , m_age(new AgeLabel(this))
    , m_panel(new TablePanel(&m_model, tr("conversations"), this))
    , m_detail(new ConversationDetail(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_placement(new QToolButton(this))
{
    m_splitter->addWidget(m_panel);
    m_splitter->addWidget(m_detail);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_splitter->setSizes({600, 400});
    m_panel->setMinimumWidth(320);
    m_detail->setMinimumWidth(320);
    m_detail->setMinimumHeight(180);
    m_placement->setProperty("quiet", true);
    m_filters->addTrailing(m_age);
    m_filters->addTrailing(m_placement);
    connect(m_placement, &QToolButton::clicked, this, [this] {
        setDetailBelow(m_splitter->orientation() == Qt::Horizontal);
        Q_EMIT stateEdited();
    });
    setDetailBelow(false);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_drill);
    layout->addWidget(m_openedChip);
    layout->addWidget(m_reportChip);
    layout->addWidget(m_filters);
    connect(m_drill, &DrillChip::removed, this, &ConversationsPage::drillRemoved);
    m_openedChip->setObjectName(QStringLiteral("opened"));
    m_openedChip->setCross(QStringLiteral("closeOpened"), tr("Back to the list's own selection"));
    connect(m_openedChip, &DrillChip::removed, this, [this] {
        closeOpened();
        focusMain();
    });
    layout->addWidget(m_splitter, 1);
    m_panel->table()->setAccessibleName(tr("Conversations"));
    m_panel->table()->sortBy(QStringLiteral("age"), Qt::AscendingOrder); // the newest first
    m_panel->table()->requireColumn(QStringLiteral("account"), false);
    connectPanel();
    connectReport();
    refreshFilters();
}

void ConversationsPage::connectPanel()
{
    connect(m_filters, &FilterBar::chosenChanged, this, [this](const QString &key) {
        m_panel->rows()->setState(key);
        refreshContext();
        Q_EMIT stateEdited();
        Q_EMIT choicesChanged();
    });
    connect(m_panel->table(), &TableView::layoutEdited, this, &ConversationsPage::stateEdited);
    connect(m_detail, &ConversationDetail::stateEdited, this, &ConversationsPage::stateEdited);
    connect(m_splitter, &QSplitter::splitterMoved, this, &ConversationsPage::stateEdited);
    connect(m_panel, &TablePanel::rowCountsChanged, this, &ConversationsPage::refreshContext);
    connect(m_panel, &TablePanel::answeredChanged, this, [this](bool answered) {
        m_filters->setKnown(answered);
        if (!answered)
            m_age->clearAge();
    });
    m_panel->passWishesTo(this);
    connect(m_panel, &TablePanel::nearestRangeRequested, this, [this] {
        if (m_nearest)
            Q_EMIT rangeRequested(*m_nearest);
    });
    connect(m_panel, &TablePanel::clearFiltersRequested, this, [this] {
        m_filters->choose(QString());
        Q_EMIT searchClearRequested();
    });
    connect(&m_model, &ConversationListModel::detailsWanted, this,
            &ConversationsPage::detailsWanted);
    connect(m_panel->table(), &TableView::currentKeyChanged, this, [this](const QString &key) {
        // Rows that come and go take nothing from what was opened by itself.
        if (key == m_selectedKey || (hasOpened() && (m_choosing || key.isEmpty())))
            return;
        m_openedKey.clear();
        select(key);
        settleOpened();
    });
    connect(m_panel->rows(), &SortedRows::settled, this, &ConversationsPage::settleOpened);
    connect(m_panel->rows(), &SortedRows::choosing, this, [this] { m_choosing = true; });
    connect(m_panel->rows(), &SortedRows::chosen, this, [this] {
        m_choosing = false;
        settleOpened();
    });
}

void ConversationsPage::select(const QString &key)
{
    if (key == m_selectedKey)
        return;
    m_selectedKey = key;
    m_reportChip->setWords({});
    if (key.isEmpty())
        m_detail->clear();
    Q_EMIT conversationSelected(selectedAccount(), selectedConversation());
    Q_EMIT stateEdited();
}

void ConversationsPage::openConversation(RowId account, const QString &remoteId)
{
    const QString key = QString::number(account) + u'/' + remoteId;
    if (!hasOpened())
        m_keyBefore = m_selectedKey;
    m_openedKey = key;
    m_openedRow.reset();
    select(key);
    settleOpened();
}

void ConversationsPage::closeOpened()
{
    if (!hasOpened())
        return;
    m_openedKey.clear();
    m_openedChip->setWords({});
    const QString before = std::exchange(m_keyBefore, QString());
    if (!before.isEmpty() && m_panel->table()->selectKey(before)) {
        select(before);
        return;
    }
    if (m_panel->table()->currentIndex().isValid())
        return select(m_panel->table()->currentIndex().data(KeyRole).toString());
    select(QString());
    selectFirst();
}

bool ConversationsPage::stepBack()
{
    if (hasOpened()) {
        closeOpened();
        return true;
    }
    if (m_drill->words().chip.isEmpty())
        return false;
    Q_EMIT drillRemoved();
    return true;
}

/// In the list where it is there, else beside it with the reason.
void ConversationsPage::settleOpened()
{
    DrillWords words;
    if (hasOpened() && m_hasReport && !m_panel->table()->selectKey(m_openedKey)) {
        m_panel->table()->selectNothing();
        words.chip = tr("Opened: #%1").arg(oneLine(selectedConversation(), 40));
        words.notes << whyNotListed();
    }
    m_openedChip->setWords(words);
}

QString ConversationsPage::whyNotListed() const
{
    if (m_model.rowWithKey(m_openedKey) >= 0)
        return tr("The search or the status chosen above hides it in the list.");
    if (!m_drill->words().chip.isEmpty())
        return tr("It is not one of the conversations behind the number.");
    const auto &accounts = m_scope.accounts;
    if (!accounts.empty() &&
        std::find(accounts.begin(), accounts.end(), selectedAccount()) == accounts.end())
        return tr("Its account is not among the chosen ones, so the list is without it.");
    const TimeRange range = m_model.report().range;
    if (m_openedRow && !range.isEmpty() && !range.contains(m_openedRow->conversation.created))
        return tr("It was created %1, outside the list's range, %2.")
            .arg(m_format.full(m_openedRow->conversation.created), m_format.days(range));
    if (!m_openedRow)
        return tr("It is not in the list.");
    return tr("The filters leave it out of the list.");
}

RowId ConversationsPage::selectedAccount() const
{
    return m_selectedKey.left(m_selectedKey.indexOf(u'/')).toLongLong();
}

QString ConversationsPage::selectedConversation() const
{
    return m_selectedKey.mid(m_selectedKey.indexOf(u'/') + 1);
}

void ConversationsPage::selectFirst()
{
    if (!m_selectedKey.isEmpty() || m_panel->rows()->rowCount() == 0)
        return;
    m_panel->table()->selectKey(m_panel->rows()->index(0, 0).data(KeyRole).toString());
}

void ConversationsPage::setReport(const ConversationListReport &report, bool sameQuestion,
                                  std::shared_ptr<SortedRows::Prepared> order)
{
    const QString wanted = m_selectedKey.isEmpty() ? m_restoredKey : m_selectedKey;
    m_hasReport = true;
    m_choosing = true;
    m_panel->rows()->setPrepared(std::move(order));
    m_model.setReport(report, sameQuestion);
    m_age->setAge(report.asOf, report.lateAt);
    m_panel->rows()->setPrepared({});
    m_choosing = false;
    m_panel->table()->requireColumn(QStringLiteral("times"), report.list->hasTimes());
    // An empty column would take the room of the next one.
    m_panel->table()->requireColumn(QStringLiteral("due"), report.list->hasDueTimes());
    refreshFilters();
    m_panel->setAnswered();
    // A new question keeps the conversation in view when it is among the answers.
    const bool lost = !hasOpened() && !m_panel->table()->currentIndex().isValid();
    if (lost && !wanted.isEmpty() && !m_panel->table()->selectKey(wanted)) {
        m_selectedKey.clear();
        m_detail->clear();
    }
    if (m_model.rowCount() > 0)
        m_restoredKey.clear(); // found or gone
    settleOpened();
    selectFirst();
    refreshContext();
    const bool drilled = !m_drill->words().chip.isEmpty();
    const bool empty = m_panel->isEmptyAnswer() && !drilled;
    if (!empty || !sameQuestion)
        setNearestRange(std::nullopt);
    if (empty && !m_nearest)
        Q_EMIT nothingFound();
}

void ConversationsPage::setError(const Error &error)
{
    m_panel->setError(error);
    m_detail->setNothingThere(m_panel->rows()->rowCount() == 0);
}

void ConversationsPage::setLoading()
{
    m_panel->setLoading();
    m_detail->setNothingThere(m_panel->rows()->rowCount() == 0);
}

void ConversationsPage::setFirstStart(bool on)
{
    m_filters->setVisible(!on);
    m_detail->setVisible(!on);
    m_panel->setFirstStart(on);
}

void ConversationsPage::setAccounts(const std::vector<Account> &accounts)
{
    m_panel->table()->requireColumn(QStringLiteral("account"), accounts.size() > 1);
    for (const Account &account : accounts)
        m_accountNames.insert(account.id, account.name);
}

void ConversationsPage::setScope(const ViewScope &scope)
{
    m_scope = scope;
}

void ConversationsPage::setDrill(const Drill *drill, const BehindReport *report)
{
    const bool begins = drill && m_drill->words().chip.isEmpty();
    m_drilled = drill ? std::optional(*drill) : std::nullopt;
    m_drill->setWords(!drill   ? DrillWords()
                      : report ? drillWords(*drill, *report, m_format)
                               : drillWords(*drill));
    Q_EMIT ignoredChanged();
    if (!begins)
        return;
    // All of them, not those that a search for something else leaves.
    m_filters->choose(QString());
    if (!m_search.isEmpty())
        Q_EMIT searchClearRequested();
}

void ConversationsPage::setTimeline(const TimelineReport &report)
{
    m_detail->setReport(report);
    if (!hasOpened())
        return;
    m_openedRow = report.conversation;
    settleOpened();
}

void ConversationsPage::setTimelineError(const Error &error)
{
    m_detail->setError(error);
}

void ConversationsPage::setSearch(const QString &text)
{
    m_search = text;
    m_panel->rows()->setNeedle(text);
    refreshContext();
}

IgnoredParts ConversationsPage::ignoredFilters() const
{
    IgnoredParts parts{{ScopePart::Business, tr("The list tells times by the clock")},
                       {ScopePart::Compare, tr("A list of conversations has no period before")}};
    if (m_drilled && m_drilled->now)
        parts.push_back({ScopePart::Range, tr("The opened number is of now, whatever the range")});
    return parts;
}

void ConversationsPage::setFilterWords(const QStringList &words)
{
    m_panel->setFilterWords(words);
}

void ConversationsPage::setNearestRange(const std::optional<RangeChoice> &range)
{
    m_nearest = range;
    m_panel->setNearest(range ? rangeText(*range, m_model.now(), m_format) : QString());
}

void ConversationsPage::setFormatter(const MetricFormatter &formatter)
{
    m_format = formatter;
    m_model.setFormatter(formatter);
    m_detail->setFormatter(formatter);
    m_age->setFormatter(formatter);
    m_filters->setFormatCount([formatter](qint64 value) { return formatter.count(value); });
    refreshFilters();
    refreshContext();
}

void ConversationsPage::setNow(TimeMs now)
{
    m_model.setNow(now);
    m_detail->setNow(now);
    m_age->setNow(now);
}

void ConversationsPage::focusMain()
{
    m_panel->focusTable();
}

void ConversationsPage::refreshFilters()
{
    if (!m_hasReport)
        return; // zeros would be a claim
    const QMap<QString, int> counts = m_model.countsByState();
    std::vector<FilterBar::Item> items;
    for (const QString &status : statusOrder()) {
        const int count = counts.value(status);
        const bool usual = status == QLatin1String("open") || status == QLatin1String("closed");
        if (count > 0 || usual || status == m_filters->chosen())
            items.push_back({status, statusTitle(status), count});
    }
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        if (!statusOrder().contains(it.key()))
            items.push_back({it.key(), statusTitle(it.key()), it.value()});
    }
    m_filters->setItems(items, m_model.rowCount(), tr("All"));
    m_panel->setNotes(caveats({}, m_model.report().gaps, m_format, m_model.now()));
}

QStringList ConversationsPage::shownBy() const
{
    QStringList filters;
    if (!m_filters->chosen().isNull())
        filters << tr("status %1").arg(statusTitle(m_filters->chosen()));
    if (!m_search.isEmpty())
        filters << tr("search “%1”").arg(m_search);
    return filters;
}

void ConversationsPage::refreshContext()
{
    const QStringList filters = shownBy();
    // Beside the reason why there is none, "select one" would be noise.
    m_detail->setNothingThere(m_panel->rows()->rowCount() == 0);
    const TimeRange range = m_model.report().range;
    constexpr DurationMs almostMonth = 29LL * 24 * 3600 * 1000;
    m_panel->setContext(range.isEmpty() ? QString() : m_format.days(range), filters,
                        range.to - range.from < almostMonth);
    m_filters->setNote(filters.isEmpty() || m_model.rowCount() == 0
                           ? QString()
                           : tr("%1 of %2 shown")
                                 .arg(m_format.count(qint64{m_panel->rows()->rowCount()}),
                                      m_format.count(qint64{m_model.rowCount()})));
}

void ConversationsPage::setDetailBelow(bool below)
{
    m_splitter->setOrientation(below ? Qt::Vertical : Qt::Horizontal);
    m_detail->setUnderList(below);
    m_placement->setIcon(lineIcon(below ? QStringLiteral("side") : QStringLiteral("below")));
    m_placement->setToolTip(below ? tr("Show the timeline beside the list")
                                  : tr("Show the timeline below the list"));
    m_placement->setAccessibleName(m_placement->toolTip());
}

QVariantMap ConversationsPage::choices() const
{
    QVariantMap chosen;
    if (!m_filters->chosen().isNull())
        chosen.insert(QStringLiteral("state"), m_filters->chosen());
    return chosen;
}

void ConversationsPage::setChoices(const QVariantMap &choices)
{
    m_filters->choose(choices.value(QStringLiteral("state")).toString());
}

QVariantMap ConversationsPage::saveState() const
{
    QVariantMap state{{QStringLiteral("table"), m_panel->table()->saveLayout()},
                      {QStringLiteral("below"), m_splitter->orientation() == Qt::Vertical},
                      {QStringLiteral("splitter"), m_splitter->saveState()},
                      {QStringLiteral("detail"), m_detail->saveState()}};
    if (!m_filters->chosen().isNull())
        state.insert(QStringLiteral("state"), m_filters->chosen());
    if (!m_selectedKey.isEmpty())
        state.insert(QStringLiteral("selected"), m_selectedKey);
    return state;
}

void ConversationsPage::restoreState(const QVariantMap &state)
{
    m_panel->table()->restoreLayout(state.value(QStringLiteral("table")).toMap());
    m_splitter->restoreState(state.value(QStringLiteral("splitter")).toByteArray());
    setDetailBelow(state.value(QStringLiteral("below")).toBool());
    m_detail->restoreState(state.value(QStringLiteral("detail")).toMap());
    m_filters->choose(state.value(QStringLiteral("state")).toString());
    m_restoredKey = state.value(QStringLiteral("selected")).toString();
}

} // namespace watchfloor
