// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/viewfiles.h"
#include "backend/reports/reportservice.h"
#include "models/commandlist.h"
#include "models/filtercatalogue.h"

#include <QHash>
#include <QObject>
#include <QTimer>

namespace watchfloor {

class MainWindow;

/// Between the window's shared scope and the cache: the choices of the filters, saved views, and
/// what Ctrl+K finds.
class ScopeBinding : public QObject {
    Q_OBJECT
public:
    ScopeBinding(const QString &profileDir, ReportService &reports, MainWindow &window,
                 QObject *parent = nullptr);
    ~ScopeBinding() override;

    /// The window was restored. `startView`: show the view that is chosen for the start.
    void start(bool startView);
    /// False: views cannot be saved.
    void setWritable(bool writable) { m_writable = writable; }
    /// The accounts have changed.
    void readChoices();
    /// What was saved is on disk.
    void flush() { m_files.flush(); }

    const SavedViews &views() const { return m_views; }
    bool showView(const QString &name);

Q_SIGNALS:
    /// One sentence for the window's foot.
    void notice(const QString &sentence);
    /// Who is who in the cache now.
    void catalogueRead(const watchfloor::FilterCataloguePtr &catalogue);

private:
    struct Found {
        RowId account = 0;
        QString id;
    };

    void connectViews();
    void onChoices(const FilterCataloguePtr &catalogue);
    void onViews(const ViewFolder &folder);
    void save(const QString &name);
    void rename(const QString &from, const QString &to);
    void remove(const QString &name);
    void showViews();
    void noteBaseline();
    void compareWithBaseline();

    void fillPages();
    void fillActions();
    void fillPeople(const FilterCatalogue &catalogue);
    void fillZones();
    void lookUp(const QString &text);
    void perform(const QString &key);
    void performAction(const QString &action);
    void editLevels();

    ReportService &m_reports;
    MainWindow &m_window;
    ViewFiles m_files;
    SavedViews m_views;
    bool m_writable = true;
    bool m_startPending = false;
    bool m_reading = false;
    bool m_hasZones = false;
    bool m_readAgain = false;
    QByteArray m_baseline; // the window as the current view left it
    QTimer m_soon;         // choices
    QTimer m_compare;
    QHash<QString, Found> m_found;
    std::vector<PaletteCommand> m_conversations;
    QString m_looked;
    int m_lookups = 0;
    WorkerThread m_thread;
};

} // namespace watchfloor
