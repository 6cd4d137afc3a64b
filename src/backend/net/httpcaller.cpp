// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/httpcaller.h"

#include "backend/async/stoplink.h"
#include "backend/async/wakeup.h"
#include "backend/net/httpclient.h"
#include "backend/net/jsonreader.h"
#include "backend/net/slotqueue.h"

#include <QRandomGenerator>

#include <algorithm>
#include <map>
#include <random>
#include <vector>

namespace watchfloor {
namespace {

constexpr DurationMs minute = 60'000;
constexpr DurationMs longestWait = 5 * minute;
// A server cannot lock an account out for longer by one wrong header.
constexpr DurationMs longestPushBack = 60 * minute;

std::optional<int> intHeader(const HttpResponse &response, const QByteArray &name)
{
    bool ok = false;
    const int value = response.header(name).trimmed().toInt(&ok);
    return ok ? std::optional(value) : std::nullopt;
}

/// X-RateLimit-Reset comes as epoch ms, epoch s or seconds from now, by vendor. The millisecond
/// named may be the window's last one: a request in it would be refused.
std::optional<TimeMs> resetTime(const HttpResponse &response, TimeMs now, DurationMs skew)
{
    bool ok = false;
    const qint64 value = response.header("X-RateLimit-Reset").trimmed().toLongLong(&ok);
    if (!ok || value < 0)
        return std::nullopt;
    constexpr qint64 farAway = 253'402'300'800'000; // the year 10000
    if (value > 100'000'000'000)
        return std::min(value, farAway) + 1 - skew;
    if (value > 1'000'000'000)
        return value * 1'000 - skew;
    return now + value * 1'000;
}

} // namespace

struct HttpCaller::State {
    State(SendFn sender, Clock *time, RetryPolicy retries, quint32 seed)
        : send(std::move(sender))
        , clock(time)
        , policy(std::move(retries))
        , random(seed)
    {
    }

    SendFn send;
    Clock *clock;
    RetryPolicy policy;
    std::mt19937 random;
    std::function<void(const HttpResponse &)> observe;
    RequestGate gate;
    std::map<QString, SlotQueue> lanes; // one at a time asks the gate, first come first served
    std::vector<std::function<void()>> waitingForSlot;
    std::map<QString, RetryPolicy::Server> servers; // by the host part of the gate keys
    std::stop_source closing;

    double roll() { return std::uniform_real_distribution<double>(0.0, 1.0)(random); }

    RetryPolicy::Server &server(const QString &key)
    {
        return servers.try_emplace(key.section(u' ', 0, 0), RetryPolicy::Server::Unknown)
            .first->second;
    }

    void leave(const QString &key, TimeMs startedAt, bool good)
    {
        gate.finished(key, startedAt, good);
        // A slot of a host may be what another route's lane waits for: all look again.
        for (const auto &wake : std::exchange(waitingForSlot, {}))
            wake();
    }

    /// What the answer says about the limits; completes a refusal's waiting time.
    void learn(const QString &key, TimeMs startedAt, const HttpResponse &response,
               std::optional<Error> &fault)
    {
        const TimeMs now = clock->now();
        const DurationMs skew = response.serverTime().value_or(now) - now;
        gate.setClockSkew(key, skew);
        const auto limit = intHeader(response, "X-RateLimit-Limit");
        const auto remaining = intHeader(response, "X-RateLimit-Remaining");
        if (limit || remaining)
            gate.learned(key, limit.value_or(0), remaining.value_or(-1),
                         resetTime(response, now, skew));
        if (!fault)
            return;
        const auto told =
            fault->retryAfterMs() ? fault->retryAfterMs() : response.retryAfter(now + skew);
        if (fault->kind() == Error::Kind::RateLimited && !told) {
            const TimeMs slot = now + toNextSlot(key, now + skew);
            const TimeMs until =
                gate.refused(key, startedAt, now, policy.earlyProbes(roll()), slot);
            fault->setRetryAfterMs(std::max<DurationMs>(0, until - now));
        } else if (fault->kind() == Error::Kind::RateLimited) {
            const DurationMs wait = std::clamp<DurationMs>(*told, 0, longestPushBack);
            fault->setRetryAfterMs(wait);
            gate.pushBack(key, now + wait);
        } else if (told) {
            fault->setRetryAfterMs(std::clamp<DurationMs>(*told, 0, longestPushBack));
        }
    }

    DurationMs toNextSlot(const QString &key, TimeMs serverNow) const
    {
        const RateLimit limit = gate.limit(key);
        const DurationMs slot = limit.fixedWindow && limit.windowMs > 0 ? limit.windowMs : minute;
        return slot - serverNow % slot;
    }

    /// Nothing when the answer is good.
    std::optional<Error> judge(const QString &what, const QString &key, TimeMs startedAt,
                               const ClassifyFn &classify, const Result<HttpResponse> &answer)
    {
        if (!answer)
            return answer.error();
        if (observe)
            observe(*answer);
        HttpResponse judged = *answer;
        if (!judged.success())
            judged.body.truncate(longestRefusal);
        auto fault = classify ? classify(judged) : errorFromStatus(judged);
        if (fault) {
            fault = fault->withContext(what);
            if (fault->httpStatus() == 0 && !answer->success())
                fault->setHttpStatus(answer->status);
        }
        learn(key, startedAt, *answer, fault);
        // A page or a gateway's complaint may come from anybody.
        const bool vendors =
            !fault || (fault->kind() != Error::Kind::NotJson && answer->status < 500);
        if (vendors)
            server(key) = RetryPolicy::Server::Speaks;
        return fault;
    }
};

HttpCaller::HttpCaller(HttpClient *client, Clock *clock, RetryPolicy policy,
                       std::optional<quint32> seed)
    : HttpCaller(
          [client](HttpRequest request, std::stop_token stop) {
              return client->send(std::move(request), std::move(stop));
          },
          clock, std::move(policy), seed)
{
}

HttpCaller::HttpCaller(SendFn send, Clock *clock, RetryPolicy policy, std::optional<quint32> seed)
    : m_state(std::make_shared<State>(std::move(send), clock, std::move(policy),
                                      seed ? *seed : QRandomGenerator::global()->generate()))
{
}

HttpCaller::~HttpCaller()
{
    m_state->observe = nullptr;
    m_state->closing.request_stop();
}

void HttpCaller::onAnswer(std::function<void(const HttpResponse &)> observe)
{
    m_state->observe = std::move(observe);
}

void HttpCaller::setLimit(const QString &gateKey, const RateLimit &limit)
{
    m_state->gate.setLimit(gateKey, limit);
}

const RequestGate &HttpCaller::gate() const
{
    return m_state->gate;
}

QCoro::Task<Result<HttpResponse>> HttpCaller::call(HttpRequest request, QString gateKey,
                                                   ClassifyFn classify, std::stop_token stop)
{
    const QString what = request.what();
    return run(
        m_state, what, [request = std::move(request)] { return request; }, std::move(gateKey),
        std::move(classify), std::move(stop));
}

QCoro::Task<Result<HttpResponse>> HttpCaller::call(QString what, BuildFn build, QString gateKey,
                                                   ClassifyFn classify, std::stop_token stop)
{
    return run(m_state, std::move(what), std::move(build), std::move(gateKey), std::move(classify),
               std::move(stop));
}

QCoro::Task<Result<HttpResponse>> HttpCaller::run(std::shared_ptr<State> state, QString what,
                                                  BuildFn build, QString gateKey,
                                                  ClassifyFn classify, std::stop_token stop)
{
    const std::stop_source either;
    const StopLink asked(stop, either);
    const StopLink closed(state->closing.get_token(), either);
    const std::stop_token token = either.get_token();

    for (int attempt = 1;; ++attempt) {
        const Result<TimeMs> entered = co_await enter(state, what, gateKey, token);
        if (!entered)
            co_return entered.error();
        // After the wait for its turn: what it carries of the time is of now.
        HttpRequest request = build();
        Result<HttpResponse> answer = co_await state->send(std::move(request), token);
        const auto fault = state->judge(what, gateKey, *entered, classify, answer);
        state->leave(gateKey, *entered, answer.ok() && (!fault || !fault->isTransient()));
        if (!fault)
            co_return answer;
        if (token.stop_requested())
            co_return Error::cancelled();
        RetryPolicy::Server &server = state->server(gateKey);
        const auto delay = state->policy.delayAfter(*fault, attempt, state->roll(), server);
        if (!delay && fault->isTransient() && fault->kind() != Error::Kind::RateLimited)
            server = RetryPolicy::Server::Silent;
        if (!delay || *delay > longestWait)
            co_return *fault;
        const TimeMs until = state->clock->now() + *delay;
        co_await state->clock->sleepUntil(until, token);
        if (token.stop_requested())
            co_return Error::cancelled();
    }
}

QCoro::Task<Result<TimeMs>> HttpCaller::enter(std::shared_ptr<State> state, QString what,
                                              QString gateKey, std::stop_token stop)
{
    SlotQueue &lane = state->lanes.try_emplace(gateKey, 1).first->second;
    const bool granted = co_await lane.acquire(stop);
    if (!granted)
        co_return Error::cancelled();
    const SlotPermit permit(&lane);
    while (!stop.stop_requested()) {
        const TimeMs now = state->clock->now();
        const auto start = state->gate.earliestStart(gateKey, now);
        if (!start) {
            Wakeup wakeup;
            wakeup.wakeOnStop(stop);
            state->waitingForSlot.push_back(wakeup.waker());
            co_await wakeup.wait();
        } else if (*start <= now) {
            state->gate.started(gateKey, now);
            co_return now;
        } else if (*start - now > longestWait) {
            Error refused(Error::Kind::RateLimited,
                          QStringLiteral("%1: the server asked to wait %2 minutes")
                              .arg(what)
                              .arg((*start - now + minute - 1) / minute));
            refused.setRetryAfterMs(*start - now);
            co_return refused;
        } else {
            const TimeMs deadline = *start;
            co_await state->clock->sleepUntil(deadline, stop);
        }
    }
    co_return Error::cancelled();
}

std::optional<Error> errorFromStatus(const HttpResponse &response)
{
    if (response.success())
        return std::nullopt;
    using Kind = Error::Kind;
    Kind kind = Kind::HttpStatus;
    QString message = QStringLiteral("the server answered with status %1").arg(response.status);
    QString remedy = QStringLiteral("Check the address, or ask the server's administrator");
    switch (response.status) {
    case 401:
        kind = Kind::Unauthorized;
        message = QStringLiteral("the server did not accept the credential");
        remedy = QStringLiteral("Enter a new one for this account");
        break;
    case 403:
        kind = Kind::Forbidden;
        message = QStringLiteral("the credential lacks the right for this");
        remedy = QStringLiteral("Ask an administrator of the vendor's account for it");
        break;
    case 404:
        kind = Kind::NotFound;
        message = QStringLiteral("the server knows nothing under this address");
        break;
    case 429:
        kind = Kind::RateLimited;
        message = QStringLiteral("the server refused because of too many requests");
        remedy = QStringLiteral("Nothing to do: it is tried again later");
        break;
    default:
        if (response.status >= 300 && response.status < 400) {
            message = QStringLiteral("the server sends us to another address");
            remedy = QStringLiteral("Enter the address the server finally shows in a browser");
        } else if (response.status >= 500) {
            message = QStringLiteral("the server failed with status %1").arg(response.status);
            remedy = QStringLiteral("If this goes on, ask the server's administrator");
        }
    }
    Error error(kind, message, {}, remedy);
    error.setHttpStatus(response.status);
    return error;
}

} // namespace watchfloor
