// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

namespace watchfloor::sandbox {

/// One KEY of a vendor's --VENDOR KEY=VALUE.
template<typename Options>
struct OptionRow {
    const char *key;
    QString expected; ///< which values there are, for --help and for errors
    std::function<bool(Options *, const QString &value)> read; ///< false: not such a value
};
template<typename Options>
using OptionTable = std::vector<OptionRow<Options>>;

template<typename Options>
OptionRow<Options> wordOption(const char *key, QString Options::*member, const QStringList &words)
{
    return {key, words.join(QLatin1Char('|')), [=](Options *options, const QString &value) {
                options->*member = value;
                return words.contains(value);
            }};
}
template<typename Options>
OptionRow<Options> textOption(const char *key, QString Options::*member)
{
    return {key, QStringLiteral("TEXT"), [=](Options *options, const QString &value) {
                options->*member = value;
                return !value.isEmpty();
            }};
}
template<typename Options>
OptionRow<Options> numberOption(const char *key, int Options::*member, int lowest = 1)
{
    return {key, QStringLiteral("a number from %1").arg(lowest),
            [=](Options *options, const QString &value) {
                bool ok = false;
                options->*member = value.toInt(&ok);
                return ok && options->*member >= lowest;
            }};
}
template<typename Options>
OptionRow<Options> switchOption(const char *key, bool Options::*member)
{
    return {key, QStringLiteral("yes|no"), [=](Options *options, const QString &value) {
                options->*member = value == QLatin1String("yes");
                return options->*member || value == QLatin1String("no");
            }};
}

/// Empty, or one sentence: which key or value is wrong. The flag is "--chatwoot".
template<typename Options>
QString setOption(const QString &flag, const OptionTable<Options> &table, Options *options,
                  const QString &key, const QString &value)
{
    const QString wrong = QStringLiteral("%1: '%2=%3' is not understood").arg(flag, key, value);
    QStringList keys;
    for (const OptionRow<Options> &row : table) {
        const QString own = QLatin1String(row.key);
        if (own == key)
            return row.read(options, value)
                       ? QString()
                       : QStringLiteral("%1, %2 is expected.").arg(wrong, row.expected);
        keys << own;
    }
    return QStringLiteral("%1, the keys are %2.").arg(wrong, keys.join(QStringLiteral(", ")));
}

} // namespace watchfloor::sandbox
