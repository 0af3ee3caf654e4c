"""Measures of one text against its versions, in the words that `measure_explanations` shows."""

# By name: what it is called, what it says, its formula and its reference.
OF_VERSIONS = {
    "sentence table": (
        "Sentences through the versions",
        "Where a sentence first appears, where it is edited, and where it is dropped.",
        "Sentences are in one row when they are aligned, directly or through other versions; "
        "each is compared with the first version that has it.",
        "collation of versions as in CollateX",
    ),
    "base text": (
        "A base text against its versions",
        "How many of the other versions changed or dropped a sentence of the base: the more, the "
        "darker it is. Versions that only moved a sentence are counted apart, and what versions "
        "add is not in the base. A version that shares no text with the base, or is in another "
        "language, does not count.",
        "Versions in which the aligned sentence has other words, and versions without a sentence "
        "aligned with it, out of all that were compared; headlines are compared with headlines.",
        "heat map of a base text as in Juxta (University of Virginia)",
    ),
    "change index": (
        "Change index",
        "How far a version is from the base text: 0 has the same words, 1 differs in as many words "
        "as the base has. It may be above 1, and it says nothing of what the changes mean.",
        "For each difference the number of its words in the base or in the version, whichever is "
        "larger; the sum is divided by the number of words of the base. A dropped or added "
        "sentence is one difference, a moved one is none.",
        "change index of Juxta (University of Virginia), in words instead of letters",
    ),
    "places": (
        "Where in the article",
        "How many changes are in the headline, the lede, the body and the end. What only the "
        "second text has is counted where it stands there.",
        "The lede is the first paragraph, the end the last quarter of the sentences after it, at "
        "least one; the body is what lies between.",
        "a rule of Parallax, the same for every text",
    ),
}
