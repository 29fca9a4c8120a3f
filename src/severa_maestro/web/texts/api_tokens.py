"""The page of the tokens of the API."""

from severa_maestro.language import Text

TEXTS = {
    "tab": Text(fi="API", sv="API", en="API"),
    "title": Text(fi="API-tunnukset", sv="API-token", en="API tokens"),
    "what": Text(
        fi="Tunnuksella toinen ohjelma lukee tämän yrityksen siirtoja, lokia ja rekistereitä, tai myös toimii: "
        "käynnistää ajon, palauttaa ja ohittaa laskuja. Kukin tunnus avaa vain tämän yrityksen.",
        sv="Med en token läser ett annat program företagets överföringar, logg och register, eller handlar också: "
        "startar en körning, återför och avfärdar fakturor. Varje token öppnar bara det här företaget.",
        en="With a token another program reads this company's transfers, log and registers, or acts as well: starts "
        "a run, retries and dismisses invoices. Each token opens this company alone.",
    ),
    "empty": Text(
        fi="Tunnuksia ei ole. Luo ensimmäinen, kun jokin ohjelma tarvitsee sen.",
        sv="Det finns inga token. Skapa den första när något program behöver den.",
        en="There are no tokens. Make the first when a program needs one.",
    ),
    "name": Text(fi="Nimi", sv="Namn", en="Name"),
    "beginning": Text(fi="Alkaa", sv="Börjar", en="Begins"),
    "right": Text(fi="Oikeus", sv="Rätt", en="Right"),
    "right_help": Text(
        fi="Lukeva tunnus ei muuta mitään. Toimiva tunnus tekee myös sen, minkä kirjanpitäjä: ajaa heti, palauttaa "
        "ja ohittaa laskuja.",
        sv="En läsande token ändrar ingenting. En token som får agera gör också det som en bokförare gör: kör genast, "
        "återför och avfärdar fakturor.",
        en="A reading token changes nothing. An acting one also does what a bookkeeper does: runs at once, retries and "
        "dismisses invoices.",
    ),
    "read": Text(fi="Lukee", sv="Läser", en="Reads"),
    "act": Text(fi="Lukee ja toimii", sv="Läser och agerar", en="Reads and acts"),
    "expires_on": Text(fi="Viimeinen voimassaolopäivä", sv="Sista giltighetsdag", en="Last day"),
    "expires_on_short": Text(fi="Voimassa asti", sv="Gäller till", en="Valid until"),
    "expired": Text(fi="Vanhentunut", sv="Har gått ut", en="Expired"),
    "no_end": Text(fi="Toistaiseksi", sv="Tills vidare", en="No end"),
    "day_over": Text(
        fi="Päivä on jo mennyt. Valitse tämä päivä tai myöhempi.",
        sv="Dagen har redan gått. Välj i dag eller en senare dag.",
        en="That day is over. Choose today or a later day.",
    ),
    "name_taken": Text(
        fi="Yrityksellä on jo voimassa oleva tunnus tällä nimellä. Valitse toinen nimi.",
        sv="Företaget har redan en gällande token med det namnet. Välj ett annat namn.",
        en="The company has a token of that name in force already. Choose another name.",
    ),
    "made": Text(fi="Luotu", sv="Skapad", en="Made"),
    "last_used": Text(fi="Käytetty viimeksi", sv="Använd senast", en="Last used"),
    "never": Text(fi="Ei koskaan", sv="Aldrig", en="Never"),
    "make": Text(fi="Luo tunnus", sv="Skapa en token", en="Make a token"),
    "made_now": Text(
        fi="Tunnus ”{name}” on luotu. Kopioi se nyt: sitä ei näytetä uudelleen.",
        sv="Token ”{name}” har skapats. Kopiera den nu: den visas inte igen.",
        en="The token “{name}” has been made. Copy it now: it is not shown again.",
    ),
    "try_it": Text(fi="Kokeile", sv="Prova", en="Try it"),
    "keep_it": Text(
        fi="Säilytä sitä kuin salasanaa. Jos se joutuu vääriin käsiin, mitätöi se ja luo uusi.",
        sv="Förvara den som ett lösenord. Om den hamnar i fel händer, återkalla den och skapa en ny.",
        en="Keep it like a password. If it falls into the wrong hands, revoke it and make another.",
    ),
    "revoke": Text(fi="Mitätöi", sv="Återkalla", en="Revoke"),
    "revoke_of": Text(fi="Mitätöi: {name}", sv="Återkalla: {name}", en="Revoke: {name}"),
    "revoke_sure": Text(
        fi="Mitätöidäänkö {name}? Sitä käyttävä ohjelma ei pääse enää tietoihin.",
        sv="Vill du återkalla {name}? Programmet som använder den kommer inte längre åt uppgifterna.",
        en="Revoke {name}? The program that uses it reaches nothing any more.",
    ),
    "revoked": Text(
        fi="Tunnus ”{name}” on mitätöity.", sv="Token ”{name}” har återkallats.", en="The token “{name}” is revoked."
    ),
    "for_programs": Text(fi="Ohjelmoijalle", sv="För programmeraren", en="For the programmer"),
    "address": Text(fi="Yrityksen osoite", sv="Företagets adress", en="The company's address"),
    "contract": Text(fi="Rajapintakuvaus (OpenAPI)", sv="API-beskrivning (OpenAPI)", en="Contract (OpenAPI)"),
}

ACTIONS = {
    "api-token-made": Text(fi="Loi API-tunnuksen", sv="Skapade en API-token", en="Made an API token"),
    "api-token-revoked": Text(fi="Mitätöi API-tunnuksen", sv="Återkallade en API-token", en="Revoked an API token"),
}
