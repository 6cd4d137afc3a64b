// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/chartpanel.h"

#include "models/caveats.h"
#include "models/tsv.h"
#include "views/agelabel.h"
#include "views/cellcursor.h"
#include "views/chartview.h"
#include "views/elidedlabel.h"
#include "views/factsline.h"
#include "views/heatmapview.h"
#include "views/tableview.h"
#include "views/typography.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <numeric>
#include <utility>

namespace watchfloor {
namespace {

constexpr int skeletonAfterMs = 150;

/// Grey bars where the bars will be.
class ChartSkeleton : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const Palette &p = tokens();
        painter.fillRect(rect(), p.surface);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(blended(p.surface, p.line, 0.7));
        const bool mirrored = layoutDirection() == Qt::RightToLeft;
        const auto bar = [&](int x, int y, int width, int height) {
            painter.drawRoundedRect(mirrored ? QRect(this->width() - x - width, y, width, height)
                                             : QRect(x, y, width, height),
                                    3, 3);
        };
        constexpr int names = 140;
        const int widest = width() - names - 3 * pageMargin;
        double share = 0.92;
        for (int y = 56; y + 36 < height() && y < 56 + 12 * 36; y += 36) {
            bar(pageMargin, y + 12, names - 40 + (y * 7) % 40, 12);
            bar(pageMargin + names + gridStep, y + 8, static_cast<int>(widest * share), 20);
            share *= 0.84;
        }
    }
};

} // namespace

ChartPanel::ChartPanel(QWidget *parent)
    : StatePanel(parent)
    , m_rows(new SortedRows(this))
    , m_table(new TableView(this))
    , m_blank(new QWidget(this))
    , m_skeleton(new ChartSkeleton(this))
    , m_drawn(new QWidget(this))
    , m_listed(new QWidget(this))
    , m_title(new ElidedLabel(this))
    , m_facts(new FactsLine(this))
    , m_age(new AgeLabel(m_drawn))
    , m_listedAge(new AgeLabel(m_listed))
    , m_viewLayout(new QVBoxLayout)
    , m_heat(new HeatMapView(this))
    , m_stack(new QStackedLayout)
{
    m_rows->setSourceModel(&m_model);
    m_table->setRows(m_rows);
    m_table->setAccessibleName(tr("The numbers behind the chart"));
    m_title->setFont(strongFont());
    m_drawn->setAutoFillBackground(true);
    m_drawn->setBackgroundRole(QPalette::Base);
    m_listed->setAutoFillBackground(true);
    m_listed->setBackgroundRole(QPalette::Base);
    auto *listed = new QVBoxLayout(m_listed);
    listed->setContentsMargins(gridStep, 0, 0, 0); // its text stands under the page title
    listed->setSpacing(0);
    auto *listedHead = new QHBoxLayout;
    listedHead->setContentsMargins(0, 4, pageMargin, 4);
    listedHead->addWidget(m_listedAge, 1);
    listed->addLayout(listedHead);
    listed->addWidget(m_table, 1);
    auto *drawn = new QVBoxLayout(m_drawn);
    drawn->setContentsMargins(pageMargin, 12, pageMargin, gridStep);
    drawn->setSpacing(4);
    drawn->addWidget(m_title);
    auto *summary = new QHBoxLayout;
    summary->addWidget(m_facts, 1);
    summary->addWidget(m_age);
    drawn->addLayout(summary);
    drawn->addSpacing(gridStep);
    drawn->addLayout(m_viewLayout, 1);
    m_viewLayout->setSpacing(4);
    m_viewLayout->addWidget(m_heat, 1);
    m_heat->hide();
    connectView(m_heat, 0);
    connect(m_facts, &FactsLine::drillRequested, this, &ChartPanel::factOpened);
    connect(m_facts, &FactsLine::explainRequested, this, &ChartPanel::factExplainRequested);

    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    whole->addLayout(m_stack, 1);
    whole->addWidget(m_notesLabel);
    m_blank->setAutoFillBackground(true);
    m_blank->setBackgroundRole(QPalette::Base);
    for (QWidget *face : {m_blank, m_skeleton, static_cast<QWidget *>(m_state), m_drawn, m_listed})
        m_stack->addWidget(face);
    m_skeletonDelay.setSingleShot(true);
    m_skeletonDelay.setInterval(skeletonAfterMs);
    connect(&m_skeletonDelay, &QTimer::timeout, this, [this] {
        forgetChart();
        if (!m_firstStart)
            showFace(m_skeleton);
    });
    auto *cells = new CellCursor(m_table);
    cells->setLevelsSet(false);
    const auto open = [this](const QModelIndex &index) {
        const QModelIndex own = m_rows->mapToSource(index);
        Q_EMIT cellActivated(own.row(), own.column());
    };
    connect(cells, &CellCursor::numberOpened, this, open);
    connect(cells, &CellCursor::rowOpened, this, open);
    connect(cells, &CellCursor::explainRequested, this,
            [this](const QModelIndex &index, const QRect &at) {
                const QModelIndex own = m_rows->mapToSource(index);
                Q_EMIT cellExplainRequested(own.row(), own.column(), at);
            });
}

