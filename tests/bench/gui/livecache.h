// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

#include <memory>

namespace watchfloor::bench {

/// A copy of the synthetic year's cache beside which four vendors' accounts live: a sandbox of
/// their own, synced once. Removed at the end.
class LiveCache {
public:
    /// `data`: the folder of kept caches, empty = nothing is kept. Throws BenchError.
    LiveCache(const QString &data, qint64 conversations);
    ~LiveCache();

    QString profile() const { return m_profile->path(); }

    /// The child's side of making it: accounts of the sandbox's ready line on standard input, so
    /// that nothing of this is in the memory of who measures. Returns the exit code.
    static int addAccounts(const QString &profile);

private:
    std::unique_ptr<QTemporaryDir> m_profile;
    QProcess m_sandbox;
};

} // namespace watchfloor::bench
