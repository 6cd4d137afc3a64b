// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paper/pseudonymsalt.h"

#include "backend/async/guithread.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryFile>

#include <array>
#include <cstdio>
#include <unistd.h>

namespace watchfloor {
namespace {

constexpr qint64 saltBytes = 32;

QString saltWords(const char *text)
{
    return QCoreApplication::translate("Pseudonyms", text);
}

QByteArray freshSalt()
{
    std::array<quint32, saltBytes / sizeof(quint32)> words{};
    QRandomGenerator::system()->fillRange(words.data(), static_cast<qsizetype>(words.size()));
    return QByteArray(reinterpret_cast<const char *>(words.data()), saltBytes).toHex();
}

/// Two programs may begin at once: the file appears whole, and the first one stays.
bool keep(const QString &path, const QByteArray &salt)
{
    QTemporaryFile file(path + QStringLiteral(".XXXXXX")); // 0600
    if (!file.open() || file.write(salt) != salt.size() || !file.flush())
        return false;
    return ::link(QFile::encodeName(file.fileName()).constData(),
                  QFile::encodeName(path).constData()) == 0;
}

} // namespace

Result<Pseudonyms> pseudonymsOf(const QString &profileDir)
{
    refuseOnGuiThread("reading the pseudonyms' salt");
    const QString path = profileDir + QStringLiteral("/pseudonyms.key");
    const auto read = [&path] {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.read(4 * saltBytes).trimmed() : QByteArray();
    };
    if (!profileDir.isEmpty() && !QFile::exists(path))
        keep(path, freshSalt());
    const QByteArray salt = QByteArray::fromHex(read());
    if (salt.size() == saltBytes)
        return Pseudonyms(salt);
    return Error(
        Error::Kind::Storage,
        saltWords("Pseudonyms need the file “%1”, which cannot be read or made.")
            .arg(QDir::toNativeSeparators(path)),
        QString(),
        saltWords(
            "Make the folder writable; if the file is damaged, remove it: new names are made."));
}

} // namespace watchfloor
