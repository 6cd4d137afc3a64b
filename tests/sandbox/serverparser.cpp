// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/serverparser.h"

#include <QList>
#include <QStringDecoder>

#include <algorithm>

namespace watchfloor::sandbox {

namespace {

bool isTokenChar(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
}

bool isToken(const QByteArray &text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenChar);
}

bool parseTarget(const QByteArray &target, Request *request)
{
    request->rawTarget = target;
    const qsizetype mark = target.indexOf('?');
    const QByteArray path = mark < 0 ? target : target.left(mark);
    if (!path.startsWith('/') || !percentDecode(path, false, &request->path))
        return false;
    if (mark < 0)
        return true;
    const QList<QByteArray> pairs = target.mid(mark + 1).split('&');
    for (const QByteArray &pair : pairs) {
        if (pair.isEmpty())
            continue;
        const qsizetype equals = pair.indexOf('=');
        QString key;
        QString value;
        if (!percentDecode(equals < 0 ? pair : pair.left(equals), true, &key) ||
            (equals >= 0 && !percentDecode(pair.mid(equals + 1), true, &value)))
            return false;
        request->query.emplace_back(key, value);
    }
    return true;
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

} // namespace

bool percentDecode(const QByteArray &text, bool plusIsSpace, QString *out)
{
    QByteArray bytes;
    bytes.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text.at(i);
        if (c == '+' && plusIsSpace) {
            bytes += ' ';
        } else if (c == '%') {
            const int high = i + 2 < text.size() ? hexDigit(text.at(i + 1)) : -1;
            const int low = i + 2 < text.size() ? hexDigit(text.at(i + 2)) : -1;
            if (high < 0 || low < 0)
                return false;
            bytes += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            bytes += c;
        }
    }
    QStringDecoder decoder(QStringConverter::Utf8, QStringConverter::Flag::Stateless);
    *out = decoder.decode(bytes);
    return !decoder.hasError();
}

RequestParser::State RequestParser::fail(int status, const char *text)
{
    m_errorStatus = status;
    m_errorText = text;
    m_buffer.clear();
    return State::Bad;
}

bool RequestParser::takeContinue()
{
    const bool wanted = m_haveHead && m_current.wantsContinue && m_buffer.isEmpty();
    m_current.wantsContinue = false;
    return wanted;
}

RequestParser::State RequestParser::next(ParsedRequest *out)
{
    if (m_errorStatus != 0)
        return State::Bad;
    if (!m_haveHead) {
        // Empty lines before a request are tolerated (RFC 9112, 2.2).
        while (m_buffer.startsWith("\r\n"))
            m_buffer.remove(0, 2);
        // As web servers do: a TLS greeting on the plain port is answered, not listened to.
        if (!m_buffer.isEmpty() && m_buffer.front() != '\r' && !isTokenChar(m_buffer.front()))
            return fail(400, "this is not HTTP");
        const qsizetype end = m_buffer.indexOf("\r\n\r\n");
        if (end < 0) {
            if (m_buffer.size() > MaxHead)
                return fail(431, "the request's head is too long");
            return State::NeedMore;
        }
        if (end > MaxHead)
            return fail(431, "the request's head is too long");
        const QByteArray head = m_buffer.left(end);
        m_buffer.remove(0, end + 4);
        if (parseHead(head) == State::Bad)
            return State::Bad;
        m_haveHead = true;
    }
    if (m_buffer.size() < m_bodyLength)
        return State::NeedMore;
    m_current.request.body = m_buffer.left(m_bodyLength);
    m_buffer.remove(0, m_bodyLength);
    m_haveHead = false;
    *out = std::move(m_current);
    m_current = {};
    return State::Ready;
}

RequestParser::State RequestParser::parseHead(const QByteArray &head)
{
    m_current = {};
    m_bodyLength = 0;
    QList<QByteArray> lines = head.split('\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (i + 1 < lines.size()) {
            if (!lines.at(i).endsWith('\r'))
                return fail(400, "a line does not end in CRLF");
            lines[i].chop(1);
        }
        if (lines.at(i).contains('\r') || lines.at(i).contains('\0'))
            return fail(400, "a stray control character");
    }
    const QList<QByteArray> parts = lines.first().split(' ');
    if (parts.size() != 3 || !isToken(parts.at(0)))
        return fail(400, "a malformed request line");
    if (parts.at(2) != "HTTP/1.1" && parts.at(2) != "HTTP/1.0")
        return fail(505, "HTTP/1.0 and HTTP/1.1 only");
    const bool modern = parts.at(2) == "HTTP/1.1";
    m_current.keepAlive = modern;
    Request &request = m_current.request;
    request.method = parts.at(0);
    if (!parseTarget(parts.at(1), &request))
        return fail(400, "a malformed request target");

    bool haveHost = false;
    bool haveLength = false;
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const QByteArray &line = lines.at(i);
        const qsizetype colon = line.indexOf(':');
        if (colon <= 0 || !isToken(line.left(colon)))
            return fail(400, "a malformed header");
        const QByteArray name = line.left(colon);
        const QByteArray value = line.mid(colon + 1).trimmed();
        const QByteArray lower = name.toLower();
        request.headers.emplace_back(name, value);
        if (lower == "host") {
            if (haveHost)
                return fail(400, "two Host headers");
            haveHost = true;
        } else if (lower == "content-length") {
            bool ok = false;
            const qlonglong length = value.toLongLong(&ok);
            if (!ok || length < 0 || value.startsWith('+') || haveLength)
                return fail(400, "a malformed Content-Length");
            if (length > MaxBody)
                return fail(413, "the body is too large");
            haveLength = true;
            m_bodyLength = static_cast<qsizetype>(length);
        } else if (lower == "transfer-encoding") {
            return fail(501, "chunked requests are not understood");
        } else if (lower == "connection") {
            if (value.toLower() == "close")
                m_current.keepAlive = false;
            else if (value.toLower() == "keep-alive")
                m_current.keepAlive = true;
        } else if (lower == "expect") {
            if (value.toLower() != "100-continue")
                return fail(417, "an unknown expectation");
            m_current.wantsContinue = true;
        }
    }
    if (modern && !haveHost)
        return fail(400, "no Host header");
    return State::NeedMore;
}

} // namespace watchfloor::sandbox
