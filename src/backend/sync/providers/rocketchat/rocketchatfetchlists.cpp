// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/rocketchat/rocketchatfetch.h"

namespace watchfloor::rocketchat {
namespace {

constexpr int mostPages = 500;

Error endlessList(const QString &what)
{
    return Error(Error::Kind::TooLarge, QStringLiteral("the list does not end"), {},
                 QStringLiteral("Check whether a proxy or cache before Rocket.Chat ignores the "
                                "offset"))
        .withContext(what);
}

void takePeople(Session &session, const SyncBatch &batch, const QHash<QString, QString> &usernames)
{
    People people;
    people.departmentsByName = session.people.departmentsByName;
    people.usernameById = usernames;
    for (const Agent &agent : batch.agents) {
        people.idsByName.insert(agent.name, agent.remoteId);
        people.idByUsername.insert(usernames.value(agent.remoteId), agent.remoteId);
        if (agent.kind == AgentKind::Bot)
            people.bots.insert(agent.remoteId);
    }
    session.people = people;
    session.peopleKnown = true;
}

CompleteSet completeSet(CompleteSet::What what, const QStringList &ids)
{
    return CompleteSet{what, GroupingKind::Department, ids};
}

QStringList pairsOf(const std::vector<Membership> &memberships)
{
    QStringList pairs;
    for (const Membership &row : memberships)
        pairs.append(row.agentRemoteId + u'\t' + row.groupingRemoteId);
    return pairs;
}

/// All pages of one list of departments.
BatchTask departmentPages(SessionPtr session, bool enabled, std::stop_token stop)
{
    const std::function<Result<SyncBatch>(const QByteArray &)> parse = parseDepartments;
    SyncBatch all;
    std::optional<int> offset = 0;
    for (int page = 0; offset; ++page) {
        const Question question = departmentsQuestion(*offset, enabled);
        Result<SyncBatch> batch = co_await get(session, question, parse, stop);
        if (!batch)
            co_return batch;
        if (page == mostPages)
            co_return endlessList(question.what());
        offset = nextOffset(*offset, batch->wireRows, batch->wireTotal);
        append(all, std::move(*batch));
    }
    co_return all;
}

BatchTask membersOf(SessionPtr session, QString department, std::stop_token stop)
{
    const std::function<Result<SyncBatch>(const QByteArray &)> parse =
        [department](const QByteArray &body) { return parseDepartmentAgents(body, department); };
    SyncBatch all;
    std::optional<int> offset = 0;
    for (int page = 0; offset; ++page) {
        const Question question = departmentAgentsQuestion(department, *offset);
        Result<SyncBatch> batch = co_await get(session, question, parse, stop);
        if (!batch)
            co_return batch;
        if (page == mostPages)
            co_return endlessList(question.what());
        offset = nextOffset(*offset, batch->wireRows, batch->wireTotal);
        append(all, std::move(*batch));
    }
    co_return all;
}

/// Old servers do not say in the list of agents who is in which department.
BatchTask withMembers(SessionPtr session, SyncBatch batch, std::stop_token stop)
{
    bool whole = batch.problems.empty();
    const std::vector<Grouping> departments = batch.groupings;
    for (const Grouping &department : departments) {
        const QString id = department.remoteId;
        Result<SyncBatch> members = co_await membersOf(session, id, stop);
        if (!members) {
            // Deleted since the list was read, or of a unit that is not ours: the others count.
            const Error error = members.error();
            const bool gone = error.kind() == Error::Kind::NotFound;
            if (!gone && error.kind() != Error::Kind::Forbidden && error.httpStatus() != 400)
                co_return error;
            whole = whole && gone;
            if (!gone)
                batch.problems.push_back(error);
            continue;
        }
        whole = whole && members->problems.empty();
        append(batch, std::move(*members));
    }
    if (whole) {
        const QStringList pairs = pairsOf(batch.memberships);
        batch.complete.push_back(completeSet(CompleteSet::What::Memberships, pairs));
    }
    co_return batch;
}

void takeDepartments(Session &session, const std::vector<Grouping> &departments)
{
    session.departmentsKnown = true;
    session.people.departmentsByName.clear();
    for (const Grouping &department : departments)
        session.people.departmentsByName.insert(department.name, department.remoteId);
}

} // namespace

BatchTask everyAgent(SessionPtr session, std::stop_token stop)
{
    const QSet<QString> bots = session->declaredBots();
    const std::function<Result<AgentPage>(const QByteArray &)> parse =
        [bots](const QByteArray &body) { return parseAgents(body, bots); };
    SyncBatch all;
    QHash<QString, QString> usernames;
    bool told = true;
    std::optional<int> offset = 0;
    for (int page = 0; offset; ++page) {
        const Question question = agentsQuestion(*offset);
        Result<AgentPage> agents = co_await get(session, question, parse, stop);
        if (!agents)
            co_return agents.error();
        if (page == mostPages)
            co_return endlessList(question.what());
        offset = nextOffset(*offset, agents->batch.wireRows, agents->batch.wireTotal);
        told = told && agents->membersTold;
        usernames.insert(agents->usernames);
        append(all, std::move(agents->batch));
    }
    takePeople(*session, all, usernames);
    session->membersTold = told;
    if (all.problems.empty()) {
        const QStringList ids = usernames.keys();
        all.complete.push_back(completeSet(CompleteSet::What::Agents, ids));
    }
    if (told) {
        const QStringList pairs = pairsOf(all.memberships);
        all.complete.push_back(completeSet(CompleteSet::What::Memberships, pairs));
    }
    co_return all;
}

QCoro::Task<Result<void>> knowPeople(SessionPtr session, std::stop_token stop)
{
    if (!session->peopleKnown) {
        const Result<SyncBatch> agents = co_await everyAgent(session, stop);
        if (!agents && !isRefusal(agents.error()))
            co_return agents.error();
    }
    if (!session->departmentsKnown) {
        const Result<SyncBatch> departments = co_await departmentPages(session, true, stop);
        if (!departments && !isRefusal(departments.error()))
            co_return departments.error();
        if (departments)
            takeDepartments(*session, departments->groupings);
    }
    co_return Result<void>();
}

BatchTask fetchAgents(SessionPtr session, FetchRequest, std::stop_token stop)
{
    return everyAgent(std::move(session), std::move(stop));
}

BatchTask fetchDepartments(SessionPtr session, FetchRequest, std::stop_token stop)
{
    // Asked for neither, some versions tell only half of them.
    Result<SyncBatch> batch = co_await departmentPages(session, true, stop);
    if (!batch)
        co_return batch;
    Result<SyncBatch> disabled = co_await departmentPages(session, false, stop);
    if (!disabled)
        co_return disabled;
    QStringList ids;
    for (const Grouping &department : batch->groupings)
        ids.append(department.remoteId);
    // Where `enabled` is ignored both lists are the same.
    std::erase_if(disabled->groupings,
                  [&](const Grouping &one) { return ids.contains(one.remoteId); });
    for (const Grouping &department : disabled->groupings)
        ids.append(department.remoteId);
    append(*batch, std::move(*disabled));
    takeDepartments(*session, batch->groupings);
    if (batch->problems.empty())
        batch->complete.push_back(completeSet(CompleteSet::What::Groupings, ids));
    if (session->peopleKnown && session->membersTold)
        co_return batch;
    auto joined = withMembers(session, std::move(*batch), stop);
    co_return co_await joined;
}

} // namespace watchfloor::rocketchat
