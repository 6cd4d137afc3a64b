// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/net/transfer.h"

#include <QCoroTask>

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSslConfiguration>
#include <QTimer>

#include <algorithm>
#include <cstring>
#include <functional>

namespace watchfloor::test {

/// An answer that is there at once, as a small packet that unpacks to this is.
class WholeReply : public QNetworkReply {
public:
    explicit WholeReply(QByteArray body)
        : m_body(std::move(body))
    {
        setAttribute(QNetworkRequest::HttpStatusCodeAttribute, 200);
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
        m_nextTurn.setSingleShot(true);
        connect(&m_nextTurn, &QTimer::timeout, this, [this] { m_inTurn = 0; });
        QTimer::singleShot(0, this, [this] {
            Q_EMIT metaDataChanged();
            Q_EMIT readyRead();
            setFinished(true);
            Q_EMIT finished();
        });
    }
    void abort() override {}
    qint64 bytesAvailable() const override { return m_body.size() - taken; }

    qint64 taken = 0;
    qint64 mostInATurn = 0;
    std::function<void()> whenTaken;

protected:
    qint64 readData(char *into, qint64 size) override
    {
        const qint64 got = std::min(size, m_body.size() - taken);
        std::memcpy(into, m_body.constData() + taken, static_cast<std::size_t>(got));
        taken += got;
        m_inTurn += got;
        mostInATurn = std::max(mostInATurn, m_inTurn);
        if (!m_nextTurn.isActive())
            m_nextTurn.start(0);
        if (whenTaken)
            whenTaken();
        return got;
    }

private:
    QByteArray m_body;
    qint64 m_inTurn = 0;
    QTimer m_nextTurn;
};

/// Gives that one whatever it is asked for.
class WholeReplies : public QNetworkAccessManager {
public:
    explicit WholeReplies(QByteArray body)
        : reply(new WholeReply(std::move(body)))
    {
        setAutoDeleteReplies(false);
    }
    QPointer<WholeReply> reply;

protected:
    QNetworkReply *createRequest(Operation, const QNetworkRequest &, QIODevice *) override
    {
        return reply;
    }
};

inline QCoro::Task<Result<HttpResponse>> exchangeOver(QNetworkAccessManager *manager,
                                                      HttpRequest request, std::stop_token stop)
{
    const QSslConfiguration tls;
    Transfer transfer(manager, request, tls, stop);
    co_await transfer.ended();
    co_return transfer.take();
}

} // namespace watchfloor::test
