// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/walcommits.h"

#include <QFile>
#include <QtEndian>

namespace watchfloor::bench {

WalContent walContent(const QString &cacheFile)
{
    // https://www.sqlite.org/fileformat2.html#the_write_ahead_log
    constexpr qsizetype headerSize = 32, frameHeaderSize = 24;
    WalContent content;
    QFile log(cacheFile + QStringLiteral("-wal"));
    if (!log.open(QIODevice::ReadOnly)) {
        return content;
    }
    const QByteArray header = log.read(headerSize);
    if (header.size() < headerSize) {
        return content;
    }
    const auto pageSize = qFromBigEndian<quint32>(header.constData() + 8);
    content.salt = qFromBigEndian<quint64>(header.constData() + 16);
    for (qint64 at = headerSize;; at += frameHeaderSize + qint64(pageSize)) {
        log.seek(at);
        const QByteArray frame = log.read(frameHeaderSize);
        if (frame.size() < frameHeaderSize ||
            qFromBigEndian<quint64>(frame.constData() + 8) != content.salt) {
            return content; // frames behind are of an earlier round
        }
        ++content.frames;
        content.commits += qFromBigEndian<quint32>(frame.constData() + 4) != 0 ? 1 : 0;
    }
}

} // namespace watchfloor::bench
