// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sync/providers/rocketchat/rocketchaterrors.h"
#include "backend/sync/providers/rocketchat/rocketchatformat.h"
#include "backend/sync/providers/rocketchat/rocketchattalk.h"
#include "backend/sync/providers/shared/ask.h"

#include <QTimeZone>

#include <functional>

namespace watchfloor::rocketchat {

/// One account's connection: credential, limits of each route, and what is remembered of people and
/// rooms. Memory may be lost at any time. GUI thread.
class Session : public VendorSession {
public:
    Session(Account account, const Secrets &secrets, ProviderContext context);

    Target target() const { return Target(account().baseUrl, m_userId, m_token); }
    bool hasToken() const { return !m_token.isEmpty() && !m_userId.isEmpty(); }
    /// Name and password are known: a token that is refused can be replaced.
    bool canLogin() const { return !m_user.isEmpty() && !m_password.isEmpty(); }
    HttpRequest loginRequest() const;
    void setLogin(const Login &login);
    /// What to keep of a login: the token, and name and password where no code was needed.
    Secrets granted() const;

    /// Each route has a limit of its own: 8 a minute until the server tells.
    QString routeKey(const QString &route);
    /// Classifies, and notes routes whose answers show that no limiter is on.
    std::optional<Error> judge(const QString &key, const HttpResponse &response, bool login);

    bool can(const char *capability) const { return account().can(QLatin1String(capability)); }
    RoomOptions roomOptions() const;
    const QSet<QString> &declaredBots() const { return m_declaredBots; }
    const QTimeZone &zone() const { return m_zone; }

    People people;
    bool peopleKnown = false;
    bool departmentsKnown = false;
    /// Set by the list of agents: do its rows say who is in which department?
    bool membersTold = false;

    void remember(const std::vector<RoomFacts> &rooms);
    std::optional<RoomFacts> factsOf(const QString &room) const;
    /// Rooms whose messages were read in this process: what the room alone tells must not replace
    /// their events.
    QSet<QString> readByMessages;
    QHash<QString, TimeMs> garbledUntil; ///< rooms whose messages could not be read
    bool otherMessagesSpelling = false;  ///< see messagesQuestion()
    bool queuedListRefused = false;      ///< servers before `queued` was known
    QHash<QString, QString> servedNames; ///< user names as rooms have them, by agent id
    QSet<QString> namesAskedInVain;      ///< of people who left
    QSet<QString> missingReports;        ///< reports this version does not have

private:
    RateLimit routeLimit(int perMinute) const;

    QByteArray m_userId;
    QByteArray m_token;
    QString m_user;
    QString m_password;
    QString m_code;
    bool m_codeUsed = false;
    bool m_loggedIn = false;
    bool m_contactNames = false;
    int m_perMinute = 0;
    QSet<QString> m_declaredBots;
    QTimeZone m_zone;
    QSet<QString> m_limited;   ///< keys that have their limit
    QSet<QString> m_unlimited; ///< and those that seem to have none
    QHash<QString, RoomFacts> m_facts;
};

using SessionPtr = std::shared_ptr<Session>;

/// Exchanges name and password for a token.
QCoro::Task<Result<Login>> login(SessionPtr session, bool probing, std::stop_token stop);
/// After a 401: true when a new login succeeded.
QCoro::Task<bool> loginAgain(SessionPtr session, Error refusal, std::stop_token stop);

/// classify(), and a page instead of data is an answer: the address is that of something else.
std::optional<Error> pageIsAnswer(std::optional<Error> fault);

/// ask() with the credential of that moment.
template<typename T>
QCoro::Task<Result<T>> get(SessionPtr session, Question question,
                           std::function<Result<T>(const QByteArray &)> parse, std::stop_token stop,
                           bool probing = false)
{
    const QString key = session->routeKey(question.route());
    Ask one(
        question.what(), [session, question] { return requestFor(session->target(), question); },
        key,
        [session, key, probing](const HttpResponse &response) {
            const auto fault = session->judge(key, response, false);
            return probing ? pageIsAnswer(fault) : fault;
        });
    if (probing)
        one.probing();
    if (session->canLogin()) {
        one.mendBy([session](Error refusal, std::stop_token asked) {
            return loginAgain(session, std::move(refusal), std::move(asked));
        });
    }
    ParseFn<T> parseBody = [parse = std::move(parse)](const HttpResponse &response) {
        return parse(response.body);
    };
    return ask<T>(std::move(session), std::move(one), std::move(parseBody), std::move(stop));
}

} // namespace watchfloor::rocketchat
