// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>

namespace watchfloor::bench {

/// What the calling thread has computed so far, ms.
double threadBusyMs();
/// What all threads of this process have computed, seconds.
double processBusySeconds();
/// The same by the threads' names; of threads that live.
QMap<QString, double> busySecondsByThread();
/// Resident memory, in all and without pages of files (code, the cache's own pages).
struct Memory {
    double residentMb = 0;
    double ownMb = 0;
};
Memory memoryNow();
/// How many runnable processes the machine had in the last minute.
double loadAverage();

} // namespace watchfloor::bench
