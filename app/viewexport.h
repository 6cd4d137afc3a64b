// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/fileexport.h"
#include "app/modeltable.h"
#include "app/pagebinding.h"
#include "app/paper/reportrun.h"
#include "app/picturedrawing.h"
#include "views/exportpopup.h"

#include <QObject>

#include <memory>

namespace watchfloor {

class MainWindow;
class PageBindings;

/// "Export this view": what the page offers, the file, the work behind it and what became of it.
class ViewExport : public QObject {
    Q_OBJECT
public:
    ViewExport(QString profileDir, const PageServices &services, MainWindow &window,
               const PageBindings &bindings, QObject *parent = nullptr);
    ~ViewExport() override;

    /// Shows what can be exported of the page on screen.
    void begin();
    /// Without asking where; finished in the status line.
    void save(const ExportOffer &offer, const QString &file);

    ExportPopup *popup() const { return m_popup; }
    bool isRunning() const { return m_files.isRunning() || m_table || m_picture || m_report; }

    /// Of the page on screen, as it stands.
    std::vector<ExportOffer> offers() const;

private:
    void choose(const ExportOffer &offer);
    void saveTable(const PageExport::Table &table, ExportFormat format, const QString &file);
    void saveConversations(const TableView &table, ExportFormat format, const QString &file);
    void savePicture(const PageExport::Picture &picture, ExportFormat format, const QString &file);
    void saveReport(const ReportPlan &plan, const QString &file);
    void tellRows(qint64 done, qint64 all);
    void onFinished(const Result<qint64> &rows, const QStringList &problems = {});
    void showFolder();
    QString scopeWords(bool withFilters = true) const;
    QString suggestedName(const ExportOffer &offer) const;
    QString nameOf(const ExportOffer &offer) const;

    PageServices m_services;
    MainWindow &m_window;
    const PageBindings &m_bindings;
    ExportPopup *m_popup; ///< the window's
    QString m_profileDir;
    FileExport m_files;
    std::unique_ptr<ModelTable> m_table;       ///< being read
    std::unique_ptr<PictureDrawing> m_picture; ///< being drawn
    std::unique_ptr<WorkerThread> m_paper;     ///< once there was a report
    std::unique_ptr<ReportRun> m_report;       ///< under way
    QString m_folder;                          ///< where the last one went
    QString m_file;                            ///< the last one
};

} // namespace watchfloor
