// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/error.h"
#include "views/stateview.h"

#include <QWidget>

#include <optional>

class QLabel;

namespace watchfloor {

class Page;

/// What panels with states have in common, whether rows or a chart stand in them: the sentences
/// instead of these, what can be done then, and the notes below.
class StatePanel : public QWidget {
    Q_OBJECT
public:
    explicit StatePanel(QWidget *parent = nullptr);

    /// No account yet: offers to add one or to open the demo.
    void setFirstStart(bool on);
    /// What the question itself is narrowed to: accounts and filters of the window.
    void setFilterWords(const QStringList &words);
    /// The nearest range that has something, in words; empty = not known, or there is none.
    void setNearest(const QString &title);
    /// What is wanted here and any page can do, its page asks for.
    void passWishesTo(Page *page);

Q_SIGNALS:
    void addAccountRequested();
    void demoRequested();
    void retryRequested();
    void clearFiltersRequested();
    void widerRangeRequested();
    void nearestRangeRequested();
    /// Accounts and filters of the window off, please.
    void filtersClearRequested();

protected:
    /// Which face is shown follows from the facts; they are other ones.
    virtual void settle() = 0;
    virtual void say(const StateMessage &message) = 0;

    /// The sentence of a first start, or of a failure that left nothing to show; false: neither is.
    bool saidBeforeAnswer(bool answered);
    /// What hides everything, the range, and ways out of both. `clear`: the action that ends the
    /// narrowing.
    void sayNothingFound(const QString &title, bool narrowed, const QString &clear);
    /// A sentence each, below the panel; `answered`: an old answer is still on screen.
    void showNotes(QStringList lines, bool answered);

    StateView *m_state;
    QLabel *m_notesLabel;
    QString m_rangeText;
    QStringList m_filterWords;
    bool m_canWiden = false;
    bool m_firstStart = false;
    std::optional<Error> m_error;

private:
    void onAction(const QString &id);

    QString m_nearest;
};

} // namespace watchfloor
