"""A company's connection to Severa, tried while it is typed in."""

from severa_maestro.language import Text

TEXTS = {
    "title": Text(fi="Yhteys Severaan", sv="Anslutning till Severa", en="Connection to Severa"),
    "new_title": Text(fi="Lisää yritys", sv="Lägg till företag", en="Add a company"),
    "name": Text(fi="Yrityksen nimi", sv="Företagets namn", en="The company's name"),
    "way": Text(fi="Rajapinta", sv="Gränssnitt", en="API"),
    "way_soap": Text(fi="SOAP: käyttäjän API-avain", sv="SOAP: en användares API-nyckel", en="SOAP: a user's API key"),
    "way_rest": Text(
        fi="REST: tunnus ja salaisuus", sv="REST: klient-id och hemlighet", en="REST: a client's id and secret"
    ),
    "key": Text(fi="API-avain", sv="API-nyckel", en="API key"),
    "key_help": Text(
        fi="Severassa: Oma profiili > SOAP API > Ota käyttöön > Luo API-avain. Avain tallennetaan salattuna eikä sitä "
        "näytetä enää.",
        sv="I Severa: Min profil > SOAP API > Aktivera > Skapa API-nyckel. Nyckeln sparas krypterad och visas inte igen.",
        en="In Severa: My profile > SOAP API > Enable > Create API key. The key is kept encrypted and never shown again.",
    ),
    "client_id": Text(fi="REST-tunnus (client_id)", sv="Klient-id (client_id)", en="Client id (client_id)"),
    "client_id_help": Text(
        fi="Severa näyttää tunnuksen ja salaisuuden REST API -asetuksissaan. Salaisuus tallennetaan salattuna eikä "
        "sitä näytetä enää.",
        sv="Severa visar id:t och hemligheten i sina REST API-inställningar. Hemligheten sparas krypterad och visas "
        "inte igen.",
        en="Severa shows the id and the secret in its REST API settings. The secret is kept encrypted and never shown "
        "again.",
    ),
    "client_secret": Text(fi="Salaisuus (client_secret)", sv="Hemlighet (client_secret)", en="Secret (client_secret)"),
    "soap_url": Text(fi="SOAP-osoite", sv="SOAP-adress", en="SOAP address"),
    "rest_url": Text(fi="REST-osoite", sv="REST-adress", en="REST address"),
    "pace": Text(fi="Kutsuja sekunnissa", sv="Anrop i sekunden", en="Requests a second"),
    "pace_help": Text(
        fi="Severa sallii REST-rajapinnassa koko organisaatiolle 10 kutsua sekunnissa. Pienennä määrää, jos muutkin "
        "ohjelmat käyttävät sitä.",
        sv="Severa tillåter 10 anrop i sekunden över REST för hela organisationen. Sänk talet om andra program också "
        "använder det.",
        en="Over REST Severa allows 10 requests a second for the whole organisation. Lower the number where other "
        "programs use it too.",
    ),
    "address_what": Text(
        fi="Severan oma osoite on valmiina. Vaihda se vain, jos Severa on antanut sinulle toisen.",
        sv="Severas egen adress är ifylld. Ändra den bara om Severa har gett dig en annan.",
        en="Severa's own address is there already. Change it only if Severa has given you another.",
    ),
    "type_again": Text(
        fi="Anna tämä uudelleen: salaista tietoa ei kirjoiteta takaisin lomakkeelle.",
        sv="Ange detta på nytt: hemliga uppgifter skrivs inte tillbaka i formuläret.",
        en="Type this once more: what is secret is never written back into the form.",
    ),
    "key_kept": Text(
        fi="Avain on tallennettu, eikä sitä näytetä. Jätä kenttä tyhjäksi, jos avain pysyy samana.",
        sv="Nyckeln är sparad och visas inte. Lämna fältet tomt om den förblir densamma.",
        en="A key is kept, and not shown. Leave the field empty if it stays the same.",
    ),
    "first": Text(fi="Tee ensin Severassa", sv="Gör först i Severa", en="Do this in Severa first"),
    "first_soap": Text(
        fi="SOAP: anna API-käyttäjälle oikeudet Asiakkaat, Työt ja Käyttäjät → Kaikki. Luo sitten API-avain tuona "
        "käyttäjänä: Oma profiili > SOAP API.",
        sv="SOAP: ge API-användaren rättigheterna Kunder, Projekt och Användare → Alla. Skapa sedan API-nyckeln som den "
        "användaren: Min profil > SOAP API.",
        en="SOAP: give the API user the rights Customers, Projects and Users → All. Then create the API key as that "
        "user: My profile > SOAP API.",
    ),
    "first_rest": Text(
        fi="REST: luo REST-tunnus, jolla on oikeudet customers:read, invoices:read, invoices:write ja settings:read. Kun "
        "mukana on settings:write, laskun tilat voi luoda täältä.",
        sv="REST: skapa en klient med behörigheterna customers:read, invoices:read, invoices:write och settings:read. "
        "Med settings:write kan fakturastatusarna skapas härifrån.",
        en="REST: make a client with the scopes customers:read, invoices:read, invoices:write and settings:read. With "
        "settings:write the invoice statuses can be made from here.",
    ),
    "which": Text(
        fi="SOAP on kattavampi, ja Severan Maestro-ohje käyttää sitä. Valitse REST, jos yrityksellä ei ole "
        "SOAP-lisäosaa.",
        sv="SOAP är det fylligare sättet, och Severas Maestro-anvisning använder det. Välj REST om företaget saknar "
        "SOAP-tillägget.",
        en="SOAP is the fuller of the two, and the one in Severa's article on Maestro. Take REST where the company has "
        "no SOAP add-on.",
    ),
    "trial": Text(fi="Kokeilu", sv="Prov", en="Trial"),
    "try": Text(fi="Kokeile yhteyttä", sv="Prova anslutningen", en="Try the connection"),
    "trying": Text(fi="Severalta kysytään…", sv="Severa tillfrågas…", en="Asking Severa…"),
    "still_trying": Text(
        fi="Edellinen kokeilu on vielä kesken: Severa ei ole vastannut siihen.",
        sv="Det förra provet pågår ännu: Severa har inte svarat på det.",
        en="Still trying: Severa has not answered the last trial yet.",
    ),
    "trial_waits": Text(
        fi="Yhteyttä kokeillaan, kun olet antanut tunnukset. Mitään ei vielä tallenneta.",
        sv="Anslutningen provas när du har angett uppgifterna. Inget sparas ännu.",
        en="The connection is tried once you have typed it in. Nothing is kept yet.",
    ),
    "trial_typed_again": Text(
        fi="Avainta ei näytetä uudelleen: kirjoita se vielä kerran, kun tallennat.",
        sv="Nyckeln visas inte igen: skriv den en gång till när du sparar.",
        en="The key is not shown again: type it once more when you save.",
    ),
    "save": Text(fi="Tallenna yhteys", sv="Spara anslutningen", en="Save the connection"),
    "kept": Text(
        fi="Yhteys on tallennettu, ja se toimii.",
        sv="Anslutningen är sparad och fungerar.",
        en="The connection is saved, and it works.",
    ),
    "kept_untried": Text(
        fi="Yhteys on tallennettu. Edellinen kokeilu on vielä kesken, joten tarkista yhteys Tarkistus-sivulla.",
        sv="Anslutningen är sparad. Det förra provet pågår ännu, så kontrollera anslutningen på sidan Kontroll.",
        en="The connection is saved. The last trial still goes on, so look at the connection on the page Check.",
    ),
    "kept_but": Text(
        fi="Yhteys on tallennettu, mutta se ei vielä toimi: {what}",
        sv="Anslutningen är sparad men fungerar inte ännu: {what}",
        en="The connection is saved, but does not work yet: {what}",
    ),
    "way_changed": Text(
        fi="Severa käyttää SOAP- ja REST-rajapinnassa eri tunnisteita. Seuraava ajo yhdistää ne, eikä mitään siirretä "
        "kahdesti.",
        sv="Severa har olika id:n i SOAP- och REST-gränssnittet. Nästa körning kopplar ihop dem, och inget överförs två "
        "gånger.",
        en="Severa names records by different ids over SOAP and REST. The next run brings them together, and nothing "
        "goes over twice.",
    ),
}
