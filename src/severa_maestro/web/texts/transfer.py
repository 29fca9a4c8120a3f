"""One transfer."""

from severa_maestro.language import Text

TEXTS = {
    "invoice": Text(fi="Lasku {number}", sv="Faktura {number}", en="Invoice {number}"),
    "credit_note": Text(fi="Hyvityslasku {number}", sv="Kreditfaktura {number}", en="Credit note {number}"),
    "invoice_without_number": Text(fi="Lasku ilman numeroa", sv="Faktura utan nummer", en="Invoice without a number"),
    "previous": Text(fi="Edellinen", sv="Föregående", en="Previous"),
    "next": Text(fi="Seuraava", sv="Nästa", en="Next"),
    "back": Text(fi="Luetteloon", sv="Till listan", en="To the list"),
    "findings": Text(fi="Havainnot", sv="Anmärkningar", en="Findings"),
    "deeds": Text(fi="Mitä voit tehdä", sv="Vad du kan göra", en="What you can do"),
    "unmarked": Text(fi="Tila vaihtamatta Severassa", sv="Status inte bytt i Severa", en="Status not set in Severa"),
    "unmarked_refused": Text(
        fi="Lasku on Maestrossa, mutta Severa ei hyväksynyt tilan vaihtoa.",
        sv="Fakturan finns i Maestro, men Severa godtog inte statusbytet.",
        en="The invoice is in Maestro, but Severa refused the change of status.",
    ),
    "unmarked_unanswered": Text(
        fi="Lasku on Maestrossa, mutta Severa ei vastannut, kun sen tilaa vaihdettiin.",
        sv="Fakturan finns i Maestro, men Severa svarade inte när statusen skulle bytas.",
        en="The invoice is in Maestro, but Severa did not answer when its status was to be set.",
    ),
    "unmarked_elsewhere": Text(
        fi="Lasku on Maestrossa, mutta joku on vaihtanut sen tilan Severassa muuksi.",
        sv="Fakturan finns i Maestro, men någon har gett den en annan status i Severa.",
        en="The invoice is in Maestro, but somebody has given it another status in Severa.",
    ),
    "unmarked_gone": Text(
        fi="Lasku on Maestrossa, mutta Severassa sitä ei enää ole.",
        sv="Fakturan finns i Maestro, men inte längre i Severa.",
        en="The invoice is in Maestro, but Severa does not have it any more.",
    ),
    "unmarked_run_tries": Text(
        fi="Seuraava ajo yrittää uudelleen. Voit myös vaihtaa Severassa tilaksi ”{status}”.",
        sv="Nästa körning försöker igen. Du kan också själv byta till statusen ”{status}” i Severa.",
        en="The next run tries again. You can also give it the status “{status}” in Severa yourself.",
    ),
    "unmarked_to_do": Text(
        fi="Jos lasku on oikein, vaihda Severassa sen tilaksi ”{status}”. Jos sitä ei enää ole tai tila on "
        "tarkoituksella toinen, ohita se.",
        sv="Om fakturan är rätt, ge den statusen ”{status}” i Severa. Om den inte längre finns, eller statusen "
        "är avsiktlig, avfärda den.",
        en="If the invoice is right, give it the status “{status}” in Severa. If it is gone, or its other status "
        "is meant, dismiss it.",
    ),
    "accepted_goes_over": Text(
        fi="Hyväksytty; siirtyy seuraavassa ajossa.",
        sv="Godkänt; överförs i nästa körning.",
        en="Accepted; goes over in the next run.",
    ),
    "checked_again": Text(
        fi="Seuraava ajo tarkistaa laskun uudelleen.",
        sv="Nästa körning kontrollerar fakturan på nytt.",
        en="The next run checks the invoice again.",
    ),
    "not_waiting": Text(
        fi="Lasku ei ole odottavassa tilassa Severassa, joten ajot eivät näe sitä.",
        sv="Fakturan har inte den väntande statusen i Severa, så körningarna ser den inte.",
        en="The invoice is not in the waiting status in Severa, so runs do not see it.",
    ),
    "not_waiting_to_do": Text(
        fi="Kun lasku on kunnossa, vaihda sille Severassa tila ”{status}”.",
        sv="När fakturan är i ordning, ge den statusen ”{status}” i Severa.",
        en="When the invoice is in order, give it the status “{status}” in Severa.",
    ),
    "rematch": Text(fi="Täsmää A/0-rivit uudelleen", sv="Matcha A/0-raderna på nytt", en="Match rows on A/0 again"),
    "rematch_what": Text(
        fi="Katsotaan, mille tuotteille A/0:lla olevat rivit nyt kuuluvat. Näet rivit ennen kuin mitään siirretään.",
        sv="Vi ser efter vilka produkter raderna på A/0 nu hör till. Du ser raderna innan något flyttas.",
        en="See which products the rows on A/0 belong to now. You see the rows before anything is moved.",
    ),
    "rematch_show": Text(fi="Näytä rivit", sv="Visa raderna", en="Show the rows"),
    "timeline": Text(fi="Vaiheet", sv="Förlopp", en="Timeline"),
    "log": Text(fi="Loki", sv="Logg", en="Log"),
    "log_empty": Text(
        fi="Laskusta ei ole lokirivejä.", sv="Fakturan har inga loggrader.", en="The log has nothing on it."
    ),
    "run": Text(fi="Ajo {number}", sv="Körning {number}", en="Run {number}"),
    "why_fetched": Text(fi="Haettu Severasta", sv="Hämtad från Severa", en="Fetched from Severa"),
    "why_stored": Text(fi="Tallennettu Maestroon", sv="Sparad i Maestro", en="Stored in Maestro"),
    "why_replaced": Text(
        fi="Uusi sisältö korvasi entisen Maestrossa",
        sv="Nytt innehåll ersatte det gamla i Maestro",
        en="Replaced in Maestro",
    ),
    "why_marked": Text(fi="Tila vaihdettu Severassa", sv="Status bytt i Severa", en="Status set in Severa"),
    "why_marked-again": Text(
        fi="Tila vaihdettu Severassa uudelleen", sv="Status bytt på nytt i Severa", en="Status set again in Severa"
    ),
    "why_as-stored": Text(fi="Sama kuin Maestrossa", sv="Likadan som i Maestro", en="As it is stored in Maestro"),
    "why_dismissed-before": Text(fi="Ohitettu jo aiemmin", sv="Avfärdad redan tidigare", en="Dismissed before"),
    "why_retried": Text(fi="Palautettu siirtoon", sv="Återförd för överföring", en="Put back into the transfer"),
    "why_accepted": Text(fi="Hyväksytty: {names}", sv="Godkänt: {names}", en="Accepted: {names}"),
    "why_moved": Text(fi="Rivi {move}", sv="Rad {move}", en="Row {move}"),
}
