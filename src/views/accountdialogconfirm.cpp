// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/accountdialogconfirm.h"

#include "models/plaintext.h"
#include "views/accountslabel.h"
#include "views/typography.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QStandardItemModel>
#include <QVBoxLayout>

#include <algorithm>

namespace watchfloor {
namespace {

ProviderField nameField()
{
    ProviderField field;
    field.key = QStringLiteral("name");
    field.title = AccountDialogConfirm::tr("Name");
    field.help = AccountDialogConfirm::tr("How the account is called in Watchfloor");
    return field;
}

} // namespace

AccountDialogConfirm::AccountDialogConfirm(QWidget *parent)
    : QWidget(parent)
    , m_found(new ToneLabel(ToneLabel::Tone::Text, bodyFont(), this))
    , m_notes(new ToneLabel(ToneLabel::Tone::Muted, smallFont(), this))
    , m_accountTitle(new ToneLabel(ToneLabel::Tone::Text, bodyFont(), this))
    , m_account(new QComboBox(this))
    , m_accountNote(new ToneLabel(ToneLabel::Tone::Muted, smallFont(), this))
    , m_name(new AccountDialogField(nameField(), this))
    , m_inFile(new QCheckBox(tr("Store the &token in a file instead"), this))
    , m_inFileText(new ToneLabel(ToneLabel::Tone::Muted, smallFont(), this))
    , m_errorLine(new QWidget(this))
    , m_error(new ToneLabel(ToneLabel::Tone::Bad, bodyFont(), m_errorLine))
{
    m_accountTitle->setText(tr("Account"));
    m_account->setObjectName(QStringLiteral("account"));
    m_account->setAccessibleName(tr("Account at the vendor"));
    m_inFile->setObjectName(QStringLiteral("inFile"));
    m_inFileText->setText(
        tr("Anyone who can read your files, a backup or this disk can then read the token and use "
           "it. Only your user may open the file (mode 0600). Better: start a keyring (GNOME "
           "Keyring or KWallet) and try again."));
    m_inFileText->setContentsMargins(22, 0, 0, 0);
    m_inFile->setAccessibleDescription(m_inFileText->text());
    m_error->setObjectName(QStringLiteral("saveError"));

    auto *foundSign = new ToneIcon(this);
    foundSign->set(QStringLiteral("check"), ToneLabel::Tone::Good);
    auto *found = new QHBoxLayout;
    found->setSpacing(gridStep);
    found->addWidget(foundSign, 0, Qt::AlignTop);
    found->addWidget(m_found, 1);
    auto *errorSign = new ToneIcon(m_errorLine);
    errorSign->set(QStringLiteral("alert"), ToneLabel::Tone::Bad);
    auto *error = new QHBoxLayout(m_errorLine);
    error->setContentsMargins(0, 0, 0, 0);
    error->setSpacing(gridStep);
    error->addWidget(errorSign, 0, Qt::AlignTop);
    error->addWidget(m_error, 1);
    auto *choice = new QVBoxLayout;
    choice->setSpacing(4);
    choice->addWidget(m_accountTitle);
    choice->addWidget(m_account);
    choice->addWidget(m_accountNote);
    auto *file = new QVBoxLayout;
    file->setSpacing(4);
    file->addWidget(m_inFile);
    file->addWidget(m_inFileText);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * gridStep);
    layout->addLayout(found);
    layout->addWidget(m_notes);
    layout->addLayout(choice);
    layout->addWidget(m_name);
    layout->addWidget(m_errorLine);
    layout->addLayout(file);
    layout->addStretch();
    clearError();
    m_inFile->hide();
    m_inFileText->hide();
    connect(m_account, &QComboBox::currentIndexChanged, this,
            &AccountDialogConfirm::describeChoice);
}

