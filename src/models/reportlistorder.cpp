// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/reportlistorder.h"

#include "models/conversationlistmodel.h"

namespace watchfloor {

RowOrderQuestion listOrderOf(const ReportPlan &plan)
{
    using Model = ConversationListModel;
    RowOrderQuestion order;
    if (plan.view.list) {
        order = plan.view.list->order;
    } else {
        if (plan.listOrder == ListOrder::LeastTimeLeft)
            order.sorts.push_back({Model::TimeLeft, Qt::AscendingOrder});
        if (plan.listOrder == ListOrder::LeastTimeLeft || plan.listOrder == ListOrder::LongestWait)
            order.sorts.push_back({Model::Waiting, Qt::DescendingOrder});
        const bool oldest = plan.listOrder == ListOrder::Oldest;
        order.sorts.push_back({Model::Created, oldest ? Qt::AscendingOrder : Qt::DescendingOrder});
    }
    // The order of the real names would tell them to whoever knows the team.
    if (plan.pseudonymous)
        std::erase_if(order.sorts, [](const RowSort &sort) { return sort.column == Model::Agent; });
    return order;
}

} // namespace watchfloor
