// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/commandlist.h"

#include <QFrame>
#include <QTimer>

class QLabel;
class QLineEdit;
class QListView;

namespace watchfloor {

/// Ctrl+K: type where to go or what to do. Conversations are looked up by whoever answers
/// lookupRequested().
class CommandPalette : public QFrame {
    Q_OBJECT
public:
    explicit CommandPalette(QWidget *parent = nullptr);
    ~CommandPalette() override;

    CommandList &commands() { return m_commands; }
    const CommandList &commands() const { return m_commands; }
    /// Over the upper part of its window.
    void open();
    /// The commands have changed underneath.
    void refresh();
    /// Answers lookupRequested(text); too late ones are passed over.
    void setConversations(const QString &text, std::vector<PaletteCommand> found);

    /// Titles as listed, for tests and screens.
    QStringList shownTitles() const;

Q_SIGNALS:
    void chosen(const QString &key);
    void lookupRequested(const QString &text);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    class Model;

    void search();
    void step(int by);
    void choose(int row);

    CommandList m_commands;
    Model *m_model;
    QLineEdit *m_edit;
    QListView *m_list;
    QLabel *m_empty;
    QTimer m_lookup;
};

} // namespace watchfloor
