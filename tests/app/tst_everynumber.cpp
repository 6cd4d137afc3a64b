// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/drillbinding.h"
#include "app/pagebindings.h"
#include "app/pagelist.h"
#include "backend/engine/metriccatalog.h"
#include "backend/reports/reportservice.h"
#include "models/roles.h"
#include "sandbox/simulation.h"
#include "support/deskcache.h"
#include "support/fakeclock.h"
#include "support/worldcache.h"
#include "views/agentspage.h"
#include "views/chartpanel.h"
#include "views/chartspage.h"
#include "views/conversationspage.h"
#include "views/drillchip.h"
#include "views/groupspage.h"
#include "views/mainwindow.h"
#include "views/metricpanel.h"
#include "views/palette.h"
#include "views/segments.h"

#include <QTemporaryDir>
#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

const qint64 epoch = at("2026-06-01T00:00:00.000Z");
const qint64 now = at("2026-06-05T13:31:07.250Z");

/// The window over the sandbox's centres of all four vendors.
struct Floor {
    Floor()
        : clock(now)
    {
        {
            const auto store = openStore(profile.path());
            int number = 0;
            for (const auto vendor : {sandbox::Vendor::Chatwoot, sandbox::Vendor::RocketChat,
                                      sandbox::Vendor::LivePerson, sandbox::Vendor::ChatDash}) {
                sandbox::Simulation simulation({vendor, 17, epoch, 4, 10, 4, false});
                simulation.advanceTo(now);
                const QString name = QStringLiteral("Centre %1").arg(++number);
                fillCache(*store, simulation.world(), {name, QStringLiteral("http://") + name},
                          name);
            }
        }
        reports = std::make_unique<ReportService>(profile.path(), clock);
        const PageServices services{*reports, clock};
        bindings = std::make_unique<PageBindings>(services, makeReportPages(services));
        window = std::make_unique<MainWindow>();
        for (const auto &binding : bindings->pages())
            window->addPage(&binding->page());
        new DrillBinding(services, *window, *bindings);
        QObject::connect(window.get(), &MainWindow::scopeChanged, bindings.get(),
                         &PageBindings::setScope);
        QObject::connect(window.get(), &MainWindow::pageShown, bindings.get(),
                         &PageBindings::showPage);
        ViewScope scope;
        scope.zone = QTimeZone("UTC");
        scope.range = {RangePreset::Last7Days, {}, {}};
        window->setScope(scope);
        window->setNow(clock.now());
        bindings->setScope(window->scope());
        bindings->setActive(true);
        window->resize(1900, 900);
        window->show();
        list = the<ConversationsPage>();
    }

    template<typename P>
    P *the() const
    {
        for (const auto &binding : bindings->pages()) {
            if (auto *found = qobject_cast<P *>(&binding->page()))
                return found;
        }
        return nullptr;
    }
    bool settle() const
    {
        return QTest::qWaitFor([this] { return bindings->settled(); }, 60'000);
    }
    void show(const Page &page)
    {
        window->showPage(page.key());
        if (!settle())
            problem = QStringLiteral("the page is never ready");
    }

    /// Does it, and compares the number with the list that was opened.
    void check(const Page &page, const QString &what, qint64 number,
               const std::function<void()> &open)
    {
        if (!problem.isEmpty() || (number == 0 && ++zeros > 12))
            return; // lists without a row are all alike
        open();
        if (window->currentPage() != list) {
            if (number != 0)
                problem = QStringLiteral("%1: %2 opens nothing").arg(what).arg(number);
            return;
        }
        if (!settle())
            problem = what + QStringLiteral(": no answer");
        const auto *chip = list->findChild<DrillChip *>();
        const QStringList notes = chip->words().notes;
        const QStringList words = chip->words().chip.split(QLatin1Char(' '));
        const qint64 times = QLocale().toLongLong(words.value(0));
        const qint64 conversations =
            words.value(1) == QLatin1String("in") ? QLocale().toLongLong(words.value(2)) : times;
        if (notes.isEmpty()) {
            ++opened;
            full += times > 0;
            if (times != number || conversations != list->model().rowCount())
                problem = QStringLiteral("%1: %2 stands there, opened: “%3”, %4 rows")
                              .arg(what)
                              .arg(number)
                              .arg(chip->words().chip)
                              .arg(list->model().rowCount());
        } else {
            ++excused; // the vendor's own figure, or a conversation it has not described
        }
        show(page);
    }

    /// Each number of such a table with its n, and the counts of its totals.
    void checkTable(const Page &page, MetricPanel &panel)
    {
        const SortedRows &rows = *panel.rows();
        for (int row = 0; row < rows.rowCount() && problem.isEmpty(); ++row) {
            for (const int column : panel.table()->visibleColumns()) {
                const QModelIndex index = rows.index(row, column);
                const MetricSpec *metric = metricSpec(index.data(MetricRole).toString());
                if (!metric || index.data(SortRole).isNull())
                    continue;
                const bool isCount = metric->unit == MetricUnit::Count;
                const QVariant n = index.data(isCount ? SortRole : SampleRole);
                if (n.isNull())
                    continue; // a figure of the vendor's that has no n
                check(page, nameOf(page, index), std::llround(n.toDouble()),
                      [&] { Q_EMIT panel.table()->activated(rows.index(row, column)); });
            }
        }
        for (const TotalsRow::Cell &cell : panel.totals()->cells()) {
            const QString key = rows.headerData(cell.column, Qt::Horizontal, MetricRole).toString();
            const MetricSpec *metric = metricSpec(key);
            bool whole = false;
            const qint64 number = QLocale().toLongLong(panel.totals()->cellText(cell), &whole);
            if (metric && metric->unit == MetricUnit::Count && whole)
                check(page, panel.totals()->cellName(cell), number,
                      [&] { Q_EMIT panel.totals()->opened(cell); });
        }
    }

    /// Each number of the table behind a chart. Of shares and rates the row's n.
    void checkChart(ChartsPage &page, const ChartQuestion &question)
    {
        page.setQuestion(question);
        if (!settle() || !page.panel()->chart()) {
            problem = QStringLiteral("no chart");
            return;
        }
        page.panel()->setTableShown(true);
        const ChartTable table = page.panel()->chart()->table();
        TableView *view = page.panel()->table();
        for (std::size_t r = 0; r < table.rows.size() && problem.isEmpty(); ++r) {
            for (std::size_t c = table.columns.size(); c-- > 0;) {
                const QString &key = table.columns[c].key;
                const bool counts =
                    key == QLatin1String("n") || key.endsWith(QLatin1String(".n")) ||
                    key.startsWith(QLatin1String("part")) || key == QLatin1String("before") ||
                    key == QLatin1String("conversations") ||
                    key == QLatin1String("conversations.before");
                const QVariant raw = table.rows[r].cells[c].raw;
                if (table.metrics.value(int(c)).isEmpty() || !counts || raw.isNull())
                    continue;
                const qint64 n = std::llround(raw.toDouble());
                check(page, nameOf(page, {}) + key + table.rows[r].cells[0].text, n, [&] {
                    page.panel()->setTableShown(true);
                    const int at = view->rows()->rowWithKey(table.rows[r].key);
                    Q_EMIT view->activated(view->rows()->index(at, int(c)));
                });
            }
        }
    }

    static QString nameOf(const Page &page, const QModelIndex &index)
    {
        const QString name = index.siblingAtColumn(0).data().toString();
        return QStringLiteral("%1, %2, %3 ")
            .arg(page.key(), name, index.data(MetricRole).toString());
    }

    QTemporaryDir profile;
    FakeClock clock;
    std::unique_ptr<ReportService> reports;
    std::unique_ptr<PageBindings> bindings;
    std::unique_ptr<MainWindow> window;
    ConversationsPage *list = nullptr;
    int opened = 0;
    int full = 0;
    int excused = 0;
    int zeros = 0;
    QString problem; ///< the first
};

} // namespace

