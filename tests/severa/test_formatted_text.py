"""Plain text out of what Severa's text editor makes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from severa_maestro.severa.formatted_text import plain_text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Kiitos tilauksesta!",
        "5 < 7 & 3",
        "5<7 & 8>3",
        "a <b and c> d".replace("<b", "< b"),
        "R&D, H&M & co",
        "https://example.fi/?a=1&copy=2&amp",
        "Matti <matti@example.fi>",
        "Vaihe <A1>, osa <pää>",
        "rivi 1\nrivi 2\n\nrivi 4",
        "  sisennys   säilyy",
        "hinta -> 100 €, <- edellinen",
        "&notanentity; &#xFFFFFF; &#0;",
        "1 <2> 3 <!doctype",
    ],
)
def test_a_text_without_formatting_stays_as_it_is(text: str) -> None:
    assert plain_text(text) == text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<p>Hei</p><p>Kiitos</p>", "Hei\nKiitos"),
        ("<p>Hei</p>\r\n<p>Kiitos</p>\r\n", "Hei\nKiitos"),
        ("<p>Hei</p><p><br></p><p>Kiitos</p>", "Hei\n\nKiitos"),
        ("<p>yksi<br>kaksi<br/>kolme<BR /></p>", "yksi\nkaksi\nkolme"),
        ("a<br>\n b", "a\nb"),
        ("<div>a</div><div>b</div>", "a\nb"),
        ("<ul><li>yksi</li><li>kaksi</li></ul>loppu", "- yksi\n- kaksi\nloppu"),
        ("Alku<ol>\n <li><p>yksi</p></li>\n</ol>", "Alku\n- yksi"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>", "a b\nc d"),
        ("<h2>Otsikko</h2>teksti", "Otsikko\nteksti"),
        ("<b>Tärkeää</b>: <i>maksa</i> <u>ajoissa</u>", "Tärkeää: maksa ajoissa"),
        ("<b>rivi 1</b>\nrivi 2", "rivi 1\nrivi 2"),
        ("<span style=\"color: red; font-family: 'A > B'\">x</span>", "x"),
        ('<a href="https://example.fi/?a=1&amp;b=2">linkki</a>', "linkki"),
        ("<style>p { color: red }</style><p>x</p><!-- y --><script>z()</script>", "x"),
        ("&auml;&ouml; &#228; &#xE4; &euro;", "äö ä ä €"),
        ("Smith &amp; Co", "Smith & Co"),
        ("&amp;lt;p&amp;gt;", "&lt;p&gt;"),
        ("<p>5 &lt; 7 &amp; 3</p>", "5 < 7 & 3"),
        ("a&nbsp;b", "a b"),
        ("<p>Matti &lt;matti@example.fi&gt;</p>", "Matti <matti@example.fi>"),
        ("<p>a  \n  b</p>", "a b"),
        ("<p></p>", ""),
        ("</p>x<p>", "x"),
        ("<P CLASS=MsoNormal>x<O:P></O:P></P>", "x"),
    ],
)
def test_formatting_becomes_lines(text: str, plain: str) -> None:
    assert plain_text(text) == plain


@given(st.text(alphabet=st.characters(exclude_characters="<&", exclude_categories=("Cs", "Cc"))))
def test_no_text_without_angle_brackets_and_ampersands_changes(text: str) -> None:
    assert plain_text(text) == text


@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<br>", "<li>", "teksti", "&amp;", "&lt;p&gt;", '"', "'", "<", ">", "<b ", " "])
    )
)
def test_no_mixture_of_tags_and_text_fails_or_loses_words(pieces: list[str]) -> None:
    text = "".join(pieces)
    plain = plain_text(text)
    if '"' not in text and "'" not in text and "<b " not in text:
        assert plain.count("teksti") == text.count("teksti")
