// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

#include <vector>

class QLabel;
class QPlainTextEdit;
class QHBoxLayout;
class QHeaderView;
class QToolButton;

namespace watchfloor {

/// What a page says instead of a table: one sentence, what to do, details on request.
struct StateMessage {
    struct Action {
        QString id;
        QString title;
        bool primary = false;

        bool operator==(const Action &) const = default;
    };
    QString icon;
    QString title;
    QString text;
    QString details;
    std::vector<Action> actions;

    bool operator==(const StateMessage &) const = default;
};

class StateView : public QWidget {
    Q_OBJECT
public:
    explicit StateView(QWidget *parent = nullptr);

    void show(const StateMessage &message);
    using QWidget::show;
    /// Gives the keyboard to the first button, so that Enter does what is offered.
    void focusAction();

Q_SIGNALS:
    void triggered(const QString &actionId);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void setDetails(const QString &details);

    StateMessage m_message;
    QString m_iconName;
    QWidget *m_icon;
    QLabel *m_title;
    QLabel *m_text;
    QHBoxLayout *m_actions;
    QToolButton *m_more;
    QPlainTextEdit *m_details = nullptr; ///< made for the first error: every table has a state view
};

/// Grey bars where a table's rows will be, at their final geometry. Lies over its viewport.
class SkeletonRows : public QWidget {
    Q_OBJECT
public:
    explicit SkeletonRows(const QHeaderView *header, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const QHeaderView *m_header;
};

} // namespace watchfloor
