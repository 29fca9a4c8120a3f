"""The check of a company: everything that a transfer needs."""

from severa_maestro.language import Text

TEXTS = {
    "title": Text(fi="Tarkistus", sv="Kontroll", en="Check"),
    "what": Text(
        fi="Tarkistus kokeilee kaikkea, mitä siirto tarvitsee: yhteyden, oikeudet, tilat, tuotteet, kiintiön ja kellon. "
        "Se ei muuta mitään.",
        sv="Kontrollen provar allt som överföringen behöver: anslutningen, rättigheterna, statusarna, produkterna, "
        "kvoten och klockan. Den ändrar ingenting.",
        en="The check tries everything that a transfer needs: the connection, rights, statuses, products, quota and "
        "clock. It changes nothing.",
    ),
    "start": Text(fi="Tarkista", sv="Kontrollera", en="Check"),
    "again": Text(fi="Tarkista uudelleen", sv="Kontrollera på nytt", en="Check again"),
    "going": Text(fi="Tarkistus on käynnissä.", sv="Kontrollen pågår.", en="The check is under way."),
    "ended": Text(fi="Tarkistettu {when}.", sv="Kontrollerat {when}.", en="Checked {when}."),
    "ready": Text(
        fi="Mikään ei estä siirtoa.",
        sv="Ingenting hindrar överföringen.",
        en="Nothing stands in the way of a transfer.",
    ),
    "not_ready": Text(
        fi="Siirron tiellä on vielä jotain. Korjaa virheet ja tarkista uudelleen.",
        sv="Något hindrar ännu överföringen. Åtgärda felen och kontrollera på nytt.",
        en="Something still stands in the way of a transfer. Fix the errors and check again.",
    ),
    "failed": Text(fi="Tarkistus keskeytyi.", sv="Kontrollen avbröts.", en="The check broke off."),
    "reload": Text(fi="Lataa uudelleen", sv="Ladda om", en="Reload"),
    "to_statuses": Text(fi="Vaihda tilat", sv="Byt statusarna", en="Change the statuses"),
    "to_product_import": Text(fi="Tuo tuotteet", sv="Importera produkterna", en="Import the products"),
    "to_product_groups": Text(fi="Avaa pääryhmät", sv="Öppna huvudgrupperna", en="Open the product groups"),
    "to_codes": Text(fi="Avaa koodit", sv="Öppna koderna", en="Open the codes"),
    "to_preview": Text(fi="Avaa esikatselu", sv="Öppna förhandsvisningen", en="Open the preview"),
    "to_connection": Text(fi="Muuta yhteyttä", sv="Ändra anslutningen", en="Change the connection"),
}
