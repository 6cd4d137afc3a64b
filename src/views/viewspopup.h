// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/savedviews.h"

#include <QFrame>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace watchfloor {

/// Asks what a view shall be called. A name that is taken is overwritten after saying so.
class ViewNamePopup : public QFrame {
    Q_OBJECT
public:
    explicit ViewNamePopup(QWidget *parent = nullptr);

    void openAt(const QPoint &topLeft, const SavedViews &views);

Q_SIGNALS:
    void named(const QString &name);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void judge();
    void accept();

    SavedViews m_views;
    QLineEdit *m_name;
    QLabel *m_word;
    QPushButton *m_save;
};

/// All views: F2 renames, Delete asks and deletes, one is shown at start.
class ViewsPopup : public QFrame {
    Q_OBJECT
public:
    explicit ViewsPopup(QWidget *parent = nullptr);

    /// May come while it is open.
    void setViews(const SavedViews &views, const QString &startView);
    void openAt(const QPoint &topLeft);

Q_SIGNALS:
    void renameRequested(const QString &from, const QString &to);
    void removeRequested(const QString &name);
    void startRequested(const QString &name);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QString currentName() const;
    void fill();
    void describe();
    void rename();
    void remove();

    SavedViews m_views;
    QString m_start;
    QString m_asked; // name whose deletion waits for a second press
    QListWidget *m_list;
    QLineEdit *m_name;
    QLabel *m_word;
    QPushButton *m_rename;
    QPushButton *m_startButton;
    QPushButton *m_remove;
};

} // namespace watchfloor
