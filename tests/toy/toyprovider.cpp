// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "toy/toyprovider.h"

#include "backend/sync/providers/shared/ask.h"
#include "toy/toyparser.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace watchfloor::toy {
namespace {

constexpr int mostPages = 10'000;

std::optional<Error> classify(const HttpResponse &response)
{
    auto fault = errorFromStatus(response);
    if (fault && response.status == 401 && response.body.contains("code"))
        fault->setAsksFor(QStringLiteral("code"));
    return fault;
}

} // namespace

/// A name with a password is exchanged for a key when the account is added; the key is stored.
class Session : public VendorSession {
public:
    Session(Account account, const Secrets &given, ProviderContext context)
        : VendorSession(QStringLiteral("Deskbell"), std::move(account), context)
        , secrets(given)
    {
        RateLimit limit;
        limit.maxInFlight = 1;
        limit.minSpacingMs = 500;
        setLimit(gateKey(), limit);
    }

    Ask question(const QString &what, const QString &path,
                 const QList<QPair<QString, QString>> &query = {}) const
    {
        HttpRequest request(what, urlBelow(account().baseUrl, path, query));
        request.setHeader("X-Bell-Key", secrets.value(QStringLiteral("key")).toUtf8());
        return Ask(std::move(request), gateKey(), classify);
    }
    Ask login() const
    {
        QJsonObject body;
        for (const char *key : {"user", "password", "code"})
            body.insert(QLatin1String(key), secrets.value(QLatin1String(key)));
        HttpRequest request(QStringLiteral("the login"),
                            urlBelow(account().baseUrl, QStringLiteral("/api/login")), "POST");
        request.setBody(QJsonDocument(body).toJson(), "application/json");
        Ask ask(std::move(request), gateKey(), classify);
        return ask.probing();
    }

    Secrets secrets;
};

namespace {

using SessionPtr = std::shared_ptr<Session>;

QCoro::Task<Result<ProbeResult>> findServer(SessionPtr session, std::stop_token stop)
{
    const bool byName = session->secrets.value(QStringLiteral("key")).isEmpty();
    if (byName) {
        const ParseFn<QString> parse = [](const HttpResponse &response) {
            const QJsonValue json = QJsonDocument::fromJson(response.body).object();
            return Result<QString>(json[QLatin1String("key")].toString());
        };
        Ask login = session->login();
        const Result<QString> key = co_await ask<QString>(session, login, parse, stop);
        if (!key)
            co_return key.error();
        session->secrets.insert(QStringLiteral("key"), *key);
    }
    Ask question = session->question(QStringLiteral("the profile"), QStringLiteral("/api/me"));
    question.probing();
    const ParseFn<ProbeResult> parse = parseMe;
    Result<ProbeResult> found = co_await ask<ProbeResult>(session, question, parse, stop);
    if (found && byName)
        found->grantedSecrets.insert(QStringLiteral("key"),
                                     session->secrets.value(QStringLiteral("key")));
    co_return found;
}

QCoro::Task<Result<SyncBatch>> fetchPeople(SessionPtr session, std::stop_token stop)
{
    const ParseFn<SyncBatch> parse = parsePeople;
    const Ask question =
        session->question(QStringLiteral("the people"), QStringLiteral("/api/people"));
    Result<SyncBatch> people = co_await ask<SyncBatch>(session, question, parse, stop);
    co_return people;
}

/// Both feeds of talks: newest first, all of them or those changed since.
QCoro::Task<Result<SyncBatch>> fetchTalks(SessionPtr session, FetchRequest request,
                                          std::stop_token stop)
{
    const TimeMs started = request.passStarted > 0 ? request.passStarted : session->now();
    const bool changes = request.feed == QLatin1String("talk_changes");
    const TimeMs since = changes ? request.since.value_or(started) : request.horizon;
    const PageCursor cursor =
        PageCursor::from(request.cursor).value_or(PageCursor{1, since, started, 0});
    QList<QPair<QString, QString>> query;
    query.append({QStringLiteral("page"), QString::number(cursor.page)});
    query.append({changes ? QStringLiteral("changed") : QStringLiteral("born"),
                  QString::number(cursor.first)});
    const Ask question =
        session->question(QStringLiteral("the talks"), QStringLiteral("/api/talks"), query);
    const ParseFn<SyncBatch> parse = parseTalks;
    const TimeMs asked = session->now();
    Result<SyncBatch> batch = co_await ask<SyncBatch>(session, question, parse, stop);
    if (!batch)
        co_return batch;
    const Result<PageTurn> turn = session->turn(request.feed, cursor, *batch, mostPages);
    if (!turn)
        co_return turn.error();
    if (!turn->ended) {
        batch->nextCursor = turn->next.text();
        co_return batch;
    }
    const TimeMs until = session->claimable(cursor.second, asked);
    if (changes)
        batch->watermark = until;
    else
        batch->backfilled = true;
    batch->covered = TimeRange{cursor.first, until};
    co_return batch;
}

} // namespace

ToyProvider::ToyProvider(Account account, Secrets secrets, ProviderContext context)
    : m_session(std::make_shared<Session>(std::move(account), secrets, context))
{
}

DurationMs ToyProvider::clockSkew() const
{
    return m_session->clockSkew();
}

QCoro::Task<Result<ProbeResult>> ToyProvider::probe(std::stop_token stop)
{
    return findServer(m_session, std::move(stop));
}

QCoro::Task<Result<SyncBatch>> ToyProvider::fetch(FetchRequest request, std::stop_token stop)
{
    if (request.feed == QLatin1String("people"))
        return fetchPeople(m_session, std::move(stop));
    return fetchTalks(m_session, std::move(request), std::move(stop));
}

} // namespace watchfloor::toy
