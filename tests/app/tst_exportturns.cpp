// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/modeltable.h"
#include "app/picturedrawing.h"
#include "models/columnspec.h"
#include "models/roles.h"
#include "models/sortedrows.h"
#include "support/csvrows.h"
#include "support/exportdesk.h"
#include "support/fakecharts.h"
#include "support/pdfreader.h"
#include "views/chartfile.h"
#include "views/chartspage.h"
#include "views/page.h"
#include "views/palette.h"
#include "views/tableview.h"

#include <QAbstractTableModel>
#include <QCheckBox>
#include <QDir>
#include <QImageReader>
#include <QListWidget>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QXmlStreamReader>

#include <optional>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace watchfloor;
using namespace watchfloor::test;

/// A picture that is given up costs 8 bytes for each of its rows: Qt's writer leaves by longjmp and
/// loses its list of them. That is no fault of ours to be found here.
extern "C" const char *__lsan_default_suppressions();
extern "C" const char *__lsan_default_suppressions()
{
    return "leak:libQt6Gui.so";
}

namespace {

constexpr int manyRows = 5'000;
constexpr int manyColumns = 20;

/// Every number says which round of refreshing it is of.
class Rounds : public QAbstractTableModel {
public:
    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : manyRows;
    }
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : manyColumns;
    }
    QVariant data(const QModelIndex &index, int role) const override
    {
        if (role == SortRole)
            return index.column() == 0 ? qint64{index.row()} : m_round;
        return role == Qt::DisplayRole ? QString::number(m_round) : QVariant();
    }
    QVariant headerData(int section, Qt::Orientation, int role) const override
    {
        if (role == KeyRole || role == Qt::DisplayRole)
            return QStringLiteral("c%1").arg(section);
        return role == KindRole ? QVariant(static_cast<int>(ColumnKind::Number)) : QVariant();
    }
    /// As models refresh: all at once, or in place.
    void refresh(bool reset)
    {
        if (reset)
            beginResetModel();
        ++m_round;
        if (reset)
            endResetModel();
        else
            Q_EMIT dataChanged(index(0, 0), index(manyRows - 1, manyColumns - 1));
    }
    /// Time goes on: texts are other ones.
    void age() { Q_EMIT dataChanged(index(0, 0), index(manyRows - 1, 0), {Qt::DisplayRole}); }

private:
    qint64 m_round = 1;
};

class RoundsPage : public Page {
public:
    RoundsPage()
        : model(std::make_unique<Rounds>())
    {
        rows.setSourceModel(model.get());
        view.setRows(&rows);
        rows.sort(0, Qt::AscendingOrder);
        ChartsPage charts;
        charts.setVolume({fakeVolume(20), std::nullopt}, false);
        const auto one = charts.exported().pictures.front().scenes.front();
        for (int i = 0; i < 16; ++i) {
            picture.scenes.push_back(one);
            picture.scenes.back().title = QStringLiteral("Chart no. %1").arg(i + 1);
        }
    }
    QString key() const override { return QStringLiteral("rounds"); }
    QString title() const override { return QStringLiteral("Rounds"); }
    QString iconName() const override { return QStringLiteral("inbox"); }
    PageExport exported() const override
    {
        PageExport found;
        found.tables.push_back({QStringLiteral("rounds"), title(), &view, false});
        found.pictures.push_back(picture);
        return found;
    }
    QVariantMap saveState() const override { return {{QStringLiteral("split"), split}}; }

    std::unique_ptr<Rounds> model;
    SortedRows rows;
    TableView view;
    PageExport::Picture picture{QStringLiteral("rounds"), QStringLiteral("Rounds"), {}, nullptr};
    int split = 0;
};

/// A long table and a long picture on the screen, and what exports them.
struct Desk : ExportDesk {
    Desk()
    {
        window->addPage(page);
        window->showPage(page->key());
    }
    /// Calls `then` behind the first turn of what is under way.
    template<typename Work, typename Then>
    int turnsOf(Work *work, Then then)
    {
        QSignalSpy turns(work, &Work::progressed);
        bool first = true;
        QObject::connect(work, &Work::progressed, work, [&] {
            if (std::exchange(first, false))
                then();
        });
        const auto ended = [this] { return !exports->isRunning(); };
        return QTest::qWaitFor(ended, 60'000) ? static_cast<int>(turns.count()) : -1;
    }
    template<typename Then>
    int tableTurns(Then then)
    {
        exports->save({ExportFormat::Csv, 0, {}}, path("a.csv"));
        return turnsOf(exports->findChildren<ModelTable *>().constLast(), then);
    }
    template<typename Then>
    int pictureTurns(ExportFormat format, Then then)
    {
        exports->save({format, 0, {}}, path("a.picture"));
        return turnsOf(exports->findChildren<PictureDrawing *>().constLast(), then);
    }
    TaskCell *task() const { return window->statusStrip()->task(); }
    bool isFolderEmpty() const { return QDir(out.path()).isEmpty(); }

    RoundsPage *page = new RoundsPage; // the window's
};

using Meanwhile = std::function<void(Desk &)>;

} // namespace

