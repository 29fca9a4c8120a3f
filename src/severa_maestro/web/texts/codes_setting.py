"""Products chosen for codes: the preview, and what became of them."""

from severa_maestro.language import Text

TEXTS = {
    "title": Text(fi="Koodien esikatselu", sv="Förhandsgranskning av koder", en="Preview of the codes"),
    "what_happens": Text(
        fi="Severaan kirjoitetaan koodeja: {severa}. Koodikarttaan tulee rivejä: {map}. Severassa muuttuu vain koodi, "
        "ja entinen jää talteen.",
        sv="Koder som skrivs i Severa: {severa}. Rader som läggs till i kodkartan: {map}. I Severa ändras bara koden, "
        "och den tidigare sparas.",
        en="Codes written into Severa: {severa}. Lines added to the code map: {map}. In Severa the code alone changes, "
        "and what was there before is kept.",
    ),
    "hindered": Text(
        fi="Ei voi tallentaa: {count}. Syy on rivillä.",
        sv="Kan inte sparas: {count}. Orsaken står på raden.",
        en="Cannot be kept: {count}. The line says why.",
    ),
    "before": Text(fi="Koodi ennen", sv="Kod före", en="Code before"),
    "after": Text(fi="Koodi jälkeen", sv="Kod efter", en="Code after"),
    "where": Text(fi="Minne", sv="Vart", en="Where to"),
    "to_severa": Text(fi="Severaan", sv="I Severa", en="Into Severa"),
    "to_map": Text(fi="Koodikarttaan", sv="I kodkartan", en="Into the code map"),
    "to_nowhere": Text(fi="Ei voi tallentaa", sv="Kan inte sparas", en="Cannot be kept"),
    "do_both": Text(
        fi="Kirjoita koodit Severaan ({severa}) ja koodikarttaan ({map})",
        sv="Skriv koderna i Severa ({severa}) och i kodkartan ({map})",
        en="Write the codes into Severa ({severa}) and the code map ({map})",
    ),
    "do_severa": Text(
        fi="Kirjoita koodit Severaan ({severa})",
        sv="Skriv koderna i Severa ({severa})",
        en="Write the codes into Severa ({severa})",
    ),
    "do_map": Text(
        fi="Tallenna koodikarttaan ({map})", sv="Spara i kodkartan ({map})", en="Save in the code map ({map})"
    ),
    "nothing": Text(
        fi="Mitään ei ole valittu, tai valitut ovat jo näin.",
        sv="Ingenting är valt, eller så är det valda redan så här.",
        en="Nothing is chosen, or it is so already.",
    ),
    "nothing_possible": Text(
        fi="Yhtäkään näistä ei voi tallentaa tällä tavalla.",
        sv="Ingen av dessa kan sparas på det här sättet.",
        en="None of these can be kept this way.",
    ),
    "overtaken": Text(
        fi="Koodit, koodikartta tai tuotteet ovat muuttuneet esikatselun jälkeen. Katso uudelleen.",
        sv="Koderna, kodkartan eller produkterna har ändrats efter förhandsgranskningen. Granska på nytt.",
        en="The codes, the code map or the products have changed since the preview. Look again.",
    ),
    "under_way": Text(
        fi="Koodeja tallennetaan parhaillaan. Katso, miten pitkällä tallennus on.",
        sv="Koder sparas som bäst. Se hur långt det har kommit.",
        en="Codes are being set already. See how far that has come.",
    ),
    "keeping": Text(
        fi="Koodeja tallennetaan: {done}/{of}.", sv="Koder sparas: {done}/{of}.", en="Codes are being set: {done}/{of}."
    ),
    "undoing": Text(
        fi="Koodeja palautetaan: {done}/{of}.",
        sv="Koder återställs: {done}/{of}.",
        en="Codes are being put back: {done}/{of}.",
    ),
    "progress": Text(fi="Edistyminen", sv="Förlopp", en="Progress"),
    "may_leave": Text(
        fi="Voit poistua sivulta; työ jatkuu.",
        sv="Du kan lämna sidan; arbetet fortsätter.",
        en="You may leave the page; the work goes on.",
    ),
    "result": Text(fi="Koodien tallennus", sv="Sparade koder", en="Codes set"),
    "undo_result": Text(fi="Koodien palautus", sv="Återställda koder", en="Codes put back"),
    "old_invoices": Text(
        fi="Aiemmin tehdyillä laskuilla voi olla entinen koodi. Ne näkyvät vertailussa kohdassa ”Vain laskuilla”.",
        sv="Tidigare gjorda fakturor kan ha den förra koden. De syns i jämförelsen under ”Bara på fakturor”.",
        en="Invoices made before may have the code of before. The comparison shows these under “On invoices only”.",
    ),
    "to_codes": Text(fi="Koodeihin", sv="Till koderna", en="To the codes"),
    "in_severa": Text(
        fi="Severaan kirjoitettuja koodeja: {count}.",
        sv="Koder som skrevs i Severa: {count}.",
        en="Codes written into Severa: {count}.",
    ),
    "in_map": Text(
        fi="Koodikarttaan lisättyjä koodeja: {count}.",
        sv="Koder som lades till i kodkartan: {count}.",
        en="Codes put into the code map: {count}.",
    ),
    "undone": Text(
        fi="Palautettuja koodeja: {count}.", sv="Återställda koder: {count}.", en="Codes put back: {count}."
    ),
    "refused": Text(fi="Ei onnistunut: {count}.", sv="Lyckades inte: {count}.", en="Refused: {count}."),
    "refused_ones": Text(fi="Nämä jäivät ennalleen", sv="Dessa blev som förut", en="These stayed as they were"),
    "stopped": Text(
        fi="Koodien tallennus keskeytyi {when}.",
        sv="Sparandet av koderna avbröts {when}.",
        en="Setting the codes broke off at {when}.",
    ),
    "stays": Text(
        fi="Siihen asti tallennetut koodit jäävät voimaan. Mitä Severaan ehti, näkyy täällä:",
        sv="De koder som hann sparas gäller. Vad som hann skrivas i Severa syns här:",
        en="What was set until then stays. What Severa got is here:",
    ),
}

ACTIONS = {
    "codes-chosen": Text(
        fi="Koodien tallennus hyväksytty", sv="Sparande av koder godkänt", en="Setting codes approved"
    ),
    "codes-kept": Text(fi="Koodien tallennus päättyi", sv="Sparandet av koder slutade", en="Setting codes ended"),
}
