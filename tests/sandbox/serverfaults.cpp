// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/serverfaults.h"

#include <array>
#include <cmath>
#include <vector>

namespace watchfloor::sandbox {

namespace {

struct RateSwitch {
    const char *name;
    double FaultSettings::*rate;
};

constexpr std::array<RateSwitch, 7> RateSwitches{{
    {"reset", &FaultSettings::reset},
    {"drop", &FaultSettings::drop},
    {"truncate", &FaultSettings::truncate},
    {"429", &FaultSettings::tooMany},
    {"5xx", &FaultSettings::serverError},
    {"html", &FaultSettings::html},
    {"types", &FaultSettings::types},
}};

/// Sets one switch; a sentence when the kind or the value is unknown, else empty.
QString apply(const QString &kind, const QString &value, FaultSettings *settings)
{
    const QString wrong = QStringLiteral("--fault: '%1=%2' is not understood").arg(kind, value);
    for (const RateSwitch &entry : RateSwitches) {
        if (kind != QLatin1String(entry.name))
            continue;
        bool ok = false;
        const double rate = value.toDouble(&ok);
        if (!ok || !std::isfinite(rate) || rate < 0 || rate > 1)
            return wrong + QStringLiteral(", a rate between 0 and 1 is expected.");
        settings->*(entry.rate) = rate;
        return {};
    }
    if (kind == QLatin1String("latency") || kind == QLatin1String("jitter")) {
        bool ok = false;
        const int ms = value.toInt(&ok);
        if (!ok || ms < 0 || ms > 3'600'000)
            return wrong + QStringLiteral(", milliseconds from 0 to 3600000 are expected.");
        (kind == QLatin1String("latency") ? settings->latencyMs : settings->jitterMs) = ms;
        return {};
    }
    if (kind == QLatin1String("skew")) {
        bool ok = false;
        const double seconds = value.toDouble(&ok);
        if (!ok || !std::isfinite(seconds) || std::abs(seconds) > 1e9)
            return wrong + QStringLiteral(", seconds are expected.");
        settings->skewMs = std::llround(seconds * 1000);
        return {};
    }
    if (kind == QLatin1String("tls")) {
        if (value == QLatin1String("expired"))
            settings->tls = TlsFault::Expired;
        else if (value == QLatin1String("host"))
            settings->tls = TlsFault::Host;
        else if (value == QLatin1String("selfsigned"))
            settings->tls = TlsFault::SelfSigned;
        else
            return wrong + QStringLiteral(", expired, host or selfsigned is expected.");
        return {};
    }
    return wrong + QStringLiteral(", there is no such kind.");
}

struct Scalar {
    qsizetype from;
    qsizetype to;
};

qsizetype stringEnd(const QByteArray &json, qsizetype from)
{
    for (qsizetype i = from + 1; i < json.size(); ++i) {
        if (json.at(i) == '\\')
            ++i;
        else if (json.at(i) == '"')
            return i + 1;
    }
    return json.size();
}

/// Every value that is no object, array or key.
std::vector<Scalar> scalarsOf(const QByteArray &json)
{
    std::vector<Scalar> found;
    qsizetype i = 0;
    while (i < json.size()) {
        const char c = json.at(i);
        if (c == '"') {
            const qsizetype end = stringEnd(json, i);
            qsizetype after = end;
            while (after < json.size() && QByteArrayView(" \t\r\n").contains(json.at(after)))
                ++after;
            if (after >= json.size() || json.at(after) != ':')
                found.push_back({i, end});
            i = end;
        } else if (c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')) {
            qsizetype end = i;
            while (end < json.size() && !QByteArrayView(",]} \t\r\n").contains(json.at(end)))
                ++end;
            found.push_back({i, end});
            i = end;
        } else {
            ++i;
        }
    }
    return found;
}

Response page(int status, const char *title)
{
    Response response;
    response.status = status;
    response.headers.emplace_back("Content-Type", "text/html");
    response.body = QByteArray("<html>\r\n<head><title>") + title +
                    "</title></head>\r\n<body>\r\n" + "<center><h1>" + title +
                    "</h1></center>\r\n<hr><center>nginx</center>\r\n" + "</body>\r\n</html>\r\n";
    return response;
}

} // namespace

const QStringList &vendorNames()
{
    static const QStringList names{QStringLiteral("chatwoot"), QStringLiteral("rocketchat"),
                                   QStringLiteral("liveperson"), QStringLiteral("chatdash")};
    return names;
}

std::optional<FaultMap> parseFaults(const QString &spec, QString *error)
{
    FaultMap map;
    const QStringList parts = spec.split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const QString &raw : parts) {
        const QString part = raw.trimmed();
        const qsizetype equals = part.indexOf(QLatin1Char('='));
        if (equals <= 0) {
            *error = QStringLiteral("--fault: '%1' is not KIND=VALUE[@VENDOR].").arg(part);
            return std::nullopt;
        }
        const qsizetype at = part.indexOf(QLatin1Char('@'), equals);
        const QString kind = part.left(equals);
        const QString value = part.mid(equals + 1, at < 0 ? -1 : at - equals - 1);
        QStringList vendors = vendorNames();
        if (at >= 0) {
            const QString vendor = part.mid(at + 1);
            if (!vendors.contains(vendor)) {
                *error = QStringLiteral("--fault: there is no vendor '%1'.").arg(vendor);
                return std::nullopt;
            }
            vendors = QStringList{vendor};
        }
        for (const QString &vendor : std::as_const(vendors)) {
            *error = apply(kind, value, &map[vendor]);
            if (!error->isEmpty())
                return std::nullopt;
        }
    }
    return map;
}

