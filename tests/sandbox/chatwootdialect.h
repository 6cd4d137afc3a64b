// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/chatwootshapes.h"
#include "sandbox/requestlimit.h"

namespace watchfloor::sandbox {

/// A Chatwoot server over a world, from the first header to the last quirk (tests/sandbox/README).
/// The answer depends on the world and the request alone; only the throttle counts.
/// What the real server would accept but the documented contract does not hold is refused with
/// 500 {"error":"sandbox: ..."}, so that a wrong request fails a test loudly.
class ChatwootDialect : public VendorDialect {
public:
    ChatwootDialect(const World &world, const QString &baseUrl, const ChatwootOptions &options);

    Response handle(const Request &request) override;

private:
    struct Call {
        const Request *request = nullptr;
        std::vector<qint64> ids; ///< of the path after the account's
    };
    /// [since, until) of a query; `given` only when both are there.
    struct Range {
        bool given = false;
        bool malformed = false;
        Ms since = 0;
        Ms until = 0;
    };
    using Handler = Response (ChatwootDialect::*)(const Call &) const;
    enum class Right { Any, Reports, Administrator };
    struct Route {
        const char *path;   ///< "#" stands for a number
        const char *params; ///< the query keys it knows, separated by spaces
        Handler handler;
        const char *since = "0"; ///< first version that has it
        bool enterprise = false;
        Right right = Right::Any;
    };
    static const std::vector<Route> &routes();
    static bool matches(const Route &route, const QStringList &path, std::vector<qint64> *ids,
                        bool *badId);

    bool throttled(const Request &request);
    Response checked(const Route &route, const Call &call) const;
    Response unknownRoute(const Request &request) const;

    static Response json(const QJsonValue &value, int status = 200);
    static Response refused(const QString &why);
    static Response notFound();
    static Response forbidden();
    static Response broken();
    static Response unprocessable(const QString &why);
    static Range rangeOf(const Request &request);
    static int pageOf(const Request &request);
    bool visible(const Conversation &c) const;
    const Conversation *conversationOf(const Call &call, Response *failure) const;
    int idParam(const Request &request, const char *key, const char *kind, bool *given) const;

    // chatwootreference.cpp
    Response api(const Call &call) const;
    Response health(const Call &call) const;
    Response profile(const Call &call) const;
    Response account(const Call &call) const;
    Response cacheKeys(const Call &call) const;
    Response agents(const Call &call) const;
    Response teams(const Call &call) const;
    Response teamMembers(const Call &call) const;
    Response inboxes(const Call &call) const;
    Response inboxMembers(const Call &call) const;
    Response labels(const Call &call) const;

    // chatwootconversations.cpp
    /// What the filters leave, before assignee_type, page and updated_within.
    struct Listing {
        std::vector<const Conversation *> rows;
        int mine = 0;
        int assigned = 0;
        int unassigned = 0;

        QJsonObject meta() const;
    };
    struct Pages {
        QString key;
        Listing listing;
        std::vector<const Conversation *> sorted;
    };
    Response filter(const Call &call, Listing *listing) const;
    void sortRows(const QString &by, std::vector<const Conversation *> *rows) const;
    Response conversations(const Call &call) const;
    Response conversationsMeta(const Call &call) const;
    Response conversation(const Call &call) const;
    Response conversationLabels(const Call &call) const;
    Response messages(const Call &call) const;

    // chatwootevents.cpp
    Response conversationEvents(const Call &call) const;
    Response accountEvents(const Call &call) const;
    std::vector<std::pair<const Conversation *, const CsatAnswer *>>
    answers(const Request &request) const;
    Response csatResponses(const Call &call) const;
    Response csatMetrics(const Call &call) const;
    std::vector<const Conversation *> slaRows(const Request &request) const;
    Response appliedSlas(const Call &call) const;
    Response slaMetrics(const Call &call) const;

    // chatwootlive.cpp
    struct Counters;
    Counters count(int team) const;
    Response reportConversations(const Call &call) const;
    Response liveMetrics(const Call &call) const;
    Response liveGrouped(const Call &call) const;

    // chatwootreports.cpp
    struct Scope; ///< whose facts: the account's, an agent's, an inbox's, a team's, a label's
    Response reports(const Call &call) const;
    Response reportSummary(const Call &call) const;
    Response summaryByAgent(const Call &call) const;
    Response summaryByTeam(const Call &call) const;
    Response summaryByInbox(const Call &call) const;
    Response summaryBy(const Call &call, int kind) const;
    QJsonObject totals(const Scope &scope, Ms since, Ms until) const;
    std::vector<std::pair<Ms, double>> facts(const Scope &scope, const QString &metric, Ms since,
                                             Ms until) const;
    Response scopeOf(const Request &request, Scope *scope) const;

    const World &m_world;
    ChatwootShapes m_shapes;
    ChatwootOptions m_options;
    mutable Pages m_pages; ///< of the last listing: a client asks for one page after another
    RequestLimit m_limits{RequestLimit::Window::Clock};
};

} // namespace watchfloor::sandbox
