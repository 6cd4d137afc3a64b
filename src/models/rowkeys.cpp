// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rowkeys.h"

#include "models/roles.h"

#include <QAbstractItemModel>
#include <QCollator>
#include <QHash>

#include <algorithm>

namespace watchfloor {

QCollator collation()
{
    // The "C" locale compares bytes: names deserve better, also on a bare server.
    const QLocale locale;
    QCollator collator(locale.language() == QLocale::C ? QLocale(QLocale::English) : locale);
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    return collator;
}

std::vector<RowKey> wordRanks(const QStringList &words)
{
    // The same word over and over is the rule; collating is what costs.
    QHash<QString, std::size_t> places;
    std::vector<std::size_t> placeOf;
    placeOf.reserve(static_cast<std::size_t>(words.size()));
    std::vector<QCollatorSortKey> keys;
    std::vector<std::size_t> order;
    const QCollator collator = collation();
    for (const QString &word : words) {
        const auto known = places.constFind(word);
        if (known != places.constEnd()) {
            placeOf.push_back(*known);
            continue;
        }
        places.insert(word, keys.size());
        placeOf.push_back(keys.size());
        if (!word.isEmpty())
            order.push_back(keys.size());
        keys.push_back(collator.sortKey(word));
    }
    std::sort(order.begin(), order.end(),
              [&keys](std::size_t a, std::size_t b) { return keys[a].compare(keys[b]) < 0; });
    std::vector<RowKey> ranks(keys.size(), NoRowKey);
    RowKey rank = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i > 0 && keys[order[i - 1]].compare(keys[order[i]]) != 0)
            ++rank;
        ranks[order[i]] = rank;
    }
    std::vector<RowKey> all;
    all.reserve(placeOf.size());
    for (const std::size_t place : placeOf)
        all.push_back(ranks[place]);
    return all;
}

namespace {

class RoleKeys : public RowKeys {
public:
    explicit RoleKeys(const QAbstractItemModel &model)
        : m_model(model)
    {
    }

    std::size_t size() const override { return static_cast<std::size_t>(m_model.rowCount()); }
    bool areExact(int) const override { return true; }
    bool isLess(int, std::size_t, std::size_t) const override { return false; }

    std::vector<RowKey> sortKeys(int column) const override
    {
        std::vector<RowKey> keys(size(), NoRowKey);
        QStringList texts;
        std::vector<std::size_t> rows; // of the texts
        for (std::size_t row = 0; row < keys.size(); ++row) {
            const QVariant value = at(row, column).data(SortRole);
            if (!value.isValid())
                continue;
            if (value.typeId() == QMetaType::QString) {
                texts.append(value.toString());
                rows.push_back(row);
            } else if (value.typeId() == QMetaType::Double) {
                keys[row] = rowKey(value.toDouble());
            } else {
                keys[row] = rowKey(static_cast<double>(value.toLongLong()));
            }
        }
        if (rows.empty())
            return keys;
        for (RowKey &key : keys) // numbers stand before texts
            key = key == NoRowKey ? key : key >> 1;
        const std::vector<RowKey> ranks = wordRanks(texts);
        for (std::size_t i = 0; i < rows.size(); ++i)
            keys[rows[i]] =
                ranks[i] == NoRowKey ? RowKey{1} << 63 : (RowKey{1} << 63) + 1 + ranks[i];
        return keys;
    }

    std::vector<quint8> found(const QStringList &words) const override
    {
        std::vector<quint8> passing(size(), 1);
        for (std::size_t row = 0; row < passing.size(); ++row) {
            const QString text = at(row, 0).data(FilterRole).toString();
            passing[row] = std::all_of(words.cbegin(), words.cend(), [&text](const QString &word) {
                return text.contains(word, Qt::CaseInsensitive);
            });
        }
        return passing;
    }

private:
    QModelIndex at(std::size_t row, int column) const
    {
        return m_model.index(static_cast<int>(row), column);
    }

    const QAbstractItemModel &m_model;
};

} // namespace

std::unique_ptr<RowKeys> rowKeysOf(const QAbstractItemModel &model)
{
    return std::make_unique<RoleKeys>(model);
}

} // namespace watchfloor
