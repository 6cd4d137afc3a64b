// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/async/clock.h"
#include "backend/domain/result.h"
#include "backend/net/httprequest.h"
#include "backend/net/httpresponse.h"
#include "backend/net/requestgate.h"
#include "backend/net/retrypolicy.h"

#include <QCoroTask>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace watchfloor {

class HttpClient;

/// Sends one account's requests: waits for the gate, sends, judges the answer, learns the vendor's
/// limits from it, tries again what may pass by itself. Lives on one thread. The client and the
/// clock must outlive every call; a call may outlive the caller (it then answers Cancelled).
class HttpCaller {
public:
    /// A provider's pure judgement of an answer: nothing when it is good. The message need not name
    /// the request, call() puts its what() before it. RateLimited may carry retryAfterMs; without,
    /// the Retry-After header counts, else one early probe and then the next slot of the server's
    /// clock.
    using ClassifyFn = std::function<std::optional<Error>(const HttpResponse &)>;
    /// Makes the request of the next attempt; for requests that carry their time or a nonce.
    using BuildFn = std::function<HttpRequest()>;
    using SendFn = std::function<QCoro::Task<Result<HttpResponse>>(HttpRequest, std::stop_token)>;

    /// `seed` fixes the jitter (tests); without it each caller rolls its own.
    HttpCaller(HttpClient *client, Clock *clock, RetryPolicy policy = {},
               std::optional<quint32> seed = {});
    HttpCaller(SendFn send, Clock *clock, RetryPolicy policy = {},
               std::optional<quint32> seed = {});
    ~HttpCaller();
    HttpCaller(const HttpCaller &) = delete;
    HttpCaller &operator=(const HttpCaller &) = delete;

    /// Keys as in RequestGate: "host", or "host route" which is bound by "host" too when that has
    /// a limit. A key without a limit gets RateLimit's defaults.
    void setLimit(const QString &gateKey, const RateLimit &limit);

    /// Errors: those of HttpClient::send and of `classify`. Without `classify` errorFromStatus(). A
    /// wait of more than 5 minutes, told by the server, is answered RateLimited at once.
    QCoro::Task<Result<HttpResponse>> call(HttpRequest request, QString gateKey,
                                           ClassifyFn classify, std::stop_token stop);
    /// `what` as in HttpRequest; `build` is called once for each attempt, when its turn has come.
    QCoro::Task<Result<HttpResponse>> call(QString what, BuildFn build, QString gateKey,
                                           ClassifyFn classify, std::stop_token stop);
    /// Sees every answer of whatever status before it is judged, e.g. for the server's clock. Never
    /// called once this caller is gone.
    void onAnswer(std::function<void(const HttpResponse &)> observe);
    const RequestGate &gate() const;

private:
    struct State;
    static QCoro::Task<Result<HttpResponse>> run(std::shared_ptr<State> state, QString what,
                                                 BuildFn build, QString gateKey,
                                                 ClassifyFn classify, std::stop_token stop);
    static QCoro::Task<Result<TimeMs>> enter(std::shared_ptr<State> state, QString what,
                                             QString gateKey, std::stop_token stop);

    std::shared_ptr<State> m_state;
};

/// What a status says on its own: 2xx is good, 401 Unauthorized, 403 Forbidden, 404 NotFound,
/// 429 RateLimited, all else (3xx included) HttpStatus.
std::optional<Error> errorFromStatus(const HttpResponse &response);

} // namespace watchfloor