void AccountDialogConfirm::setProbe(const ProviderInfo &provider, const ProbeResult &probe,
                                    const AccountForm &form)
{
    m_title = provider.title;
    m_suggests = form.id == 0;
    m_found->setText(
        probe.userName.isEmpty()
            ? tr("%1 %2 answers.").arg(provider.title, oneLine(probe.version, 40))
            : tr("%1 %2 answers. You are signed in as %3.")
                  .arg(provider.title, oneLine(probe.version, 40), oneLine(probe.userName, 80)));
    QStringList notes;
    for (const QString &note : probe.notes)
        notes << QStringLiteral("• ") + oneLine(note);
    m_notes->setText(notes.join(QLatin1Char('\n')));
    m_notes->setVisible(!notes.isEmpty());

    const QString chosen =
        form.remoteAccountId.isEmpty() ? probe.chosenAccountId : form.remoteAccountId;
    m_accounts.clear();
    m_account->clear();
    if (probe.accounts.empty() && !chosen.isEmpty())
        m_accounts.push_back({chosen, QString(), QString(), true, QString()});
    for (const RemoteAccount &remote : probe.accounts)
        m_accounts.push_back(remote);
    auto *items = qobject_cast<QStandardItemModel *>(m_account->model());
    int current = -1;
    for (size_t i = 0; i < m_accounts.size(); ++i) {
        const RemoteAccount &remote = m_accounts[i];
        QString text = remote.name.isEmpty()
                           ? remote.remoteId
                           : tr("%1 (%2)").arg(oneLine(remote.name, 60), remote.remoteId);
        if (!remote.usable)
            text += tr(", suspended");
        m_account->addItem(text);
        const int row = static_cast<int>(i);
        if (items)
            items->item(row)->setEnabled(remote.usable);
        if (remote.usable && (remote.remoteId == chosen || (current < 0 && chosen.isEmpty())))
            current = row;
    }
    m_account->setCurrentIndex(current);
    const auto usable = std::count_if(m_accounts.begin(), m_accounts.end(),
                                      [](const RemoteAccount &remote) { return remote.usable; });
    const bool several = usable > 1 && form.id == 0;
    m_account->setVisible(several);
    m_accountTitle->setVisible(several);
    if (!m_suggests || m_name->value().isEmpty())
        m_name->setValue(form.name);
    describeChoice();
    clearError();
}

void AccountDialogConfirm::describeChoice()
{
    const int row = m_account->currentIndex();
    const bool known = row >= 0 && static_cast<size_t>(row) < m_accounts.size();
    const RemoteAccount remote = known ? m_accounts[static_cast<size_t>(row)] : RemoteAccount();
    m_accountNote->setText(oneLine(remote.note));
    m_accountNote->setVisible(!remote.note.isEmpty());
    // A name of the user's own stays.
    if (!m_suggests || m_name->value() != m_suggested)
        return;
    QString name = oneLine(remote.name, 80).trimmed();
    if (name.isEmpty())
        name = m_title;
    QString free = name;
    for (int n = 2; m_taken.contains(free); ++n)
        free = QStringLiteral("%1 %2").arg(name).arg(n);
    m_suggested = free;
    m_name->setValue(free);
}

void AccountDialogConfirm::fill(AccountForm *form) const
{
    const int row = m_account->currentIndex();
    if (form->id == 0 && row >= 0 && static_cast<size_t>(row) < m_accounts.size())
        form->remoteAccountId = m_accounts[static_cast<size_t>(row)].remoteId;
    form->name = m_name->value();
    form->secretsInFile = m_inFile->isVisibleTo(this) && m_inFile->isChecked();
}

bool AccountDialogConfirm::check()
{
    const QString fault = nameFault(m_name->value(), m_taken);
    m_name->setFault(fault);
    if (!fault.isEmpty())
        m_name->focusInput();
    return fault.isEmpty();
}

void AccountDialogConfirm::setError(const Error &error)
{
    m_error->setText(severalLines(error.sentence(), 600));
    m_errorLine->show();
    if (error.kind() != Error::Kind::Keyring)
        return;
    m_inFile->show();
    m_inFileText->show();
    m_inFile->setFocus(Qt::OtherFocusReason);
}

void AccountDialogConfirm::clearError()
{
    m_errorLine->hide();
}

void AccountDialogConfirm::focusFirst()
{
    if (m_account->isVisibleTo(this))
        m_account->setFocus(Qt::OtherFocusReason);
    else
        m_name->focusInput();
}

} // namespace watchfloor
