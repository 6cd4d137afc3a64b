// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/tablepanel.h"

#include "models/plaintext.h"
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
    : QWidget(parent)
    , m_rows(new SortedRows(this))
    , m_table(new TableView(this))
    , m_state(new StateView(this))
    , m_skeleton(new SkeletonRows(m_table->horizontalHeader(), this))
    , m_blank(new QWidget(this))
    , m_filled(new QWidget(this))
    , m_notesLabel(new QLabel(this))
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
    m_notesLabel->setTextFormat(Qt::PlainText);
    m_notesLabel->setWordWrap(true);
    m_notesLabel->setFont(smallFont());
    m_notesLabel->setProperty("muted", true);
    m_notesLabel->setObjectName(QStringLiteral("notes"));
    m_notesLabel->setContentsMargins(pageMargin, 6, pageMargin, 6);
    m_notesLabel->setAutoFillBackground(true);
    m_notesLabel->setBackgroundRole(QPalette::Base);
    m_notesLabel->hide();
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
    connect(&m_skeletonDelay, &QTimer::timeout, this, [this] {
        if (m_stack->currentWidget() == m_blank)
            showFace(Face::Skeleton);
    });
    connect(m_state, &StateView::triggered, this, &TablePanel::onAction);
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
    QWidget *rows = m_asCards && m_cards && m_tableFace ? m_cards : m_table;
    rows->setFocus();
    m_wantsFocus = !rows->isVisible();
}

void TablePanel::setFirstStart(bool on)
{
    if (m_firstStart == on)
        return;
    m_firstStart = on;
    settle();
}

void TablePanel::setLoading()
{
    m_error.reset();
    if (m_answered)
        return; // the old answer stays until the new one is there
    if (!m_skeletonDelay.isActive() && m_skeleton->isHidden()) {
        showFace(Face::Blank);
        m_skeletonDelay.start();
    }
    settle();
}

void TablePanel::setAnswered()
{
    m_answered = true;
    m_error.reset();
    m_skeletonDelay.stop();
    settle();
}

void TablePanel::setError(const Error &error)
{
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

void TablePanel::setFilterWords(const QStringList &words)
{
    if (words == m_filterWords)
        return;
    m_filterWords = words;
    settle();
}

void TablePanel::setNearest(const QString &title)
{
    if (title == m_nearest)
        return;
    m_nearest = title;
    settle();
}

bool TablePanel::isEmptyAnswer() const
{
    return m_answered && m_rows->sourceModel()->rowCount() == 0;
}

void TablePanel::setNotes(const QStringList &notes)
{
    m_notes = notes;
    showNotes();
}

void TablePanel::showNotes()
{
    QStringList lines = m_notes;
    if (m_error && m_answered) // the old answer is still on screen
        lines.prepend(tr("Not refreshed: %1").arg(oneLine(m_error->sentence(), 300)));
    lines = m_firstStart ? QStringList() : lines;
    const QString text = lines.join(QLatin1Char('\n'));
    if (text == m_notesLabel->text() && lines.isEmpty() == m_notesLabel->isHidden())
        return;
    m_notesLabel->setText(text);
    m_notesLabel->setAccessibleName(tr("Notes: %1").arg(lines.join(QLatin1Char(' '))));
    m_notesLabel->setVisible(!lines.isEmpty());
}

void TablePanel::showFace(Face face)
{
    const bool left = face == Face::Table && m_state->isAncestorOf(QApplication::focusWidget());
    QWidget *const faces[] = {m_blank, m_filled, m_state, m_filled};
    m_skeleton->setVisible(face == Face::Skeleton);
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
    const bool hadFocus = isAncestorOf(QApplication::focusWidget());
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
    showNotes();
    if (m_firstStart) {
        say({QStringLiteral("inbox"),
             tr("Connect an account to see your floor"),
             tr("Watchfloor reads from your support system into a cache on this computer and keeps "
                "working when the network is gone. The demo brings a made-up contact centre."),
             QString(),
             {{QStringLiteral("addAccount"), tr("Add account"), true},
              {QStringLiteral("demo"), tr("Open demo"), false}}});
        return;
    }
    if (m_error && !m_answered) {
        say({QStringLiteral("alert"),
             m_error->message(),
             m_error->remedy(),
             m_error->detail(),
             {{QStringLiteral("retry"), tr("Try again"), true}}});
        return;
    }
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
    StateMessage empty;
    const bool narrowed = !m_filterWords.isEmpty();
    empty.icon = narrowed ? QStringLiteral("filter") : QStringLiteral("inbox");
    QStringList lines;
    if (narrowed)
        lines << tr("Hidden by: %1").arg(m_filterWords.join(hiddenJoin()));
    if (!m_rangeText.isEmpty())
        lines << m_rangeText;
    empty.text = lines.join(QLatin1Char('\n'));
    empty.title = narrowed                ? tr("No %1 pass the filters").arg(m_what)
                  : m_rangeText.isEmpty() ? tr("No %1 in the cache yet").arg(m_what)
                                          : tr("No %1 in this range").arg(m_what);
    if (narrowed)
        empty.actions.push_back({QStringLiteral("filters"), tr("Remove filters"), true});
    if (!m_nearest.isEmpty())
        empty.actions.push_back(
            {QStringLiteral("nearest"), tr("Show %1").arg(m_nearest), !narrowed});
    else if (m_canWiden)
        empty.actions.push_back({QStringLiteral("wider"), tr("Show the last 30 days"), !narrowed});
    say(empty);
}

void TablePanel::onAction(const QString &id)
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
