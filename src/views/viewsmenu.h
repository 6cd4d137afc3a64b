// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/savedviews.h"
#include "views/pickerbutton.h"

class QMenu;

namespace watchfloor {

class ViewNamePopup;
class ViewsPopup;

/// The named views: show one, save what is on screen, put them in order.
class ViewsMenu : public PickerButton {
    Q_OBJECT
public:
    explicit ViewsMenu(QWidget *parent = nullptr);

    void setViews(const SavedViews &views);
    /// The one shown when the program starts; empty = where the user left.
    void setStartView(const QString &name);
    QString startView() const { return m_start; }
    /// The view last shown, and whether the window has moved on since.
    void setCurrent(const QString &name, bool changed);
    QString current() const { return m_current; }
    bool isChanged() const { return m_changed; }
    void openSaveAs();

    QMenu *viewsMenu() const { return m_menu; }
    ViewNamePopup *namePopup() const { return m_namePopup; }
    ViewsPopup *managePopup() const { return m_managePopup; }

Q_SIGNALS:
    void viewChosen(const QString &name);
    void saveRequested(const QString &name);
    void renameRequested(const QString &from, const QString &to);
    void removeRequested(const QString &name);
    /// Empty: where the user left.
    void startRequested(const QString &name);

private:
    void rebuild();
    void describe();
    QPoint below() const;

    SavedViews m_views;
    QString m_start;
    QString m_current;
    bool m_changed = false;
    QMenu *m_menu;
    ViewNamePopup *m_namePopup;
    ViewsPopup *m_managePopup;
};

} // namespace watchfloor