/// Promise 1: behind each number stand exactly the conversations it counts. Of tables, totals, bars
/// and heat cells; what Now and the courses open: tst_nowdrill, tst_drill.
class TestEveryNumber : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        applyTheme(Theme::Light);
        m_floor = std::make_unique<Floor>();
        QVERIFY(m_floor->list && m_floor->settle());
    }
    void cleanupTestCase() { m_floor.reset(); }
    void init() { m_floor->opened = m_floor->full = m_floor->excused = m_floor->zeros = 0; }
    void cleanup()
    {
        qInfo("%d numbers opened, %d of them not 0, %d with a reason", m_floor->opened,
              m_floor->full, m_floor->excused);
        m_floor->problem.clear();
    }

    void ofAgents()
    {
        auto &page = *m_floor->the<AgentsPage>();
        m_floor->show(page);
        m_floor->checkTable(page, *page.panel());
        QVERIFY2(m_floor->problem.isEmpty(), qPrintable(m_floor->problem));
        QVERIFY(m_floor->full > 20);
    }

    void ofGroups_data()
    {
        QTest::addColumn<QString>("rows");
        for (const char *rows : {"group", "skill", "inbox", "channel", "account"})
            QTest::newRow(rows) << QString::fromLatin1(rows);
    }
    void ofGroups()
    {
        QFETCH(QString, rows);
        auto &page = *m_floor->the<GroupsPage>();
        m_floor->show(page);
        page.showPart(rows);
        QCOMPARE(page.segments()->chosen(), rows);
        QVERIFY(m_floor->settle());
        m_floor->checkTable(page, *page.panel());
        QVERIFY2(m_floor->problem.isEmpty(), qPrintable(m_floor->problem));
        QVERIFY(m_floor->full > 3);
    }

    void ofCharts_data()
    {
        QTest::addColumn<ChartQuestion>("question");
        ChartQuestion volume;
        QTest::newRow("agents") << volume;
        volume.split = ChartQuestion::Split::Status;
        QTest::newRow("agents by status") << volume;
        ChartQuestion heat;
        heat.kind = ChartQuestion::Kind::Heat;
        QTest::newRow("heat map") << heat;
    }
    void ofCharts()
    {
        QFETCH(ChartQuestion, question);
        auto &page = *m_floor->the<ChartsPage>();
        m_floor->show(page);
        m_floor->checkChart(page, question);
        QVERIFY2(m_floor->problem.isEmpty(), qPrintable(m_floor->problem));
        QVERIFY(m_floor->full > 3);
    }

private:
    std::unique_ptr<Floor> m_floor;
};

Q_DECLARE_METATYPE(ChartQuestion)

QTEST_MAIN(TestEveryNumber)
#include "tst_everynumber.moc"
