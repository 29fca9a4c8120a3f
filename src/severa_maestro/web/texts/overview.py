"""The overview."""

from severa_maestro.language import Text

TEXTS = {
    "title": Text(fi="Yleiskuva", sv="Översikt", en="Overview"),
    "empty": Text(
        fi="Sinulla ei ole vielä yrityksiä. Pyydä pääkäyttäjältä oikeus yritykseen.",
        sv="Du har inga företag ännu. Be administratören om rätt till ett företag.",
        en="You have no companies yet. Ask an admin for a role in one.",
    ),
    "empty_firm": Text(
        fi="Yrityksiä ei vielä ole. Lisää ensimmäinen.",
        sv="Det finns inga företag ännu. Lägg till det första.",
        en="There are no companies yet. Add the first.",
    ),
    "all_well": Text(
        fi="Kaikki on kunnossa: laskut siirtyvät, eikä mikään odota sinua.",
        sv="Allt är i ordning: fakturorna förs över och ingenting väntar på dig.",
        en="All is well: invoices are going over, and nothing waits for you.",
    ),
    "nothing_found": Text(
        fi="Haku tai rajaus ei löytänyt yhtään yritystä.",
        sv="Sökningen eller filtret hittade inget företag.",
        en="The search or filter found no company.",
    ),
    "search": Text(fi="Hae yritystä", sv="Sök företag", en="Search for a company"),
    "states": Text(fi="Yritykset tilanteen mukaan", sv="Företagen efter läge", en="Companies by how they stand"),
    "every": Text(fi="Kaikki", sv="Alla", en="All"),
    "name": Text(fi="Yritys", sv="Företag", en="Company"),
    "state": Text(fi="Tilanne", sv="Läge", en="Standing"),
    "last_run": Text(fi="Viimeisin ajo", sv="Senaste körning", en="Last run"),
    "waiting": Text(fi="Odottaa", sv="Väntar", en="Waiting"),
    "transferred": Text(fi="Siirretty tänään", sv="Överfört i dag", en="Transferred today"),
    "blocked": Text(fi="Estetty", sv="Stoppat", en="Blocked"),
    "fallback": Text(fi="Rivejä A/0:lla, 30 pv", sv="Rader på A/0, 30 dgr", en="Rows on A/0, 30 days"),
    "quota": Text(fi="Kiintiötä", sv="Kvot kvar", en="Quota left"),
    "month": Text(fi="Siirretty 30 pv", sv="Överfört 30 dgr", en="Transferred, 30 days"),
    "never": Text(fi="Ei ajettu koskaan", sv="Aldrig kört", en="Never run"),
    "lately": Text(
        fi="Rivit A/0:lla: laskut, joiden päiväys on 30 viime päivän ajalta. "
        "Kiintiö: mitä Severa viimeksi ilmoitti tänään.",
        sv="Rader på A/0: fakturor daterade de senaste 30 dagarna. Kvot: vad Severa senast uppgav i dag.",
        en="Rows on A/0: of invoices dated within the last 30 days. Quota: what Severa said last today.",
    ),
    "sparkline_label": Text(
        fi="Siirretty 30 päivässä: {count}. Eniten yhtenä päivänä: {most}.",
        sv="Överfört på 30 dagar: {count}. Mest på en dag: {most}.",
        en="Transferred in 30 days: {count}. Most in one day: {most}.",
    ),
}
