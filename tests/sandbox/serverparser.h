// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/http.h"

#include <QByteArray>

namespace watchfloor::sandbox {

/// One request taken off a connection, with what the connection itself must know.
struct ParsedRequest {
    Request request;
    bool keepAlive = true;
    bool wantsContinue = false; ///< the client waits for "100 Continue" before it sends the body
};

/// HTTP/1.1 requests out of a byte stream that arrives in pieces of any size. Strict on purpose:
/// what a client of ours should never send (bare LF, folded headers, two lengths) is an error.
class RequestParser {
public:
    enum class State { NeedMore, Ready, Bad };

    static constexpr qsizetype MaxHead = 64 * 1024;
    static constexpr qsizetype MaxBody = 16 * 1024 * 1024;

    void feed(const QByteArray &bytes) { m_buffer += bytes; }

    /// Takes the next whole request. After Bad the stream is lost: answer and close.
    State next(ParsedRequest *out);

    /// True once for each request whose client asked for "100 Continue" and has sent no body yet.
    bool takeContinue();

    int errorStatus() const { return m_errorStatus; }
    const QByteArray &errorText() const { return m_errorText; }

private:
    State fail(int status, const char *text);
    State parseHead(const QByteArray &head);

    QByteArray m_buffer;
    ParsedRequest m_current;
    bool m_haveHead = false;
    qsizetype m_bodyLength = 0;
    int m_errorStatus = 0;
    QByteArray m_errorText;
};

/// Percent-decoding of UTF-8; false when an escape is broken. `plusIsSpace` for query strings.
bool percentDecode(const QByteArray &text, bool plusIsSpace, QString *out);

} // namespace watchfloor::sandbox
