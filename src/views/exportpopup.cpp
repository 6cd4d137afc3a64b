// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/exportpopup.h"

#include "models/choiceroles.h"
#include "views/choicedelegate.h"
#include "views/elidedlabel.h"
#include "views/palette.h"
#include "views/typography.h"

#include <QCheckBox>
#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr int exportPopupWidth = 520;

} // namespace

QString formatTitle(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Pdf:
        return ExportPopup::tr("PDF report");
    case ExportFormat::Csv:
        return ExportPopup::tr("CSV table");
    case ExportFormat::Json:
        return ExportPopup::tr("JSON table");
    case ExportFormat::Png:
        return ExportPopup::tr("PNG picture");
    case ExportFormat::Svg:
        break;
    }
    return ExportPopup::tr("SVG drawing");
}

QString formatSuffix(ExportFormat format)
{
    static const char *const suffixes[] = {"pdf", "csv", "json", "png", "svg"};
    return QString::fromLatin1(suffixes[static_cast<std::size_t>(format)]);
}

ExportPopup::ExportPopup(QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_title(new ElidedLabel(this))
    , m_scope(new ElidedLabel(this))
    , m_list(new QListWidget(this))
    , m_pseudonyms(new QCheckBox(tr("Pseudonyms for people"), this))
    , m_word(new QLabel(this))
{
    setObjectName(QStringLiteral("exportPopup"));
    setAccessibleName(tr("Export this view"));
    m_title->setFont(strongFont());
    m_scope->setFont(smallFont());
    m_scope->setColour(&Palette::muted);
    makeChoiceList(m_list);
    m_list->setAccessibleName(tr("Formats"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->installEventFilter(this);
    m_word->setTextFormat(Qt::PlainText);
    m_word->setWordWrap(true);
    m_word->setProperty("muted", true);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(gridStep, gridStep / 2, gridStep, 0);
    head->setSpacing(2);
    head->addWidget(m_title);
    head->addWidget(m_scope);
    head->addWidget(m_word);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(gridStep, gridStep, gridStep, gridStep);
    layout->setSpacing(gridStep);
    layout->addLayout(head);
    layout->addWidget(m_list, 1);
    auto *foot = new QVBoxLayout;
    foot->setContentsMargins(gridStep, 0, gridStep, gridStep / 2);
    foot->addWidget(m_pseudonyms);
    layout->addLayout(foot);
    m_pseudonyms->setToolTip(tr("Agents and contacts under made-up names, the same in every report "
                                "of this computer. Tables and pictures have the real ones."));
    connect(m_pseudonyms, &QCheckBox::toggled, this, &ExportPopup::fillDetails);
    connect(m_list, &QListWidget::itemClicked, this,
            [this](QListWidgetItem *item) { choose(m_list->row(item)); });
}

void ExportPopup::open(const QString &title, const QString &scope, std::vector<ExportOffer> offers,
                       const QString &word)
{
    setStyleSheet(QStringLiteral("#exportPopup { background: %1; border: 1px solid %2; }")
                      .arg(tokens().raised.name(), tokens().line.name()));
    m_offers = std::move(offers);
    m_title->setText(title);
    m_scope->setText(scope);
    m_scope->setVisible(!scope.isEmpty());
    m_word->setText(word);
    m_word->setVisible(!word.isEmpty());
    m_list->clear();
    for (const ExportOffer &offer : m_offers) {
        auto *item = new QListWidgetItem(formatTitle(offer.format), m_list);
        item->setData(ChoiceEndRole, QLatin1Char('.') + formatSuffix(offer.format));
    }
    m_pseudonyms->setVisible(
        std::any_of(m_offers.begin(), m_offers.end(),
                    [](const ExportOffer &offer) { return offer.format == ExportFormat::Pdf; }));
    m_list->setVisible(!m_offers.empty());
    m_list->setCurrentRow(0);
    fillDetails();
    int rows = 0;
    for (int row = 0; row < m_list->count(); ++row)
        rows += m_list->sizeHintForRow(row);
    m_list->setFixedHeight(rows + 2 * m_list->frameWidth() + 2);
    layout()->activate();
    int width = exportPopupWidth;
    if (const QWidget *shell = parentWidget() ? parentWidget()->window() : nullptr) {
        width = std::min(width, shell->width() - 4 * gridStep);
        move(shell->mapToGlobal(QPoint((shell->width() - width) / 2, 9 * gridStep)));
    }
    resize(width, layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width)
                                                : layout()->totalSizeHint().height());
    show();
    if (m_offers.empty())
        setFocus(Qt::PopupFocusReason);
    else
        m_list->setFocus(Qt::PopupFocusReason);
}

/// Only a report knows who is a person: what else there is cannot be had under pseudonyms.
void ExportPopup::fillDetails()
{
    const bool hidden = !m_pseudonyms->isHidden() && m_pseudonyms->isChecked();
    for (int row = 0; row < m_list->count(); ++row) {
        ExportOffer &offer = m_offers[static_cast<std::size_t>(row)];
        offer.pseudonymous = hidden && offer.format == ExportFormat::Pdf;
        const bool real = hidden && !offer.pseudonymous;
        const QString detail = real ? tr("has the real names only") : offer.detail;
        QListWidgetItem *item = m_list->item(row);
        item->setData(ChoiceDetailRole, detail);
        item->setData(ChoiceMutedRole, real);
        item->setData(Qt::AccessibleTextRole,
                      formatTitle(offer.format) + QStringLiteral(", ") + detail);
        item->setFlags(real ? Qt::NoItemFlags : Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    }
    const QListWidgetItem *current = m_list->currentItem();
    if (current && !(current->flags() & Qt::ItemIsEnabled))
        m_list->setCurrentRow(0); // a report comes first
}

void ExportPopup::choose(int row)
{
    const QListWidgetItem *item = m_list->item(row);
    if (!item || !(item->flags() & Qt::ItemIsEnabled))
        return;
    close();
    Q_EMIT chosen(row);
}

bool ExportPopup::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            choose(m_list->currentRow());
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void ExportPopup::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        choose(m_list->currentRow());
    else
        QFrame::keyPressEvent(event);
}

} // namespace watchfloor
