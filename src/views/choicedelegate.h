// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

class QListView;

namespace watchfloor {

/// One line of a list of choices: tick or icon, title, quieter detail, something at the far end
/// (models/choiceroles.h). The current row is marked also while the keyboard is in a search above.
class ChoiceDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit ChoiceDelegate(QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// A list without frame of its own, painted by a ChoiceDelegate, uniform rows, hover.
void makeChoiceList(QListView *list);

} // namespace watchfloor
