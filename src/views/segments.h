// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

#include <vector>

class QAbstractButton;

namespace watchfloor {

/// A few choices side by side of which one holds. One tab stop, arrows move.
class Segments : public QWidget {
    Q_OBJECT
public:
    struct Item {
        QString key;
        QString title;
    };

    /// `purpose`: what is chosen, for screen readers.
    Segments(const QString &purpose, const std::vector<Item> &items, QWidget *parent = nullptr);

    const std::vector<Item> &items() const { return m_items; }
    QString chosen() const { return m_chosen; }
    /// Silent; unknown keys change nothing.
    void choose(const QString &key);

Q_SIGNALS:
    void chosenChanged(const QString &key);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::vector<Item> m_items;
    std::vector<QAbstractButton *> m_buttons;
    QString m_chosen;
};

} // namespace watchfloor
