"""The network: our own figures and those that sister platforms publish."""

from __future__ import annotations

from datetime import date

from matchbot.core.insight.network import Told, figures_from, figures_of
from matchbot.flows.office import Office


def network(office: Office, today: date) -> list[Told]:
    """Ours first, then each sister whose feed was read and is not too old, by host."""
    k, now = office.knowledge(), office.clock.now()
    own = Told(k.platform.name, office.link("impact"), today, figures_of(k.catalogue))
    with office.store.read() as tx:
        sisters = [one for one in tx.sisters.all() if not one.is_too_old(now)]
    told = [
        Told(
            one.name,
            f"{one.url.rstrip('/')}/impact",
            one.pulled_at.date(),
            figures_from(one.figures),
        )
        for one in sisters
        if one.pulled_at is not None
    ]
    return [own, *told]
