// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/httperrors.h"

#include <QLocale>

#include <algorithm>

namespace watchfloor {
namespace {

using Kind = Error::Kind;

QString subject(const HttpRequest &request)
{
    return QStringLiteral("%1 could not be fetched from %2")
        .arg(request.what(), hostName(request.url()));
}

Error fault(Kind kind, const HttpRequest &request, const QString &why, const QString &remedy,
            const QString &detail = {})
{
    QString text = subject(request) + QStringLiteral(": ") + why;
    text[0] = text.at(0).toUpper();
    return Error(kind, text, detail, remedy);
}

bool hasLineBreak(const QByteArray &text)
{
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

struct TlsReason {
    QSslError::SslError code;
    const char *why;
    const char *remedy;
};

// The first row that matches names the fault; an expired self-signed certificate is "expired".
constexpr TlsReason tlsReasons[]{
    {QSslError::CertificateRevoked, "its certificate was revoked",
     "Ask the server's administrator for a new certificate"},
    {QSslError::CertificateExpired, "its certificate has expired",
     "Ask the server's administrator to renew it, and check this computer's date"},
    {QSslError::CertificateNotYetValid, "its certificate is not valid yet",
     "Check this computer's date"},
    {QSslError::HostNameMismatch, "its certificate belongs to another host name",
     "Check the host name in the account's address"},
    {QSslError::SelfSignedCertificate, "its certificate is self-signed",
     "Add the certificate to this computer's trusted authorities, or ask for one that is trusted"},
    {QSslError::SelfSignedCertificateInChain, "its certificate comes from a self-signed authority",
     "Add that authority to this computer's trusted authorities"},
    {QSslError::UnableToGetLocalIssuerCertificate,
     "its certificate comes from an authority this computer does not know",
     "Add that authority to this computer's trusted authorities, or have the server send its "
     "chain"},
};

Error tlsError(const HttpRequest &request, const QString &text, const QList<QSslError> &errors)
{
    for (const TlsReason &reason : tlsReasons) {
        const bool found = std::any_of(errors.begin(), errors.end(), [&reason](const QSslError &e) {
            return e.error() == reason.code;
        });
        if (found) {
            return fault(Kind::Tls, request, QString::fromLatin1(reason.why),
                         QString::fromLatin1(reason.remedy));
        }
    }
    if (!errors.isEmpty()) {
        return fault(Kind::Tls, request, QStringLiteral("its certificate was refused"),
                     QStringLiteral("Ask the server's administrator to check the certificate"),
                     errors.first().errorString());
    }
    return fault(Kind::Tls, request, QStringLiteral("no encrypted connection could be agreed on"),
                 QStringLiteral("Check the port in the address, and that it serves https"), text);
}

struct NetworkReason {
    QNetworkReply::NetworkError code;
    Kind kind;
    const char *why;
    const char *remedy;
};

constexpr NetworkReason networkReasons[]{
    {QNetworkReply::ConnectionRefusedError, Kind::Network, "the connection was refused",
     "Check the address and its port, and that the server runs"},
    {QNetworkReply::RemoteHostClosedError, Kind::Network,
     "the connection was closed before the answer was complete",
     "If this goes on, ask the server's administrator"},
    {QNetworkReply::HostNotFoundError, Kind::Dns, "this host name was not found",
     "Check the spelling of the address and the connection of this computer"},
    {QNetworkReply::TimeoutError, Kind::Timeout, "the connection timed out",
     "Check the connection of this computer"},
    {QNetworkReply::ProxyTimeoutError, Kind::Timeout, "the proxy did not answer in time",
     "Check the proxy in the system's settings"},
    {QNetworkReply::ProxyAuthenticationRequiredError, Kind::Network,
     "the proxy wants a user name and password", "Check the proxy in the system's settings"},
    {QNetworkReply::ProxyConnectionRefusedError, Kind::Network, "the proxy refused the connection",
     "Check the proxy in the system's settings"},
    {QNetworkReply::ProxyConnectionClosedError, Kind::Network, "the proxy closed the connection",
     "Check the proxy in the system's settings"},
    {QNetworkReply::ProxyNotFoundError, Kind::Network, "the proxy's host name was not found",
     "Check the proxy in the system's settings"},
    {QNetworkReply::ProtocolFailure, Kind::Network, "what answered is not a web server",
     "Check the address and its port"},
    {QNetworkReply::UnknownContentError, Kind::Network, "the answer could not be unpacked",
     "If this goes on, ask the server's administrator"},
    {QNetworkReply::TemporaryNetworkFailureError, Kind::Network, "the network connection was lost",
     "Check the connection of this computer"},
};

QString secondsOf(DurationMs ms)
{
    return QLocale::c().toString(static_cast<double>(ms) / 1000.0, 'g', 6);
}

} // namespace

QString hostName(const QUrl &url)
{
    if (url.port() < 0)
        return url.host();
    return QStringLiteral("%1:%2").arg(url.host()).arg(url.port());
}

std::optional<Error> requestFault(const HttpRequest &request)
{
    const QUrl &url = request.url();
    if (!url.isValid() || url.host().isEmpty()) {
        return Error(Kind::BadInput, QStringLiteral("%1 has no usable address").arg(request.what()),
                     {}, QStringLiteral("Give an address such as https://support.example.com"));
    }
    const bool plain = url.scheme() == QLatin1String("http");
    if (!plain && url.scheme() != QLatin1String("https")) {
        return fault(Kind::BadInput, request, QStringLiteral("only https addresses are supported"),
                     QStringLiteral("Begin the address with https://"));
    }
    if (plain && !isLoopbackHost(url.host())) {
        return fault(
            Kind::BadInput, request,
            QStringLiteral("plain http would send the credential unprotected"),
            QStringLiteral("Use the https address; http is only for this computer itself"));
    }
    if (!url.userInfo().isEmpty()) {
        return fault(Kind::BadInput, request,
                     QStringLiteral("the address contains a user name or password"),
                     QStringLiteral("Remove the part before the @"));
    }
    for (const auto &[name, value] : request.headers()) {
        if (name.isEmpty() || hasLineBreak(name) || hasLineBreak(value)) {
            return fault(Kind::BadInput, request,
                         QStringLiteral("a credential or setting contains a line break"),
                         QStringLiteral("Enter the credential again, without line breaks"));
        }
    }
    return std::nullopt;
}

Error transportError(const HttpRequest &request, QNetworkReply::NetworkError code,
                     const QString &text, const QList<QSslError> &tlsErrors)
{
    // Qt puts the whole address, query included, into some of its texts.
    const QString detail = text.contains(QLatin1String("://")) ? QString() : text;
    if (code == QNetworkReply::SslHandshakeFailedError || !tlsErrors.isEmpty())
        return tlsError(request, detail, tlsErrors);
    for (const NetworkReason &reason : networkReasons) {
        if (reason.code == code) {
            return fault(reason.kind, request, QString::fromLatin1(reason.why),
                         QString::fromLatin1(reason.remedy));
        }
    }
    return fault(Kind::Network, request, QStringLiteral("the connection failed"),
                 QStringLiteral("Check the address and the connection of this computer"), detail);
}

Error unreachedError(const HttpRequest &request)
{
    const bool tls = request.url().scheme() == QLatin1String("https");
    return fault(Kind::Timeout, request,
                 tls ? QStringLiteral("no encrypted connection came about within %1 s")
                           .arg(secondsOf(request.reachTimeoutMs))
                     : QStringLiteral("no connection came about within %1 s")
                           .arg(secondsOf(request.reachTimeoutMs)),
                 tls ? QStringLiteral("Check the address, that its port serves https, and the "
                                      "connection of this computer")
                     : QStringLiteral("Check the address and its port"));
}

Error timeoutError(const HttpRequest &request, const QString &waitedFor, DurationMs waited)
{
    const QString seconds = secondsOf(waited);
    return fault(Kind::Timeout, request,
                 QStringLiteral("%1 did not come within %2 s").arg(waitedFor, seconds),
                 QStringLiteral("The server may be busy; check the address if this goes on"));
}

Error tooLargeError(const HttpRequest &request)
{
    const qint64 limit = request.maxBodyBytes;
    const QString size = limit >= 1024 * 1024 ? QStringLiteral("%1 MB").arg(limit / (1024 * 1024))
                                              : QStringLiteral("%1 bytes").arg(limit);
    return fault(Kind::TooLarge, request, QStringLiteral("the answer is larger than %1").arg(size),
                 QStringLiteral("Check that the address is that of the vendor's server"));
}

} // namespace watchfloor
