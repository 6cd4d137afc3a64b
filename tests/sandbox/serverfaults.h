// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/http.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <optional>
#include <random>

namespace watchfloor::sandbox {

enum class TlsFault { None, Expired, Host, SelfSigned };

/// What goes wrong on one vendor's server. Rates are 0..1 per request, times milliseconds.
struct FaultSettings {
    int latencyMs = 0;
    int jitterMs = 0;       ///< up to this much is added to the latency
    double reset = 0;       ///< the connection is reset (RST)
    double drop = 0;        ///< it is closed without an answer
    double truncate = 0;    ///< Content-Length promises more than is sent
    double tooMany = 0;     ///< 429 as the vendor words it
    double serverError = 0; ///< 500, 502 or 503 with a proxy's HTML page
    double html = 0;        ///< 200 with an HTML page
    double types = 0;       ///< one scalar of the JSON is replaced by another type
    qint64 skewMs = 0;      ///< the server's clock is ahead by this much
    TlsFault tls = TlsFault::None;

    bool operator==(const FaultSettings &) const = default;
};

/// Vendor -> settings; a vendor without an entry behaves. Vendors: see vendorNames().
using FaultMap = QHash<QString, FaultSettings>;

const QStringList &vendorNames();

/// Reads "KIND=VALUE[@VENDOR],...": nullopt and one sentence in `error` when malformed. A switch
/// without a vendor holds for all four; later ones win. The truth server never fails.
std::optional<FaultMap> parseFaults(const QString &spec, QString *error);

enum class FaultKind { None, Reset, Drop, Truncate, TooMany, ServerError, Html, Types };

const char *faultName(FaultKind kind);

struct FaultDraw {
    int delayMs = 0;
    FaultKind kind = FaultKind::None;
    quint64 salt = 0; ///< which status, which scalar
};

/// Its own random numbers: switching faults on never changes the simulated world, and each
/// request takes equally many numbers whatever the rates are.
class FaultDice {
public:
    explicit FaultDice(quint64 seed)
        : m_random(seed)
    {
    }
    FaultDraw draw(const FaultSettings &settings);

private:
    double unit();

    std::mt19937_64 m_random;
};

/// The answer of a fault that answers by itself (429, proxy error, HTML page).
Response faultResponse(FaultKind kind, quint64 salt, const QString &vendor);

/// `json` with one scalar (chosen by `salt`) replaced by a value of another type. Text without a
/// scalar comes back unchanged.
QByteArray withWrongType(const QByteArray &json, quint64 salt);

} // namespace watchfloor::sandbox
