// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/async/wholefile.h"

#include <QStringList>

#include <memory>
#include <vector>

namespace watchfloor {

/// Files that belong together: all of them on the disk beside their places first, then renamed.
/// Left without commit(), none stays. What is there already is refused, unless it may be replaced.
/// Never on the window's thread.
class SeveralFiles {
public:
    explicit SeveralFiles(QStringList mayReplace)
        : m_mayReplace(std::move(mayReplace))
    {
    }

    /// Behind what that file has, if it is the last one.
    Result<void> add(const QString &path, const QByteArray &bytes);
    /// The names, in their order. An error says which are in their places, if some are.
    Result<QStringList> commit();
    /// What is beside its place goes.
    void drop() { m_files.clear(); }

private:
    QStringList m_mayReplace;
    std::vector<std::unique_ptr<WholeFile>> m_files;
};

} // namespace watchfloor