Q_DECLARE_METATYPE(Meanwhile)

/// What is exported is taken out of a page while the window goes on, and is of one moment.
class TestExportTurns : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Light); }

    void aLongTableIsReadInTurns()
    {
        Desk desk;
        QString told;
        bool running = false;
        const int turns = desk.tableTurns([&] {
            told = desk.told();
            running = desk.task()->isRunning() && desk.exports->isRunning();
        });
        QVERIFY2(turns > 2, qPrintable(QString::number(turns)));
        QVERIFY2(told.startsWith(QStringLiteral("a.csv: ")) &&
                     told.endsWith(QStringLiteral(" of 5,000")),
                 qPrintable(told));
        QVERIFY(running);
        QVERIFY2(desk.told().contains(QStringLiteral("5,000 rows")), qPrintable(desk.told()));
        const auto csv = csvRows(desk.content("a.csv"));
        QVERIFY(csv);
        QCOMPARE(csv->size(), std::size_t(manyRows) + 1);
        for (const QStringList &row : *csv)
            QCOMPARE(std::size_t(row.size()), desk.page->view.visibleColumns().size());
    }

    /// Whatever happens behind the first turn, all rows are of one round.
    void aTableIsOfOneMoment_data()
    {
        QTest::addColumn<Meanwhile>("meanwhile");
        QTest::addColumn<QString>("round");
        QTest::addColumn<QString>("first");
        const auto row = [](const char *name, const char *round, const char *first,
                            const Meanwhile &work) {
            QTest::newRow(name) << work << QString::fromLatin1(round) << QString::fromLatin1(first);
        };
        row("a reset", "2", "0", [](Desk &desk) { desk.page->model->refresh(true); });
        row("values", "2", "0", [](Desk &desk) { desk.page->model->refresh(false); });
        row("two of them", "3", "0", [](Desk &desk) {
            desk.page->model->refresh(true);
            desk.page->model->refresh(false);
        });
        // Asked for before: in the order of the screen then.
        row("another order", "1", "0",
            [](Desk &desk) { desk.page->rows.sort(0, Qt::DescendingOrder); });
        row("a search", "1", "0",
            [](Desk &desk) { desk.page->rows.setNeedle(QStringLiteral("nobody")); });
        row("time", "1", "0", [](Desk &desk) { desk.page->model->age(); });
        row("another range, of which nothing came yet", "1", "0",
            [](Desk &desk) { ++desk.page->split; });
    }
    void aTableIsOfOneMoment()
    {
        QFETCH(Meanwhile, meanwhile);
        QFETCH(QString, round);
        QFETCH(QString, first);
        Desk desk;
        QVERIFY(desk.tableTurns([&] { meanwhile(desk); }) > 2);
        const auto csv = csvRows(desk.content("a.csv"));
        QVERIFY2(csv, qPrintable(desk.told()));
        QCOMPARE(csv->size(), std::size_t(manyRows) + 1);
        QCOMPARE((*csv)[1][0], first);
        for (std::size_t i = 1; i < csv->size(); ++i)
            QCOMPARE((*csv)[i][1], round);
    }

    /// Refreshed, but to answer another question than the one that was exported.
    void anotherQuestionEndsIt_data()
    {
        QTest::addColumn<Meanwhile>("meanwhile");
        QTest::newRow("of the page") << Meanwhile([](Desk &desk) { ++desk.page->split; });
        QTest::newRow("of the window") << Meanwhile([](Desk &desk) {
            ViewScope scope = desk.window->scope();
            scope.business = !scope.business;
            desk.window->setScope(scope);
        });
        QTest::newRow("a search") << Meanwhile(
            [](Desk &desk) { desk.page->rows.setNeedle(QStringLiteral("1")); });
        QTest::newRow("another page")
            << Meanwhile([](Desk &desk) { desk.window->showPage(QStringLiteral("agents")); });
    }
    void anotherQuestionEndsIt()
    {
        QFETCH(Meanwhile, meanwhile);
        Desk desk;
        desk.tableTurns([&] {
            meanwhile(desk);
            desk.page->model->refresh(true);
        });
        QVERIFY2(desk.told().contains(QStringLiteral("the view changed")), qPrintable(desk.told()));
        QVERIFY(desk.isFolderEmpty());
    }

    void rowsThatNeverRestAreGivenUp()
    {
        Desk desk;
        desk.exports->save({ExportFormat::Csv, 0, {}}, desk.path("a.csv"));
        auto *table = desk.exports->findChildren<ModelTable *>().constLast();
        connect(table, &ModelTable::progressed, desk.page,
                [&desk] { desk.page->model->refresh(false); });
        QTRY_VERIFY_WITH_TIMEOUT(!desk.exports->isRunning(), 30'000);
        QVERIFY2(desk.told().contains(QStringLiteral("kept changing")), qPrintable(desk.told()));
        QVERIFY(desk.isFolderEmpty());
    }

    void cancelledLeavesNothing()
    {
        Desk desk;
        const auto cancel = [&desk] { Q_EMIT desk.task()->cancelRequested(); };
        QCOMPARE(desk.tableTurns(cancel), 1);
        QVERIFY2(desk.told().contains(QStringLiteral("cancelled")), qPrintable(desk.told()));
        for (const ExportFormat format : {ExportFormat::Png, ExportFormat::Svg}) {
            QCOMPARE(desk.pictureTurns(format, cancel), 1);
            QVERIFY2(desk.told().contains(QStringLiteral("cancelled")), qPrintable(desk.told()));
        }
        // Not even when it is being packed already: cancelled until it is put in its place.
        FileExport files(desk.profile.path());
        std::optional<Result<qint64>> outcome;
        connect(&files, &FileExport::finished, this,
                [&outcome](const Result<qint64> &rows) { outcome = rows; });
        QImage image(2'000, 20'000, QImage::Format_RGB32);
        image.fill(Qt::white);
        files.writePicture(desk.path("a.png"), std::move(image), QStringLiteral("White"));
        files.cancel();
        QTRY_VERIFY_WITH_TIMEOUT(outcome, 30'000);
        QVERIFY(!*outcome && outcome->error().kind() == Error::Kind::Cancelled);
        QVERIFY(desk.isFolderEmpty());
    }

    /// However empty it is: packing comes by often, and goes no further than it may.
    void aPictureIsCancelledWhileItIsPacked()
    {
        QImage image(2'000, 10'000, QImage::Format_RGB32);
        image.fill(Qt::white);
        int pieces = 0;
        const auto all = [&pieces] { return ++pieces > 0; };
        QVERIFY(!pngOf(image, QStringLiteral("White"), all).isEmpty());
        QVERIFY2(pieces > 20, qPrintable(QString::number(pieces)));
        int asked = 0;
        const auto half = [&asked, pieces] { return ++asked < pieces / 2; };
        QVERIFY(pngOf(image, QStringLiteral("White"), half).isEmpty());
        QCOMPARE(asked, pieces / 2);
    }

    /// While its reader takes nothing, a pipe shows that not even the first piece is waited for.
    void aLongTableIsCancelledOnItsWay()
    {
        QTemporaryDir dir;
        const QString pipe = dir.filePath(QStringLiteral("a.csv"));
        const QByteArray name = QFile::encodeName(pipe);
        QCOMPARE(::mkfifo(name.constData(), 0600), 0);
        const int reader = ::open(name.constData(), O_RDONLY | O_NONBLOCK);
        QVERIFY(reader >= 0);
        const qint64 all = 8'000'000;
        RawTable table;
        table.columns = {rawColumn("name", "text")};
        table.rows.assign(8'000, {RawCell::text(QString(1000, u'x'))});
        FileExport files(dir.path());
        std::optional<Result<qint64>> outcome;
        connect(&files, &FileExport::finished, this,
                [&outcome](const Result<qint64> &rows) { outcome = rows; });
        files.writeTable(pipe, std::move(table), TableFormat::Csv, QTimeZone::utc());
        pollfd something{reader, POLLIN, 0};
        QCOMPARE(::poll(&something, 1, 30'000), 1);
        files.cancel();
        qint64 taken = 0;
        const auto drain = [reader, &taken] {
            char piece[64 * 1024];
            for (auto got = ::read(reader, piece, sizeof piece); got > 0;
                 got = ::read(reader, piece, sizeof piece))
                taken += got;
            return true;
        };
        QTRY_VERIFY_WITH_TIMEOUT(drain() && outcome, 30'000);
        ::close(reader);
        QVERIFY(!*outcome && outcome->error().kind() == Error::Kind::Cancelled);
        QVERIFY2(taken < all / 2, qPrintable(QString::number(taken)));
    }

    /// The rows go away below it, or all of the window does.
    void whatIsGoneIsNotWritten()
    {
        Desk desk;
        desk.tableTurns([&desk] { desk.page->model.reset(); });
        QVERIFY2(desk.told().contains(QStringLiteral("no longer on screen")),
                 qPrintable(desk.told()));
        QVERIFY(desk.isFolderEmpty());
    }
    void theWindowCloses_data()
    {
        QTest::addColumn<ExportFormat>("format");
        QTest::newRow("table") << ExportFormat::Csv;
        QTest::newRow("points") << ExportFormat::Png;
        QTest::newRow("vectors") << ExportFormat::Svg;
    }
    void theWindowCloses()
    {
        QFETCH(ExportFormat, format);
        Desk desk;
        desk.exports->save({format, 0, {}}, desk.path("a.file"));
        bool begun = false;
        const auto begin = [&begun] { begun = true; };
        if (format == ExportFormat::Csv)
            connect(desk.exports->findChildren<ModelTable *>().constLast(), &ModelTable::progressed,
                    this, begin);
        else
            connect(desk.exports->findChildren<PictureDrawing *>().constLast(),
                    &PictureDrawing::progressed, this, begin);
        QTRY_VERIFY(begun);
        desk.exports.reset(); // in the order of the program's end
        desk.bindings.reset();
        desk.window.reset();
        QVERIFY(desk.isFolderEmpty());
    }

    /// One chart each turn, and all that was on the page when it was asked for.
    void aPictureIsDrawnChartByChart()
    {
        Desk desk;
        QString told;
        const int turns = desk.pictureTurns(ExportFormat::Svg, [&] {
            told = desk.told();
            for (ChartScene &scene : desk.page->picture.scenes)
                scene.title = QStringLiteral("Later");
        });
        QCOMPARE(turns, 15);
        QCOMPARE(told, QStringLiteral("a.picture: 1 of 16"));
        QString text;
        QXmlStreamReader xml(desk.content("a.picture"));
        while (!xml.atEnd()) {
            xml.readNext();
            if (xml.isCharacters())
                text += xml.text().toString() + u'\n';
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        for (int i = 1; i <= 16; ++i)
            QVERIFY(text.contains(QStringLiteral("Chart no. %1\n").arg(i)));
        QVERIFY(!text.contains(QStringLiteral("Later")));
    }

    /// Part by part is no other picture: ground everywhere.
    void aPictureInPartsIsWhole()
    {
        Desk desk;
        QCOMPARE(desk.pictureTurns(ExportFormat::Png, [] {}), 15);
        QImageReader::setAllocationLimit(0); // 16 charts at twice the size
        const QImage image = QImage::fromData(desk.content("a.picture"), "png");
        QVERIFY(image.height() > 16 * 500);
        const QRgb surface = Palette::day().surface.rgb();
        for (int y = 0; y < image.height(); ++y) {
            QCOMPARE(image.pixel(2, y), surface); // the margins
            QCOMPARE(image.pixel(image.width() - 3, y), surface);
        }
    }

    /// No name on any page's paper, its search words included; what has real names is not offered.
    void pseudonymsAreOfReportsAlone_data()
    {
        QTest::addColumn<QByteArray>("page");
        for (const char *page : {"now", "agents", "conversations", "charts"})
            QTest::newRow(page) << QByteArray(page);
    }
    void pseudonymsAreOfReportsAlone()
    {
        QFETCH(QByteArray, page);
        ExportDesk desk;
        desk.show(page.constData());
        if (page == "agents") {
            desk.window->search(QStringLiteral("Ana"));
            QTRY_COMPARE(desk.window->currentPage()->exported().plan->view.agents->size(),
                         std::size_t(1));
        }
        desk.exports->begin();
        ExportPopup *popup = desk.exports->popup();
        QListWidget *list = popup->list();
        QVERIFY(popup->pseudonyms()->isVisible() && !popup->pseudonyms()->isChecked());
        list->setCurrentRow(list->count() - 1);
        QTest::keyClick(popup->pseudonyms(), Qt::Key_Space);
        QCOMPARE(list->currentRow(), 0);
        for (int row = 0; row < list->count(); ++row) {
            const ExportOffer &offer = popup->offers()[std::size_t(row)];
            const bool paper = offer.format == ExportFormat::Pdf;
            QCOMPARE(offer.pseudonymous, paper);
            QCOMPARE(bool(list->item(row)->flags() & Qt::ItemIsEnabled), paper);
        }
        ExportOffer offer = popup->offers().front();
        popup->close();
        const QRegularExpression people(QStringLiteral("\\b(Ana|Łukasz)\\b"));
        for (const bool hidden : {true, false}) {
            offer.pseudonymous = hidden;
            desk.exports->save(offer, desk.path("paper.pdf"));
            QTRY_VERIFY(!desk.exports->isRunning());
            const PdfReader read(desk.path("paper.pdf"));
            const QString all = read.text() + read.xml() + read.info();
            QVERIFY2(all.contains(people) != hidden, qPrintable(all));
            QCOMPARE(all.contains(QStringLiteral("pseudonyms")), hidden);
        }
    }
};

QTEST_MAIN(TestExportTurns)
#include "tst_exportturns.moc"
