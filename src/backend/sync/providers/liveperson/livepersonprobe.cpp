// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/liveperson/livepersonfetch.h"

#include "backend/net/jsonreader.h"

#include <QDateTime>
#include <QJsonArray>

#include <array>

namespace watchfloor::liveperson {
namespace {

constexpr DurationMs probedSpan = 10 * 60'000;

/// The cheapest request that shows whether the credential may read a service.
Call probeOf(Service service, TimeMs now)
{
    const TimeMs to = now / 60'000 * 60'000;
    QJsonObject span;
    span.insert(QStringLiteral("from"), to - probedSpan);
    span.insert(QStringLiteral("to"), to);
    const QString source = QString::fromLatin1(sourceName);
    switch (service) {
    case Service::KeyMetrics: {
        QJsonObject filters;
        filters.insert(QStringLiteral("time"), span);
        QJsonObject body;
        body.insert(QStringLiteral("filters"), filters);
        body.insert(QStringLiteral("responseSections"), QJsonArray{QStringLiteral("all")});
        body.insert(QStringLiteral("metricsToRetrieveCurrentValue"),
                    QJsonArray{QStringLiteral("online_agents")});
        return Call(QStringLiteral("the key metrics"), service,
                    QStringLiteral("/manager_workspace/api/account/{id}/metrics"))
            .with("offset", 0)
            .with("limit", 1)
            .post(body);
    }
    case Service::History: {
        QJsonObject body;
        body.insert(QStringLiteral("start"), span);
        body.insert(QStringLiteral("contentToRetrieve"), QJsonArray{QStringLiteral("summary")});
        return Call(QStringLiteral("the conversation history"), service,
                    QStringLiteral("/messaging_history/api/account/{id}/conversations/search"))
            .with("offset", 0)
            .with("limit", 1)
            .with(QStringLiteral("source"), source)
            .post(body);
    }
    case Service::AgentActivity: {
        const auto iso = [](TimeMs at) {
            return QDateTime::fromMSecsSinceEpoch(at, Qt::UTC).toString(Qt::ISODate);
        };
        return Call(QStringLiteral("the agents' activity"), service,
                    QStringLiteral("/api/v2/account/{id}/status-changes"))
            .with(QStringLiteral("source"), source)
            .with("v", 2)
            .with(QStringLiteral("from"), iso(to - probedSpan))
            .with(QStringLiteral("to"), iso(to))
            .with("limit", 1)
            .with("offset", 0);
    }
    case Service::Config:
    case Service::Login:
        break;
    }
    return Call(QStringLiteral("the list of agent groups"), Service::Config,
                QStringLiteral("/api/account/{id}/configuration/le-users/agentGroups"))
        .with(QStringLiteral("v"), QStringLiteral("4.0"))
        .with(QStringLiteral("select"), QStringLiteral("id,deleted"));
}

/// What the account goes without, in a sentence; empty where nobody will miss it.
QString lossOf(Service service)
{
    switch (service) {
    case Service::KeyMetrics:
        return QStringLiteral("Live counters, loads and LivePerson's own key metrics stay empty");
    case Service::History:
        return QStringLiteral("Conversations and their events stay empty");
    case Service::Config:
        return QStringLiteral("Names of agents, skills and groups stay unknown");
    case Service::AgentActivity:
        return QStringLiteral("Agents' states are only known from when this program saw them");
    case Service::Login:
        break;
    }
    return {};
}

bool isRefusal(const Error &error)
{
    switch (error.kind()) {
    case Error::Kind::Unauthorized:
    case Error::Kind::Forbidden:
    case Error::Kind::Unavailable:
        return true;
    case Error::Kind::HttpStatus:
        return error.httpStatus() >= 400 && error.httpStatus() < 500;
    default:
        return false;
    }
}

QString refusalNote(Service service, const Error &error)
{
    const bool right = error.kind() != Error::Kind::Unavailable && error.httpStatus() != 400;
    const QString why =
        right ? QStringLiteral("the credential lacks the permission \"%1\"")
                    .arg(permissionFor(service))
              : QStringLiteral("the account does not offer it (%1)").arg(error.message());
    return lossOf(service) + QStringLiteral(": ") + why + u'.';
}

Error noneAccepted(const Session &session, const Error &first)
{
    if (first.kind() == Error::Kind::Unauthorized)
        return first;
    if (first.kind() == Error::Kind::Unavailable) {
        Error error(Error::Kind::BadInput,
                    QStringLiteral("%1 answers, but offers nothing of LivePerson's for the account "
                                   "%2")
                        .arg(session.account().baseUrl.host(), session.accountId()),
                    first.detail(),
                    QStringLiteral("Check the account id; leave the web address as it is "
                                   "proposed"));
        error.setHttpStatus(first.httpStatus());
        return error;
    }
    return first;
}

constexpr std::array probedServices{Service::KeyMetrics, Service::Config, Service::History,
                                    Service::AgentActivity};

QString capabilityOf(Service service)
{
    switch (service) {
    case Service::KeyMetrics:
        return QStringLiteral("key_metrics");
    case Service::Config:
        return QStringLiteral("configuration");
    case Service::History:
        return QStringLiteral("history");
    case Service::AgentActivity:
        return QStringLiteral("agent_activity");
    case Service::Login:
        break;
    }
    return {};
}

} // namespace

QCoro::Task<Result<ProbeResult>> probeServer(SessionPtr session, std::stop_token stop)
{
    if (const auto fault = session->unready())
        co_return *fault;
    // First what all of them need: a refused sign-in is not to be tried four times.
    if (session->usesLogin()) {
        auto preparing = makeReady(session, Service::Login, true, stop);
        const Result<void> ready = co_await preparing;
        if (!ready)
            co_return ready.error();
    }
    ProbeResult result;
    std::optional<Error> refused;
    const ParseFn<bool> parse = [](const HttpResponse &response) -> Result<bool> {
        if (response.status == 204)
            return true;
        const auto json = parseJson(response.body);
        if (!json)
            return json.error();
        return true;
    };
    for (const Service service : probedServices) {
        Call call = probeOf(service, session->serverNow()).probing();
        auto asking = ask<bool>(session, std::move(call), parse, stop);
        const Result<bool> answer = co_await asking;
        if (answer) {
            result.capabilities.append(capabilityOf(service));
            continue;
        }
        // What is missing to few accounts must not keep one from being added.
        const bool optional =
            service == Service::AgentActivity && answer.error().kind() != Error::Kind::Cancelled;
        if (!isRefusal(answer.error()) && !optional)
            co_return answer.error();
        if (!refused)
            refused = answer.error();
        result.notes.append(refusalNote(service, answer.error()));
    }
    if (result.capabilities.isEmpty())
        co_return noneAccepted(*session, *refused);
    result.chosenAccountId = session->accountId();
    const LoginSession &login = session->login();
    result.timeZone = login.timeZone;
    result.userName = login.isOpen() ? login.userName : QStringLiteral("API key");
    if (login.isOpen()) {
        result.notes.append(QStringLiteral("Figures are those of the agent groups this manager may "
                                           "see; an API key sees the whole account."));
    }
    co_return result;
}

} // namespace watchfloor::liveperson
