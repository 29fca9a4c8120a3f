"""One company: how it stands, its runs and settings."""

from severa_maestro.language import Text

ACTIONS = {
    "run-started": Text(fi="Ajo käynnistettiin", sv="Körning startades", en="Run started"),
    "runs-started": Text(
        fi="Ajastetut ajot aloitettiin", sv="Schemalagda körningar startades", en="Scheduled runs started"
    ),
    "runs-paused": Text(
        fi="Ajastetut ajot pantiin tauolle", sv="Schemalagda körningar pausades", en="Scheduled runs paused"
    ),
}

TEXTS = {
    "tab": Text(fi="Tilanne", sv="Läge", en="Status"),
    "run_now": Text(fi="Aja nyt", sv="Kör nu", en="Run now"),
    "running": Text(
        fi="Ajo on käynnissä. Se alkoi {when}.",
        sv="Körningen pågår. Den började {when}.",
        en="The run is under way. It began {when}.",
    ),
    "reload": Text(
        fi="Lataa sivu uudelleen, niin näet, miten pitkällä ajo on.",
        sv="Ladda om sidan för att se hur långt körningen har kommit.",
        en="Reload the page to see how far the run has come.",
    ),
    "reload_now": Text(fi="Lataa uudelleen", sv="Ladda om", en="Reload"),
    "begins": Text(
        fi="Ajo alkaa hetken kuluttua.", sv="Körningen börjar om en stund.", en="The run begins in a moment."
    ),
    "pause": Text(fi="Keskeytä ajot", sv="Pausa körningarna", en="Pause runs"),
    "go_on": Text(fi="Jatka ajoja", sv="Fortsätt körningarna", en="Resume runs"),
    "paused": Text(
        fi="Ajot ovat tauolla. Jatka, kun laskut saavat taas siirtyä.",
        sv="Körningarna är pausade. Fortsätt när fakturorna får föras över igen.",
        en="Runs are paused. Resume them when invoices may go over again.",
    ),
    "goes_on": Text(fi="Ajot jatkuvat.", sv="Körningarna fortsätter.", en="Runs go on."),
    "is_paused": Text(
        fi="Ajot ovat tauolla: laskut eivät siirry itsestään.",
        sv="Körningarna är pausade: fakturorna förs inte över av sig själva.",
        en="Runs are paused: invoices do not go over by themselves.",
    ),
    "is_paused_to_do": Text(
        fi="Jatka ajoja, kun laskut saavat taas siirtyä. Yksittäisen ajon voi tehdä tauollakin.",
        sv="Fortsätt körningarna när fakturorna får föras över igen. En enskild körning kan göras även under pausen.",
        en="Resume runs when invoices may go over again. A single run can be made during the pause, too.",
    ),
    "schedule": Text(fi="Ajastus", sv="Schema", en="Schedule"),
    "every": Text(fi="{minutes} min välein", sv="med {minutes} min mellanrum", en="every {minutes} min"),
    "not_started": Text(fi="ei aloitettu", sv="inte startat", en="not started"),
    "runs_already": Text(fi="Ajo on jo käynnissä.", sv="En körning pågår redan.", en="A run is already under way."),
    "run_ended": Text(
        fi="Ajo on valmis. Siirretty: {transferred}. Estetty: {blocked}. "
        "Ennallaan: {skipped}. Rivejä A/0:lle: {fallback_rows}.",
        sv="Körningen är klar. Överförda: {transferred}. Stoppade: {blocked}. "
        "Oförändrade: {skipped}. Rader till A/0: {fallback_rows}.",
        en="The run is done. Transferred: {transferred}. Blocked: {blocked}. "
        "As before: {skipped}. Rows to A/0: {fallback_rows}.",
    ),
    "run_found_nothing": Text(
        fi="Ajo on valmis. Severassa ei odottanut yhtään laskua.",
        sv="Körningen är klar. Ingen faktura väntade i Severa.",
        en="The run is done. No invoice was waiting in Severa.",
    ),
    "failed": Text(
        fi="Viimeisin ajo keskeytyi {when}.",
        sv="Den senaste körningen avbröts {when}.",
        en="The last run broke off on {when}.",
    ),
    "was_cut": Text(
        fi="Ajo, joka alkoi {when}, katkesi kesken.",
        sv="Körningen som började {when} avbröts mitt i.",
        en="The run that began on {when} was cut off.",
    ),
    "was_cut_to_do": Text(
        fi="Mitään ei jäänyt puolitiehen. Aloitettu yritys ajetaan uudelleen itsestään; muuten aja nyt.",
        sv="Inget blev halvfärdigt. Ett startat företag körs igen av sig självt; kör annars nu.",
        en="Nothing was left half done. A company that is started is run again by itself; otherwise run now.",
    ),
    "stale": Text(
        fi="Viimeisin ajo päättyi {when}: laskut eivät nyt siirry itsestään.",
        sv="Den senaste körningen slutade {when}: fakturorna förs nu inte över av sig själva.",
        en="The last run ended on {when}: invoices are not going over by themselves now.",
    ),
    "stale_to_do": Text(
        fi="Tarkista, että ajastus on päällä, tai aja nyt.",
        sv="Kontrollera att schemaläggningen är på, eller kör nu.",
        en="Check that the schedule is on, or run now.",
    ),
    "never": Text(
        fi="Yritystä ei ole ajettu kertaakaan.", sv="Företaget har aldrig körts.", en="The company has never been run."
    ),
    "unfinished": Text(
        fi="Yrityksen käyttöönotto on kesken: laskut eivät vielä siirry.",
        sv="Ibruktagningen av företaget är ofärdig: fakturorna förs inte över ännu.",
        en="The company's set-up is not finished: invoices do not go over yet.",
    ),
    "unfinished_to_do": Text(
        fi="Yrityksen pääkäyttäjä vie sen loppuun.",
        sv="Företagets administratör slutför den.",
        en="An admin of the company finishes it.",
    ),
    "all_well": Text(
        fi="Kaikki on kunnossa: laskut siirtyvät, eikä mikään odota sinua.",
        sv="Allt är i ordning: fakturorna förs över och ingenting väntar på dig.",
        en="All is well: invoices are going over, and nothing waits for you.",
    ),
    "blocked_invoices": Text(
        fi="Laskuja, jotka odottavat sinua: {count}.",
        sv="Fakturor som väntar på dig: {count}.",
        en="Invoices that wait for you: {count}.",
    ),
    "rows_on_fallback": Text(
        fi="Rivejä varatuotteella A/0: {count}.",
        sv="Rader på reservprodukten A/0: {count}.",
        en="Rows on the fallback product A/0: {count}.",
    ),
    "mend": Text(fi="Katso ja korjaa", sv="Granska och rätta", en="Look and fix"),
    "by_day": Text(fi="Siirretyt laskut", sv="Överförda fakturor", en="Transferred invoices"),
    "days": Text(fi="{count} pv", sv="{count} dgr", en="{count} d"),
    "period": Text(fi="Aikaväli", sv="Period", en="Period"),
    "invoices_by_day": Text(
        fi="Laskuja päivässä, enintään {most}", sv="Fakturor per dag, högst {most}", en="Invoices a day, at most {most}"
    ),
    "amounts_by_day": Text(
        fi="Summa päivässä ALV:n kanssa, enintään {most}",
        sv="Summa per dag med moms, högst {most}",
        en="Amount a day with VAT, at most {most}",
    ),
    "invoices_chart_label": Text(
        fi="Siirretyt laskut päivittäin, {days} päivää: yhteensä {count}. Luvut ovat taulukossa.",
        sv="Överförda fakturor per dag, {days} dagar: sammanlagt {count}. Talen finns i tabellen.",
        en="Transferred invoices by day, {days} days: {count} in all. The numbers are in the table.",
    ),
    "amounts_chart_label": Text(
        fi="Siirretyt summat päivittäin, {days} päivää: yhteensä {total}. Luvut ovat taulukossa.",
        sv="Överförda summor per dag, {days} dagar: sammanlagt {total}. Talen finns i tabellen.",
        en="Transferred amounts by day, {days} days: {total} in all. The numbers are in the table.",
    ),
    "nothing_transferred": Text(
        fi="Tänä aikana ei ole siirretty yhtään laskua.",
        sv="Ingen faktura har förts över under den här tiden.",
        en="No invoice has gone over in this time.",
    ),
    "as_table": Text(fi="Luvut taulukkona", sv="Talen som tabell", en="The numbers as a table"),
    "day": Text(fi="Päivä", sv="Dag", en="Day"),
    "totals": Text(fi="Yhteensä valuutoittain", sv="Sammanlagt per valuta", en="Totals by currency"),
    "currency": Text(fi="Valuutta", sv="Valuta", en="Currency"),
    "invoices": Text(fi="Laskuja", sv="Fakturor", en="Invoices"),
    "excluding_vat": Text(fi="Veroton", sv="Utan moms", en="Without VAT"),
    "vat": Text(fi="ALV", sv="Moms", en="VAT"),
    "including_vat": Text(fi="Verollinen", sv="Med moms", en="With VAT"),
    "runs": Text(fi="Ajot", sv="Körningar", en="Runs"),
    "no_runs": Text(fi="Ei vielä yhtään ajoa.", sv="Ingen körning ännu.", en="No run yet."),
    "began": Text(fi="Alkoi", sv="Började", en="Began"),
    "lasted": Text(fi="Kesto", sv="Längd", en="Length"),
    "result": Text(fi="Tulos", sv="Resultat", en="Result"),
    "fetched": Text(fi="Haettu", sv="Hämtat", en="Fetched"),
    "transferred": Text(fi="Siirretty", sv="Överfört", en="Transferred"),
    "blocked": Text(fi="Estetty", sv="Stoppat", en="Blocked"),
    "skipped": Text(fi="Ennallaan", sv="Oförändrat", en="As before"),
    "fallback": Text(fi="Rivejä A/0:lle", sv="Rader till A/0", en="Rows to A/0"),
    "customers": Text(fi="Asiakkaita", sv="Kunder", en="Customers"),
    "calls": Text(fi="Severan kutsuja", sv="Anrop till Severa", en="Calls to Severa"),
    "settings": Text(fi="Asetukset", sv="Inställningar", en="Settings"),
    "way": Text(fi="Yhteys Severaan", sv="Anslutning till Severa", en="Connection to Severa"),
    "no_connection": Text(fi="Ei yhteyttä", sv="Ingen anslutning", en="No connection"),
    "address": Text(fi="Osoite", sv="Adress", en="Address"),
    "waiting_status": Text(
        fi="Severan tila: odottaa siirtoa", sv="Severas status: väntar på överföring", en="Severa's status: waiting"
    ),
    "transferred_status": Text(
        fi="Severan tila: siirretty", sv="Severas status: överförd", en="Severa's status: transferred"
    ),
    "default_group": Text(fi="Pelkän numeron pääryhmä", sv="Huvudgrupp för enbart nummer", en="Group of bare numbers"),
    "booked_until": Text(fi="Kirjanpito lukittu asti", sv="Bokföringen låst till och med", en="Books locked through"),
    "severa_log": Text(
        fi="Kirjaus laskun lokiin Severassa",
        sv="Anteckning i fakturans logg i Severa",
        en="Line in the invoice's log in Severa",
    ),
    "mapped_codes": Text(fi="Koodikartan rivejä", sv="Rader i kodkartan", en="Lines in the code map"),
    "quota": Text(fi="Severan kiintiötä jäljellä tänään", sv="Severas kvot kvar i dag", en="Severa's quota left today"),
    "none": Text(fi="ei ole", sv="ingen", en="none"),
    "yes": Text(fi="kyllä", sv="ja", en="yes"),
    "no": Text(fi="ei", sv="nej", en="no"),
}
