// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/jsonreader.h"

#include "backend/async/guithread.h"

#include <QJsonDocument>

#include <algorithm>
#include <cstring>

namespace watchfloor {
namespace {

Error notJson(const QString &what, const QString &detail, const QString &remedy)
{
    return Error(Error::Kind::NotJson, what, detail, remedy);
}

bool looksLikeHtml(const QByteArray &trimmed)
{
    constexpr qsizetype enough = 1024;
    return trimmed.startsWith('<') || trimmed.left(enough).toLower().contains("<html");
}

bool isUnterminated(const QJsonParseError &error)
{
    return error.error == QJsonParseError::UnterminatedString;
}

/// Something ended before its time: the parser stopped at the end, or in a last word (tru, \u00,
/// 1.5e) behind which no structure follows.
bool isCutOff(const QByteArray &bytes, qsizetype offset)
{
    const QByteArray rest = bytes.mid(std::max<qsizetype>(0, offset));
    constexpr qsizetype longestWord = 32;
    return rest.size() <= longestWord && std::none_of(rest.begin(), rest.end(), [](char c) {
               return std::strchr("{}[],:\"", c) != nullptr;
           });
}

/// QJsonDocument refuses a lone number, text, true, false or null.
std::optional<QJsonValue> scalar(const QByteArray &trimmed)
{
    constexpr qsizetype longest = 64 * 1024;
    if (trimmed.size() > longest)
        return std::nullopt;
    const auto list = QJsonDocument::fromJson('[' + trimmed + ']').array();
    if (list.size() != 1)
        return std::nullopt;
    return list.first();
}

} // namespace

Result<QJsonValue> parseJson(const QByteArray &bytes)
{
    if (bytes.size() > longestRefusal)
        refuseOnGuiThread("parsing JSON");
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    if (error.error == QJsonParseError::NoError) {
        if (document.isObject())
            return QJsonValue(document.object());
        return QJsonValue(document.array());
    }
    const QString repeated = QStringLiteral("If this goes on, ask the server's administrator");
    const QByteArray trimmed = bytes.trimmed();
    if (trimmed.isEmpty())
        return notJson(QStringLiteral("The answer is empty"), {}, repeated);
    if (looksLikeHtml(trimmed)) {
        return notJson(
            QStringLiteral("A web page came instead of data"), {},
            QStringLiteral("Check the address: a sign-in page or a proxy may stand before "
                           "the server"));
    }
    if (error.error == QJsonParseError::DeepNesting)
        return notJson(QStringLiteral("The answer is nested too deeply"), {}, repeated);
    if (!trimmed.startsWith('{') && !trimmed.startsWith('[')) {
        if (auto value = scalar(trimmed))
            return *std::move(value);
        return notJson(QStringLiteral("Plain text came instead of data"), {}, repeated);
    }
    const auto size = QString::number(bytes.size());
    if (isUnterminated(error) || isCutOff(bytes, error.offset)) {
        return notJson(QStringLiteral("The answer is cut off"),
                       QStringLiteral("after byte %1").arg(size), repeated);
    }
    return notJson(
        QStringLiteral("The answer is damaged"),
        QStringLiteral("at byte %1 of %2: %3").arg(error.offset).arg(size, error.errorString()),
        repeated);
}

} // namespace watchfloor
