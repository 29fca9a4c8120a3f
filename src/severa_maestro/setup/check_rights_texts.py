"""What the check of a company says of the way into Severa and the rights there."""

from severa_maestro.language import NOTHING_TO_DO, Message, Text

MESSAGES: dict[str, Message] = {
    "severa-answers": Message(
        what=Text(
            fi="Severa vastaa ja hyväksyy tunnukset ({url}).",
            sv="Severa svarar och godkänner inloggningsuppgifterna ({url}).",
            en="Severa answers and accepts the credentials ({url}).",
        ),
        to_do=NOTHING_TO_DO,
    ),
    "not-tried": Message(
        what=Text(
            fi="Muuta Severassa ei voitu tarkistaa.",
            sv="Inget annat i Severa kunde kontrolleras.",
            en="Nothing else in Severa could be checked.",
        ),
        to_do=Text(
            fi="Korjaa yllä oleva virhe ja tarkista uudelleen.",
            sv="Rätta felet ovan och kontrollera på nytt.",
            en="Mend the error above and check again.",
        ),
    ),
    "right-granted": Message(
        what=Text(
            fi="Oikeus on kunnossa: {right}.",
            sv="Rättigheten finns: {right}.",
            en="The right is there: {right}.",
        ),
        to_do=NOTHING_TO_DO,
    ),
    "right-missing": Message(
        what=Text(
            fi="Oikeus puuttuu: {right}. Sitä tarvitaan {purpose}.",
            sv="En rättighet saknas: {right}. Den behövs {purpose}.",
            en="A right is missing: {right}. It is needed {purpose}.",
        ),
        to_do=Text(
            fi="{where} Tarkista sitten uudelleen.",
            sv="{where} Kontrollera sedan på nytt.",
            en="{where} Then check again.",
        ),
    ),
    "right-missing-for-setting-up": Message(
        what=Text(
            fi="Oikeus {right} puuttuu. Siirto ei tarvitse sitä, mutta koodien kirjoittamiseen Severaan ja tilojen luomiseen se tarvitaan.",
            sv="Rättigheten {right} saknas. Överföringen behöver den inte, men den behövs för att skriva koder i Severa och skapa statusar.",
            en="The right {right} is missing. The transfer does not need it, but writing codes into Severa and making statuses do.",
        ),
        to_do=Text(
            fi="Lisää se REST-tunnukselle Severassa, jos haluat tehdä nämä täältä.",
            sv="Lägg till den för REST-klienten i Severa om du vill göra detta härifrån.",
            en="Add it to the REST client in Severa if you want to do these from here.",
        ),
    ),
    "right-untold": Message(
        what=Text(
            fi="Ei saatu selville, onko oikeus olemassa: {right}. {reason}",
            sv="Det gick inte att ta reda på om rättigheten finns: {right}. {reason}",
            en="Whether the right is there could not be told: {right}. {reason}",
        ),
        to_do=Text(
            fi="Tarkista hetken kuluttua uudelleen. Siirron voi silti käynnistää: jos oikeus puuttuu, siirto kertoo sen.",
            sv="Kontrollera på nytt om en stund. Överföringen kan ändå startas: om rättigheten saknas talar den om det.",
            en="Check again in a while. The transfer can be started all the same: where the right is missing, it says so.",
        ),
    ),
    "right-untold-for-setting-up": Message(
        what=Text(
            fi="Ei saatu selville, onko oikeus olemassa: {right}. Siirto ei tarvitse sitä. {reason}",
            sv="Det gick inte att ta reda på om rättigheten finns: {right}. Överföringen behöver den inte. {reason}",
            en="Whether the right is there could not be told: {right}. The transfer does not need it. {reason}",
        ),
        to_do=Text(
            fi="Tarkista hetken kuluttua uudelleen.",
            sv="Kontrollera på nytt om en stund.",
            en="Check again in a while.",
        ),
    ),
}

#: What the transfer needs each right for, by the right's English name: the end of a sentence.
NEEDED_FOR: dict[str, Text] = {
    "Customers": Text(
        fi="asiakkaiden tietojen lukemiseen",
        sv="för att läsa kundernas uppgifter",
        en="to read customers",
    ),
    "Projects": Text(
        fi="laskujen lukemiseen ja niiden tilan vaihtamiseen",
        sv="för att läsa fakturor och byta deras status",
        en="to read invoices and to change their status",
    ),
    "Users": Text(
        fi="yksiköiden ja niiden numerosarjojen lukemiseen",
        sv="för att läsa enheterna och deras nummerserier",
        en="to read the business units and their number series",
    ),
    "customers:read": Text(
        fi="asiakkaiden tietojen lukemiseen",
        sv="för att läsa kundernas uppgifter",
        en="to read customers",
    ),
    "invoices:read": Text(
        fi="laskujen lukemiseen",
        sv="för att läsa fakturor",
        en="to read invoices",
    ),
    "invoices:write": Text(
        fi="laskun tilan vaihtamiseen siirron jälkeen",
        sv="för att byta fakturans status efter överföringen",
        en="to change an invoice's status after the transfer",
    ),
    "settings:read": Text(
        fi="laskun tilojen, yksiköiden ja tuoterekisterin lukemiseen",
        sv="för att läsa fakturastatusar, enheter och produktregistret",
        en="to read invoice statuses, business units and registers",
    ),
}
