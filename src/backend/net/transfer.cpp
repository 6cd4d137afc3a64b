// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/transfer.h"

#include "backend/net/httperrors.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSslConfiguration>

#include <algorithm>
#include <limits>

namespace watchfloor {
namespace {

// What Qt's network thread may hold for us: bounds memory when this thread is busy.
constexpr qint64 readAhead = 1024 * 1024;
// Reading unpacks, on this thread: so much in one turn of its event loop.
constexpr qint64 bytesAtOnce = 128 * 1024;

QNetworkRequest wireRequest(const HttpRequest &request, const QSslConfiguration &tls)
{
    QNetworkRequest wire(request.url());
    wire.setSslConfiguration(tls);
    // Qt's redirects re-send our headers, credential included, to any origin.
    wire.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                      QNetworkRequest::ManualRedirectPolicy);
    // Several accounts may live on one host: nothing is remembered between requests.
    wire.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    wire.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    wire.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    wire.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    wire.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    // One stalled HTTP/2 connection would hold up every request; the gates keep us at a few anyway.
    wire.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    // We count the unpacked bytes ourselves; Qt's ratio check refuses honest repetitive lists.
    wire.setDecompressedSafetyCheckThreshold(-1);
    wire.setHeader(QNetworkRequest::UserAgentHeader,
                   QStringLiteral("Watchfloor/" WATCHFLOOR_VERSION));
    for (const auto &[name, value] : request.headers())
        wire.setRawHeader(name, value);
    return wire;
}

bool isAnswerOfStatus(int status, QNetworkReply::NetworkError error)
{
    // Codes above 200 say in Qt's words what the status said; below 200 the transport failed.
    return status >= 400 && error > QNetworkReply::UnknownProxyError;
}

} // namespace

Transfer::Transfer(QNetworkAccessManager *manager, const HttpRequest &request,
                   const QSslConfiguration &tls, const std::stop_token &stop)
    : m_request(request)
    , m_stop(stop)
{
    m_wakeup.wakeOnStop(m_stop);
    begin(manager, tls);
    watch();
}

Transfer::~Transfer()
{
    if (!m_reply)
        return;
    m_reply->disconnect(&m_context);
    if (m_reply->isRunning())
        m_reply->abort();
    m_reply->deleteLater();
}

void Transfer::begin(QNetworkAccessManager *manager, const QSslConfiguration &tls)
{
    const QNetworkRequest wire = wireRequest(m_request, tls);
    const QByteArray &verb = m_request.verb();
    if (verb == "GET" && m_request.body().isEmpty())
        m_reply = manager->get(wire);
    else if (verb == "HEAD")
        m_reply = manager->head(wire);
    else if (verb == "POST")
        m_reply = manager->post(wire, m_request.body());
    else if (verb == "PUT")
        m_reply = manager->put(wire, m_request.body());
    else
        m_reply = manager->sendCustomRequest(wire, verb, m_request.body());
    m_reply->setReadBufferSize(readAhead);
}

void Transfer::watch()
{
    QNetworkReply *reply = m_reply;
    QObject::connect(reply, &QNetworkReply::metaDataChanged, &m_context, [this] { headArrived(); });
    QObject::connect(reply, &QNetworkReply::readyRead, &m_context, [this] { readMore(); });
    QObject::connect(reply, &QNetworkReply::finished, &m_context, [this] { allArrived(); });
    QObject::connect(reply, &QObject::destroyed, &m_context, [this] { end(End::Finished); });
    QObject::connect(reply, &QNetworkReply::sslErrors, &m_context,
                     [this](const QList<QSslError> &errors) { m_tlsErrors = errors; });
    // Emitted for each request, also on a connection that was open already.
    QObject::connect(reply, &QNetworkReply::requestSent, &m_context,
                     [this] { m_reachTimer.stop(); });
    m_turn.setSingleShot(true);
    QObject::connect(&m_turn, &QTimer::timeout, &m_context, [this] { readMore(); });
    armTimer(m_reachTimer, m_request.reachTimeoutMs, End::NoConnection);
    armTimer(m_headTimer, m_request.connectTimeoutMs, End::NoHead);
    armTimer(m_totalTimer, m_request.totalTimeoutMs, End::TotalTime);
}

