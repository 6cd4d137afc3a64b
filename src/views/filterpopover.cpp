// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/filterpopover.h"

#include "models/choiceroles.h"
#include "models/metricformatter.h"
#include "views/choicedelegate.h"
#include "views/palette.h"
#include "views/typography.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QPushButton>
#include <QStackedLayout>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr int dimensionsWidth = 168;
constexpr int choicesWidth = 344;
constexpr int usualHeight = 404;

size_t dimensionAt(int row)
{
    return static_cast<size_t>(std::clamp(row, 0, static_cast<int>(filterDimensions.size()) - 1));
}

} // namespace

FilterPopover::FilterPopover(QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_list(new FilterList(this))
    , m_dimensions(new QListWidget(this))
    , m_search(new QLineEdit(this))
    , m_choices(new QListView(this))
    , m_stack(new QStackedLayout)
    , m_empty(new QLabel(this))
    , m_hint(new QLabel(this))
    , m_clear(new QPushButton(tr("Clear"), this))
    , m_apply(new QPushButton(tr("Apply"), this))
{
    setObjectName(QStringLiteral("filterPopover"));
    setAccessibleName(tr("Filters"));
    makeChoiceList(m_dimensions);
    m_dimensions->setFixedWidth(dimensionsWidth);
    m_dimensions->setAccessibleName(tr("Filter by"));
    for (const FilterDimension dimension : filterDimensions)
        m_dimensions->addItem(dimensionTitle(dimension));
    makeChoiceList(m_choices);
    m_choices->setObjectName(QStringLiteral("choices"));
    m_choices->setModel(m_list);
    m_choices->setMinimumWidth(choicesWidth);
    m_search->setClearButtonEnabled(true);
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setProperty("muted", true);
    m_hint->setTextFormat(Qt::PlainText);
    m_hint->setFont(smallFont());
    m_hint->setProperty("muted", true);
    m_hint->setText(tr("Space ticks · Ctrl+↑ ↓ other list"));
    m_clear->setProperty("flat", true);
    m_apply->setProperty("primary", true);
    for (QPushButton *button : {m_clear, m_apply})
        button->setAutoDefault(false);

    m_stack->addWidget(m_choices);
    m_stack->addWidget(m_empty);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(gridStep, 0, gridStep, 0);
    foot->addWidget(m_hint, 1);
    foot->addWidget(m_clear);
    foot->addWidget(m_apply);
    auto *right = new QVBoxLayout;
    right->setContentsMargins(gridStep, gridStep, gridStep, gridStep);
    right->setSpacing(gridStep);
    right->addWidget(m_search);
    right->addLayout(m_stack, 1);
    right->addLayout(foot);
    auto *line = new QFrame(this);
    line->setFixedWidth(1);
    line->setObjectName(QStringLiteral("divide"));
    auto *left = new QVBoxLayout;
    left->setContentsMargins(0, gridStep, 0, gridStep);
    left->addWidget(m_dimensions);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addLayout(left);
    layout->addWidget(line);
    layout->addLayout(right, 1);

    m_search->installEventFilter(this);
    m_choices->installEventFilter(this);
    m_dimensions->installEventFilter(this);
    connect(m_dimensions, &QListWidget::currentRowChanged, this, &FilterPopover::showDimension);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_navigated = false;
        m_list->setNeedle(text);
        setCurrentRow(0);
        refresh();
    });
    connect(m_choices, &QListView::clicked, this,
            [this](const QModelIndex &index) { m_list->toggle(index.row()); });
    connect(m_list, &FilterList::filterChanged, this, &FilterPopover::refresh);
    connect(m_clear, &QPushButton::clicked, m_list, &FilterList::clearDimension);
    connect(m_apply, &QPushButton::clicked, this, &FilterPopover::applyAndClose);
}

void FilterPopover::setCatalogue(const FilterCataloguePtr &catalogue)
{
    m_known = catalogue && catalogue->isKnown();
    m_list->setCatalogue(catalogue);
    if (isVisible()) // to screen readers a list that gets a current row has taken the keyboard
        setCurrentRow(0);
    refresh();
}

void FilterPopover::openAt(const QPoint &topLeft, const ViewFilter &filter,
                           FilterDimension dimension)
{
    setStyleSheet(QStringLiteral("#filterPopover { background: %1; border: 1px solid %2; }"
                                 "#divide { background: %2; border: none; }")
                      .arg(tokens().raised.name(), tokens().line.name()));
    m_opened = filter;
    m_cancelled = false;
    m_list->setFilter(filter);
    m_search->clear();
    const auto row = std::find(filterDimensions.begin(), filterDimensions.end(), dimension);
    m_dimensions->setCurrentRow(static_cast<int>(row - filterDimensions.begin()));
    showDimension(m_dimensions->currentRow());
    const QWidget *shell = parentWidget() ? parentWidget()->window() : nullptr;
    QSize size(dimensionsWidth + choicesWidth + 2 * gridStep + 3, usualHeight);
    QPoint at = topLeft;
    if (shell) {
        const QRect inside(shell->mapToGlobal(QPoint(0, 0)), shell->size());
        size.setHeight(std::min(size.height(), inside.bottom() - at.y() - gridStep));
        at.setX(std::clamp(
            at.x(), inside.left() + gridStep,
            std::max(inside.left() + gridStep, inside.right() - gridStep - size.width())));
    }
    resize(size);
    move(at);
    show();
    m_search->setFocus(Qt::PopupFocusReason);
}

