// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/syncbatch.h"

#include <cstddef>
#include <vector>

namespace watchfloor {

/// Puts the request's name before a parser's error and adds a remedy where it has none.
Error named(const Error &error, const QString &what);

/// Moves all rows of `from` behind those of `to`; progress fields stay as they are in `to`.
void append(SyncBatch &to, SyncBatch from);

/// The rows left out of an answer, one sentence each: its `problems`, or those of its `batch`;
/// null for answers without rows.
template<typename T>
auto problemsIn(T &page)
{
    if constexpr (requires { page.problems; })
        return &page.problems;
    else if constexpr (requires { page.batch.problems; })
        return &page.batch.problems;
    else
        return static_cast<const std::vector<Error> *>(nullptr);
}

template<typename T>
std::size_t problemCount(const T &page)
{
    const std::vector<Error> *problems = problemsIn(page);
    return problems == nullptr ? 0 : problems->size();
}

/// named() for each of them.
template<typename T>
void nameProblems(T &page, const QString &what)
{
    if constexpr (
        requires { page.problems; } || requires { page.batch.problems; }) {
        for (Error &problem : *problemsIn(page))
            problem = named(problem, what);
    }
}

} // namespace watchfloor