void ChartPanel::connectView(MarkedView *view, int panel)
{
    const auto of = [panel](ChartMark mark) {
        mark.panel = panel;
        return mark;
    };
    connect(view, &MarkedView::activated, this,
            [this, of](ChartMark mark) { Q_EMIT activated(of(mark)); });
    connect(view, &MarkedView::expandRequested, this, &ChartPanel::expandRequested);
    connect(view, &MarkedView::explainRequested, this,
            [this, of](ChartMark mark, const QRect &at) { Q_EMIT explainRequested(of(mark), at); });
    connect(view, &MarkedView::menuRequested, this,
            [this, of](ChartMark mark, const QPoint &at) { Q_EMIT menuRequested(of(mark), at); });
}

std::vector<MarkedView *> ChartPanel::views() const
{
    std::vector<MarkedView *> shown;
    if (!m_heat->isHidden())
        shown.push_back(m_heat);
    for (ChartView *view : m_charts) {
        if (!view->isHidden())
            shown.push_back(view);
    }
    return shown;
}

void ChartPanel::arrangeViews(bool same)
{
    const auto scenes = m_chart ? m_chart->scenes() : std::vector<ChartScene>();
    const bool heat = !scenes.empty() && scenes.front().kind == ChartScene::Kind::Heat;
    const std::size_t count = heat ? 0 : scenes.size();
    while (m_charts.size() < count) {
        auto *caption = new ElidedLabel(m_drawn);
        caption->setFont(strongFont());
        m_captions.push_back(caption);
        m_charts.push_back(new ChartView(m_drawn));
        m_viewLayout->addWidget(caption);
        m_viewLayout->addWidget(m_charts.back(), 1);
        connectView(m_charts.back(), static_cast<int>(m_charts.size()) - 1);
    }
    m_heat->setVisible(heat);
    m_heat->setChart(heat ? m_chart : nullptr, 0, same);
    for (std::size_t i = 0; i < m_charts.size(); ++i) {
        const bool used = i < count;
        m_charts[i]->setChart(used ? m_chart : nullptr, static_cast<int>(i), same);
        m_charts[i]->setVisible(used);
        m_captions[i]->setVisible(used && count > 1);
        m_captions[i]->setText(used ? scenes[i].title : QString());
    }
    m_title->setVisible(count <= 1);
    m_title->setText(scenes.empty() ? QString() : scenes.front().title);
    m_facts->setFacts(m_chart ? m_chart->facts() : std::vector<ChartFact>());
}

void ChartPanel::fillTable()
{
    if (!m_tableShown)
        return; // thousands of texts: only when somebody reads them
    const auto first = [this] {
        return m_model.table().columns.empty() ? QString() : m_model.table().columns.front().key;
    };
    const QString before = first();
    m_model.setTable(m_chart ? m_chart->table() : ChartTable());
    if (first() != before) // another table: in the order of the chart
        m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
}

const TableView *ChartPanel::exportTable()
{
    if (!m_tableShown)
        m_model.setTable(m_chart ? m_chart->table() : ChartTable());
    return m_table;
}

void ChartPanel::setChart(std::shared_ptr<const Chart> chart, bool same)
{
    m_skeletonDelay.stop();
    m_error.reset();
    m_chart = std::move(chart);
    arrangeViews(same);
    fillTable();
    refreshAge();
    settle();
}

void ChartPanel::refreshAge()
{
    for (AgeLabel *age : {m_age, m_listedAge}) {
        if (!m_chart) {
            age->clearAge();
            continue;
        }
        age->setFormatter(m_chart->format());
        age->setAge(m_chart->basis().asOf, m_chart->basis().lateAt);
    }
}

