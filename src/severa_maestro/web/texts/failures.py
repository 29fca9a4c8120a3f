"""What cannot be shown, and why."""

from severa_maestro.language import Text

TEXTS = {
    "not_found": Text(fi="Sivua ei löydy", sv="Sidan hittades inte", en="There is no such page"),
    "not_found_to_do": Text(
        fi="Osoite on väärä, tai sinulla ei ole oikeutta tähän yritykseen. Palaa yleiskuvaan.",
        sv="Adressen är fel, eller så har du inte rätt till företaget. Gå tillbaka till översikten.",
        en="The address is wrong, or the company is not one of yours. Go back to the overview.",
    ),
    "forbidden": Text(
        fi="Tähän tarvitaan laajempi oikeus", sv="Detta kräver större rätt", en="This needs another role"
    ),
    "forbidden_to_do": Text(
        fi="Pyydä yrityksen pääkäyttäjää tekemään tämä tai muuttamaan rooliasi.",
        sv="Be företagets administratör göra detta eller ändra din roll.",
        en="Ask an admin of the company to do it, or to change your role.",
    ),
    "form_too_old": Text(fi="Lomake on vanhentunut", sv="Formuläret har föråldrats", en="The form is too old"),
    "form_too_old_to_do": Text(
        fi="Mitään ei muutettu. Palaa edelliselle sivulle, lataa se uudelleen ja tee muutos sitten.",
        sv="Ingenting ändrades. Gå tillbaka till föregående sida, ladda om den och gör ändringen på nytt.",
        en="Nothing was changed. Go back, load the page again, and then make the change.",
    ),
    "broken": Text(fi="Ohjelmassa on virhe", sv="Det är fel i programmet", en="The program has an error"),
    "broken_to_do": Text(
        fi="Mitään ei jäänyt puolitiehen. Yritä uudelleen. Jos virhe toistuu, kerro siitä ylläpidolle: "
        "tarkempi tieto on ohjelman lokissa.",
        sv="Ingenting blev halvfärdigt. Försök igen. Om felet upprepas, kontakta den som sköter programmet: "
        "närmare uppgifter finns i programmets logg.",
        en="Nothing was left half done. Try again. If it happens again, tell whoever looks after the program: "
        "its log knows more.",
    ),
    "error": Text(fi="Tämä ei onnistunut", sv="Det lyckades inte", en="That did not work"),
    "to_overview": Text(fi="Yleiskuvaan", sv="Till översikten", en="To the overview"),
}
