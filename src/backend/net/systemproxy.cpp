// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/systemproxy.h"

#include <QNetworkProxyFactory>

namespace watchfloor {

void useSystemProxies()
{
    QNetworkProxyFactory::setUseSystemConfiguration(true);
}

} // namespace watchfloor