void ChartPanel::setNow(TimeMs now)
{
    m_age->setNow(now);
    m_listedAge->setNow(now);
}

void ChartPanel::setLoading(bool otherKind)
{
    m_error.reset();
    if (otherKind)
        forgetChart();
    if (m_stack->currentWidget() != m_skeleton) {
        if (!m_chart)
            showFace(m_blank);
        if (!m_skeletonDelay.isActive())
            m_skeletonDelay.start();
    }
    settle();
}

void ChartPanel::forgetChart()
{
    if (!m_chart)
        return;
    if (isAncestorOf(QApplication::focusWidget()))
        setFocus(); // comes back with the answer
    m_chart.reset();
    arrangeViews(false);
    fillTable();
    refreshAge();
    tellNotes();
}

void ChartPanel::setError(const Error &error)
{
    if (m_skeletonDelay.isActive())
        forgetChart();
    m_skeletonDelay.stop();
    m_error = error;
    settle();
}

void ChartPanel::setContext(const QString &rangeText, bool filtered, bool canWiden)
{
    m_rangeText = rangeText;
    m_filtered = filtered;
    m_canWiden = canWiden;
    settle();
}

void ChartPanel::setTableShown(bool shown)
{
    if (shown == m_tableShown)
        return;
    const QWidget *focus = QApplication::focusWidget();
    const bool had = focus && m_stack->currentWidget() && isAncestorOf(focus);
    m_tableShown = shown;
    fillTable();
    settle();
    if (had)
        focusChart();
}

void ChartPanel::focusChart()
{
    const QWidget *face = m_stack->currentWidget();
    m_wantsFocus = face == m_blank || face == m_skeleton;
    if (m_stack->currentWidget() == m_state)
        m_state->focusAction();
    else if (m_tableShown)
        m_table->setFocus(Qt::ShortcutFocusReason);
    else if (const auto shown = views(); !shown.empty())
        shown.front()->setFocus(Qt::ShortcutFocusReason);
}

void ChartPanel::copyTable() const
{
    if (!m_chart)
        return;
    ChartTableModel whole;
    whole.setTable(m_chart->table());
    std::vector<int> rows(static_cast<std::size_t>(whole.rowCount()));
    std::vector<int> columns(static_cast<std::size_t>(whole.columnCount()));
    std::iota(rows.begin(), rows.end(), 0);
    std::iota(columns.begin(), columns.end(), 0);
    QApplication::clipboard()->setText(toTsv(whole, rows, columns));
}

void ChartPanel::showFace(QWidget *face)
{
    m_stack->setCurrentWidget(face);
}

void ChartPanel::say(const StateMessage &message)
{
    const bool hadFocus = hasFocus() || isAncestorOf(QApplication::focusWidget());
    m_state->show(message);
    showFace(m_state);
    if (hadFocus && !m_state->isAncestorOf(QApplication::focusWidget()))
        m_state->focusAction();
}

void ChartPanel::tellNotes()
{
    QStringList lines;
    if (m_chart)
        lines = caveats(m_chart->basis().notes, m_chart->basis().gaps, m_chart->format(),
                        m_chart->context().now);
    if (m_chart && !m_chart->basis().complete)
        lines << tr("Part of the range is still being loaded.");
    showNotes(lines, m_chart != nullptr);
}

void ChartPanel::settle()
{
    tellNotes();
    if (saidBeforeAnswer(m_chart != nullptr))
        return;
    if (!m_chart) {
        if (m_stack->currentWidget() == m_state)
            showFace(m_skeletonDelay.isActive() ? m_blank : m_skeleton);
        return;
    }
    const QString absence = m_chart->absence();
    if (!absence.isEmpty() && m_chart->isEmpty()) {
        say({QStringLiteral("inbox"), tr("There is nothing to draw here"), absence, QString(), {}});
        return;
    }
    if (!m_chart->isEmpty()) {
        const bool left = hasFocus() || m_state->isAncestorOf(QApplication::focusWidget());
        showFace(m_tableShown ? m_listed : m_drawn);
        if (std::exchange(m_wantsFocus, false) || left)
            focusChart();
        return;
    }
    const bool narrowed = m_filtered || !m_filterWords.isEmpty();
    sayNothingFound(narrowed ? tr("Nothing in this range passes the filters")
                             : tr("Nothing to draw in this range"),
                    narrowed, QStringLiteral("clear"));
}

} // namespace watchfloor
