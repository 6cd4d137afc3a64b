// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/httpclient.h"

#include "backend/async/guithread.h"
#include "backend/async/stoplink.h"
#include "backend/net/httperrors.h"
#include "backend/net/slotqueue.h"
#include "backend/net/transfer.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QNetworkAccessManager>

#include <map>
#include <optional>

namespace watchfloor {
namespace {

// As many connections as Qt opens to one host: a request beyond them waits here, where its
// deadlines do not run yet.
constexpr int connectionsPerOrigin = 6;

QString originOf(const QUrl &url)
{
    return QStringLiteral("%1://%2:%3").arg(url.scheme(), url.host()).arg(url.port());
}

} // namespace

struct HttpClient::Private {
    QNetworkAccessManager manager;
    std::optional<QSslConfiguration> tls; ///< read at the first request: that takes a frame
    std::stop_source abort;
    std::map<QString, SlotQueue> queues;
    int active = 0;

    struct Active {
        explicit Active(Private *owner)
            : self(owner)
        {
            ++self->active;
        }
        ~Active() { --self->active; }
        Active(const Active &) = delete;
        Active &operator=(const Active &) = delete;
        Private *self;
    };

    static QCoro::Task<Result<HttpResponse>> exchange(Private *self, HttpRequest request,
                                                      std::stop_token stop);
};

QCoro::Task<Result<HttpResponse>> HttpClient::Private::exchange(Private *self, HttpRequest request,
                                                                std::stop_token stop)
{
    // The destructor waits for this count, so `self` outlives every line below.
    const Active active(self);
    if (const auto fault = requestFault(request))
        co_return *fault;

    const std::stop_source either;
    const StopLink asked(stop, either);
    const StopLink closed(self->abort.get_token(), either);
    const std::stop_token token = either.get_token();

    SlotQueue &queue =
        self->queues.try_emplace(originOf(request.url()), connectionsPerOrigin).first->second;
    const bool granted = co_await queue.acquire(token);
    if (!granted)
        co_return Error::cancelled();
    const SlotPermit permit(&queue);
    if (token.stop_requested())
        co_return Error::cancelled();

    if (!self->tls)
        self->tls = QSslConfiguration::defaultConfiguration();
    Transfer transfer(&self->manager, request, *self->tls, token);
    co_await transfer.ended();
    co_return transfer.take();
}

HttpClient::HttpClient()
    : d(std::make_unique<Private>())
{
    // Proxies are the program's (app sets the system's); Qt itself never uses one for loopback.
    d->manager.setAutoDeleteReplies(false);
}

HttpClient::~HttpClient()
{
    for (int round = 0; d->active > 0 && round < 8; ++round) {
        abortAll();
        QCoreApplication::processEvents();
    }
    // What is left waits for something that does not know how to stop.
    if (d->active > 0)
        refuseOnGuiThread("waiting for the network");
    while (d->active > 0) {
        abortAll();
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    }
}

QCoro::Task<Result<HttpResponse>> HttpClient::send(HttpRequest request, std::stop_token stop)
{
    return Private::exchange(d.get(), std::move(request), std::move(stop));
}

void HttpClient::abortAll()
{
    // A fresh source first: what is sent from now on is not meant.
    auto current = std::exchange(d->abort, std::stop_source());
    current.request_stop();
}

void HttpClient::setSslConfiguration(const QSslConfiguration &configuration)
{
    d->tls = configuration;
}

} // namespace watchfloor
