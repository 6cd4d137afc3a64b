// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rowtablemodel.h"
#include "models/sortedrows.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>

using namespace watchfloor;

namespace {

struct Item {
    QString key;
    QString name;
    std::optional<qint64> number;

    bool operator==(const Item &) const = default;
};

/// Keys without a model; column 1 is coarse, so that ties are many.
class RandomKeys : public RowKeys {
public:
    RandomKeys(std::size_t size, quint64 greatest, unsigned coarse)
    {
        QRandomGenerator random(quint32(greatest + coarse));
        for (std::size_t row = 0; row < size; ++row) {
            const RowKey key = random.generate64() % greatest;
            m_keys[0].push_back(random.bounded(50) == 0 ? NoRowKey : key);
            m_keys[1].push_back(key % coarse);
        }
    }

    std::size_t size() const override { return m_keys[0].size(); }
    std::vector<RowKey> sortKeys(int column) const override
    {
        return m_keys[static_cast<std::size_t>(column)];
    }
    bool areExact(int) const override { return true; }
    bool isLess(int, std::size_t, std::size_t) const override { return false; }
    std::vector<quint8> found(const QStringList &) const override { return {}; }

private:
    std::array<std::vector<RowKey>, 2> m_keys;
};

class ItemModel : public RowTableModel<Item> {
public:
    ItemModel()
        : RowTableModel<Item>(
              {{QStringLiteral("name"), QStringLiteral("Name"), QString()},
               {QStringLiteral("number"), QStringLiteral("Number"), QString(), ColumnKind::Number}})
    {
    }
    using RowTableModel<Item>::resetRows;
    using RowTableModel<Item>::updateRows;
    using RowTableModel<Item>::touchColumns;

protected:
    QVariant cell(int column, int role, const Item &row) const override
    {
        if (role == FilterRole)
            return row.name;
        if (column == 0)
            return role == Qt::DisplayRole || role == SortRole ? QVariant(row.name) : QVariant();
        if (role == SortRole)
            return row.number ? QVariant(*row.number) : QVariant();
        return role == Qt::DisplayRole && row.number ? QVariant(QString::number(*row.number))
                                                     : QVariant();
    }
    QString rowKey(const Item &row) const override { return row.key; }
    bool sameRow(const Item &a, const Item &b) const override { return a == b; }
};

std::vector<Item> items(const QString &keys)
{
    std::vector<Item> list;
    for (const QChar c : keys)
        list.push_back({QString(c), QString(c), c.unicode()});
    return list;
}

QString order(const QAbstractItemModel &model)
{
    QString keys;
    for (int row = 0; row < model.rowCount(); ++row)
        keys += model.index(row, 0).data(KeyRole).toString();
    return keys;
}

RowDiff diffOf(const std::vector<Item> &before, const std::vector<Item> &after)
{
    return diffRows(
        before, after, [](const Item &i) { return i.key; },
        [](const Item &a, const Item &b) { return a == b; });
}

} // namespace

