"""What was changed between two versions of a sentence: kind, weight and reason of each edit."""

from components.analysis.pair.edits.change import Name, Side, read_side
from components.analysis.pair.edits.edit import EDIT_KINDS, Edit
from components.analysis.pair.edits.rules import type_edits
from components.analysis.pair.edits.whole_sentences import SENTENCE_KINDS

__all__ = ["EDIT_KINDS", "SENTENCE_KINDS", "Edit", "Name", "Side", "read_side", "type_edits"]
