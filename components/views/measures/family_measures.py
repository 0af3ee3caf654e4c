"""Measures of families of articles that share text, in words, as `measure_explanations` shows."""

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
