// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "app/cli/plaintext.h"

#include <QFileDevice>

#include <unistd.h>

namespace watchfloor::cli {

QString Arguments::value(const QString &option, const QString &fallback) const
{
    const auto found = m_values.constFind(option);
    return found == m_values.constEnd() || found->isEmpty() ? fallback : found->constLast();
}

void CommandContext::write(const QByteArray &bytes) const
{
    m_out->write(bytes);
}

void CommandContext::say(const QString &sentence) const
{
    m_err->write(oneLine(sentence).toUtf8() + '\n');
}

void CommandContext::note(const QString &sentence) const
{
    if (!quiet)
        say(sentence);
}

bool CommandContext::isWatched() const
{
    const auto *file = qobject_cast<const QFileDevice *>(m_err);
    return !quiet && file && file->handle() >= 0 && isatty(file->handle());
}

void CommandContext::draw(const QByteArray &bytes) const
{
    m_err->write(bytes);
}

int CommandContext::fail(const Error &error) const
{
    say(error.sentence());
    return Failed;
}

int CommandContext::usageError(const QString &sentence) const
{
    say(sentence);
    return Usage;
}

std::optional<QString> CommandContext::readLine() const
{
    QByteArray line = m_in->readLine();
    if (line.isEmpty())
        return std::nullopt;
    if (line.endsWith('\n'))
        line.chop(1);
    if (line.endsWith('\r'))
        line.chop(1);
    return QString::fromUtf8(line);
}

std::optional<QByteArray> CommandContext::readAll(qint64 most) const
{
    constexpr qint64 piece = 1 << 16;
    QByteArray all;
    while (all.size() <= most) {
        const QByteArray next = m_in->read(piece);
        if (next.isEmpty())
            return all;
        all += next;
    }
    return std::nullopt;
}

} // namespace watchfloor::cli
