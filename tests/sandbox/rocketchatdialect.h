// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/requestlimit.h"
#include "sandbox/rocketchatbooks.h"
#include "sandbox/rocketchatdates.h"
#include "sandbox/rocketchatlogins.h"
#include "sandbox/rocketchatreplies.h"
#include "sandbox/sandboxvendors.h"

#include <functional>

namespace watchfloor::sandbox {

/// A Rocket.Chat server over a world: the gate (paths, login, permission, licence, limit,
/// parameters) and the table of routes. What they answer is in rocketchat*.cpp, what of the real
/// server is reproduced in tests/sandbox/README.
class RocketChatDialect : public VendorDialect {
public:
    RocketChatDialect(const World &world, const QString &baseUrl, const RocketChatOptions &options);

    Response handle(const Request &request) override;

private:
    using Call = rocketchat::Call;
    using Run = std::function<Response(const Call &)>;
    /// What happens to a parameter the route does not know.
    enum class Strange {
        BadRequest, ///< its schema forbids it: 400
        Refused,    ///< the documents do not say: the sandbox refuses
        Tolerated
    };
    struct Route {
        const char *path;       ///< below /api/v1/; "#" stands for an id
        const char *params;     ///< "start! end! sort": "!" = required
        const char *permission; ///< one of these is enough; empty: any user
        Run run;
        Strange strange = Strange::Refused;
        bool enterprise = false;
        const char *since = "0";
        const char *method = "GET";
        bool open = false; ///< without login
    };

    void addRoutes();
    void addChartRoutes();
    const Route *routeOf(const Request &request, const QStringList &path, QStringList *ids) const;
    Response gate(const Route &route, Call call);
    std::optional<Response> checkParams(const Route &route, const Request &request) const;
    bool permitted(const Route &route) const;
    Response unauthorized() const;
    bool limited(const Route &route, const Request &request, Response *answer,
                 std::vector<std::pair<QByteArray, QByteArray>> *headers);
    /// The answer as it was up to `lifetime` ago (the server's own caches).
    Response cached(const QString &key, Ms lifetime, const Call &call,
                    const std::function<Response()> &make);

    RocketChatOptions m_options;
    rocketchat::Books m_books;
    rocketchat::Dates m_dates;
    rocketchat::Logins m_logins;
    std::vector<Route> m_routes;
    // Meteor's limiter begins anew when more than its interval has passed.
    RequestLimit m_limits{RequestLimit::Window::OwnToItsEnd};
    QHash<QString, std::pair<Ms, Response>> m_cache;
};

} // namespace watchfloor::sandbox
