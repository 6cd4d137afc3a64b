// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/async/clock.h"
#include "backend/domain/result.h"
#include "backend/net/httprequest.h"
#include "backend/net/httpresponse.h"

#include <QCoroTask>
#include <QSslConfiguration>

#include <memory>
#include <stop_token>

namespace watchfloor {

/// HTTP/1.1 for one thread, at most six requests to one origin at a time (the others wait in order,
/// their deadlines not running yet). Follows no redirect (a 3xx comes back as the answer, so no
/// header ever reaches another origin), keeps no cookie, uses the system's proxies
/// (never for loopback), accepts gzip, and refuses plain http except to loopback and any TLS error.
///
/// It never waits: send() awaits, and bodies are only gathered; whoever parses them is guarded
/// (parseJson(), parsedHere()). Its end alone can come to wait, for one who asks again whenever it
/// is told Cancelled: on the window's thread that ends a test build (refuseOnGuiThread()).
class HttpClient {
public:
    HttpClient();
    /// Aborts, and runs the event loop until every send() has answered: a few turns.
    ~HttpClient();
    HttpClient(const HttpClient &) = delete;
    HttpClient &operator=(const HttpClient &) = delete;

    /// Any HTTP status is a success here. Errors: Network, Dns, Tls, Timeout, Cancelled, TooLarge,
    /// BadInput (plain http to another machine). The sentence names host and request, never the
    /// query, a header or a body.
    QCoro::Task<Result<HttpResponse>> send(HttpRequest request, std::stop_token stop);

    /// Aborts what is in flight; each send() answers Cancelled.
    void abortAll();

    /// Tests add their own certificate authority here.
    void setSslConfiguration(const QSslConfiguration &configuration);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace watchfloor
