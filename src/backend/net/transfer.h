// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/async/wakeup.h"
#include "backend/domain/result.h"
#include "backend/net/httprequest.h"
#include "backend/net/httpresponse.h"

#include <QPointer>
#include <QSslError>
#include <QTimer>

#include <stop_token>

class QNetworkAccessManager;
class QNetworkReply;
class QSslConfiguration;

namespace watchfloor {

/// One exchange on the wire, begun by the constructor. It lives in the frame of the coroutine that
/// awaits ended(); whatever ends it first (answer, deadline, size, stop) only notes the reason and
/// wakes that coroutine. So nothing is ever aborted or destroyed inside a signal of Qt's.
class Transfer {
public:
    Transfer(QNetworkAccessManager *manager, const HttpRequest &request,
             const QSslConfiguration &tls, const std::stop_token &stop);
    ~Transfer();
    Transfer(const Transfer &) = delete;
    Transfer &operator=(const Transfer &) = delete;

    Wakeup::Awaiter ended() const { return m_wakeup.wait(); }
    /// Once, after ended().
    Result<HttpResponse> take();

private:
    enum class End { Open, Finished, NoConnection, NoHead, Silence, TotalTime, TooLarge };

    void begin(QNetworkAccessManager *manager, const QSslConfiguration &tls);
    void watch();
    void armTimer(QTimer &timer, DurationMs ms, End end);
    void end(End reason);
    void headArrived();
    void allArrived();
    void readMore();
    bool isBroken() const;
    Result<HttpResponse> answer();

    HttpRequest m_request;
    std::stop_token m_stop;
    Wakeup m_wakeup;
    QPointer<QNetworkReply> m_reply;
    QList<QSslError> m_tlsErrors;
    QByteArray m_body;
    End m_end = End::Open;
    bool m_arrived = false; ///< all of it, or it broke off
    QTimer m_turn;          ///< of the event loop, for what is still to be read
    QTimer m_reachTimer;
    QTimer m_headTimer;
    QTimer m_silenceTimer;
    QTimer m_totalTimer;
    QObject m_context; // last: its end cuts all connections first
};

} // namespace watchfloor
