// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/columnchooser.h"

#include "models/roles.h"
#include "models/sortedrows.h"
#include "views/tableview.h"
#include "views/typography.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr int keyRole = Qt::UserRole;
constexpr int aboutRole = Qt::UserRole + 1;

} // namespace

ColumnChooser::ColumnChooser(TableView *table)
    : QFrame(table, Qt::Popup)
    , m_table(table)
    , m_search(new QLineEdit(this))
    , m_tree(new QTreeWidget(this))
    , m_definition(new QLabel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("columnChooser"));
    setAccessibleName(tr("Columns"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_search->setPlaceholderText(tr("Find a column"));
    m_search->setAccessibleName(tr("Find a column"));
    m_search->setClearButtonEnabled(true);
    m_tree->setHeaderHidden(true);
    m_tree->setAccessibleName(tr("Columns"));
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setRootIsDecorated(false);
    m_tree->setIndentation(gridStep * 2);
    m_tree->setUniformRowHeights(true);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_definition->setTextFormat(Qt::PlainText);
    m_definition->setWordWrap(true);
    m_definition->setFont(smallFont());
    m_definition->setProperty("muted", true);
    m_definition->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    m_definition->setMinimumHeight(QFontMetrics(smallFont()).lineSpacing() * 6);
    auto *reset = new QPushButton(tr("Reset columns"), this);
    reset->setObjectName(QStringLiteral("reset"));
    reset->setAutoDefault(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(gridStep, gridStep, gridStep, gridStep);
    layout->setSpacing(gridStep);
    layout->addWidget(m_search);
    layout->addWidget(m_tree, 1);
    layout->addWidget(m_definition);
    layout->addWidget(reset, 0, Qt::AlignLeading);
    m_search->installEventFilter(this);
    m_tree->installEventFilter(this);
    connect(m_search, &QLineEdit::textChanged, this, &ColumnChooser::search);
    connect(m_tree, &QTreeWidget::currentItemChanged, this, &ColumnChooser::describe);
    connect(m_tree, &QTreeWidget::itemEntered, this, &ColumnChooser::describe);
    m_tree->setMouseTracking(true);
    connect(m_tree, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem *item) {
        if (m_filling)
            return;
        m_table->setColumnShown(item->data(0, keyRole).toString(),
                                item->checkState(0) == Qt::Checked);
    });
    connect(reset, &QPushButton::clicked, this, [this] {
        m_table->resetColumns();
        fill();
        search(m_search->text());
    });
    fill();
}

void ColumnChooser::fill()
{
    m_filling = true;
    m_tree->clear();
    QHash<QString, QTreeWidgetItem *> families;
    const QAbstractItemModel *model = m_table->model();
    for (int column = 0; column < model->columnCount(); ++column) {
        const auto ask = [model, column](int role) {
            return model->headerData(column, Qt::Horizontal, role).toString();
        };
        const QString family = ask(FamilyRole).isEmpty() ? tr("About the row") : ask(FamilyRole);
        QTreeWidgetItem *&parent = families[family];
        if (!parent) {
            parent = new QTreeWidgetItem(m_tree, {family});
            parent->setFlags(Qt::ItemIsEnabled);
            parent->setFont(0, strongFont());
        }
        auto *item = new QTreeWidgetItem(parent, {ask(Qt::DisplayRole)});
        const bool fixed = column == 0; // rows without a name are no rows
        item->setFlags(fixed ? Qt::ItemIsSelectable
                             : Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(0, m_table->isColumnHidden(column) ? Qt::Unchecked : Qt::Checked);
        item->setData(0, keyRole, ask(KeyRole));
        item->setData(0, aboutRole, ask(Qt::ToolTipRole));
        item->setData(0, Qt::AccessibleDescriptionRole, ask(Qt::ToolTipRole));
    }
    m_tree->expandAll();
    m_filling = false;
}

void ColumnChooser::search(const QString &text)
{
    const QStringList words = text.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        QTreeWidgetItem *family = m_tree->topLevelItem(i);
        bool any = false;
        for (int k = 0; k < family->childCount(); ++k) {
            QTreeWidgetItem *item = family->child(k);
            const QString all = item->text(0) + QLatin1Char('\n') +
                                item->data(0, aboutRole).toString() + family->text(0);
            const bool matches =
                std::all_of(words.begin(), words.end(), [&all](const QString &word) {
                    return all.contains(word, Qt::CaseInsensitive);
                });
            item->setHidden(!matches);
            any = any || matches;
        }
        family->setHidden(!any);
    }
}

int ColumnChooser::shownCount() const
{
    int count = 0;
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        for (int k = 0; k < m_tree->topLevelItem(i)->childCount(); ++k)
            count += m_tree->topLevelItem(i)->child(k)->isHidden() ? 0 : 1;
    }
    return count;
}

void ColumnChooser::describe(QTreeWidgetItem *item)
{
    const QString key = item ? item->data(0, keyRole).toString() : QString();
    if (key.isEmpty()) {
        m_definition->clear();
        return;
    }
    const QString place = m_table->columnPlace(key);
    m_definition->setText(place + QStringLiteral(" · ") + tr("Alt and arrows move and resize it") +
                          QLatin1Char('\n') + item->data(0, aboutRole).toString());
    m_definition->setAccessibleName(m_definition->text());
    item->setData(0, Qt::AccessibleTextRole, item->text(0) + QStringLiteral(", ") + place);
}

bool ColumnChooser::movedBy(int key)
{
    constexpr int step = 16;
    QTreeWidgetItem *item = m_tree->currentItem();
    const QString column = item ? item->data(0, keyRole).toString() : QString();
    if (column.isEmpty())
        return false;
    const int onwards = layoutDirection() == Qt::RightToLeft ? -step : step;
    m_filling = true; // what is said of it is no choice
    if (key == Qt::Key_Up || key == Qt::Key_Down)
        m_table->moveColumn(column, key == Qt::Key_Up ? -1 : 1);
    else
        m_table->widenColumn(column, key == Qt::Key_Right ? onwards : -onwards);
    describe(item);
    m_filling = false;
    return true;
}

void ColumnChooser::openAt(const QRect &anchor)
{
    const QRect room = m_table->screen()->availableGeometry();
    const QSize size(360, std::min(520, room.height() - 2 * pageMargin));
    QPoint at(layoutDirection() == Qt::RightToLeft ? anchor.left()
                                                   : anchor.right() + 1 - size.width(),
              anchor.bottom() + 4);
    at.setX(std::clamp(at.x(), room.left(), std::max(room.left(), room.right() - size.width())));
    at.setY(std::clamp(at.y(), room.top(), std::max(room.top(), room.bottom() - size.height())));
    setGeometry(QRect(at, size));
    show();
    m_search->setFocus();
}

bool ColumnChooser::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Down) {
        for (QTreeWidgetItemIterator it(m_tree, QTreeWidgetItemIterator::NotHidden); *it; ++it) {
            if ((*it)->parent() && (*it)->flags().testFlag(Qt::ItemIsEnabled)) {
                m_tree->setCurrentItem(*it);
                break;
            }
        }
        m_tree->setFocus();
        return true;
    }
    if (watched == m_tree && event->type() == QEvent::KeyPress) {
        const auto *press = static_cast<QKeyEvent *>(event);
        const bool arrow = press->key() == Qt::Key_Up || press->key() == Qt::Key_Down ||
                           press->key() == Qt::Key_Left || press->key() == Qt::Key_Right;
        if (arrow && press->modifiers().testFlag(Qt::AltModifier))
            return movedBy(press->key());
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace watchfloor
