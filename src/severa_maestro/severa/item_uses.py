"""How often each article stood on the rows of invoices."""

from collections import Counter

from severa_maestro.invoicing.invoice import RowKind
from severa_maestro.severa.source import ItemUse

_Article = tuple[RowKind, str, tuple[str, ...], str]


class ItemUses:
    """The articles of rows, counted. Give the newest rows first: the name of an article is the one met first.

    Rows are of one article where they tell the same id and codes; where they tell neither, where they have one name.
    """

    def __init__(self) -> None:
        self._rows: Counter[_Article] = Counter()
        self._names: dict[_Article, str] = {}

    def add(self, kind: RowKind, *, guid: str = "", codes: tuple[str, ...], name: str) -> None:
        """Counts a row."""
        article = (kind, guid, codes, "" if guid or codes else name)
        self._rows[article] += 1
        self._names.setdefault(article, name)

    def most_used_first(self) -> tuple[ItemUse, ...]:
        """All of them."""
        return tuple(
            ItemUse(kind=article[0], guid=article[1], codes=article[2], name=self._names[article], rows=rows)
            for article, rows in self._rows.most_common()
        )
