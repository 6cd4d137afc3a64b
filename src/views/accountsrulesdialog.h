// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/rulesform.h"
#include "views/accountsettingsdialog.h"

class QComboBox;
class QFormLayout;
class QLineEdit;

namespace watchfloor {

/// An account's targets and business hours.
class AccountsRulesDialog : public AccountSettingsDialog {
    Q_OBJECT
public:
    explicit AccountsRulesDialog(const Account &account, QWidget *parent = nullptr);

    QMap<QString, QString> settings() const override;
    RulesForm rules() const;

protected:
    bool check() override;

private:
    QLineEdit *addLine(QFormLayout *layout, const QString &key, const QString &title,
                       const QString &text, const QString &hint);

    QMap<QString, QLineEdit *> m_lines;
    QComboBox *m_zone = nullptr;
};

} // namespace watchfloor
