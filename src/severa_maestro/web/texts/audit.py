"""The page of the audit log."""

from severa_maestro.language import Text

TEXTS = {
    "title": Text(fi="Muutosloki", sv="Ändringslogg", en="Audit log"),
    "when": Text(fi="Milloin", sv="När", en="When"),
    "who": Text(fi="Kuka", sv="Vem", en="Who"),
    "company": Text(fi="Yritys", sv="Företag", en="Company"),
    "what": Text(fi="Mitä", sv="Vad", en="What"),
    "before": Text(fi="Ennen", sv="Före", en="Before"),
    "after": Text(fi="Jälkeen", sv="Efter", en="After"),
    "program": Text(fi="ohjelma", sv="programmet", en="the program"),
    "all_companies": Text(fi="Kaikki", sv="Alla", en="All"),
    "search": Text(fi="Käyttäjä", sv="Användare", en="User"),
    "empty": Text(fi="Muutoksia ei ole.", sv="Inga ändringar.", en="No changes."),
}
