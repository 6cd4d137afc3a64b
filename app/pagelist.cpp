// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pagelist.h"

#include "app/agentsbinding.h"
#include "app/chartsbinding.h"
#include "app/conversationsbinding.h"
#include "app/groupsbinding.h"
#include "app/nowbinding.h"
#include "app/reportsbinding.h"

namespace watchfloor {
namespace {

struct Entry {
    const char *key;
    std::unique_ptr<PageBinding> (*make)(const PageServices &);
};

template<typename Binding>
std::unique_ptr<PageBinding> make(const PageServices &services)
{
    return std::make_unique<Binding>(services);
}

// A page is one line here, a file pair in views and one in app.
constexpr Entry entries[] = {
    {"now", make<NowBinding>},
    {"agents", make<AgentsBinding>},
    {"conversations", make<ConversationsBinding>},
    {"groups", make<GroupsBinding>},
    {"charts", make<ChartsBinding>},
    {"reports", make<ReportsBinding>},
};

} // namespace

QStringList reportPageKeys()
{
    QStringList keys;
    for (const Entry &entry : entries)
        keys << QString::fromLatin1(entry.key);
    return keys;
}

std::vector<std::unique_ptr<PageBinding>> makeReportPages(const PageServices &services)
{
    std::vector<std::unique_ptr<PageBinding>> pages;
    for (const Entry &entry : entries)
        pages.push_back(entry.make(services));
    return pages;
}

} // namespace watchfloor
