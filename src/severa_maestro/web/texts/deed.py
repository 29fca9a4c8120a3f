"""What a person may do with an invoice: what each button is called, and what will happen."""

from severa_maestro.language import Text

TEXTS = {
    "retry": Text(fi="Yritä uudelleen", sv="Försök igen", en="Try again"),
    "retry_what": Text(
        fi="Seuraava ajo hakee laskun Severasta sellaisena kuin se silloin on, tarkistaa sen uudelleen ja vie sen "
        "Maestroon, jos mikään ei enää estä.",
        sv="Nästa körning hämtar fakturan från Severa som den då är, kontrollerar den på nytt och överför den till "
        "Maestro om inget längre hindrar.",
        en="The next run fetches the invoice from Severa as it is then, checks it again, and transfers it to Maestro "
        "if nothing stands in the way any more.",
    ),
    "retry_not_waiting": Text(
        fi="Lasku ei ole nyt odottavassa tilassa Severassa. Vaihda sille siellä tila ”{status}”, muuten ajo ei "
        "näe sitä.",
        sv="Fakturan har inte den väntande statusen i Severa nu. Ge den statusen ”{status}” där, annars ser "
        "ingen körning den.",
        en="The invoice is not in the waiting status in Severa now. Give it the status “{status}” there, or no "
        "run will see it.",
    ),
    "accept": Text(fi="Hyväksy ja siirrä", sv="Godkänn och överför", en="Accept and transfer"),
    "accept_these": Text(fi="Hyväksyt nämä:", sv="Du godkänner dessa:", en="You accept these:"),
    "accept_changed-since-stored": Text(
        fi="Laskun uusi sisältö korvaa Maestrossa olevan. Vanha jää näkyviin siirron aikajanalle ja lokiin.",
        sv="Fakturans nya innehåll ersätter det som finns i Maestro. Att så skedde står kvar i tidslinjen och loggen.",
        en="The invoice's new content replaces what is in Maestro. The timeline and the log keep that it did.",
    ),
    "accept_changed-since-dismissed": Text(
        fi="Lasku viedään nyt Maestroon, vaikka se on aiemmin ohitettu.",
        sv="Fakturan överförs nu till Maestro, fast den tidigare avfärdades.",
        en="The invoice now goes to Maestro, though it was dismissed before.",
    ),
    "accept_possible-duplicate": Text(
        fi="Lasku viedään Maestroon omana laskunaan toisen samannumeroisen lisäksi.",
        sv="Fakturan överförs till Maestro som en egen faktura vid sidan av den andra med samma nummer.",
        en="The invoice goes to Maestro as one of its own, beside the other with the same number.",
    ),
    "accept_credit-original-unknown": Text(
        fi="Hyvityslasku viedään Maestroon ilman tietoa siitä, mitä laskua se hyvittää.",
        sv="Kreditfakturan överförs till Maestro utan uppgift om vilken faktura den krediterar.",
        en="The credit note goes to Maestro without saying which invoice it credits.",
    ),
    "accept_rest_stays": Text(
        fi="Muut esteet jäävät: lasku siirtyy vasta, kun nekin on korjattu: {names}.",
        sv="Övriga hinder kvarstår: fakturan överförs först när även de är åtgärdade: {names}.",
        en="The other obstacles stay: the invoice goes over only once they are fixed too: {names}.",
    ),
    "dismiss": Text(fi="Ohita", sv="Avfärda", en="Dismiss"),
    "dismiss_what": Text(
        fi="Laskua ei viedä Maestroon, eikä mikään muutu Severassa. Jos lasku muuttuu Severassa, se näytetään "
        "taas tässä.",
        sv="Fakturan överförs inte till Maestro, och ingenting ändras i Severa. Om fakturan ändras i Severa "
        "visas den här igen.",
        en="The invoice is not transferred to Maestro, and nothing changes in Severa. If it changes in Severa, "
        "it is shown here again.",
    ),
    "dismiss_stored_what": Text(
        fi="Lasku on jo Maestrossa ja jää sinne. Sen tilaa Severassa ei enää yritetä vaihtaa.",
        sv="Fakturan finns redan i Maestro och blir kvar där. Dess status i Severa ändras inte längre härifrån.",
        en="The invoice is in Maestro already and stays there. Its status in Severa is no longer set from here.",
    ),
    "reason": Text(fi="Syy", sv="Orsak", en="Reason"),
    "already_there": Text(
        fi="Lasku on jo Maestrossa.", sv="Fakturan finns redan i Maestro.", en="The invoice is already in Maestro."
    ),
    "not_transferred": Text(
        fi="Laskua ei siirretä.", sv="Fakturan överförs inte.", en="The invoice is not to be transferred."
    ),
    "own_words": Text(fi="Muu syy, omin sanoin", sv="Annan orsak, med egna ord", en="Another reason, in own words"),
    "reason_missing": Text(
        fi="Valitse, miksi laskua ei siirretä.",
        sv="Välj varför fakturan inte överförs.",
        en="Choose why the invoice is not transferred.",
    ),
    "words": Text(
        fi="Omin sanoin (jos valitsit muun syyn)",
        sv="Med egna ord (om du valde en annan orsak)",
        en="In own words (where you chose another reason)",
    ),
    "words_missing": Text(
        fi="Kirjoita, miksi laskua ei siirretä.",
        sv="Skriv varför fakturan inte överförs.",
        en="Write why the invoice is not transferred.",
    ),
    # what was done
    "retried": Text(
        fi="Lasku {number} tarkistetaan uudelleen seuraavassa ajossa.",
        sv="Fakturan {number} kontrolleras på nytt vid nästa körning.",
        en="The next run checks the invoice {number} again.",
    ),
    "accepted": Text(
        fi="Hyväksytty. Seuraava ajo vie laskun {number} Maestroon.",
        sv="Godkänt. Nästa körning överför fakturan {number} till Maestro.",
        en="Accepted. The next run transfers the invoice {number} to Maestro.",
    ),
    "dismissed": Text(
        fi="Lasku {number} on ohitettu.", sv="Fakturan {number} är avfärdad.", en="The invoice {number} is dismissed."
    ),
    "next_run": Text(
        fi="Seuraava ajo alkaa {when}.", sv="Nästa körning börjar {when}.", en="The next run begins {when}."
    ),
    "next_run_soon": Text(
        fi="Seuraava ajo alkaa hetken kuluttua.",
        sv="Nästa körning börjar om en stund.",
        en="The next run begins in a moment.",
    ),
    "no_next_run": Text(
        fi="Ajot eivät ole käynnissä: valitse yrityksen sivulla Aja nyt.",
        sv="Körningarna är inte i gång: välj Kör nu på företagets sida.",
        en="No runs are planned: choose Run now on the company's page.",
    ),
    "many_retried": Text(
        fi="Seuraavassa ajossa uudelleen tarkistettavat laskut: {count}.",
        sv="Fakturor som kontrolleras på nytt vid nästa körning: {count}.",
        en="Invoices that the next run checks again: {count}.",
    ),
    "many_accepted": Text(
        fi="Hyväksytyt laskut: {count}. Seuraava ajo vie ne Maestroon.",
        sv="Godkända fakturor: {count}. Nästa körning överför dem till Maestro.",
        en="Invoices accepted: {count}. The next run transfers them to Maestro.",
    ),
    "many_dismissed": Text(
        fi="Ohitetut laskut: {count}.", sv="Avfärdade fakturor: {count}.", en="Invoices dismissed: {count}."
    ),
}

ACTIONS = {
    "transfer-retried": Text(
        fi="Lasku palautettu siirtoon", sv="Faktura återförd för överföring", en="Invoice retried"
    ),
    "transfer-accepted": Text(
        fi="Laskun havainto hyväksytty", sv="Fakturans anmärkning godkänd", en="Finding accepted"
    ),
    "transfer-dismissed": Text(fi="Lasku ohitettu", sv="Faktura avfärdad", en="Invoice dismissed"),
}
