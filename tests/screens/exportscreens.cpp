// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "screens/screens.h"

#include "support/fakecharts.h"
#include "support/fakereports.h"
#include "views/agentspage.h"
#include "views/chartspage.h"
#include "views/exportpopup.h"
#include "views/statusstrip.h"
#include "views/taskcell.h"

namespace watchfloor::test {
namespace {

void openExport(Stage &stage, std::vector<ExportOffer> offers, const QString &word = {})
{
    stage.window.showPage(QStringLiteral("agents"));
    stage.the<AgentsPage>().setReport(fakeAgents(40), false);
    auto *popup = new ExportPopup(&stage.window);
    popup->open(QStringLiteral("Export this view: Agents"),
                QStringLiteral("Acme support · Last 7 days · Berlin · Group: Billing · Channel: "
                               "WhatsApp"),
                std::move(offers), word);
}

Screen withTask(const char *name, std::function<void(TaskCell &)> tell, QSize size = usualSize)
{
    return {QLatin1String(name), size, [tell = std::move(tell)](Stage &stage) {
                stage.the<AgentsPage>().setReport(fakeAgents(40), false);
                stage.window.showPage(QStringLiteral("agents"));
                tell(*stage.window.statusStrip()->task());
            }};
}

} // namespace

void addExportScreens(std::vector<Screen> &all)
{
    all.push_back({QStringLiteral("export"), usualSize, [](Stage &stage) {
                       const QString table = QStringLiteral("Conversations by agent, 43 rows, 4 "
                                                            "columns");
                       const QString chart = QStringLiteral("Conversations by agent");
                       openExport(stage,
                                  {{ExportFormat::Pdf, 0,
                                    QStringLiteral("A4, with the definitions of its figures")},
                                   {ExportFormat::Csv, 0, table},
                                   {ExportFormat::Json, 0, table},
                                   {ExportFormat::Png, 0, chart},
                                   {ExportFormat::Svg, 0, chart}});
                   }});
    all.push_back({QStringLiteral("export-nothing"), usualSize, [](Stage &stage) {
                       openExport(stage, {},
                                  QStringLiteral("There is nothing on this page that could be "
                                                 "exported just now."));
                   }});
    all.push_back(withTask("export-running", [](TaskCell &task) {
        task.setProgress(QStringLiteral("conversations 2026-11-15 to 2026-11-21.csv: 412,000 of "
                                        "1,000,000"),
                         0.41);
    }));
    all.push_back(withTask("export-done", [](TaskCell &task) {
        task.setOutcome(QStringLiteral("agents 2026-11-21.csv written, 43 rows"), false,
                        QStringLiteral("Show folder"));
    }));
    all.push_back(withTask("export-failed", [](TaskCell &task) {
        task.setOutcome(QStringLiteral("“agents 2026-11-21.csv” was not written: the disk is full "
                                       "or takes nothing more. Free some space or choose another "
                                       "disk, then export again."),
                        true);
    }));
}

} // namespace watchfloor::test
