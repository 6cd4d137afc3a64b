// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/agentcardsaccessible.h"

#include "views/agentcards.h"
#include "views/itemlistaccessible.h"

namespace watchfloor {
namespace {

class CardItem final : public ItemAccessible, public QAccessibleActionInterface {
public:
    CardItem(AgentCards *cards, int row)
        : ItemAccessible(cards, row)
    {
    }

    QString text(QAccessible::Text kind) const override
    {
        if (!isValid())
            return {};
        switch (kind) {
        case QAccessible::Name:
            return card().data(Qt::AccessibleTextRole).toString();
        case QAccessible::Description:
            return card().data(Qt::AccessibleDescriptionRole).toString();
        default:
            return {};
        }
    }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = true;
        state.selectable = true;
        state.invalid = !isValid();
        if (isValid()) {
            state.selected = cards()->currentIndex() == card();
            state.focused = state.selected && cards()->hasFocus();
            state.offscreen = !area().intersects(cards()->rect());
            state.invisible = !cards()->isVisible();
        }
        return state;
    }
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface
                   ? static_cast<QAccessibleActionInterface *>(this)
                   : nullptr;
    }
    QStringList actionNames() const override
    {
        if (!isValid())
            return {};
        QStringList names{pressAction(), showMenuAction(), setFocusAction()};
        for (const int column : figures())
            names << nameOf(column);
        return names;
    }
    void doAction(const QString &name) override
    {
        if (!isValid())
            return;
        const QPersistentModelIndex at = card(); // taking the keyboard may bring other rows
        cards()->setCurrentIndex(at);
        cards()->setFocus();
        if (name == pressAction())
            return cards()->open(at);
        if (name == showMenuAction())
            return cards()->askForFigures(at, cards()->visualRect(at).center());
        for (const int column : figures()) {
            if (name == nameOf(column))
                return cards()->openFigure(at, column);
        }
    }
    QString localizedActionDescription(const QString &name) const override
    {
        return name == pressAction() ? AgentCards::tr("Shows the agent's conversations")
                                     : QString();
    }
    QStringList keyBindingsForAction(const QString &name) const override
    {
        return name == pressAction()      ? QStringList{QStringLiteral("Return")}
               : name == showMenuAction() ? QStringList{QStringLiteral("Ctrl+I")}
                                          : QStringList();
    }

protected:
    int count() const override { return cards()->model()->rowCount(); }
    QRect area() const override
    {
        return cards()->visualRect(card()).translated(cards()->viewport()->pos());
    }

private:
    AgentCards *cards() const { return static_cast<AgentCards *>(widget()); }
    QModelIndex card() const { return cards()->model()->index(index(), AgentTableModel::Name); }
    /// Columns of those that stand on the card.
    std::vector<int> figures() const
    {
        std::vector<int> columns;
        for (const int column : cards()->cardRows()->figureColumns()) {
            if (column >= 0)
                columns.push_back(column);
        }
        return columns;
    }
    QString nameOf(int column) const
    {
        return AgentCards::tr("Open: %1", "a figure")
            .arg(cards()->model()->headerData(column, Qt::Horizontal).toString());
    }
};

class CardsAccessible final : public ItemListAccessible {
public:
    explicit CardsAccessible(AgentCards *cards)
        : ItemListAccessible(cards)
    {
    }
    int childCount() const override { return cards()->model()->rowCount(); }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        return child(cards()->indexAt(cards()->viewport()->mapFromGlobal(QPoint(x, y))).row());
    }
    QAccessibleInterface *focusChild() const override
    {
        return child(cards()->currentIndex().row());
    }

protected:
    ItemAccessible *newItem(int index) const override { return new CardItem(cards(), index); }

private:
    AgentCards *cards() const { return static_cast<AgentCards *>(object()); }
};

QAccessibleInterface *createCardsInterface(const QString &, QObject *object)
{
    auto *cards = qobject_cast<AgentCards *>(object);
    return cards ? new CardsAccessible(cards) : nullptr;
}

} // namespace

void installCardAccessibility()
{
    static const bool once = [] {
        QAccessible::installFactory(createCardsInterface);
        return true;
    }();
    Q_UNUSED(once);
}

void cardsChanged(AgentCards *cards)
{
    itemListChanged(cards);
    itemFocusMoved(cards, cards->currentIndex().row());
}

} // namespace watchfloor
