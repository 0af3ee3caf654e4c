"""Measures of families, and of a text against its versions, as `measure_explanations` shows."""

# By name: what it is called, what it says, its formula and its reference.
OF_FAMILIES = {
    "family": (
        "Family",
        "Articles connected by shared text. Two of them need not share text with each other, "
        "only with others of the family. The overlap of a family distinguishes copies (near 100 "
        "%) from a chain (near 0 %).",
        "Two articles are joined when at least the chosen share of the shorter one's words is in "
        "the other; families are the connected components. Overlap: the mean, over all pairs, of "
        "the larger of the two shares.",
        "connected components; the overlap as in Impresso",
    ),
    "family table": (
        "The table of families",
        "Versions, outlets and days of each family, how much text its versions share, the most "
        "telling change on the way, and who printed it first. “Perhaps” stands where it is not "
        "known of every other version that it was taken from one of the family. The first print "
        "is the first in this library, which may lack an earlier one.",
        "The first print is the first in the order of the lineage: by evidence, else by day. The "
        "least overlap is the smallest larger share of any two versions. The strongest change has "
        "the most weight in the first twelve steps of the lineage.",
        "a rule of Parallax, the same for every text",
    ),
    "counted once": (
        "Copies of a text counted once",
        "Names, words, quotations, numbers and the timeline count a text that several articles "
        "print once. The first print counts and its copies do not, whatever they add; where only "
        "the longer article has the words of the shorter one, the longer one counts. Nothing is "
        "removed: the matrix, Lineage, Compare and the lists of articles still have every version.",
        "An article is left out when at least the chosen share of its words is in another "
        "selected one that counts, directly or through another copy. The first print is the first "
        "in the order of the lineage.",
        "80 % as in TextPAIR's list of duplicates; the rule is one of Parallax",
    ),
}

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
