"""What the pages of Maestro's registers share."""

from severa_maestro.language import Text

TEXTS = {
    "all": Text(fi="kaikki", sv="alla", en="all"),
    "in_use": Text(fi="käytössä", sv="i bruk", en="in use"),
    "not_in_use": Text(fi="ei käytössä", sv="inte i bruk", en="not in use"),
    "title": Text(fi="Rekisterit", sv="Register", en="Registers"),
    "csv": Text(fi="Lataa CSV", sv="Ladda ner CSV", en="Download CSV"),
    "xlsx": Text(fi="Lataa Excel", sv="Ladda ner Excel", en="Download Excel"),
    "too_many": Text(
        fi="Rajaus löytää enemmän rivejä kuin yhteen tiedostoon kirjoitetaan ({most}). Rajaa tarkemmin ja lataa "
        "uudelleen.",
        sv="Filtret hittar fler rader än vad som skrivs i en fil ({most}). Filtrera noggrannare och ladda ner på nytt.",
        en="The filter finds more rows than go into one file ({most}). Narrow it down, and download again.",
    ),
    "overtaken": Text(
        fi="Joku on muuttanut näitä tietoja sillä välin, joten muutostasi ei tallennettu. Tarkista tiedot ja tee muutos "
        "uudelleen.",
        sv="Någon har ändrat uppgifterna under tiden, så din ändring sparades inte. Kontrollera uppgifterna och gör "
        "ändringen på nytt.",
        en="Somebody has changed this meanwhile, so your change was not saved. Check what is there, and make the change "
        "again.",
    ),
    "not_a_rate": Text(
        fi="Kirjoita verokanta prosentteina väliltä 0–100, esimerkiksi 25,5.",
        sv="Skriv momssatsen i procent mellan 0 och 100, till exempel 25,5.",
        en="Write the VAT rate in per cent from 0 to 100, such as 25.5.",
    ),
}
