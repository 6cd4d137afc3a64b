// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QSpinBox;

namespace watchfloor {

/// Asks how much history stays before older conversations are deleted from the cache.
class AccountsPurgeDialog : public QDialog {
    Q_OBJECT
public:
    explicit AccountsPurgeDialog(QWidget *parent = nullptr);
    int days() const;

private:
    QSpinBox *m_days;
};

} // namespace watchfloor
