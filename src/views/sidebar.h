// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

class QAbstractButton;
class QVBoxLayout;

namespace watchfloor {

/// The list of pages: words with icons, icons alone when narrow.
class Sidebar : public QWidget {
    Q_OBJECT
public:
    explicit Sidebar(QWidget *parent = nullptr);

    /// `shortcut` is only shown, in the tooltip. Entries `atEnd` stand under a hairline.
    void addEntry(const QString &key, const QString &title, const QString &icon,
                  const QString &shortcut, bool atEnd);
    void setCurrent(const QString &key);
    void setNarrow(bool narrow);
    bool isNarrow() const { return m_narrow; }

Q_SIGNALS:
    void chosen(const QString &key);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QVBoxLayout *m_upper;
    QVBoxLayout *m_lower;
    std::vector<QAbstractButton *> m_buttons;
    bool m_narrow = false;
};

} // namespace watchfloor
