// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>
#include <QStringList>

class QListWidget;

namespace watchfloor {

/// Any number of the catalogue's metrics; none = the usual ones. Its button opens the list, which
/// stays until Escape or a click beside it.
class MetricPicker : public QPushButton {
    Q_OBJECT
public:
    explicit MetricPicker(QWidget *parent = nullptr);

    /// Catalogue keys in the order of the columns.
    const QStringList &keys() const { return m_keys; }
    void setKeys(const QStringList &keys);
    /// Opened or not: what is ticked in it is chosen.
    QListWidget *list() const { return m_list; }

Q_SIGNALS:
    void edited();

private:
    void open();
    void read();
    void describe();

    QStringList m_keys;
    QListWidget *m_list;
};

} // namespace watchfloor
