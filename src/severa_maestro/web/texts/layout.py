"""What stands around every page."""

from severa_maestro.language import Text

TEXTS = {
    "product": Text(fi="Severa–Maestro", sv="Severa–Maestro", en="Severa–Maestro"),
    "skip": Text(fi="Siirry sisältöön", sv="Gå till innehållet", en="Skip to the content"),
    "menu": Text(fi="Valikko", sv="Meny", en="Menu"),
    "printed": Text(fi="Tulostettu {when}", sv="Utskriven {when}", en="Printed {when}"),
    "main_menu": Text(fi="Päävalikko", sv="Huvudmeny", en="Main menu"),
    "company_menu": Text(fi="Yrityksen sivut", sv="Företagets sidor", en="The company's pages"),
    "company": Text(fi="Yritys", sv="Företag", en="Company"),
    "choose_company": Text(fi="Valitse yritys", sv="Välj företag", en="Choose a company"),
    "all_companies": Text(fi="Kaikki yritykset", sv="Alla företag", en="All companies"),
    "settings": Text(fi="Omat asetukset", sv="Egna inställningar", en="My settings"),
    "sign_out": Text(fi="Kirjaudu ulos", sv="Logga ut", en="Sign out"),
    "language": Text(fi="Kieli", sv="Språk", en="Language"),
    "in_this_language": Text(fi="Suomeksi", sv="På svenska", en="In English"),
    "theme": Text(fi="Ulkoasu", sv="Utseende", en="Appearance"),
    "theme_auto": Text(fi="Laitteen mukaan", sv="Enligt enheten", en="As the device"),
    "theme_light": Text(fi="Vaalea", sv="Ljust", en="Light"),
    "theme_dark": Text(fi="Tumma", sv="Mörkt", en="Dark"),
    "help": Text(fi="Ohje", sv="Hjälp", en="Help"),
    "save": Text(fi="Tallenna", sv="Spara", en="Save"),
    "cancel": Text(fi="Peruuta", sv="Avbryt", en="Cancel"),
    "back": Text(fi="Takaisin", sv="Tillbaka", en="Back"),
    "filter": Text(fi="Rajaa", sv="Filtrera", en="Filter"),
    "clear": Text(fi="Poista rajaus", sv="Ta bort filtret", en="Clear the filter"),
    "search": Text(fi="Hae", sv="Sök", en="Search"),
    "previous": Text(fi="Edelliset", sv="Föregående", en="Previous"),
    "next": Text(fi="Seuraavat", sv="Nästa", en="Next"),
    "pages": Text(fi="Sivut", sv="Sidor", en="Pages"),
    "optional": Text(fi="vapaaehtoinen", sv="frivilligt", en="optional"),
    "mend_these": Text(
        fi="Tarkista merkityt kohdat.", sv="Kontrollera de markerade fälten.", en="Check the fields that are marked."
    ),
    "cut_off": Text(
        fi="Yhteys katkesi. Yritetään uudelleen.",
        sv="Förbindelsen bröts. Vi försöker igen.",
        en="The connection was lost. Trying again.",
    ),
    "keys": Text(
        fi="Näppäimet: / hakee, j ja k siirtyvät rivien välillä, Enter avaa rivin.",
        sv="Tangenter: / söker, j och k flyttar mellan raderna, Enter öppnar raden.",
        en="Keys: / searches, j and k move between rows, Enter opens one.",
    ),
}
