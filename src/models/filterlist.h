// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/filtercatalogue.h"

#include <QAbstractListModel>

namespace watchfloor {

/// The choices of one dimension, searched, with their ticks. Those chosen when it was opened come
/// first, so that nobody has to look for what is on.
class FilterList : public QAbstractListModel {
    Q_OBJECT
public:
    explicit FilterList(QObject *parent = nullptr);

    void setCatalogue(FilterCataloguePtr catalogue);
    /// What is ticked. Everything but `dimension` is kept as it is.
    void setFilter(const ViewFilter &filter);
    const ViewFilter &filter() const { return m_filter; }
    void setDimension(FilterDimension dimension);
    FilterDimension dimension() const { return m_dimension; }
    /// Words that must all occur; those that begin a word of a name come first.
    void setNeedle(const QString &needle);
    /// Of the dimension, searched for or not; "none" does not count.
    int choiceCount() const;

    void toggle(int row);
    /// Takes off all of this dimension.
    void clearDimension();

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void filterChanged();

private:
    const FilterEntry &entry(int row) const
    {
        return m_catalogue->entries(m_dimension)[m_rows[static_cast<size_t>(row)]];
    }
    void rebuild();

    FilterCataloguePtr m_catalogue;
    FilterDimension m_dimension = FilterDimension::Agent;
    ViewFilter m_filter;
    ViewFilter m_opened; // as it was when the dimension was opened: the order does not jump
    QStringList m_words;
    std::vector<size_t> m_rows;
};

} // namespace watchfloor
