// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QString>

#include <vector>

class QCheckBox;
class QLabel;
class QListWidget;

namespace watchfloor {

class ElidedLabel;

enum class ExportFormat { Pdf, Csv, Json, Png, Svg };

/// One way to export what is on screen.
struct ExportOffer {
    ExportFormat format = ExportFormat::Csv;
    int part = 0;              ///< which table or picture of the page
    QString detail;            ///< what will be in the file: "Agents, 43 rows, 12 columns"
    bool pseudonymous = false; ///< chosen so: people under made-up names; of a PDF alone
};

/// "PDF document", "CSV table".
QString formatTitle(ExportFormat format);
/// "pdf"
QString formatSuffix(ExportFormat format);

/// "Export this view": the formats the page offers. The file is chosen afterwards.
class ExportPopup : public QFrame {
    Q_OBJECT
public:
    explicit ExportPopup(QWidget *parent = nullptr);

    /// Over the upper part of its window. `scope`: range and filters in words; `word`: why there is
    /// nothing to choose.
    void open(const QString &title, const QString &scope, std::vector<ExportOffer> offers,
              const QString &word = {});

    const std::vector<ExportOffer> &offers() const { return m_offers; }
    QListWidget *list() const { return m_list; }
    QCheckBox *pseudonyms() const { return m_pseudonyms; }

Q_SIGNALS:
    /// Index into offers().
    void chosen(int offer);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void choose(int row);
    void fillDetails();

    std::vector<ExportOffer> m_offers;
    ElidedLabel *m_title;
    ElidedLabel *m_scope;
    QListWidget *m_list;
    QCheckBox *m_pseudonyms; ///< stays as it was left
    QLabel *m_word;
};

} // namespace watchfloor
