// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/scopechips.h"

#include <QWidget>

class QAbstractButton;
class QCheckBox;
class QLabel;
class QPushButton;

namespace watchfloor {

/// Under the top bar: the filters that are on, each removable by mouse or by Delete, and the
/// switches that change what figures mean. Only there when there is something to tell; wraps.
class ChipsRow : public QWidget {
    Q_OBJECT
public:
    struct Switches {
        bool compare = false;
        QString compareText; ///< "vs yesterday"
        QString compareToolTip;
        bool business = false;
        bool compareIgnored = false; ///< the page on screen does not follow it
        bool businessIgnored = false;
        QString compareReason; ///< why it does not; empty = no reason given
        QString businessReason;
    };

    explicit ChipsRow(QWidget *parent = nullptr);

    void setChips(const std::vector<ScopeChip> &chips);
    const std::vector<ScopeChip> &chips() const { return m_chips; }
    void setSwitches(const Switches &switches);
    /// One sentence about the filters that the user can put away; empty = none.
    void setNote(const QString &note);
    QString note() const;
    /// Not shown whatever there is: the wallboard has no room for it.
    void setSuppressed(bool suppressed);

    std::vector<QAbstractButton *> chipButtons() const { return m_buttons; }

Q_SIGNALS:
    void removeRequested(const watchfloor::ScopeChip &chip);
    void editRequested(watchfloor::FilterDimension dimension);
    void clearRequested();
    void compareToggled(bool on);
    void businessToggled(bool on);
    /// The last chip with the keyboard went.
    void leftEmpty();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();
    void decideVisible();
    void removeAt(size_t at);

    std::vector<ScopeChip> m_chips;
    std::vector<QAbstractButton *> m_buttons;
    QPushButton *m_clear;
    QCheckBox *m_compare;
    QCheckBox *m_business;
    QLabel *m_note;
    QPushButton *m_noteDone;
    bool m_suppressed = false;
};

} // namespace watchfloor
