"""The words for types of entities, the same on every page, in tables and in what leaves."""

from __future__ import annotations

import pandas as pd

TYPE_NAMES = {
    "PERSON": "people",
    "ORG": "organisations",
    "GPE": "countries and cities",
    "LOC": "other places",
    "NORP": "nationalities and groups",
    "EVENT": "events",
    "FAC": "buildings and sites",
    "LAW": "laws",
    "MONEY": "money",
    "PERCENT": "percentages",
    "DATE": "dates",
}
# Of one entity.
ONE_OF_TYPE = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "country or city",
    "LOC": "other place",
    "NORP": "nationality or group",
    "EVENT": "event",
    "FAC": "building or site",
}


def name_types(table: pd.DataFrame) -> pd.DataFrame:
    """The table with the types of entities in its column `type`, if it has one, in words."""
    if "type" not in table:
        return table
    return table.assign(type=[TYPE_NAMES.get(str(kind), kind) for kind in table["type"]])
