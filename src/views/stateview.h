// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

#include <vector>

class QLabel;
class QPlainTextEdit;
class QHBoxLayout;
class QToolButton;

namespace watchfloor {

/// What a page says instead of a table: one sentence, what to do, details on request.
struct StateMessage {
    struct Action {
        QString id;
        QString title;
        bool primary = false;
    };
    QString icon;
    QString title;
    QString text;
    QString details;
    std::vector<Action> actions;
};

class StateView : public QWidget {
    Q_OBJECT
public:
    explicit StateView(QWidget *parent = nullptr);

    void show(const StateMessage &message);
    using QWidget::show;

Q_SIGNALS:
    void triggered(const QString &actionId);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_iconName;
    QWidget *m_icon;
    QLabel *m_title;
    QLabel *m_text;
    QHBoxLayout *m_actions;
    QToolButton *m_more;
    QPlainTextEdit *m_details;
};

/// Grey bars where the rows will be, at their final geometry.
class SkeletonRows : public QWidget {
    Q_OBJECT
public:
    explicit SkeletonRows(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace watchfloor
