"""The word of each state."""

from severa_maestro.language import Text

TEXTS = {
    "fetched": Text(fi="Haettu", sv="Hämtad", en="Fetched"),
    "waiting": Text(fi="Odottaa", sv="Väntar", en="Waiting"),
    "blocked": Text(fi="Estetty", sv="Stoppad", en="Blocked"),
    "stored": Text(fi="Tallennettu", sv="Lagrad", en="Stored"),
    "handed_over": Text(fi="Luovutettu", sv="Överlämnad", en="Handed over"),
    "transferred": Text(fi="Siirretty", sv="Överförd", en="Transferred"),
    "dismissed": Text(fi="Ohitettu", sv="Avfärdad", en="Dismissed"),
    "fallback": Text(fi="Varatuote A/0", sv="Reservprodukt A/0", en="Fallback A/0"),
    "running": Text(fi="Käynnissä", sv="Pågår", en="Running"),
    "succeeded": Text(fi="Valmis", sv="Klar", en="Done"),
    "failed": Text(fi="Epäonnistui", sv="Misslyckades", en="Failed"),
    "interrupted": Text(fi="Keskeytyi", sv="Avbröts", en="Interrupted"),
    "well": Text(fi="Kunnossa", sv="I ordning", en="All well"),
    "stale": Text(fi="Ei ajettu ajallaan", sv="Inte kört i tid", en="Not run in time"),
    "paused": Text(fi="Tauolla", sv="Pausat", en="Paused"),
    "unfinished": Text(fi="Käyttöönotto kesken", sv="Ibruktagningen ofärdig", en="Set-up unfinished"),
    "info": Text(fi="Tieto", sv="Information", en="Information"),
    "warning": Text(fi="Varoitus", sv="Varning", en="Warning"),
    "error": Text(fi="Virhe", sv="Fel", en="Error"),
    "blocking": Text(fi="Estää siirron", sv="Hindrar överföringen", en="Blocks the transfer"),
    "done": Text(fi="Tehty", sv="Gjort", en="Done"),
    "now": Text(fi="Nyt", sv="Nu", en="Now"),
    "open": Text(fi="Tekemättä", sv="Ej gjort", en="To do"),
    "active": Text(fi="Käytössä", sv="I bruk", en="On"),
    "invited": Text(fi="Kutsuttu", sv="Inbjuden", en="Invited"),
    "missing": Text(fi="Ei käytössä", sv="Inte i bruk", en="Off"),
}
