// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/livepersoncall.h"
#include "sandbox/livepersongate.h"
#include "sandbox/sandboxvendors.h"

namespace watchfloor::sandbox {

/// LivePerson's services over a world, all on one origin: Domain API, login, key messaging metrics,
/// configuration, Messaging Interactions, Agent Metrics, Agent Activity (tests/sandbox/README).
/// What lies outside the documented contract is refused with 500 {"error":"sandbox: ..."}.
class LivePersonDialect : public VendorDialect {
public:
    LivePersonDialect(const World &world, const QString &baseUrl, const LivePersonOptions &options);

    Response handle(const Request &request) override;

private:
    enum class Kind { Domain, Domains, Login, Refresh, Logout, Api };
    struct Route {
        const char *method;
        const char *path;   ///< "#": the account, "*": any segment
        const char *params; ///< the query keys it knows, separated by spaces
        Kind kind;
        Response (*handler)(const LivePersonCall &) = nullptr;
        const char *permission = ""; ///< of an API key
    };
    static const std::vector<Route> &routes();

    Response answer(const Route &route, LivePersonCall *call);
    Response domains(const LivePersonCall &call, bool all) const;
    QJsonArray baseUris() const;
    QJsonObject loginAnswer(const Request &request) const;

    const World &m_world;
    QString m_origin;
    LivePersonOptions m_options;
    LivePersonGate m_gate;
    qint64 m_searches = 0;
};

} // namespace watchfloor::sandbox
