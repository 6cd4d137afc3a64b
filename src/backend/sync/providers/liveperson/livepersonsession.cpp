// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/liveperson/livepersonsession.h"

#include <cstdlib>

namespace watchfloor::liveperson {
namespace {

constexpr DurationMs clockTolerance = 60'000;
constexpr DurationMs keepAliveEvery = 5 * 60'000;
constexpr DurationMs renewBefore = 10 * 60'000;
// Asking again and again with a wrong password locks the user out.
constexpr DurationMs refusalMemory = 30 * 60'000;
constexpr qint64 smallBody = 4 * 1024 * 1024;

/// LivePerson's own recommendation: 429 after at least a second, 5xx after 5, 10 and 15.
RetryPolicy vendorPolicy()
{
    RetryPolicy policy;
    policy.maxAttempts = 4;
    policy.delaysMs = {5'000, 10'000, 15'000};
    policy.earlyProbesMs = {1'000, 4'000, 15'000};
    return policy;
}

bool looksUp(const QUrl &address, const QString &setting)
{
    if (setting == QLatin1String("always") || setting == QLatin1String("true"))
        return true;
    if (setting == QLatin1String("never") || setting == QLatin1String("false"))
        return false;
    return address.host() == QLatin1String("api.liveperson.net");
}

QByteArray secret(const Secrets &secrets, const char *key)
{
    return secrets.value(QString::fromLatin1(key)).trimmed().toUtf8();
}

VendorSessionPtr asVendor(const SessionPtr &session)
{
    return session;
}

/// Asks the Domain API, which needs no credential.
QCoro::Task<Result<ServiceHosts>> lookUp(SessionPtr session, QString path, bool probing,
                                         std::stop_token stop)
{
    Call call(QStringLiteral("the addresses of the account's services"), Service::Config, path);
    call.with(QStringLiteral("version"), QStringLiteral("1.0"));
    Result<HttpRequest> request = call.request(session->domains().address(), session->accountId());
    if (!request)
        co_return request.error();
    request->maxBodyBytes = smallBody;
    HttpCaller::ClassifyFn judge = [](const HttpResponse &response) {
        auto fault = classify(response, Service::KeyMetrics);
        // "bad request" and "bad site": there is no credential in it that could be wrong.
        if (fault && (response.status == 400 || response.status == 401)) {
            fault = Error(Error::Kind::BadInput,
                          QStringLiteral("LivePerson knows no account of this id"), fault->detail(),
                          QStringLiteral("Enter the account id that stands in LivePerson's "
                                         "address after /a/"));
            fault->setHttpStatus(response.status);
        }
        return fault;
    };
    Ask question(std::move(*request), session->limitKey(), std::move(judge));
    if (probing)
        question.probing();
    ParseFn<ServiceHosts> parse = [](const HttpResponse &response) {
        return parseServiceHosts(response.body);
    };
    VendorSessionPtr shared = asVendor(session);
    auto asking =
        watchfloor::ask<ServiceHosts>(std::move(shared), std::move(question), parse, stop);
    co_return co_await asking;
}

QCoro::Task<Result<void>> findHost(SessionPtr session, Service service, bool probing,
                                   std::stop_token stop)
{
    DomainTable &domains = session->domains();
    if (domains.baseOf(service, session->now()))
        co_return Result<void>();
    // All at once saves a request for each of the others; a site that has no such list tells one.
    const QStringList paths = {
        QStringLiteral("/api/account/{id}/service/baseURI.json"),
        QStringLiteral("/api/account/{id}/service/%1/baseURI.json").arg(serviceName(service))};
    std::optional<Error> fault;
    for (const QString &path : paths) {
        auto looking = lookUp(session, path, probing, stop);
        const Result<ServiceHosts> found = co_await looking;
        if (found)
            domains.learn(*found, session->now());
        else if (found.error().isTransient() || found.error().kind() == Error::Kind::Cancelled)
            co_return found.error();
        else
            fault = found.error();
        if (domains.baseOf(service, session->now()))
            co_return Result<void>();
    }
    if (fault && fault->kind() == Error::Kind::BadInput)
        co_return *fault;
    co_return Error(Error::Kind::Unavailable,
                    QStringLiteral("LivePerson names no host for the service %1 of this account")
                        .arg(serviceName(service)),
                    fault ? fault->detail() : QString(),
                    QStringLiteral("The account does not have the feature, or its id is wrong"));
}

QCoro::Task<Result<LoginSession>> enter(SessionPtr session, Call call, ParseFn<LoginSession> parse,
                                        QByteArray cookie, bool probing, std::stop_token stop)
{
    const auto base = session->domains().baseOf(Service::Login, session->now());
    if (!base)
        co_return Error(Error::Kind::Internal, QStringLiteral("no host to sign in at"));
    Result<HttpRequest> request = call.request(*base, session->accountId());
    if (!request)
        co_return request.error();
    if (!cookie.isEmpty())
        request->setHeader(QByteArrayLiteral("Cookie"), cookie);
    request->maxBodyBytes = smallBody;
    HttpCaller::ClassifyFn judge = [](const HttpResponse &response) {
        return classify(response, Service::Login);
    };
    Ask question(std::move(*request), session->limitKey(), std::move(judge));
    if (probing)
        question.probing();
    VendorSessionPtr shared = asVendor(session);
    auto asking =
        watchfloor::ask<LoginSession>(std::move(shared), std::move(question), parse, stop);
    co_return co_await asking;
}

QCoro::Task<Result<void>> signIn(SessionPtr session, bool probing, std::stop_token stop)
{
    auto finding = findHost(session, Service::Login, probing, stop);
    const Result<void> found = co_await finding;
    if (!found)
        co_return found;
    ParseFn<LoginSession> parse = [](const HttpResponse &response) { return parseLogin(response); };
    Call call = session->newLogin();
    auto entering = enter(session, std::move(call), parse, QByteArray(), probing, stop);
    const Result<LoginSession> entered = co_await entering;
    if (!entered)
        co_return entered.error();
    session->login() = *entered;
    session->loggedInAt = session->now();
    session->keptAliveAt = session->loggedInAt;
    session->domains().learn(entered->hosts, session->now());
    co_return Result<void>();
}

/// Keeps the sign-in from ending by itself; where that fails a new one is made.
QCoro::Task<Result<void>> keepSignedIn(SessionPtr session, bool probing, std::stop_token stop)
{
    const bool granted = co_await session->loginLane().acquire(stop);
    if (!granted)
        co_return Error::cancelled();
    const SlotPermit permit(&session->loginLane());
    const TimeMs now = session->now();
    const LoginSession login = session->login();
    const bool ended = session->loggedInAt + login.lifetimeMs - renewBefore <= now;
    if (login.isOpen() && !ended && now - session->keptAliveAt < keepAliveEvery)
        co_return Result<void>();
    if (login.isOpen() && !ended) {
        ParseFn<LoginSession> parse = [login](const HttpResponse &response) {
            return parseRefresh(response, login);
        };
        Call call = refreshCall(login);
        auto entering = enter(session, std::move(call), parse, login.cookie, probing, stop);
        const Result<LoginSession> kept = co_await entering;
        if (kept) {
            session->login() = *kept;
            session->keptAliveAt = session->now();
            co_return Result<void>();
        }
        if (kept.error().isTransient() || kept.error().kind() == Error::Kind::Cancelled)
            co_return kept.error();
    }
    if (session->signInRefused && now - session->signInRefusedAt < refusalMemory)
        co_return *session->signInRefused;
    auto signing = signIn(session, probing, stop);
    const Result<void> entered = co_await signing;
    session->signInRefused.reset();
    if (!entered && entered.error().kind() == Error::Kind::Unauthorized) {
        session->signInRefused = entered.error();
        session->signInRefusedAt = session->now();
    }
    co_return entered;
}

} // namespace

Session::Session(Account account, const Secrets &secrets, ProviderContext context)
    : VendorSession(QStringLiteral("LivePerson"), std::move(account), context, vendorPolicy())
    , m_user(secrets.value(QStringLiteral("username")).trimmed())
    , m_password(secrets.value(QStringLiteral("password")))
    , m_domains(this->account().baseUrl,
                looksUp(this->account().baseUrl, textSetting("domain_lookup")))
    , m_loginLane(1)
{
    m_personalData = flagSetting("personal_data");
    m_credentials.consumerKey = secret(secrets, "consumer_key");
    m_credentials.consumerSecret = secret(secrets, "consumer_secret");
    m_credentials.token = secret(secrets, "token");
    m_credentials.tokenSecret = secret(secrets, "token_secret");
    if (textSetting("oauth_method").compare(QLatin1String("HMAC-SHA256"), Qt::CaseInsensitive) == 0)
        m_method = oauth1::Method::HmacSha256;
    // LivePerson documents no numbers: one at a time, a pause, and half a minute's worth of its
    // own manager's workspace.
    RateLimit limit;
    limit.maxInFlight = 1;
    limit.minSpacingMs = 250;
    limit.maxPerWindow = 30;
    limit.windowMs = 60'000;
    setLimit(limitKey(), limit);
}

std::optional<Error> Session::unready() const
{
    if (accountId().isEmpty()) {
        return Error(Error::Kind::BadInput, QStringLiteral("the LivePerson account id is missing"),
                     {},
                     QStringLiteral("Give the id that stands in LivePerson's address after /a/"));
    }
    if (!m_credentials.isComplete() && !hasPassword()) {
        return Error(Error::Kind::Unauthorized, QStringLiteral("no complete credential is stored"),
                     {},
                     QStringLiteral("Enter all four values of an API key (Campaign Builder, Data "
                                    "Sources, API), or a user name and its password"));
    }
    return std::nullopt;
}

HttpRequest Session::authorized(const Call &call) const
{
    const auto base = m_domains.baseOf(call.service(), now());
    Result<HttpRequest> request = call.request(base.value_or(QUrl()), accountId());
    if (!request) // an address that send() refuses
        return HttpRequest(call.what(), QUrl());
    if (m_credentials.isComplete()) {
        request->setHeader(QByteArrayLiteral("Authorization"),
                           oauth1::authorization(request->verb(), request->url(), m_credentials,
                                                 oauth1::newNonce(), now() + m_stampSkew,
                                                 m_method));
    } else if (m_login.isOpen()) {
        request->setHeader(QByteArrayLiteral("Authorization"), "Bearer " + m_login.bearer);
    }
    return *request;
}

bool Session::adoptServerTime()
{
    const DurationMs skew = std::abs(clockSkew()) > clockTolerance ? clockSkew() : 0;
    if (std::abs(skew - m_stampSkew) <= clockTolerance)
        return false;
    m_stampSkew = skew;
    return true;
}

bool Session::isRightMissing(Service refused)
{
    if (m_accepted.remove(static_cast<int>(refused))) { // it was good before: it is no longer
        m_accepted.clear();
        return false;
    }
    return !m_accepted.isEmpty();
}

QCoro::Task<Result<void>> makeReady(SessionPtr session, Service service, bool probing,
                                    std::stop_token stop)
{
    if (session->usesLogin()) {
        auto keeping = keepSignedIn(session, probing, stop);
        const Result<void> kept = co_await keeping;
        if (!kept)
            co_return kept;
    }
    auto finding = findHost(session, service, probing, stop);
    co_return co_await finding;
}

QCoro::Task<bool> mended(SessionPtr session, Service service, bool probing, Error fault,
                         std::stop_token stop)
{
    switch (fault.kind()) {
    case Error::Kind::Unauthorized: {
        if (!session->usesLogin())
            co_return session->adoptServerTime();
        if (session->loggedInAt == session->now())
            co_return false; // as fresh as can be
        session->login() = LoginSession();
        auto keeping = keepSignedIn(session, probing, stop);
        const Result<void> kept = co_await keeping;
        co_return kept.ok();
    }
    case Error::Kind::Dns:
    case Error::Kind::Network:
    case Error::Kind::Timeout:
    case Error::Kind::Unavailable: {
        const auto before = session->domains().baseOf(service, session->now());
        if (!session->domains().forget(service, session->now()))
            co_return false;
        auto finding = findHost(session, service, probing, stop);
        const Result<void> found = co_await finding;
        const auto after = session->domains().baseOf(service, session->now());
        co_return found.ok() && after != before;
    }
    default:
        co_return false;
    }
}

} // namespace watchfloor::liveperson
