// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/page.h"

#include <QVBoxLayout>

namespace watchfloor {

HostPage::HostPage(QString key, QString title, QString icon, QWidget *content, QWidget *parent)
    : Page(parent)
    , m_key(std::move(key))
    , m_title(std::move(title))
    , m_icon(std::move(icon))
    , m_content(content)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(content);
    setFocusProxy(content);
}

void HostPage::focusMain()
{
    m_content->setFocus();
}

} // namespace watchfloor
