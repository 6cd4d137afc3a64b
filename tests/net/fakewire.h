// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/net/httpcaller.h"
#include "backend/net/jsonreader.h"
#include "support/fakeclock.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <deque>

namespace watchfloor::test {

const QString key = QStringLiteral("host");
constexpr TimeMs start = 1'700'000'000'000; // 20 s into a minute

inline HttpResponse answerOf(int status, const QByteArray &body = "{}",
                             const QList<QPair<QByteArray, QByteArray>> &headers = {})
{
    HttpResponse response;
    response.status = status;
    response.body = body;
    response.headers = headers;
    return response;
}

/// Good when it is complete JSON.
inline std::optional<Error> wholeJson(const HttpResponse &response)
{
    if (auto fault = errorFromStatus(response))
        return fault;
    const auto json = parseJson(response.body);
    return json ? std::nullopt : std::optional(json.error());
}

inline QPair<QByteArray, QByteArray> dateHeader(TimeMs at)
{
    const auto time = QDateTime::fromMSecsSinceEpoch(at, Qt::UTC);
    const auto text =
        QLocale::c().toString(time, QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'"));
    return {"Date", text.toLatin1()};
}

inline Error transport(Error::Kind kind)
{
    return Error(kind, QStringLiteral("it failed"));
}

/// In place of the network: answers from a list, remembers when it was asked for what.
struct Wire {
    explicit Wire(FakeClock *time)
        : clock(time)
    {
    }

    FakeClock *clock;
    std::deque<Result<HttpResponse>> answers;
    std::vector<TimeMs> sentAt;
    QStringList sent;
    int active = 0;
    int maxActive = 0;
    bool holding = false;
    std::deque<std::function<void()>> held;

    HttpCaller::SendFn send()
    {
        return [this](HttpRequest request, std::stop_token stop) {
            return exchange(this, std::move(request), std::move(stop));
        };
    }
    static QCoro::Task<Result<HttpResponse>> exchange(Wire *self, HttpRequest request,
                                                      std::stop_token stop)
    {
        self->sentAt.push_back(self->clock->now());
        self->sent.append(request.what());
        self->maxActive = std::max(self->maxActive, ++self->active);
        Result<HttpResponse> answer = answerOf(200);
        if (!self->answers.empty()) {
            answer = self->answers.front();
            self->answers.pop_front();
        }
        if (self->holding) {
            Wakeup wakeup;
            wakeup.wakeOnStop(stop);
            self->held.push_back(wakeup.waker());
            co_await wakeup.wait();
        }
        --self->active;
        if (stop.stop_requested())
            co_return Error::cancelled();
        co_return answer;
    }
    void releaseOne()
    {
        held.front()();
        held.pop_front();
    }
};

inline HttpRequest named(const QString &what)
{
    return HttpRequest(what, QUrl(QStringLiteral("https://host/x")));
}

inline void settle()
{
    for (int i = 0; i < 20; ++i)
        QCoreApplication::processEvents();
}

} // namespace watchfloor::test
