// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/ids.h"
#include "support/loopbackserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace watchfloor::toy {

/// Deskbell's server: three people, a talk an hour for two days, the newest first.
class ToyServer {
public:
    static constexpr TimeMs now = 1'781'092'800'000; // 2026-06-10T12:00Z
    static constexpr int talks = 48;
    static constexpr int perPage = 20;

    ToyServer()
    {
        m_server.setResponder([this](const test::SeenRequest &request) { return answer(request); });
    }

    QString url() const { return m_server.url(QStringLiteral("/bell")).toString(); }
    int requests() const { return static_cast<int>(m_server.requests().size()); }

    /// Talk `number` (1 = newest): every 8th nobody's, the newest five open, every 8th of them
    /// unanswered.
    static QJsonObject talk(int number)
    {
        const TimeMs born = now - number * 3'600'000LL;
        const bool nobody = number % 8 == 0;
        const bool open = number <= 5;
        QJsonObject made{{QStringLiteral("no"), QStringLiteral("t%1").arg(number)},
                         {QStringLiteral("born"), born},
                         {QStringLiteral("changed"), born + 1'800'000},
                         {QStringLiteral("state"), open     ? QStringLiteral("talking")
                                                   : nobody ? QStringLiteral("missed")
                                                            : QStringLiteral("done")}};
        if (!nobody) {
            made.insert(QStringLiteral("who"), QStringLiteral("p%1").arg(number % 3 + 1));
            made.insert(QStringLiteral("answered"), born + number * 1'000);
            if (!open)
                made.insert(QStringLiteral("done"), born + 1'200'000);
        }
        return made;
    }

private:
    test::Reply answer(const test::SeenRequest &request)
    {
        const QByteArray path = request.path();
        if (path == "/bell/api/login") {
            const QJsonObject body = QJsonDocument::fromJson(request.body).object();
            if (body.value(u"password").toString() != QLatin1String("ding"))
                return test::Reply::json("{\"error\": \"wrong\"}", 401);
            if (body.value(u"code").toString() != QLatin1String("77"))
                return test::Reply::json("{\"error\": \"code needed\"}", 401);
            return test::Reply::json("{\"key\": \"bell-key\"}");
        }
        if (request.header("X-Bell-Key") != "bell-key")
            return test::Reply::json("{\"error\": \"no\"}", 401);
        if (path == "/bell/api/me")
            return test::Reply::json("{\"name\": \"Lena\", \"site\": 7, \"version\": \"1.2\"}");
        if (path == "/bell/api/people")
            return test::Reply::json(
                "[{\"id\": \"p1\", \"name\": \"Ann\", \"mail\": \"ann@bell.example\","
                " \"state\": \"here\"},"
                " {\"id\": \"p2\", \"name\": \"Bo\", \"mail\": \"bo@bell.example\","
                " \"state\": \"lunch\"},"
                " {\"id\": \"p3\", \"name\": \"Cy\", \"mail\": \"cy@bell.example\","
                " \"state\": \"dancing\"}]");
        const TimeMs born = request.query("born").toLongLong();
        const TimeMs changed = request.query("changed").toLongLong();
        QJsonArray all;
        for (int number = 1; number <= talks; ++number) {
            const QJsonObject row = talk(number);
            if (row.value(u"born").toInteger() >= born &&
                row.value(u"changed").toInteger() >= changed)
                all.append(row);
        }
        QJsonArray page;
        const int first = (request.query("page").toInt() - 1) * perPage;
        for (int i = first; i < std::min<int>(first + perPage, static_cast<int>(all.size())); ++i)
            page.append(all.at(i));
        const QJsonObject body{{QStringLiteral("talks"), page},
                               {QStringLiteral("total"), all.size()}};
        return test::Reply::json(QJsonDocument(body).toJson());
    }

    test::LoopbackServer m_server;
};

} // namespace watchfloor::toy
