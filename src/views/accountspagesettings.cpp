// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/accountskeepdialog.h"
#include "views/accountspage.h"
#include "views/accountsrulesdialog.h"

namespace watchfloor {

void AccountsPage::openSettings(const Account &account, AccountSettingsDialog *dialog)
{
    m_settings = dialog;
    connect(dialog, &AccountSettingsDialog::saveRequested, this,
            [this, id = account.id](const QMap<QString, QString> &settings) {
                Q_EMIT settingsRequested(id, settings);
            });
    dialog->open();
}

void AccountsPage::openKeepDialog(const Account &account)
{
    if (m_settings || !m_writable)
        return;
    auto *dialog = new AccountsKeepDialog(account, m_format, m_now, this);
    connect(dialog, &AccountsKeepDialog::countRequested, this,
            [this, id = account.id](TimeMs limit) { Q_EMIT keepCountRequested(id, limit); });
    connect(dialog, &QDialog::finished, this, &AccountsPage::keepCountCancelled);
    openSettings(account, dialog);
}

void AccountsPage::openRulesDialog(const Account &account)
{
    if (!m_settings && m_writable)
        openSettings(account, new AccountsRulesDialog(account, this));
}

void AccountsPage::setKeepPreview(TimeMs limit, const Result<KeepPreview> &preview)
{
    if (auto *dialog = qobject_cast<AccountsKeepDialog *>(m_settings.data()))
        dialog->setPreview(limit, preview);
}

void AccountsPage::setSettingsOutcome(const std::optional<Error> &error)
{
    if (m_settings)
        m_settings->setOutcome(error);
}

} // namespace watchfloor
