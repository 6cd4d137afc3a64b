// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/accountform.h"
#include "views/accountdialogfield.h"

#include <QWidget>

class QCheckBox;
class QComboBox;

namespace watchfloor {

class ToneIcon;
class ToneLabel;

/// Second step: what the server said, which of its accounts, under which name.
class AccountDialogConfirm : public QWidget {
    Q_OBJECT
public:
    explicit AccountDialogConfirm(QWidget *parent = nullptr);

    void setProbe(const ProviderInfo &provider, const ProbeResult &probe, const AccountForm &form);
    void setTakenNames(const QStringList &names) { m_taken = names; }
    /// Puts the chosen account, the name and the place of the secrets into the form.
    void fill(AccountForm *form) const;
    /// Empty = all is right; else the sentence stands beside its field.
    bool check();
    /// The save failed; without a keyring the other place is offered.
    void setError(const Error &error);
    void clearError();
    void focusFirst();

private:
    void describeChoice();

    ToneLabel *m_found;
    ToneLabel *m_notes;
    ToneLabel *m_accountTitle;
    QComboBox *m_account;
    ToneLabel *m_accountNote;
    AccountDialogField *m_name;
    QCheckBox *m_inFile;
    ToneLabel *m_inFileText;
    QWidget *m_errorLine;
    ToneLabel *m_error;
    std::vector<RemoteAccount> m_accounts;
    QStringList m_taken;
    QString m_suggested;
    bool m_suggests = true; ///< false: the account has a name already
    QString m_title;
};

} // namespace watchfloor
