// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QRadioButton;

namespace watchfloor {

/// Asks before an account goes: keep what is cached (preset) or delete it too.
class AccountsRemoveDialog : public QDialog {
    Q_OBJECT
public:
    explicit AccountsRemoveDialog(const QString &account, QWidget *parent = nullptr);
    bool deletesData() const;

private:
    QRadioButton *m_keep;
    QRadioButton *m_delete;
};

} // namespace watchfloor
