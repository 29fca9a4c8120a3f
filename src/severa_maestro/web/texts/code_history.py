"""The codes that were written into Severa, and putting back what was there before."""

from severa_maestro.language import Text

TEXTS = {
    "title": Text(fi="Severaan kirjoitetut", sv="Skrivet i Severa", en="Written into Severa"),
    "what": Text(
        fi="Yhdessä kirjoitetut koodit ovat yksi erä. Erästä näkyy koodi ennen ja jälkeen, ja sen voi perua.",
        sv="Koder som skrevs tillsammans är en omgång. Omgången visar koden före och efter, och den kan ångras.",
        en="Codes that were written together are one batch. It shows each code before and after, and can be undone.",
    ),
    "empty": Text(
        fi="Severaan ei ole kirjoitettu koodeja.",
        sv="Inga koder har skrivits i Severa.",
        en="No codes have been written into Severa.",
    ),
    "batch": Text(fi="Erä", sv="Omgång", en="Batch"),
    "batch_of": Text(fi="Erä {batch}", sv="Omgång {batch}", en="Batch {batch}"),
    "when": Text(fi="Milloin", sv="När", en="When"),
    "who": Text(fi="Kuka", sv="Vem", en="Who"),
    "written": Text(fi="Kirjoitettu", sv="Skriven", en="Written"),
    "unknown": Text(fi="Epävarma", sv="Osäker", en="Not known"),
    "in_hand": Text(fi="Kesken", sv="Pågår", en="Under way"),
    "not_written": Text(fi="Ei kirjoitettu", sv="Inte skriven", en="Not written"),
    "undone": Text(fi="Palautettu", sv="Återställd", en="Put back"),
    "undo": Text(fi="Peru erä", sv="Ångra omgången", en="Undo the batch"),
    "undo_what": Text(
        fi="Severaan palautetaan entiset koodit ({count}). Koodi, jonka joku on sen jälkeen vaihtanut, jää rauhaan. "
        "Koodikartan rivit jäävät.",
        sv="De tidigare koderna ({count}) återställs i Severa. En kod som någon har bytt efter det lämnas i fred. "
        "Kodkartans rader blir kvar.",
        en="The codes of before ({count}) are put back into Severa. One that somebody has changed since is left. "
        "Lines of the code map stay.",
    ),
    "undo_now": Text(
        fi="Palauta koodit Severaan ({count})",
        sv="Återställ koderna i Severa ({count})",
        en="Put the codes back into Severa ({count})",
    ),
    "with_unknown": Text(
        fi="Myös epävarmat ({count}): Severan vastaus katosi, ja joku on voinut kirjoittaa saman koodin käsin.",
        sv="Även osäkra ({count}): Severas svar gick förlorat, och någon kan ha skrivit samma kod för hand.",
        en="Also those not known ({count}): Severa's answer was lost, and somebody may have typed the same code.",
    ),
    "show": Text(fi="Näytä", sv="Visa", en="Show"),
    "later": Text(
        fi="Osa koodeista on vaihdettu sen jälkeen uudelleen. Peru ensin uudempi erä:",
        sv="En del av koderna har bytts på nytt efter det. Ångra först den nyare omgången:",
        en="Some of the codes were changed again after that. Undo the newer batch first:",
    ),
    "nothing_to_undo": Text(
        fi="Erässä ei ole mitään peruttavaa.",
        sv="Omgången har ingenting att ångra.",
        en="The batch has nothing to undo.",
    ),
    "overtaken": Text(
        fi="Erä on muuttunut sen jälkeen, kun se näytettiin. Katso se uudelleen.",
        sv="Omgången har ändrats sedan den visades. Granska den på nytt.",
        en="The batch has changed since it was shown. Look at it again.",
    ),
}

ACTIONS = {
    "codes-to-undo": Text(
        fi="Koodien palautus hyväksytty", sv="Återställning av koder godkänd", en="Undoing codes approved"
    ),
}
