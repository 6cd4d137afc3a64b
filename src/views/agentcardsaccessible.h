// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace watchfloor {

class AgentCards;

/// Screen readers see the cards as a list: each said in one breath; pressing one does what Return
/// does, its further actions open its figures. Installs the factory once.
void installCardAccessibility();
/// Other cards, or another order.
void cardsChanged(AgentCards *cards);

} // namespace watchfloor
