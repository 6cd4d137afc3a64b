// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

#include <optional>
#include <vector>

namespace watchfloor::test {

/// Reads RFC 4180 by the letter: CRLF ends every row, quotes stand at both ends of a field or not
/// at all, all rows are as long as the first. None where the text is anything else.
inline std::optional<std::vector<QStringList>> csvRows(const QByteArray &csv)
{
    std::vector<QStringList> rows;
    QStringList row;
    qsizetype at = 0;
    while (at < csv.size()) {
        QByteArray field;
        if (csv[at] == '"') {
            for (++at;; ++at) {
                if (at >= csv.size())
                    return std::nullopt;
                if (csv[at] == '"' && at + 1 < csv.size() && csv[at + 1] == '"')
                    ++at;
                else if (csv[at] == '"')
                    break;
                field += csv[at];
            }
            ++at;
        } else {
            while (at < csv.size() && csv[at] != ',' && csv[at] != '\r') {
                if (csv[at] == '"' || csv[at] == '\n')
                    return std::nullopt;
                field += csv[at++];
            }
        }
        row << QString::fromUtf8(field);
        if (at < csv.size() && csv[at] == ',') {
            ++at;
            if (at == csv.size())
                return std::nullopt;
            if (csv[at] == '\r')
                row << QString();
            else
                continue;
        }
        if (csv.mid(at, 2) != "\r\n" || (!rows.empty() && row.size() != rows.front().size()))
            return std::nullopt;
        at += 2;
        rows.push_back(std::exchange(row, {}));
    }
    return rows;
}

} // namespace watchfloor::test
