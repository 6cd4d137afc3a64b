// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/gui/processfigures.h"

#include <QDir>
#include <QFile>

#include <cstdlib>

#include <time.h>
#include <unistd.h>

namespace watchfloor::bench {
namespace {

double seconds(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

double threadBusyMs()
{
    return seconds(CLOCK_THREAD_CPUTIME_ID) * 1000;
}

double processBusySeconds()
{
    return seconds(CLOCK_PROCESS_CPUTIME_ID);
}

QMap<QString, double> busySecondsByThread()
{
    QMap<QString, double> busy;
    const QDir tasks(QStringLiteral("/proc/self/task"));
    for (const QString &task : tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        // pid (name) state ppid ...: user and system time are fields 14 and 15.
        const QByteArray line = contents(tasks.filePath(task) + QStringLiteral("/stat"));
        const qsizetype open = line.indexOf('('), close = line.lastIndexOf(')');
        const QList<QByteArray> rest = line.mid(close + 2).split(' ');
        if (open < 0 || rest.size() < 13)
            continue;
        const double ticks = rest[11].toDouble() + rest[12].toDouble();
        busy[QString::fromLatin1(line.mid(open + 1, close - open - 1))] +=
            ticks / static_cast<double>(sysconf(_SC_CLK_TCK));
    }
    return busy;
}

Memory memoryNow()
{
    Memory memory;
    double files = 0;
    for (const QByteArray &line : contents(QStringLiteral("/proc/self/status")).split('\n')) {
        const auto megabytes = [&line] {
            return line.mid(line.indexOf(':') + 1).trimmed().split(' ').front().toDouble() / 1024;
        };
        if (line.startsWith("VmRSS:"))
            memory.residentMb = megabytes();
        else if (line.startsWith("RssFile:"))
            files = megabytes();
    }
    memory.ownMb = memory.residentMb - files;
    return memory;
}

double loadAverage()
{
    double load = 0;
    return getloadavg(&load, 1) == 1 ? load : 0;
}

} // namespace watchfloor::bench
