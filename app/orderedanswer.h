// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/result.h"
#include "models/conversationkeys.h"
#include "models/sortedrows.h"

#include <QFuture>
#include <QThreadPool>

#include <memory>
#include <optional>

namespace watchfloor {

/// An answer with a list in it, and the order its rows will be shown in.
template<typename Report>
struct OrderedAnswer {
    Report report;
    std::shared_ptr<SortedRows::Prepared> order; ///< none: the table sees to it
};

/// Puts a new question's rows in order before the window sees them: many take longer than a frame.
/// `question`: SortedRows::questionAhead(); `listOf(report)`: the list in it.
template<typename Report, typename ListOf>
QFuture<Result<OrderedAnswer<Report>>>
inOrder(QFuture<Result<Report>> answer, std::optional<RowOrderQuestion> question, ListOf listOf)
{
    using Answer = Result<OrderedAnswer<Report>>;
    return answer.then(
        QThreadPool::globalInstance(),
        // By reference: g++ 12 takes a moved-out answer for one that was never there.
        [question = std::move(question), listOf](const Result<Report> &told) -> Answer {
            if (!told)
                return told.error();
            OrderedAnswer<Report> ordered;
            ordered.report = *told;
            if (question) {
                const ConversationKeys keys(listOf(ordered.report), {});
                ordered.order = std::make_shared<SortedRows::Prepared>();
                ordered.order->question = *question;
                ordered.order->rows = orderOf(keys, *question);
            }
            return ordered;
        });
}

} // namespace watchfloor
