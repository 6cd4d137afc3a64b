// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/net/oauth1.h"
#include "backend/net/slotqueue.h"
#include "backend/sync/providers/liveperson/livepersoncall.h"
#include "backend/sync/providers/liveperson/livepersondomains.h"
#include "backend/sync/providers/liveperson/livepersonerrors.h"
#include "backend/sync/providers/liveperson/livepersonlogin.h"
#include "backend/sync/providers/shared/ask.h"

#include <QSet>

#include <map>

namespace watchfloor::liveperson {

/// A list of the account's configuration as last read, so that live figures can name who and what
/// is missing in them, and so that an unchanged list is not sent again.
struct KnownList {
    QByteArray revision;
    TimeMs readAt = 0;
    QStringList ids; ///< of what is not deleted
};

/// One account's connection: hosts, credential, pacing and memory. GUI thread. ask() below is what
/// feeds use; the rest is for the pieces of this folder that stand under it.
class Session : public VendorSession {
public:
    Session(Account account, const Secrets &secrets, ProviderContext context);

    /// Consumers' names and the like may be stored.
    bool personalData() const { return m_personalData; }
    const QString &accountId() const { return account().remoteAccountId; }
    bool usesLogin() const { return !m_credentials.isComplete() && hasPassword(); }
    /// What is missing before anything can be asked: the credential or the account's id.
    std::optional<Error> unready() const;

    // Hosts.
    DomainTable &domains() { return m_domains; }

    // The credential.
    /// The request as it goes out now: signed with a fresh nonce and time, or with the bearer.
    HttpRequest authorized(const Call &call) const;
    /// Takes the server's clock for signatures where it is more than a minute off; false when that
    /// changes nothing.
    bool adoptServerTime();
    LoginSession &login() { return m_login; }
    Call newLogin() const { return loginCall(m_user, m_password); }
    TimeMs loggedInAt = 0;
    TimeMs keptAliveAt = 0;
    std::optional<Error> signInRefused;
    TimeMs signInRefusedAt = 0;
    SlotQueue &loginLane() { return m_loginLane; }

    // Which services took the credential: a refusal then means that a right is missing.
    void noteAccepted(Service service) { m_accepted.insert(static_cast<int>(service)); }
    bool isRightMissing(Service refused);

    QString limitKey() const { return QStringLiteral("liveperson"); }

    // What feeds remember between two fetches; all of it may be lost.
    KnownList users;
    KnownList groups;
    KnownList skills;
    std::map<QString, QSet<QString>> figureKeys; ///< groupBy -> keys that had current figures
    QSet<QString> skillsWithStaff;               ///< whose agents' states the key metrics told
    QSet<QString> skillsStaffedElsewhere; ///< of the others: who has agents by the list of them
    int agentsInView = 0;
    TimeMs agentsReadAt = 0;
    std::map<QString, TimeMs> openHourStoredAt; ///< groupBy -> when its unfinished hour was kept

private:
    bool hasPassword() const { return !m_user.isEmpty() && !m_password.isEmpty(); }

    bool m_personalData = false;
    oauth1::Credentials m_credentials;
    oauth1::Method m_method = oauth1::Method::HmacSha1;
    QString m_user;
    QString m_password;
    DurationMs m_stampSkew = 0; ///< added to our time in signatures
    DomainTable m_domains;
    LoginSession m_login;
    SlotQueue m_loginLane;
    QSet<int> m_accepted;
};

using SessionPtr = std::shared_ptr<Session>;

/// Finds the service's host and signs in where that is due. Errors name what failed.
QCoro::Task<Result<void>> makeReady(SessionPtr session, Service service, bool probing,
                                    std::stop_token stop);
/// After a refusal: other time, new sign-in, host looked up again. True: ask once more.
QCoro::Task<bool> mended(SessionPtr session, Service service, bool probing, Error fault,
                         std::stop_token stop);

/// One question to a service, authenticated, paced, tried again and parsed on the worker; this is
/// what every feed calls. `parse` sees the whole answer: 204 has no body and means "nothing", 304
/// comes only to a call with ifMatch(). Errors: Unauthorized when the credential is no good at all,
/// Forbidden naming the missing permission, Unavailable for 404, and those of HttpClient.
template<typename T>
QCoro::Task<Result<T>> ask(SessionPtr session, Call call, ParseFn<T> parse, std::stop_token stop)
{
    const Service service = call.service();
    const bool probing = call.isProbing();
    auto preparing = makeReady(session, service, probing, stop);
    const Result<void> ready = co_await preparing;
    if (!ready)
        co_return ready.error().withContext(call.what());
    Ask::BuildFn build = [session, call] { return session->authorized(call); };
    HttpCaller::ClassifyFn judge = [service](const HttpResponse &response) {
        return classify(response, service);
    };
    Ask question(call.what(), std::move(build), session->limitKey(), std::move(judge));
    if (probing)
        question.probing();
    question.mendBy([session, service, probing](Error fault, std::stop_token token) {
        return mended(session, service, probing, std::move(fault), std::move(token));
    });
    VendorSessionPtr shared = session;
    auto asking =
        watchfloor::ask<T>(std::move(shared), std::move(question), std::move(parse), stop);
    Result<T> answer = co_await asking;
    if (answer)
        session->noteAccepted(service);
    else if (answer.error().kind() == Error::Kind::Unauthorized && session->isRightMissing(service))
        co_return lacksPermission(answer.error(), service);
    co_return answer;
}

} // namespace watchfloor::liveperson
