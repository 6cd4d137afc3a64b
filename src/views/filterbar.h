// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

#include <functional>
#include <vector>

class QHBoxLayout;
class QLabel;

namespace watchfloor {

/// Counts by state that act as a filter: one is chosen, or none (all).
class FilterBar : public QWidget {
    Q_OBJECT
public:
    struct Item {
        QString key; ///< state word; empty is allowed ("not known")
        QString title;
        int count = 0;
    };

    explicit FilterBar(QWidget *parent = nullptr);

    void setItems(const std::vector<Item> &items, int total, const QString &allTitle);
    const std::vector<Item> &items() const { return m_items; }
    /// Null string = all. A choice stays while its count is 0.
    QString chosen() const { return m_chosen; }
    void choose(const QString &key);
    /// Where the bar is not as wide as its words: then marks and counts stand alone, and tooltips
    /// have the words. 0: there is always room.
    void setRoom(int width);
    /// False: what is counted is no answer to what is asked; a dash stands for each number.
    void setKnown(bool known);
    /// To the right of the buttons, e.g. "showing 3 of 40".
    void setNote(const QString &note);
    /// Widgets of the page at the far end.
    void addTrailing(QWidget *widget);
    void setFormatCount(std::function<QString(qint64)> format) { m_format = std::move(format); }

Q_SIGNALS:
    void chosenChanged(const QString &key);

private:
    void rebuild();
    void fitRoom();
    void tellCounts();

    std::vector<Item> m_items;
    int m_total = 0;
    int m_room = 0;
    bool m_known = true;
    QString m_allTitle;
    QString m_chosen;
    QHBoxLayout *m_buttons;
    QHBoxLayout *m_layout;
    QLabel *m_note;
    std::function<QString(qint64)> m_format;
};

} // namespace watchfloor
