// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/tablepanel.h"

#include "views/typography.h"

#include <QApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <utility>

namespace watchfloor {
namespace {

constexpr int skeletonDelayMs = 150;

QString hiddenJoin()
{
    return QStringLiteral(" · ");
}

bool somebodyTypes()
{
    return qobject_cast<QLineEdit *>(QApplication::focusWidget());
}

} // namespace

TablePanel::TablePanel(QAbstractItemModel *source, QString what, QWidget *parent)
    : StatePanel(parent)
    , m_rows(new SortedRows(this))
    , m_table(new TableView(this))
    , m_skeleton(new SkeletonRows(m_table->horizontalHeader(), this))
    , m_blank(new QWidget(this))
    , m_filled(new QWidget(this))
    , m_filledLayout(new QVBoxLayout(m_filled))
    , m_stack(new QStackedLayout)
    , m_what(std::move(what))
{
    m_rows->setSourceModel(source);
    m_table->setRows(m_rows);
    // The first column's text stands under the page title.
    m_filledLayout->setContentsMargins(gridStep, 0, 0, 0);
    m_filled->setAutoFillBackground(true);
    m_filled->setBackgroundRole(QPalette::Base);
    m_filledLayout->setSpacing(0);
    m_filledLayout->addWidget(m_table);
    auto *over = new QVBoxLayout(m_table->viewport()); // header and widths are the real ones
    over->setContentsMargins(0, 0, 0, 0);
    over->addWidget(m_skeleton);
    m_skeleton->hide();
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    whole->addLayout(m_stack, 1);
    whole->addWidget(m_notesLabel);
    m_stack->addWidget(m_blank);
    m_stack->addWidget(m_state);
    m_stack->addWidget(m_filled);
    m_skeletonDelay.setSingleShot(true);
    m_skeletonDelay.setInterval(skeletonDelayMs);
    m_skeleton->setAttribute(Qt::WA_NoMousePropagation); // old rows may be under it
    connect(&m_skeletonDelay, &QTimer::timeout, this, [this] {
        forgetAnswer();
        if (!m_firstStart)
            showFace(Face::Skeleton);
    });
    for (const auto signal :
         {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved}) {
        connect(m_rows, signal, this, [this] {
            Q_EMIT rowCountsChanged();
            settle();
        });
    }
    connect(m_rows, &QAbstractItemModel::modelReset, this, [this] {
        Q_EMIT rowCountsChanged();
        settle();
    });
}

void TablePanel::setFooter(QWidget *footer)
{
    m_footer = footer;
    m_filledLayout->addWidget(footer);
}

void TablePanel::setCards(QWidget *cards)
{
    m_cards = cards;
    m_filledLayout->insertWidget(1, cards);
    placeCards();
}

void TablePanel::showCards(bool on)
{
    m_asCards = on;
    placeCards();
}

void TablePanel::placeCards()
{
    // The skeleton is the table's: cards come with the rows.
    const bool cards = m_asCards && m_cards && m_tableFace;
    if (m_cards)
        m_cards->setVisible(cards);
    m_table->setVisible(!cards);
    if (m_footer)
        m_footer->setVisible(m_tableFace && !cards); // totals of nothing would be a claim
}

void TablePanel::focusTable()
{
    if (m_stack->currentWidget() == m_state) {
        m_state->focusAction();
        return;
    }
    if (!m_skeleton->isHidden() && m_rows->rowCount() > 0) {
        setFocus(); // rows of another question
        m_wantsFocus = true;
        return;
    }
    QWidget *rows = m_asCards && m_cards && m_tableFace ? m_cards : m_table;
    rows->setFocus();
    m_wantsFocus = !rows->isVisible();
}

void TablePanel::setLoading()
{
    m_error.reset();
    if (!m_skeletonDelay.isActive() && m_skeleton->isHidden()) {
        if (!m_answered)
            showFace(Face::Blank);
        m_skeletonDelay.start();
    }
    settle();
}

/// The rows stay in the model, and with them what is selected, but they are no answer to what is
/// asked now.
void TablePanel::forgetAnswer()
{
    if (!std::exchange(m_answered, false))
        return;
    m_notes.clear();
    showNotes(m_notes, false);
    if (isAncestorOf(QApplication::focusWidget()))
        setFocus(); // no key opens a row that nobody sees; showFace() gives it back
    Q_EMIT answeredChanged(false);
}

void TablePanel::setAnswered()
{
    const bool before = std::exchange(m_answered, true);
    m_error.reset();
    m_skeletonDelay.stop();
    settle();
    if (!before)
        Q_EMIT answeredChanged(true);
}

void TablePanel::setError(const Error &error)
{
    if (m_skeletonDelay.isActive())
        forgetAnswer();
    m_skeletonDelay.stop();
    m_error = error;
    settle();
}

void TablePanel::setContext(const QString &rangeText, const QStringList &filters,
                            bool canWidenRange)
{
    m_rangeText = rangeText;
    m_filters = filters;
    m_canWiden = canWidenRange;
    settle();
}

bool TablePanel::isEmptyAnswer() const
{
    return m_answered && m_rows->sourceModel()->rowCount() == 0;
}

void TablePanel::setNotes(const QStringList &notes)
{
    m_notes = notes;
    showNotes(m_notes, m_answered);
}

void TablePanel::showFace(Face face)
{
    const QWidget *focus = QApplication::focusWidget();
    const bool left = face == Face::Table && (focus == this || m_state->isAncestorOf(focus));
    QWidget *const faces[] = {m_blank, m_filled, m_state, m_filled};
    m_skeleton->setVisible(face == Face::Skeleton);
    m_table->setCovered(face == Face::Skeleton);
    m_tableFace = face == Face::Table;
    placeCards();
    m_stack->setCurrentWidget(faces[static_cast<size_t>(face)]);
    if (face != Face::Table)
        return;
    if ((std::exchange(m_wantsFocus, false) || left) && !somebodyTypes())
        focusTable();
}

void TablePanel::say(const StateMessage &message)
{
    // Not focusWidget(): that is the panel's own last one, even while somebody types elsewhere.
    const bool hadFocus = hasFocus() || isAncestorOf(QApplication::focusWidget());
    m_state->show(message);
    showFace(Face::Message);
    if (m_state->isAncestorOf(QApplication::focusWidget()))
        return; // said again: the keyboard stays on the button it is on
    if (hadFocus || (m_wantsFocus && !somebodyTypes())) {
        m_wantsFocus = false;
        m_state->focusAction();
    }
}

void TablePanel::settle()
{
    showNotes(m_notes, m_answered);
    if (saidBeforeAnswer(m_answered))
        return;
    if (!m_answered)
        return; // blank or skeleton
    if (m_rows->rowCount() > 0) {
        showFace(Face::Table);
        return;
    }
    if (m_rows->sourceModel()->rowCount() > 0)
        sayHidden();
    else
        sayEmpty();
}

/// Rows there are, but a search or a button of the page hides them.
void TablePanel::sayHidden()
{
    StateMessage hidden;
    hidden.icon = QStringLiteral("filter");
    hidden.title = tr("No %1 match").arg(m_what);
    hidden.text = tr("Hidden by: %1").arg((m_filters + m_filterWords).join(hiddenJoin()));
    hidden.actions = {{QStringLiteral("clear"), tr("Show all"), true}};
    if (!m_filterWords.isEmpty())
        hidden.actions.push_back({QStringLiteral("filters"), tr("Remove filters"), false});
    say(hidden);
}

void TablePanel::sayEmpty()
{
    const bool narrowed = !m_filterWords.isEmpty();
    sayNothingFound(narrowed                ? tr("No %1 pass the filters").arg(m_what)
                    : m_rangeText.isEmpty() ? tr("No %1 in the cache yet").arg(m_what)
                                            : tr("No %1 in this range").arg(m_what),
                    narrowed, QStringLiteral("filters"));
}

} // namespace watchfloor
