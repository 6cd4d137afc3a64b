// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/error.h"
#include "backend/net/httpresponse.h"
#include "support/batchdump.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTest>

#include <functional>

namespace watchfloor::test {

using Parse = std::function<Result<SyncBatch>(const QByteArray &)>;
using ParserFor = std::function<Parse(const QString &name)>;
using Classify = std::function<std::optional<Error>(const HttpResponse &)>;

inline HttpResponse answer(int status, const QByteArray &body,
                           const QByteArray &type = "application/json")
{
    HttpResponse response;
    response.status = status;
    response.body = body;
    response.headers.emplaceBack("Content-Type", type);
    return response;
}

inline QByteArray fileBytes(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A vendor's folder of pairs NAME.in.json (the wire) and NAME.out.json (the batch).
class GoldenFiles {
public:
    explicit GoldenFiles(const char *vendor)
        : m_folder(QStringLiteral(TEST_DATA_DIR "/providers/") + QLatin1String(vendor) + u'/')
    {
    }

    QStringList names() const
    {
        QStringList names =
            QDir(m_folder).entryList({QStringLiteral("*.in.json")}, QDir::Files, QDir::Name);
        for (QString &name : names)
            name.chop(8);
        return names;
    }
    QByteArray wire(const QString &name) const
    {
        return fileBytes(m_folder + name + QStringLiteral(".in.json"));
    }
    /// One row for each pair, in the column "name".
    void addRows() const
    {
        QTest::addColumn<QString>("name");
        for (const QString &name : names())
            QTest::newRow(qPrintable(name)) << name;
    }
    /// The pair's batch, as text, which must equal the golden one.
    void compare(const QString &name, const Parse &parse, QByteArray *text) const
    {
        QVERIFY2(parse, "no parser for this file");
        const auto batch = parse(wire(name));
        QVERIFY2(batch.ok(), batch ? "" : qPrintable(batch.error().sentence()));
        const QJsonObject dump = batchToJson(*batch);
        const QByteArray difference =
            differenceToGolden(m_folder + name + QStringLiteral(".out.json"), dump);
        QVERIFY2(difference.isEmpty(), difference.constData());
        *text = QJsonDocument(dump).toJson();
    }
    /// Any wire form cut anywhere is refused as a whole and never crashes. Files that begin with
    /// `wrapped` are made for the test and no wire form.
    void compareTruncated(const ParserFor &parserFor, const char *wrapped) const
    {
        int files = 0;
        for (const QString &name : names()) {
            const QByteArray whole = wire(name).trimmed();
            const Parse parse = parserFor(name);
            if (!parse || name.startsWith(QLatin1String(wrapped)))
                continue;
            ++files;
            for (qsizetype size = 0; size < whole.size(); size += 97) {
                const auto batch = parse(whole.left(size));
                QVERIFY(!batch.ok());
                QCOMPARE(batch.error().kind(), Error::Kind::NotJson);
            }
        }
        QVERIFY(files > 3);
    }

private:
    QString m_folder;
};

// A table of refusals: what the server answers, what it means, and what the sentence says.
inline void addRefusalColumns()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("says");
}

inline void addRefusal(const char *name, int status, const char *body, const char *type,
                       Error::Kind kind, const char *says)
{
    QTest::newRow(name) << status << QByteArray(body) << QByteArray(type) << static_cast<int>(kind)
                        << QString::fromUtf8(says);
}

inline void compareRefusal(const Classify &classify)
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, type);
    QFETCH(const int, kind);
    QFETCH(const QString, says);
    const auto error = classify(answer(status, body, type));
    QVERIFY(error.has_value());
    QCOMPARE(error->kind(), static_cast<Error::Kind>(kind));
    QCOMPARE(error->httpStatus(), status);
    QVERIFY2(error->sentence().contains(says), qPrintable(error->sentence()));
    QVERIFY(!error->remedy().isEmpty());
}

} // namespace watchfloor::test