void FilterPopover::showDimension(int row)
{
    const FilterDimension dimension = filterDimensions[dimensionAt(row)];
    m_navigated = false;
    m_list->setDimension(dimension);
    const QString title = dimensionTitle(dimension);
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search in: %1").arg(title));
    m_choices->setAccessibleName(tr("Choices: %1").arg(title));
    setCurrentRow(0);
    refresh();
}

void FilterPopover::stepDimension(int by)
{
    m_dimensions->setCurrentRow(
        std::clamp(m_dimensions->currentRow() + by, 0, m_dimensions->count() - 1));
}

void FilterPopover::refresh()
{
    const MetricFormatter format;
    for (int row = 0; row < m_dimensions->count(); ++row) {
        const FilterDimension dimension = filterDimensions[dimensionAt(row)];
        const auto on = static_cast<qint64>(valuesOf(m_list->filter(), dimension).size());
        QListWidgetItem *item = m_dimensions->item(row);
        item->setData(ChoiceEndRole, on > 0 ? format.count(on) : QString());
        const QString title = dimensionTitle(dimension);
        item->setData(Qt::AccessibleTextRole,
                      on > 0 ? tr("%1, %2 chosen").arg(title, format.count(on)) : title);
    }
    m_clear->setEnabled(!valuesOf(m_list->filter(), m_list->dimension()).empty());
    QString nothing;
    if (m_list->rowCount() == 0 || (m_list->choiceCount() == 0 && m_search->text().isEmpty() &&
                                    valuesOf(m_list->filter(), m_list->dimension()).empty()))
        nothing = !m_known                     ? tr("The cache is being read")
                  : m_list->choiceCount() == 0 ? tr("No account has told of any yet")
                                               : tr("Nothing matches “%1”").arg(m_search->text());
    m_empty->setText(nothing);
    m_stack->setCurrentWidget(nothing.isEmpty() ? static_cast<QWidget *>(m_choices) : m_empty);
}

void FilterPopover::setCurrentRow(int row)
{
    const int rows = m_list->rowCount();
    if (rows == 0)
        return;
    const QModelIndex index = m_list->index(std::clamp(row, 0, rows - 1));
    m_choices->setCurrentIndex(index);
    m_choices->scrollTo(index);
}

bool FilterPopover::searchKey(QKeyEvent *event)
{
    const int row = m_choices->currentIndex().row();
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    const int page = std::max(1, m_choices->height() / 30 - 1);
    int target = row;
    switch (event->key()) {
    case Qt::Key_Down:
        target = row + 1;
        break;
    case Qt::Key_Up:
        target = row - 1;
        break;
    case Qt::Key_PageDown:
        target = row + page;
        break;
    case Qt::Key_PageUp:
        target = row - page;
        break;
    case Qt::Key_Space:
        if (!m_navigated && !control)
            return false;
        m_list->toggle(row);
        return true;
    default:
        return false;
    }
    if (control) {
        stepDimension(target > row ? 1 : -1);
        return true;
    }
    m_navigated = true;
    setCurrentRow(target);
    return true;
}

bool FilterPopover::listKey(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space) {
        m_list->toggle(m_choices->currentIndex().row());
        return true;
    }
    // Typing goes on in the search.
    const QString text = event->text();
    if (text.isEmpty() || !text.at(0).isPrint())
        return false;
    m_search->setFocus(Qt::OtherFocusReason);
    m_search->insert(text);
    return true;
}

bool FilterPopover::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    auto *key = static_cast<QKeyEvent *>(event);
    if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter ||
        key->key() == Qt::Key_Escape) {
        keyPressEvent(key);
        return true;
    }
    if (watched == m_search)
        return searchKey(key);
    if (watched == m_choices)
        return listKey(key);
    const bool rtl = layoutDirection() == Qt::RightToLeft;
    if (watched == m_dimensions && key->key() == (rtl ? Qt::Key_Left : Qt::Key_Right)) {
        m_search->setFocus(Qt::OtherFocusReason);
        return true;
    }
    return QFrame::eventFilter(watched, event);
}

void FilterPopover::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_clear->hasFocus()) {
            m_clear->click();
            return;
        }
        // "bill", Enter: the one that was found is what is meant.
        if (m_list->filter() == m_opened && m_choices->currentIndex().isValid() &&
            (!m_search->text().isEmpty() || m_navigated))
            m_list->toggle(m_choices->currentIndex().row());
        applyAndClose();
        return;
    case Qt::Key_Escape:
        cancel();
        return;
    default:
        QFrame::keyPressEvent(event);
    }
}

void FilterPopover::applyAndClose()
{
    close();
}

void FilterPopover::cancel()
{
    m_cancelled = true;
    close();
}

void FilterPopover::hideEvent(QHideEvent *event)
{
    QFrame::hideEvent(event);
    if (!m_cancelled && m_list->filter() != m_opened)
        Q_EMIT applied(m_list->filter());
    m_opened = m_list->filter(); // hidden twice, applied once
}

} // namespace watchfloor
