// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/accountform.h"
#include "views/accountdialogfield.h"

#include <QWidget>

class QComboBox;
class QToolButton;
class QVBoxLayout;

namespace watchfloor {

class ToneLabel;

/// First step: which vendor, where, with which credential. Built from what the provider says.
class AccountDialogConnect : public QWidget {
    Q_OBJECT
public:
    explicit AccountDialogConnect(std::vector<ProviderInfo> providers, QWidget *parent = nullptr);

    /// A stored account to be changed: its vendor is fixed, empty secrets stay as they are.
    void setAccount(const QString &provider, const AccountForm &form);
    const ProviderInfo &provider() const { return m_providers[m_current]; }
    /// Puts what was typed into the form; the name is not part of this step.
    void fill(AccountForm *form) const;

    /// Shows each sentence beside its field and goes to the first one.
    void setFaults(const QMap<QString, QString> &faults);
    /// An error of the server: beside the field it speaks of, else above them all.
    void setError(const Error &error);
    void clearFaults();
    void focusFirst();

Q_SIGNALS:
    void edited();
    /// More or fewer lines are shown.
    void resized();

private:
    void choose(size_t index);
    void addSecrets(QVBoxLayout *layout);
    /// Shows the secrets of the way chosen, and of the one-time ones those the server asked for.
    void showSecrets(const QString &asked = {});
    QString way() const;
    AccountDialogField *addField(const ProviderField &field, QVBoxLayout *layout);
    AccountDialogField *field(const QString &key) const;

    std::vector<ProviderInfo> m_providers;
    size_t m_current = 0;
    bool m_stored = false;
    QComboBox *m_vendor;
    ToneLabel *m_error;
    QComboBox *m_way = nullptr; ///< of signing in, where there are several
    ToneLabel *m_wayHelp = nullptr;
    QWidget *m_form = nullptr;
    QVBoxLayout *m_layout;
    QToolButton *m_moreButton = nullptr;
    QWidget *m_more = nullptr;
    std::vector<AccountDialogField *> m_fields;
};

} // namespace watchfloor
