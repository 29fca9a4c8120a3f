"""The sentences of log lines that are not findings of a check."""

from severa_maestro.language import NOTHING_TO_DO, Message, Text

LOG_MESSAGES: dict[str, Message] = {
    "transferred": Message(
        what=Text(
            fi="Siirretty: {customer}, {total}.",
            sv="Överförd: {customer}, {total}.",
            en="Transferred: {customer}, {total}.",
        ),
        to_do=NOTHING_TO_DO,
    ),
    "marked-again": Message(
        what=Text(
            fi="Lasku oli taas odottavassa tilassa muuttumattomana. Sitä ei viety Maestroon toista kertaa, vain tila vaihdettiin.",
            sv="Fakturan hade åter den väntande statusen, oförändrad. Den fördes inte till Maestro en gång till, bara statusen byttes.",
            en="The invoice was in the waiting status again, unchanged. It was not stored in Maestro a second time; only its status was set.",
        ),
        to_do=NOTHING_TO_DO,
    ),
    "replaced": Message(
        what=Text(
            fi="Muutettu lasku korvasi entisen Maestrossa: {customer}, {total}.",
            sv="Den ändrade fakturan ersatte den gamla i Maestro: {customer}, {total}.",
            en="The changed invoice replaced the old one in Maestro: {customer}, {total}.",
        ),
        to_do=NOTHING_TO_DO,
    ),
    "mark-refused": Message(
        what=Text(
            fi="Lasku on Maestrossa, mutta Severa ei vaihtanut sen tilaa: {reason}",
            sv="Fakturan finns i Maestro, men Severa bytte inte dess status: {reason}",
            en="The invoice is in Maestro, but Severa did not change its status: {reason}",
        ),
        to_do=Text(
            fi="Seuraava ajo yrittää uudelleen. Voit vaihtaa tilan myös itse Severassa.",
            sv="Nästa körning försöker igen. Du kan också byta statusen själv i Severa.",
            en="The next run tries again. You can also change the status in Severa yourself.",
        ),
    ),
    "mark-elsewhere": Message(
        what=Text(
            fi="Lasku on Maestrossa, mutta sen tilaksi on Severassa vaihdettu ”{status}”.",
            sv="Fakturan finns i Maestro, men i Severa har den fått statusen ”{status}”.",
            en="The invoice is in Maestro, but in Severa it has been given the status “{status}”.",
        ),
        to_do=Text(
            fi="Jos laskua muutetaan, se tulee muutettuna uudelleen tarkistettavaksi. Muuten vaihda tila itse siirretyksi Severassa.",
            sv="Om fakturan ändras kommer den ändrad på nytt för kontroll. Byt annars själv till statusen för överförda i Severa.",
            en="If the invoice is being changed, it will come again for review. Otherwise set the transferred status in Severa yourself.",
        ),
    ),
    "mark-gone": Message(
        what=Text(
            fi="Lasku on Maestrossa, mutta Severa ei löydä sitä tunnisteella, jolla se haettiin.",
            sv="Fakturan finns i Maestro, men Severa hittar den inte med id:t som den hämtades med.",
            en="The invoice is in Maestro, but Severa does not find it by the id under which it was fetched.",
        ),
        to_do=Text(
            fi="Etsi lasku Severasta numerolla ja aseta sille siirretyn tila. Jos se on poistettu, selvitä, kuuluuko se kirjanpitoon, ja kuittaa: dismiss.",
            sv="Sök fakturan i Severa på numret och ge den statusen för överförda. Om den är borttagen, utred om den hör till bokföringen, och kvittera: dismiss.",
            en="Look the invoice up in Severa by its number and give it the transferred status. If it was deleted, find out whether it belongs in the ledger, and settle it: dismiss.",
        ),
    ),
    "severa-log-failed": Message(
        what=Text(
            fi="Laskun lokiin Severassa ei voitu kirjoittaa: {reason}",
            sv="Det gick inte att skriva i fakturans logg i Severa: {reason}",
            en="The invoice's log in Severa could not be written: {reason}",
        ),
        to_do=NOTHING_TO_DO,
    ),
    "customers-updated": Message(
        what=Text(
            fi="Asiakasrekisteriin lisättyjä tai päivitettyjä asiakkaita: {count}.",
            sv="Tillagda eller uppdaterade kunder i kundregistret: {count}.",
            en="Customers added or updated in the register: {count}.",
        ),
        to_do=NOTHING_TO_DO,
    ),
    "customers-without-number": Message(
        what=Text(
            fi="Asiakkaita, joita ei siirretty, koska asiakasnumero puuttuu Severasta: {count}.",
            sv="Kunder som inte överfördes, eftersom kundnumret saknas i Severa: {count}.",
            en="Customers left out because they have no customer number in Severa: {count}.",
        ),
        to_do=Text(
            fi="Numero tarvitaan, ennen kuin asiakkaan laskuja voidaan siirtää.",
            sv="Numret behövs innan kundens fakturor kan överföras.",
            en="The number is needed before the customer's invoices can be transferred.",
        ),
    ),
    "customer-not-registered": Message(
        what=Text(
            fi="Asiakasnumero {number} on kahdella eri asiakkaalla: {name} ja {other}. Asiakasta {name} ei siirretty Maestroon.",
            sv="Kundnumret {number} finns hos två olika kunder: {name} och {other}. Kunden {name} överfördes inte till Maestro.",
            en="Two different customers have the number {number}: {name} and {other}. {name} was not transferred to Maestro.",
        ),
        to_do=Text(
            fi="Anna toiselle asiakkaalle eri numero tai korjaa Y-tunnus asiakaskortilla Severassa.",
            sv="Ge den ena kunden ett annat nummer eller rätta FO-numret på kundkortet i Severa.",
            en="Give one of them another number, or correct the business ID, on the customer card in Severa.",
        ),
    ),
    "customer-renumbered": Message(
        what=Text(
            fi="Asiakkaan {name} asiakasnumero vaihtui: {before} → {number}.",
            sv="Kunden {name} fick ett nytt kundnummer: {before} → {number}.",
            en="The customer number of {name} changed: {before} → {number}.",
        ),
        to_do=Text(
            fi="Tarkista, että asiakkaan avoimet laskut ovat Maestrossa uudella numerolla.",
            sv="Kontrollera att kundens öppna fakturor i Maestro har det nya numret.",
            en="Check that the customer's open invoices in Maestro are under the new number.",
        ),
    ),
    "customer-number-reassigned": Message(
        what=Text(
            fi="Asiakasnumero {number} oli Maestrossa asiakkaalla {other}, jota ei enää ole Severassa; nyt se on asiakkaalla {name}.",
            sv="Kundnumret {number} hörde i Maestro till kunden {other}, som inte längre finns i Severa; nu hör det till kunden {name}.",
            en="The customer number {number} belonged in Maestro to {other}, whom Severa no longer has; now it belongs to {name}.",
        ),
        to_do=Text(
            fi="Asiakkaan {other} laskut jäivät hänelle numerolla, jossa on ~-merkki. Tarkista ne Maestrossa.",
            sv="Fakturorna för {other} står kvar under ett nummer med tecknet ~. Kontrollera dem i Maestro.",
            en="The invoices of {other} stay with that customer, under a number with the sign ~. Check them in Maestro.",
        ),
    ),
    "record-unreadable": Message(
        what=Text(
            fi="Severasta tullutta asiakasta ei voitu lukea: {reason}",
            sv="En kund från Severa kunde inte läsas: {reason}",
            en="A customer from Severa could not be read: {reason}",
        ),
        to_do=NOTHING_TO_DO,
    ),
    "ids-converted": Message(
        what=Text(
            fi="Yhteys Severaan vaihtui toiseen rajapintaan. Uusiksi muunnettuja Severan tunnisteita: {count}.",
            sv="Anslutningen till Severa bytte gränssnitt. Severas id:n som omvandlades till nya: {count}.",
            en="The connection to Severa changed to its other API. Ids of Severa converted into new ones: {count}.",
        ),
        to_do=Text(
            fi="Muut laskut tunnistetaan numerosarjan ja numeron perusteella, joten mitään ei siirretä uudelleen.",
            sv="Övriga fakturor känns igen på nummerserie och nummer, så ingenting förs över på nytt.",
            en="The other invoices are known by their number series and number, so nothing is transferred again.",
        ),
    ),
    "ids-not-converted": Message(
        what=Text(
            fi="Yhteys Severaan vaihtui toiseen rajapintaan, eikä Severa muuntanut vanhoja tunnisteita: {reason}",
            sv="Anslutningen till Severa bytte gränssnitt, och Severa omvandlade inte de gamla id:na: {reason}",
            en="The connection to Severa changed to its other API, and Severa did not convert the old ids: {reason}",
        ),
        to_do=Text(
            fi="Jo siirretyt laskut tunnistetaan numerosarjan ja numeron perusteella, joten niitä ei siirretä uudelleen.",
            sv="De fakturor som redan överförts känns igen på nummerserie och nummer, så de förs inte över på nytt.",
            en="Invoices transferred before are known by their number series and number, so none is transferred again.",
        ),
    ),
    "run-failed": Message(
        what=Text(
            fi="Ajo keskeytyi: {reason}", sv="Körningen avbröts: {reason}", en="The run was interrupted: {reason}"
        ),
        to_do=NOTHING_TO_DO,
    ),
    "dismissed": Message(
        what=Text(
            fi="{actor} päätti, ettei laskua siirretä: {reason}",
            sv="{actor} beslöt att fakturan inte ska överföras: {reason}",
            en="{actor} decided that the invoice is not transferred: {reason}",
        ),
        to_do=NOTHING_TO_DO,
    ),
    "retried": Message(
        what=Text(
            fi="{actor} palautti laskun siirrettäväksi.",
            sv="{actor} återförde fakturan för överföring.",
            en="{actor} returned the invoice to be transferred.",
        ),
        to_do=NOTHING_TO_DO,
    ),
    "accepted": Message(
        what=Text(
            fi="{actor} hyväksyi havainnot ({accepted}) ja palautti laskun siirrettäväksi.",
            sv="{actor} godkände anmärkningarna ({accepted}) och återförde fakturan för överföring.",
            en="{actor} accepted the findings ({accepted}) and returned the invoice to be transferred.",
        ),
        to_do=NOTHING_TO_DO,
    ),
    "rematched": Message(
        what=Text(
            fi="{actor} siirsi rivin tuotteelta A/0 tuotteelle {product}: {kind} ”{name}”, koodi {code}.",
            sv="{actor} flyttade raden från produkten A/0 till produkten {product}: {kind} ”{name}”, kod {code}.",
            en="{actor} moved the row from product A/0 to product {product}: {kind} “{name}”, code {code}.",
        ),
        to_do=NOTHING_TO_DO,
    ),
    "code-mapped": Message(
        what=Text(
            fi="{actor} lisäsi koodikarttaan: {kind}, koodi {code} → {product}, voimassa {validity}.",
            sv="{actor} förde in i kodkartan: {kind}, kod {code} → {product}, gäller {validity}.",
            en="{actor} put into the code map: {kind}, code {code} → {product}, valid {validity}.",
        ),
        to_do=NOTHING_TO_DO,
    ),
    "code-map-ended": Message(
        what=Text(
            fi="{actor} päätti koodikartan rivin: {kind}, koodi {code} → {product}, voimassa {validity}.",
            sv="{actor} avslutade en rad i kodkartan: {kind}, kod {code} → {product}, gäller {validity}.",
            en="{actor} ended a line of the code map: {kind}, code {code} → {product}, valid {validity}.",
        ),
        to_do=NOTHING_TO_DO,
    ),
    "code-unmapped": Message(
        what=Text(
            fi="{actor} poisti koodikartasta: {kind}, koodi {code} → {product}, voimassa {validity}.",
            sv="{actor} tog bort ur kodkartan: {kind}, kod {code} → {product}, gällde {validity}.",
            en="{actor} took out of the code map: {kind}, code {code} → {product}, valid {validity}.",
        ),
        to_do=NOTHING_TO_DO,
    ),
    "code-written": Message(
        what=Text(
            fi="{actor} vaihtoi koodin Severassa: {kind} ”{name}”, {before} → {code}.",
            sv="{actor} bytte koden i Severa: {kind} ”{name}”, {before} → {code}.",
            en="{actor} changed the code in Severa: {kind} “{name}”, {before} → {code}.",
        ),
        to_do=Text(
            fi="Muutoksen voi perua: severa-maestro codes undo.",
            sv="Ändringen kan ångras: severa-maestro codes undo.",
            en="The change can be undone: severa-maestro codes undo.",
        ),
    ),
    "code-restored": Message(
        what=Text(
            fi="{actor} palautti koodin Severassa: {kind} ”{name}”, {code} → {before}.",
            sv="{actor} återställde koden i Severa: {kind} ”{name}”, {code} → {before}.",
            en="{actor} restored the code in Severa: {kind} “{name}”, {code} → {before}.",
        ),
        to_do=NOTHING_TO_DO,
    ),
    "status-made": Message(
        what=Text(
            fi="{actor} loi Severaan laskun tilan ”{status}”.",
            sv="{actor} skapade fakturastatusen ”{status}” i Severa.",
            en="{actor} made the invoice status “{status}” in Severa.",
        ),
        to_do=NOTHING_TO_DO,
    ),
}
