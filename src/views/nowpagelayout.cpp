// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/nowpage.h"

#include "models/accountmarks.h"
#include "models/words.h"

#include "views/agelabel.h"
#include "views/countertile.h"
#include "views/coursechart.h"
#include "views/factsline.h"
#include "views/filterbar.h"
#include "views/levelseditor.h"
#include "views/palette.h"
#include "views/stateview.h"
#include "views/tablepanel.h"
#include "views/typography.h"
#include "views/wallqueue.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QScrollArea>
#include <QStackedLayout>

namespace watchfloor {
namespace {

constexpr int secondMs = 1'000;
constexpr int loadingDelayMs = 150; // as panels have it
constexpr int channelFrom = 1'240;
constexpr int bothFrom = 1'480;

/// A hairline between panels.
class NowLine : public QWidget {
public:
    NowLine(Qt::Orientation orientation, QWidget *parent)
        : QWidget(parent)
    {
        if (orientation == Qt::Horizontal)
            setFixedHeight(1);
        else
            setFixedWidth(1);
    }

protected:
    void paintEvent(QPaintEvent *) override { QPainter(this).fillRect(rect(), tokens().line); }
};

template<typename Box>
Box *tight(QWidget *host)
{
    auto *box = new Box(host);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(0);
    return box;
}

} // namespace

NowPage::NowPage(QWidget *parent)
    : Page(parent)
    , m_content(new QWidget(this))
    , m_counterBar(new QWidget(m_content))
    , m_middle(new QWidget(m_content))
    , m_courseBar(new QWidget(m_content))
    , m_stack(new QStackedLayout(this))
    , m_state(new StateView(this))
    , m_editor(new LevelsEditor(this))
{
    buildCounters();
    buildPanels();
    m_wall = new WallQueue(m_queuePanel->rows(), m_content);
    m_wall->hide();
    auto *column = tight<QVBoxLayout>(m_content);
    m_counterAge = new AgeLabel(m_content);
    m_counterAge->setContentsMargins(0, 0, 0, 0);
    auto *ageRow = new QHBoxLayout;
    ageRow->setContentsMargins(pageMargin, 2, pageMargin, 0);
    ageRow->addWidget(m_counterAge, 1);
    column->addLayout(ageRow);
    column->addWidget(m_counterBar);
    column->addWidget(new NowLine(Qt::Horizontal, m_content));
    column->addWidget(m_middle, 1);
    column->addWidget(m_wall, 1);
    column->addWidget(new NowLine(Qt::Horizontal, m_content));
    column->addWidget(m_courseBar);
    m_problem = new QLabel(m_content);
    m_problem->setObjectName(QStringLiteral("problem"));
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->setProperty("muted", true);
    m_problem->setContentsMargins(pageMargin, 6, pageMargin, 6);
    m_problem->hide();
    column->addWidget(m_problem);
    m_stack->addWidget(m_content);
    m_stack->addWidget(m_state);
    m_ticker.setInterval(secondMs);
    m_loadingDelay.setSingleShot(true);
    m_loadingDelay.setInterval(loadingDelayMs);
    connectParts();
    arrange();
}

void NowPage::buildCounters()
{
    m_counterGrid = new QGridLayout(m_counterBar);
    m_counterGrid->setContentsMargins(gridStep, gridStep, gridStep, gridStep);
    m_counterGrid->setSpacing(0);
    for (std::size_t i = 0; i < m_tiles.size(); ++i) {
        const auto kind = static_cast<NowCounterKind>(i);
        m_tiles[i] = new CounterTile(m_counterBar);
        connectCounter(kind);
    }
    auto *row = new QHBoxLayout(m_courseBar);
    row->setContentsMargins(gridStep, gridStep, gridStep, gridStep);
    row->setSpacing(pageMargin);
    const QString titles[] = {tr("Arrivals per 15 min"), tr("First responses per 15 min"),
                              tr("Resolutions per 15 min")};
    for (std::size_t i = 0; i < m_courses.size(); ++i) {
        m_courses[i] = new CourseChart(titles[i], m_courseBar);
        row->addWidget(m_courses[i], 1);
        const auto at = static_cast<int>(i);
        connect(m_courses[i], &CourseChart::opened, this,
                [this, at](CourseMark mark) { openCourse(at, mark); });
        connect(m_courses[i], &CourseChart::explainRequested, this,
                [this, at](CourseMark mark, const QRect &rect) { explainCourse(at, mark, rect); });
    }
}

void NowPage::buildPanels()
{
    auto *left = new QWidget(m_middle);
    m_queueTitle = new FactsLine(left);
    m_queueTitle->setObjectName(QStringLiteral("queueTitle"));
    m_queueTitle->setFont(strongFont());
    m_queueTitle->setColour(&Palette::text);
    m_queueTitle->setFacts({ChartFact{tr("Needs attention")}});
    connect(m_queueTitle, &FactsLine::drillRequested, this, &NowPage::drillRequested);
    connect(m_queueTitle, &FactsLine::explainRequested, this, &NowPage::explainRequested);
    m_queuePanel = new TablePanel(&m_queue, tr("conversations"), left);
    m_queuePanel->table()->setAccessibleName(tr("Needs attention"));
    m_queuePanel->table()->sortBy(QStringLiteral("left"), Qt::AscendingOrder);
    m_calm = new StateView(left);
    auto *stacked = new QWidget(left);
    m_queueStack = new QStackedLayout(stacked);
    m_queueStack->addWidget(m_queuePanel);
    m_queueStack->addWidget(m_calm);
    auto *head = new QWidget(left);
    head->setFixedHeight(40);
    auto *headRow = new QHBoxLayout(head);
    headRow->setContentsMargins(pageMargin, 0, pageMargin, 0);
    headRow->addWidget(m_queueTitle, 1);
    m_queueAge = new AgeLabel(head);
    headRow->addWidget(m_queueAge);
    auto *leftColumn = tight<QVBoxLayout>(left);
    leftColumn->addWidget(head);
    leftColumn->addWidget(stacked, 1);

    auto *right = new QWidget(m_middle);
    m_states = new FilterBar(right);
    m_agentPanel = new TablePanel(&m_agents, tr("agents"), right);
    m_agentPanel->table()->setAccessibleName(tr("Agents by state"));
    m_agentPanel->table()->sortBy(QStringLiteral("open"), Qt::DescendingOrder);
    m_agentPanel->table()->sortBy(QStringLiteral("unattended"), Qt::DescendingOrder);
    // Many states in a long language scroll instead of widening the window.
    auto *scroll = new QScrollArea(right);
    scroll->setWidget(m_states);
    scroll->setWidgetResizable(true);
    scroll->viewport()->setAutoFillBackground(false);
    m_states->setAutoFillBackground(false); // the scroll area made it so
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFixedHeight(40);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    auto *rightColumn = tight<QVBoxLayout>(right);
    m_agentAge = new AgeLabel(right);
    auto *statesRow = new QHBoxLayout;
    statesRow->setContentsMargins(0, 0, pageMargin, 0);
    statesRow->addWidget(scroll, 1);
    statesRow->addWidget(m_agentAge);
    rightColumn->addLayout(statesRow);
    rightColumn->addWidget(m_agentPanel, 1);

    auto *row = tight<QHBoxLayout>(m_middle);
    row->addWidget(left, 53);
    row->addWidget(new NowLine(Qt::Vertical, m_middle));
    row->addWidget(right, 47);
}

void NowPage::connectParts()
{
    connect(&m_ticker, &QTimer::timeout, this, &NowPage::tick);
    connect(&m_loadingDelay, &QTimer::timeout, this, &NowPage::forgetReport);
    connect(m_states, &FilterBar::chosenChanged, this, [this](const QString &key) {
        if (key.isNull())
            m_agentPanel->rows()->setPredicate({});
        else
            m_agentPanel->rows()->setPredicate(
                [this, key](int row) { return m_agents.row(row).agent.availability == key; });
        refreshContexts();
        Q_EMIT stateEdited();
        Q_EMIT choicesChanged();
    });
    connect(m_queuePanel->table(), &TableView::opened, this, [this](const QString &key) {
        const int row = m_queue.rowOf(key);
        if (row >= 0)
            Q_EMIT conversationRequested(m_queue.row(row).account,
                                         m_queue.row(row).conversation.remoteId);
    });
    connect(m_queuePanel->table(), &TableView::layoutEdited, this, &NowPage::arrange);
    connectAgents();
    for (TablePanel *panel : {m_queuePanel, m_agentPanel}) {
        connect(panel->table(), &TableView::layoutEdited, this, &NowPage::stateEdited);
        connect(panel, &TablePanel::retryRequested, this, &NowPage::retryRequested);
        connect(panel, &TablePanel::filtersClearRequested, this, &NowPage::filtersClearRequested);
        connect(panel, &TablePanel::clearFiltersRequested, this, [this] {
            m_states->choose(QString());
            Q_EMIT searchClearRequested();
        });
    }
    connect(m_calm, &StateView::triggered, this, &NowPage::filtersClearRequested);
    connect(m_state, &StateView::triggered, this, [this](const QString &id) {
        if (id == QLatin1String("addAccount"))
            Q_EMIT addAccountRequested();
        else if (id == QLatin1String("demo"))
            Q_EMIT demoRequested();
        else
            Q_EMIT retryRequested();
    });
    connect(m_editor, &LevelsEditor::applied, this, [this](const ThresholdLevels &levels) {
        m_thresholds.set(metricOf(m_edited), levelsScope(), levels);
        refreshCards();
        Q_EMIT thresholdsEdited(m_thresholds);
    });
    connect(m_editor, &LevelsEditor::resetWanted, this, [this] {
        m_thresholds.clear(metricOf(m_edited), levelsScope());
        refreshCards();
        Q_EMIT thresholdsEdited(m_thresholds);
    });
    connect(m_editor, &LevelsEditor::notifyChanged, this, [this](bool on) {
        m_thresholds.setNotifies(on);
        Q_EMIT thresholdsEdited(m_thresholds);
    });
    connect(m_editor, &LevelsEditor::soonChanged, this, [this](int minutes) {
        setSoon(DurationMs{minutes} * 60'000);
        Q_EMIT stateEdited();
        Q_EMIT questionChanged();
    });
}

void NowPage::setWallboard(bool on)
{
    m_wallboard = on;
    arrange();
    refreshProblem();
}

void NowPage::arrange()
{
    arrangeCounters();
    // Who has it matters more than how the customer writes, and than whose account it is.
    const bool several = m_accounts.size() > 1 && m_scope.accounts.size() != 1;
    TableView *queue = m_queuePanel->table();
    queue->requireColumn(QStringLiteral("account"), several && width() >= channelFrom);
    queue->requireColumn(QStringLiteral("channel"), width() >= (several ? bothFrom : channelFrom));
    // Numbers of two accounts may be the same: where no column tells whose, they do themselves.
    const bool told = m_wallboard || !queue->isColumnHidden(NowQueueModel::AccountName);
    m_queue.setAccountMarks(several && !told ? accountMarks(m_accounts) : QHash<RowId, QString>());
    m_wall->setSeveralAccounts(several);
    fitStates();
    m_counterAge->setVisible(!m_wallboard); // the wall's strip says it, larger
    m_middle->setVisible(!m_wallboard);
    m_courseBar->setVisible(!m_wallboard);
    m_wall->setVisible(m_wallboard);
    if (m_wallboard)
        setCursor(Qt::BlankCursor);
    else
        unsetCursor();
}

/// Words of states give way to the age beside them, which grows by a date.
void NowPage::fitStates()
{
    m_states->setRoom(width() * 47 / 100 - m_agentAge->sizeHint().width() - pageMargin);
}

void NowPage::focusMain()
{
    if (m_stack->currentWidget() == m_state)
        m_state->focusAction();
    else if (m_wallboard)
        setFocus(); // no ring on a wall
    else
        m_queuePanel->focusTable();
}

void NowPage::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), tokens().surface);
}

void NowPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    arrange();
}

void NowPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_ticker.start();
    m_since.start();
}

void NowPage::hideEvent(QHideEvent *event)
{
    m_ticker.stop();
    m_since.invalidate();
    Page::hideEvent(event);
}

} // namespace watchfloor
