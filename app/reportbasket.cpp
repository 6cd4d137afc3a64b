// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/reportbasket.h"

#include "app/pagebindings.h"
#include "views/conversationspage.h"
#include "views/reportspage.h"

namespace watchfloor {

void connectReportBasket(const PageBindings &bindings)
{
    ConversationsPage *from = nullptr;
    ReportsPage *to = nullptr;
    for (const auto &binding : bindings.pages()) {
        from = from ? from : qobject_cast<ConversationsPage *>(&binding->page());
        to = to ? to : qobject_cast<ReportsPage *>(&binding->page());
    }
    if (!from || !to)
        return;
    QObject::connect(from, &ConversationsPage::reportWanted, to,
                     [from, to](const std::vector<ChosenConversation> &wanted) {
                         from->setReported(to->addConversations(wanted),
                                           static_cast<int>(wanted.size()));
                     });
    QObject::connect(from, &ConversationsPage::reportUnwanted, to,
                     &ReportsPage::takeBackConversations);
}

} // namespace watchfloor
