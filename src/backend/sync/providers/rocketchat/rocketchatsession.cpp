// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/rocketchat/rocketchatsession.h"

namespace watchfloor::rocketchat {
namespace {

constexpr int carefulPerMinute = 8; // of the usual 10: others behind the same address count too
constexpr int freePerMinute = 120;
constexpr DurationMs hostSpacingMs = 250;
// The server begins a new minute when more than one has passed since the last one began.
constexpr DurationMs windowLengthMs = 60'001;
constexpr qsizetype mostFacts = 200'000;

QSet<QString> wordsOf(const QString &list)
{
    QSet<QString> words;
    for (const QString &word : list.split(u',', Qt::SkipEmptyParts))
        words.insert(word.trimmed());
    return words;
}

} // namespace

Session::Session(Account account, const Secrets &secrets, ProviderContext context)
    : VendorSession(QStringLiteral("Rocket.Chat"), std::move(account), context)
    , m_userId(secrets.value(QStringLiteral("user_id")).trimmed().toUtf8())
    , m_token(secrets.value(QStringLiteral("auth_token")).trimmed().toUtf8())
    , m_user(secrets.value(QStringLiteral("username")).trimmed())
    , m_password(secrets.value(QStringLiteral("password")))
    , m_code(secrets.value(QStringLiteral("code")).trimmed())
{
    m_contactNames = flagSetting("contact_names");
    m_perMinute = static_cast<int>(std::min(numberSetting("requests_per_minute", 0), 6'000.0));
    m_declaredBots = wordsOf(textSetting("bots"));
    m_zone = QTimeZone(this->account().timeZone.toUtf8());
    if (!m_zone.isValid())
        m_zone = QTimeZone::utc();
    RateLimit host;
    host.maxInFlight = 2;
    host.minSpacingMs = hostSpacingMs;
    setLimit(gateKey(), host);
}

HttpRequest Session::loginRequest() const
{
    return rocketchat::loginRequest(account().baseUrl, m_user, m_password, m_code);
}

void Session::setLogin(const Login &login)
{
    m_userId = login.userId.toUtf8();
    m_token = login.token.toUtf8();
    m_codeUsed = !m_code.isEmpty();
    m_loggedIn = true;
    m_code.clear(); // good for one login
}

Secrets Session::granted() const
{
    Secrets secrets;
    if (!m_loggedIn)
        return secrets;
    secrets.insert(QStringLiteral("user_id"), QString::fromUtf8(m_userId));
    secrets.insert(QStringLiteral("auth_token"), QString::fromUtf8(m_token));
    if (m_codeUsed)
        return secrets;
    secrets.insert(QStringLiteral("username"), m_user);
    secrets.insert(QStringLiteral("password"), m_password);
    return secrets;
}

RateLimit Session::routeLimit(int perMinute) const
{
    RateLimit limit;
    limit.maxInFlight = 1;
    limit.windowMs = windowLengthMs;
    limit.maxPerWindow = m_perMinute > 0 ? m_perMinute : perMinute;
    limit.ownPerWindow = m_perMinute;
    return limit;
}

QString Session::routeKey(const QString &route)
{
    const QString key = gateKey(route);
    if (!m_limited.contains(key)) {
        m_limited.insert(key);
        setLimit(key, routeLimit(carefulPerMinute));
    }
    return key;
}

std::optional<Error> Session::judge(const QString &key, const HttpResponse &response, bool login)
{
    auto fault = login ? classifyLogin(response) : classify(response);
    const bool limiterSpeaks = !response.header("X-RateLimit-Limit").isEmpty();
    if (!fault && !limiterSpeaks && !m_unlimited.contains(key)) {
        m_unlimited.insert(key);
        setLimit(key, routeLimit(freePerMinute));
    } else if (fault && fault->kind() == Error::Kind::RateLimited && m_unlimited.contains(key)) {
        // A proxy takes the headers away; the limiter is there all the same.
        setLimit(key, routeLimit(carefulPerMinute));
    }
    return fault;
}

RoomOptions Session::roomOptions() const
{
    return RoomOptions{m_contactNames, people.bots};
}

void Session::remember(const std::vector<RoomFacts> &rooms)
{
    if (m_facts.size() + static_cast<qsizetype>(rooms.size()) > mostFacts)
        m_facts.clear();
    for (const RoomFacts &room : rooms)
        m_facts.insert(room.id, room);
}

std::optional<RoomFacts> Session::factsOf(const QString &room) const
{
    const auto found = m_facts.constFind(room);
    return found == m_facts.constEnd() ? std::nullopt : std::optional(*found);
}

QCoro::Task<Result<Login>> login(SessionPtr session, bool probing, std::stop_token stop)
{
    const QString key = session->routeKey(QStringLiteral("login"));
    Ask one(session->loginRequest(), key, [session, key](const HttpResponse &response) {
        return session->judge(key, response, true);
    });
    if (probing)
        one.probing();
    const ParseFn<Login> parse = [](const HttpResponse &response) {
        return parseLogin(response.body);
    };
    Result<Login> answer = co_await ask<Login>(session, std::move(one), parse, stop);
    if (answer)
        session->setLogin(*answer);
    co_return answer;
}

QCoro::Task<bool> loginAgain(SessionPtr session, Error refusal, std::stop_token stop)
{
    if (refusal.kind() != Error::Kind::Unauthorized)
        co_return false;
    const Result<Login> answer = co_await login(session, false, stop);
    co_return answer.ok();
}

std::optional<Error> pageIsAnswer(std::optional<Error> fault)
{
    if (fault && fault->kind() == Error::Kind::NotJson) {
        const int status = fault->httpStatus();
        fault = Error(Error::Kind::Unavailable, fault->message(), fault->detail(), fault->remedy())
                    .setHttpStatus(status);
    }
    return fault;
}

} // namespace watchfloor::rocketchat