const char *faultName(FaultKind kind)
{
    switch (kind) {
    case FaultKind::None:
        return "";
    case FaultKind::Reset:
        return "reset";
    case FaultKind::Drop:
        return "drop";
    case FaultKind::Truncate:
        return "truncate";
    case FaultKind::TooMany:
        return "429";
    case FaultKind::ServerError:
        return "5xx";
    case FaultKind::Html:
        return "html";
    case FaultKind::Types:
        return "types";
    }
    return "";
}

double FaultDice::unit()
{
    // std's distributions differ between libraries; this one does not.
    return static_cast<double>(m_random() >> 11) * 0x1.0p-53;
}

FaultDraw FaultDice::draw(const FaultSettings &settings)
{
    FaultDraw draw;
    draw.delayMs = settings.latencyMs + static_cast<int>(unit() * (settings.jitterMs + 1));
    const std::array<std::pair<FaultKind, double>, 7> rates{{
        {FaultKind::Reset, settings.reset},
        {FaultKind::Drop, settings.drop},
        {FaultKind::Truncate, settings.truncate},
        {FaultKind::TooMany, settings.tooMany},
        {FaultKind::ServerError, settings.serverError},
        {FaultKind::Html, settings.html},
        {FaultKind::Types, settings.types},
    }};
    for (const auto &[kind, rate] : rates) {
        const bool hit = unit() < rate;
        if (hit && draw.kind == FaultKind::None)
            draw.kind = kind;
    }
    draw.salt = m_random();
    return draw;
}

Response faultResponse(FaultKind kind, quint64 salt, const QString &vendor)
{
    if (kind == FaultKind::ServerError) {
        constexpr std::array<const char *, 3> titles{"500 Internal Server Error", "502 Bad Gateway",
                                                     "503 Service Temporarily Unavailable"};
        constexpr std::array<int, 3> codes{500, 502, 503};
        return page(codes[salt % 3], titles[salt % 3]);
    }
    if (kind == FaultKind::Html)
        return page(200, "Welcome");
    Response response;
    response.status = 429;
    if (vendor == QLatin1String("rocketchat")) {
        response.headers.emplace_back("Content-Type", "application/json");
        response.body = "{\"success\":false,\"error\":\"Error, too many requests. Please slow down."
                        " You must wait 1 seconds before trying this endpoint again."
                        " [error-too-many-requests]\"}";
    } else {
        response.headers.emplace_back("Content-Type", "text/plain");
        response.body = "Retry later\n";
    }
    return response;
}

QByteArray withWrongType(const QByteArray &json, quint64 salt)
{
    const std::vector<Scalar> scalars = scalarsOf(json);
    if (scalars.empty())
        return json;
    const Scalar &one = scalars[salt % scalars.size()];
    const char first = json.at(one.from);
    const char *other = "[]";
    if (first == '"')
        other = (salt >> 32) % 2 ? "{}" : "true";
    else if (first == '-' || (first >= '0' && first <= '9'))
        other = (salt >> 32) % 2 ? "\"wrong\"" : "{}";
    else if (first != 'n')
        other = "\"wrong\"";
    return json.left(one.from) + other + json.mid(one.to);
}

} // namespace watchfloor::sandbox
