"""What must be true whatever people did: all that they were told is stored is there, as it was."""

from __future__ import annotations

from collections.abc import Iterable

from components.corpus.store import Store
from tests.soak.people import Own, Person


def find_lost(store: Store, people: Iterable[Person]) -> list[str]:
    """What a library lacks of what people were told it has, a sentence each."""
    here, binned = store.articles(), store.articles(removed=True)
    lost = []
    for person in people:
        for own in person.articles:
            table = binned if own.removed else here
            found = table[table["title"] == own.title]["id"].tolist()
            if len(found) != 1:
                lost.append(f"{person.name}: {own.title} is there {len(found)} times")
            else:
                lost += _compare(store, person, own, found[0])
    return lost


def _compare(store: Store, person: Person, own: Own, id: str) -> list[str]:
    lost = []
    if own.text not in store.text(id):
        lost.append(f"{person.name}: the text of {own.title} is another one")
    written = [(note.text, note.who) for note in store.notes.of(id)]
    if written != [(words, person.name) for words in own.notes]:
        lost.append(f"{person.name}: {own.title} has the notes {written}, not {own.notes}")
    return lost


def find_damage(store: Store) -> list[str]:
    """What a check of the library finds."""
    found = store.check(lambda share: None)
    return [*found.database, *found.words, *found.files]
