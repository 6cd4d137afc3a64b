// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pseudonyms.h"

#include "models/plaintext.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

namespace watchfloor {
namespace {

// No vowels and nothing that looks alike: no words, no misreading.
constexpr char codeLetters[] = "23456789BCDFGHJKLMNPQRSTVWXZ";
constexpr std::size_t letterCount = sizeof(codeLetters) - 1;
constexpr int codeLength = 6;

} // namespace

void Pseudonyms::setAccounts(const std::vector<Account> &accounts)
{
    constexpr auto place = QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment;
    for (const Account &account : accounts) {
        if (account.baseUrl.isEmpty() && account.remoteAccountId.isEmpty())
            continue;
        QByteArray url = account.baseUrl.toEncoded(place);
        while (url.endsWith('/'))
            url.chop(1);
        m_accounts.insert(account.id, account.provider.toUtf8() + '\n' + url + '\n' +
                                          account.remoteAccountId.toUtf8() + '\n');
    }
}

QString Pseudonyms::code(char kind, RowId account, const QString &id) const
{
    QMessageAuthenticationCode mac(QCryptographicHash::Sha256, m_salt);
    const auto known = m_accounts.find(account);
    const QByteArray of =
        known == m_accounts.end() ? QByteArray::number(account) + '/' : known.value();
    mac.addData(QByteArray(1, kind) + of + id.toUtf8());
    const QByteArray digest = mac.result();
    QString letters;
    for (int i = 0; i < codeLength; ++i) {
        // Two bytes a letter: the bias of the modulus does not matter.
        const auto high = static_cast<unsigned char>(digest[2 * i]);
        const auto low = static_cast<unsigned char>(digest[2 * i + 1]);
        const std::size_t at = (std::size_t{high} * 256 + low) % letterCount;
        letters += QLatin1Char(codeLetters[at]);
    }
    return letters;
}

QString Pseudonyms::agent(RowId account, const QString &remoteId, const QString &name) const
{
    if (!m_on || (remoteId.isEmpty() && name.isEmpty()))
        return oneLine(name);
    // Somebody whose id is not told is still somebody.
    return tr("Agent %1")
        .arg(remoteId.isEmpty() ? code('n', account, name) : code('a', account, remoteId));
}

QString Pseudonyms::contact(RowId account, const QString &name) const
{
    if (!m_on || name.isEmpty())
        return oneLine(name);
    return tr("Contact %1").arg(code('c', account, name));
}

} // namespace watchfloor