void Transfer::armTimer(QTimer &timer, DurationMs ms, End reason)
{
    timer.setSingleShot(true);
    QObject::connect(&timer, &QTimer::timeout, &m_context, [this, reason] { end(reason); });
    constexpr DurationMs longest = std::numeric_limits<int>::max();
    timer.start(static_cast<int>(std::clamp<DurationMs>(ms, 0, longest)));
}

void Transfer::end(End reason)
{
    if (m_end != End::Open)
        return;
    m_end = reason;
    m_wakeup.waker()();
}

void Transfer::headArrived()
{
    m_reachTimer.stop();
    if (m_headTimer.isActive()) {
        m_headTimer.stop();
        armTimer(m_silenceTimer, m_request.inactivityTimeoutMs, End::Silence);
    }
    const auto announced = m_reply->header(QNetworkRequest::ContentLengthHeader);
    const bool hasBody = m_request.verb() != "HEAD";
    if (hasBody && announced.isValid() && announced.toLongLong() > m_request.maxBodyBytes)
        end(End::TooLarge);
}

/// Nothing is waited for any more; what came is still to be read.
void Transfer::allArrived()
{
    for (QTimer *timer : {&m_reachTimer, &m_headTimer, &m_silenceTimer, &m_totalTimer})
        timer->stop();
    m_arrived = true;
    if (isBroken())
        end(End::Finished);
    else
        readMore();
}

void Transfer::readMore()
{
    if (m_end != End::Open)
        return;
    if (m_silenceTimer.isActive())
        m_silenceTimer.start();
    // Bit by bit: unpacking happens while reading, and a small packet can hold gigabytes.
    char piece[16 * 1024];
    for (qint64 room = bytesAtOnce; room > 0;) {
        const qint64 got = m_reply->isOpen() ? m_reply->read(piece, sizeof piece) : 0;
        if (got <= 0) {
            if (m_arrived)
                end(End::Finished);
            return;
        }
        m_body.append(piece, got);
        if (m_body.size() > m_request.maxBodyBytes)
            return end(End::TooLarge);
        room -= got;
    }
    m_turn.start(0);
}

/// The transport failed: no answer, or a part of one.
bool Transfer::isBroken() const
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    return m_reply->error() != QNetworkReply::NoError &&
           !isAnswerOfStatus(status, m_reply->error());
}

Result<HttpResponse> Transfer::take()
{
    if (m_stop.stop_requested() || !m_reply)
        return Error::cancelled();
    switch (m_end) {
    case End::NoConnection:
        return unreachedError(m_request);
    case End::NoHead:
        return timeoutError(m_request, QStringLiteral("the beginning of an answer"),
                            m_request.connectTimeoutMs);
    case End::Silence:
        return timeoutError(m_request, QStringLiteral("the next part of the answer"),
                            m_request.inactivityTimeoutMs);
    case End::TotalTime:
        return timeoutError(m_request, QStringLiteral("the end of the answer"),
                            m_request.totalTimeoutMs);
    case End::TooLarge:
        return tooLargeError(m_request);
    case End::Open:
    case End::Finished:
        break;
    }
    return answer();
}

Result<HttpResponse> Transfer::answer()
{
    const auto code = m_reply->error();
    HttpResponse response;
    response.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (code == QNetworkReply::OperationCanceledError)
        return Error::cancelled();
    if (isBroken())
        return transportError(m_request, code, m_reply->errorString(), m_tlsErrors);
    if (response.status == 0)
        return transportError(m_request, QNetworkReply::ProtocolFailure, {}, {});
    for (const auto &header : m_reply->rawHeaderPairs())
        response.headers.append(header);
    response.body = std::move(m_body);
    return response;
}

} // namespace watchfloor
