"""The log."""

from severa_maestro.language import Text

TEXTS = {
    "title": Text(fi="Loki", sv="Logg", en="Log"),
    "q": Text(fi="Hae lokista", sv="Sök i loggen", en="Search the log"),
    "level": Text(fi="Taso", sv="Nivå", en="Level"),
    "every_level": Text(fi="Kaikki tasot", sv="Alla nivåer", en="Every level"),
    "code": Text(fi="Aihe", sv="Ämne", en="Subject"),
    "every_code": Text(fi="Kaikki aiheet", sv="Alla ämnen", en="Every subject"),
    "fallback": Text(fi="Rivi meni tuotteelle A/0", sv="Rad gick till produkten A/0", en="Row went to product A/0"),
    "invoice": Text(fi="Lasku", sv="Faktura", en="Invoice"),
    "row": Text(fi="Rivi", sv="Rad", en="Row"),
    "since": Text(fi="Alkaen", sv="Från och med", en="From"),
    "until": Text(fi="Asti", sv="Till och med", en="Until"),
    "run": Text(fi="Ajo", sv="Körning", en="Run"),
    "of_run": Text(
        fi="Vain ajo, joka alkoi {when}.", sv="Bara körningen som började {when}.", en="Only the run that began {when}."
    ),
    "when": Text(fi="Aika", sv="Tid", en="When"),
    "day": Text(fi="Päivä", sv="Dag", en="Day"),
    "time": Text(fi="Kello", sv="Klockan", en="Time"),
    "text": Text(
        fi="Mitä tapahtui ja mitä tehdä", sv="Vad som hände och vad som ska göras", en="What happened and what to do"
    ),
    "newer": Text(fi="Uudemmat", sv="Nyare", en="Newer"),
    "older": Text(fi="Vanhemmat", sv="Äldre", en="Older"),
    "newest": Text(fi="Uusimmat", sv="Nyaste", en="Newest"),
    "export_csv": Text(fi="Lataa CSV", sv="Ladda ner CSV", en="Download CSV"),
    "export_xlsx": Text(fi="Lataa Excel", sv="Ladda ner Excel", en="Download Excel"),
    "too_many": Text(
        fi="Rajaus löytää enemmän rivejä kuin yhteen tiedostoon kirjoitetaan ({most}). "
        "Rajaa lyhyempi aika ja lataa uudelleen.",
        sv="Filtret hittar fler rader än vad som skrivs i en fil ({most}). Välj en kortare tid och ladda ner på nytt.",
        en="The filter finds more lines than go into one file ({most}). Choose a shorter time, and download again.",
    ),
    "empty": Text(
        fi="Lokissa ei ole vielä mitään: ensimmäinen ajo kirjoittaa siihen.",
        sv="Loggen är ännu tom: den första körningen skriver i den.",
        en="The log is still empty: the first run will write in it.",
    ),
    "nothing_found": Text(
        fi="Haku tai rajaus ei löytänyt lokista mitään.",
        sv="Sökningen eller filtret hittade ingenting i loggen.",
        en="The search or filter found nothing in the log.",
    ),
}