class TestSortedRows : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void diffNamesRanges()
    {
        std::vector<Item> after = items(QStringLiteral("xadgy"));
        after[1].number = 1; // a changed
        const RowDiff diff = diffOf(items(QStringLiteral("abcdefg")), after);
        QCOMPARE(diff.removed, (std::vector<RowRange>{{4, 5}, {1, 2}})); // last first
        QCOMPARE(diff.kept, (std::vector<int>{1, 2, 3}));                // a d g
        QCOMPARE(diff.changed, (std::vector<RowRange>{{0, 0}}));
        QCOMPARE(diff.added, (std::vector<int>{0, 4})); // x y
    }

    void diffMatchesEqualKeysInOrder()
    {
        const RowDiff fewer = diffOf(items(QStringLiteral("aaa")), items(QStringLiteral("aa")));
        QCOMPARE(fewer.removed, (std::vector<RowRange>{{2, 2}}));
        QVERIFY(fewer.added.empty());
        const RowDiff more = diffOf(items(QStringLiteral("a")), items(QStringLiteral("aab")));
        QVERIFY(more.removed.empty());
        QCOMPARE(more.added, (std::vector<int>{1, 2}));
    }

    void updateEmitsFewSignals()
    {
        ItemModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.resetRows(items(QStringLiteral("abcdef")));
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        std::vector<Item> next = items(QStringLiteral("zafey"));
        next[2].number = 7; // f
        model.updateRows(next);
        QCOMPARE(order(model), QStringLiteral("aefzy"));
        QCOMPARE(removed.size(), 1);
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 2);
        QCOMPARE(reset.size(), 0);
        model.updateRows(next);
        QCOMPARE(changed.size(), 1); // nothing new, nothing said
    }

    void noDataIsLastBothWays()
    {
        ItemModel model;
        model.resetRows({{QStringLiteral("a"), QStringLiteral("a"), {}},
                         {QStringLiteral("b"), QStringLiteral("b"), 10},
                         {QStringLiteral("c"), QStringLiteral("c"), 9},
                         {QStringLiteral("d"), QStringLiteral("d"), {}},
                         {QStringLiteral("e"), QStringLiteral("e"), 100}});
        SortedRows sorted;
        sorted.setSourceModel(&model);
        sorted.sort(1, Qt::AscendingOrder);
        QCOMPARE(order(sorted), QStringLiteral("cbead"));
        sorted.sort(1, Qt::DescendingOrder);
        QCOMPARE(order(sorted), QStringLiteral("ebcad"));
    }

    void tiesKeepTheEarlierSort()
    {
        ItemModel model;
        model.resetRows({{QStringLiteral("1"), QStringLiteral("item 10"), 5},
                         {QStringLiteral("2"), QStringLiteral("item 9"), 5},
                         {QStringLiteral("3"), QStringLiteral("Item 1"), 6}});
        SortedRows sorted;
        sorted.setSourceModel(&model);
        sorted.sort(0, Qt::AscendingOrder); // numbers inside text, case apart
        QCOMPARE(order(sorted), QStringLiteral("321"));
        sorted.sort(1, Qt::AscendingOrder);
        QCOMPARE(order(sorted), QStringLiteral("213"));
        sorted.sort(-1);
        QCOMPARE(order(sorted), QStringLiteral("123")); // the source's order
    }

    void needleWantsEveryWord()
    {
        ItemModel model;
        model.resetRows({{QStringLiteral("1"), QStringLiteral("Jane Kim"), 1},
                         {QStringLiteral("2"), QStringLiteral("Kim Öz"), 2},
                         {QStringLiteral("3"), QStringLiteral("(.*)"), 3}});
        SortedRows sorted;
        sorted.setSourceModel(&model);
        sorted.setNeedle(QStringLiteral("  kim  ö"));
        QCOMPARE(order(sorted), QStringLiteral("2"));
        sorted.setNeedle(QStringLiteral(".*")); // text, not a pattern
        QCOMPARE(order(sorted), QStringLiteral("3"));
        sorted.setNeedle({});
        QCOMPARE(order(sorted), QStringLiteral("123"));
    }

    void manyRowsSortStably()
    {
        constexpr quint64 seconds = 90'000, milliseconds = quint64{1} << 41,
                          widest = quint64{1} << 62;
        for (const quint64 greatest : {seconds, milliseconds, widest}) {
            const RandomKeys keys(5000, greatest, 700);
            for (const auto order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
                const std::vector<RowKey> fine = keys.sortKeys(0), coarse = keys.sortKeys(1);
                std::vector<int> expected(keys.size());
                std::iota(expected.begin(), expected.end(), 0);
                std::stable_sort(expected.begin(), expected.end(), [&](int left, int right) {
                    const auto a = std::size_t(left), b = std::size_t(right);
                    if (coarse[a] != coarse[b])
                        return coarse[a] > coarse[b];
                    if (fine[a] == NoRowKey || fine[b] == NoRowKey)
                        return fine[a] < fine[b]; // no data is last both ways
                    return order == Qt::AscendingOrder ? fine[a] < fine[b] : fine[a] > fine[b];
                });
                RowOrderQuestion question;
                question.sorts = {{1, Qt::DescendingOrder}, {0, order}};
                QCOMPARE(orderOf(keys, question), expected);
                question.sorts = {{0, order}};
                const std::vector<int> rows = orderOf(keys, question);
                for (std::size_t i = 1; i < rows.size(); ++i) {
                    const auto a = std::size_t(rows[i - 1]), b = std::size_t(rows[i]);
                    const bool up = order == Qt::AscendingOrder || fine[b] == NoRowKey;
                    QVERIFY(fine[a] == fine[b] ? a < b : (fine[a] < fine[b]) == up);
                }
            }
        }
    }

    void clockTickDoesNotSort()
    {
        ItemModel model;
        model.resetRows(items(QStringLiteral("ba")));
        SortedRows sorted;
        sorted.setSourceModel(&model);
        sorted.sort(0);
        QSignalSpy layout(&sorted, &QAbstractItemModel::layoutChanged);
        QSignalSpy changed(&sorted, &QAbstractItemModel::dataChanged);
        model.touchColumns(1, 1);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(layout.size(), 0);
    }

    void stormOfRefreshesStaysRight()
    {
        ItemModel model;
        SortedRows sorted;
        sorted.setSourceModel(&model);
        QAbstractItemModelTester tester(&sorted,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        sorted.sort(1, Qt::DescendingOrder);
        QItemSelectionModel selection(&sorted);
        QRandomGenerator random(42);
        QString followed;
        for (int round = 0; round < 60; ++round) {
            std::vector<Item> next;
            for (int i = 0; i < 40; ++i) {
                if (random.bounded(3) == 0)
                    continue;
                const QString name = QStringLiteral("n%1").arg(i);
                next.push_back({name, name,
                                random.bounded(4) == 0 ? std::nullopt
                                                       : std::optional<qint64>(random.bounded(9))});
            }
            std::shuffle(next.begin(), next.end(), random);
            model.updateRows(next);
            sorted.setNeedle(round % 5 == 4 ? QStringLiteral("1") : QString());

            // Sorted, complete, and every row maps there and back.
            int expected = 0;
            for (const Item &item : next)
                expected += sorted.needle().isEmpty() || item.name.contains(QLatin1Char('1'));
            QCOMPARE(sorted.rowCount(), expected);
            for (int row = 0; row < sorted.rowCount(); ++row) {
                const QModelIndex index = sorted.index(row, 1);
                QCOMPARE(sorted.mapFromSource(sorted.mapToSource(index)), index);
                if (row == 0)
                    continue;
                const QVariant above = sorted.index(row - 1, 1).data(SortRole);
                const QVariant here = index.data(SortRole);
                QVERIFY(!here.isValid() ||
                        (above.isValid() && above.toLongLong() >= here.toLongLong()));
            }
            // The selected row stays the same item while it exists.
            const QModelIndexList chosen = selection.selectedRows();
            if (!chosen.isEmpty())
                QCOMPARE(chosen.first().data(KeyRole).toString(), followed);
            if (chosen.isEmpty() && sorted.rowCount() > 0) {
                const QModelIndex pick = sorted.index(random.bounded(sorted.rowCount()), 0);
                followed = pick.data(KeyRole).toString();
                selection.select(pick,
                                 QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestSortedRows)
#include "tst_sortedrows.moc"
