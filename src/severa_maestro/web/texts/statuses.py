"""The two statuses of invoices in Severa."""

from severa_maestro.language import Text

TEXTS = {
    "title": Text(fi="Laskun tilat Severassa", sv="Fakturastatusar i Severa", en="Invoice statuses in Severa"),
    "what": Text(
        fi="Laskut haetaan Severasta odottavasta tilasta. Kun lasku on Maestrossa, se saa siirretyn tilan.",
        sv="Fakturorna hämtas från den väntande statusen i Severa. När en faktura är i Maestro får den statusen för överförda.",
        en="Invoices are fetched from the waiting status in Severa. Once one is in Maestro, it gets the transferred one.",
    ),
    "waiting": Text(fi="Odottaa siirtoa", sv="Väntar på överföring", en="Waits for the transfer"),
    "transferred": Text(fi="Siirretty", sv="Överförd", en="Transferred"),
    "choose": Text(fi="Valitse tila", sv="Välj status", en="Choose a status"),
    "save": Text(fi="Tallenna tilat", sv="Spara statusarna", en="Save the statuses"),
    "saved": Text(fi="Tilat on tallennettu.", sv="Statusarna är sparade.", en="The statuses are saved."),
    "read_again": Text(fi="Lue tilat uudelleen", sv="Läs statusarna på nytt", en="Read the statuses again"),
    "not_read": Text(
        fi="Severan tiloja ei voitu lukea. Voit myös kirjoittaa niiden nimet.",
        sv="Severas statusar kunde inte läsas. Du kan också skriva deras namn.",
        en="Severa's statuses could not be read. You may also type their names.",
    ),
    "in_severa": Text(fi="Tilat Severassa", sv="Statusarna i Severa", en="The statuses in Severa"),
    "name": Text(fi="Tila", sv="Status", en="Status"),
    "gives_number": Text(fi="Laskun numero", sv="Fakturanummer", en="Invoice number"),
    "is_read_only": Text(fi="Ei muokattavissa", sv="Kan inte redigeras", en="Not editable"),
    "is_sent": Text(fi="Lähetetty", sv="Skickad", en="Sent"),
    "is_paid": Text(fi="Maksettu", sv="Betald", en="Paid"),
    "inactive": Text(fi="ei käytössä", sv="inte i bruk", en="not in use"),
    "yes": Text(fi="kyllä", sv="ja", en="yes"),
    "make": Text(fi="Puuttuuko tila Severasta?", sv="Saknas en status i Severa?", en="Is a status missing in Severa?"),
    "make_what": Text(
        fi="Ne tilat, joita Severassa ei vielä ole, luodaan sinne: ei muokattavissa, laskun numero, lähetetty.",
        sv="De statusar som ännu saknas i Severa skapas där: kan inte redigeras, fakturanummer, skickad.",
        en="Those of them that Severa does not have yet are made there: not editable, with an invoice number, sent.",
    ),
    "make_waiting": Text(fi="Odottavan tilan nimi", sv="Den väntande statusens namn", en="Name of the waiting status"),
    "make_transferred": Text(
        fi="Siirretyn tilan nimi", sv="Den överförda statusens namn", en="Name of the transferred status"
    ),
    "takes_credit_notes": Text(
        fi="Hyvityslaskut alkavat odottavasta tilasta",
        sv="Kreditfakturor börjar i den väntande statusen",
        en="Credit notes begin in the waiting status",
    ),
    "takes_credit_notes_help": Text(
        fi="Silloin hyvityslaskut siirtyvät itsestään. Severan oletustila hyvityslaskuille vaihtuu, jos tila luodaan.",
        sv="Då förs kreditfakturorna över av sig själva. Severas standardstatus för kreditfakturor byts om statusen "
        "skapas.",
        en="Then credit notes go over by themselves. Severa's default status of credit notes changes where the status "
        "is made.",
    ),
    "make_them": Text(fi="Luo tilat Severaan", sv="Skapa statusarna i Severa", en="Make them in Severa"),
    "making": Text(
        fi="Tiloja luodaan Severaan. Luominen alkoi {when}.",
        sv="Statusarna skapas i Severa. Arbetet började {when}.",
        en="The statuses are being made in Severa. It began at {when}.",
    ),
    "making_short": Text(fi="Luodaan tiloja", sv="Skapar statusar", en="Making statuses"),
    "making_goes_on": Text(
        fi="Tiloja luodaan jo Severaan. Odota, että se on valmis.",
        sv="Statusar skapas redan i Severa. Vänta tills det är klart.",
        en="Statuses are being made in Severa already. Wait until that is done.",
    ),
    "may_leave": Text(
        fi="Yleensä tämä vie muutaman sekunnin. Voit poistua sivulta: luominen jatkuu.",
        sv="Det tar vanligen några sekunder. Du kan lämna sidan: arbetet fortsätter.",
        en="It usually takes some seconds. You may leave the page: it goes on.",
    ),
    "reload": Text(fi="Lataa uudelleen", sv="Ladda om", en="Reload"),
    "not_made": Text(
        fi="Tiloja ei saatu luotua Severaan.",
        sv="Statusarna kunde inte skapas i Severa.",
        en="The statuses could not be made in Severa.",
    ),
    "made": Text(fi="Severaan luotiin: {names}.", sv="I Severa skapades: {names}.", en="Made in Severa: {names}."),
    "nothing_to_make": Text(
        fi="Molemmat tilat olivat jo Severassa. Ne on nyt valittu.",
        sv="Båda statusarna fanns redan i Severa. De är nu valda.",
        en="Severa had both statuses already. They are chosen now.",
    ),
    "by_hand": Text(
        fi="SOAP-rajapinta ei osaa luoda tiloja. Luo ne Severassa näin ja lue tilat sitten uudelleen:",
        sv="SOAP-gränssnittet kan inte skapa statusar. Skapa dem så här i Severa och läs sedan statusarna på nytt:",
        en="The SOAP API cannot make statuses. Make them in Severa like this, then read the statuses again:",
    ),
    "by_hand_credit_notes": Text(
        fi="Valitse odottavalle tilalle myös ”Hyvityslaskun oletus”, niin hyvityslaskutkin siirtyvät itsestään.",
        sv="Välj även ”Standard för kreditfakturor” för den väntande statusen, så förs också kreditfakturorna över av "
        "sig själva.",
        en="Tick “Credit note default” for the waiting status too, and credit notes go over by themselves as well.",
    ),
}
