"""What each measure means, what it is good for, its formula in words, and whose it is.

One place for all: the help beside a chart, and the last page of an evidence pack, say the same.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """`says`: what it tells, and what it does not; `formula`: in words; `source`: whose it is."""

    name: str
    says: str
    formula: str
    source: str


_OURS = "a rule of Parallax; the same for every text"

MEASURES = {
    "cosine": Measure(
        "Similarity (cosine)",
        "How much of their vocabulary two articles share, 0 to 1, rare words counting most. It "
        "tells a common subject. Copying is told by sentences in common, not by this.",
        "The cosine of the angle between the two articles' TF-IDF vectors: a word counts by how "
        "often it stands in the article times 1 + ln((1 + articles) / (1 + articles with it)).",
        "Salton, Wong and Yang 1975; the weights as in scikit-learn's TfidfVectorizer",
    ),
    "term share": Measure(
        "A word's share",
        "How much one word adds to the cosine of two articles: the reason behind the number.",
        "The product of the word's weights in both articles; the shares of all words in common "
        "add up to the cosine.",
        "follows from the definition of the cosine",
    ),
    "shares": Measure(
        "Words that stand in the other",
        "How much of one article was kept in the other, each way round, 0 to 100 %. If nearly all "
        "of A stands in B and little of B in A, then B says more, or A was cut.",
        "Words that stand unchanged in linked sentences, divided by all words of the article.",
        "containment after Broder 1997, counted over aligned words",
    ),
    "sentences": Measure(
        "Sentences kept, edited, moved, in only one",
        "What stands for each sentence of the first article in the second. A sentence reworded "
        "beyond recognition counts as one that stands only here, and another only there.",
        "Equal sentences are linked first, then reworded ones by the share of their words that is "
        "the same (from 0.6, less where their neighbours answer each other). The links in the same "
        "order that hold most words stay in place; the others have moved.",
        "edit distance over words (Indel); the links are " + _OURS,
    ),
    "overlap": Measure(
        "Shared text (reuse)",
        "Which articles share copied passages, at the size of a whole library. It sees passages of "
        "twelve words or more and does not mind their order; single sentences it may miss.",
        "Words of an article that stand in passages also found in the other, divided by all its "
        "words; lines that many articles carry are set aside.",
        "shingles after Broder 1997; passages as in passim (Smith, Cordell and Mullen 2015)",
    ),
    "family": Measure(
        "Family",
        "Articles that hang together by shared text. Two of them need not share text with each "
        "other, only with others of the family. The overlap of a family tells copies (near 100 %) "
        "from a chain (near 0).",
        "Two articles are joined when the set share of the shorter one's words stands in the "
        "other; families are the connected parts. Overlap: the mean of the larger "
        "share over all pairs.",
        "connected components; the overlap in the manner of Impresso",
    ),
    "weight": Measure(
        "Weight of a change",
        "How much a change of this kind tells a reader, 0 to 1: who did what to whom, turned "
        "round, most of all; a figure, a negation or an attribution more than wording. It orders "
        "the list. It is a judgement, no measurement.",
        "A fixed number for each kind of change and case, whatever the text.",
        _OURS,
    ),
    "direction": Measure(
        "Who took it from whom",
        "What speaks for either article having been taken from the other, with its confidence. It "
        "is an argument, not a proof, and says “cannot tell” where too little speaks.",
        "Each piece of evidence (days, credits, containment, cut endings, typography, page lines) "
        "has a weight; the verdict needs a lead over the next best, and “very likely” needs a day "
        "or a credit as well.",
        _OURS,
    ),
    "mentions": Measure(
        "Mentions",
        "How often somebody or something is named, all forms of a name counted under one. Pronouns "
        "are not counted, so it is less than how often they are spoken of.",
        "Names found by a model and by lists, joined by titles, initials, surnames and spelling; "
        "each place in a text counts once.",
        "spaCy's model in English, Slovnet's in Russian and Ukrainian; joining them is " + _OURS,
    ),
    "speaker": Measure(
        "Speaker of a quotation",
        "Who is quoted directly. A doubtful speaker is shown as “perhaps” and not counted.",
        "Candidates near the quotation are scored by verb, place, number and gender; the best is "
        "taken when it is sure enough (0.5).",
        "choices fitted on PolNeAR (Newell, Margolin and Ruths 2018)",
    ),
    "variants": Measure(
        "The same quotation across articles",
        "Whether an article prints a quotation word for word, cut, altered, more of it, told "
        "without quotation marks, or as somebody else's. What an editor put in square brackets "
        "nobody spoke. Translations are not compared.",
        "Quotations that share a run of three words and 70 % of the shorter one's words, in order; "
        "each is compared with the form printed first.",
        _OURS,
    ),
    "published": Measure(
        "Day of publication",
        "When an article appeared, as far as it is known. Articles without a day are not on the "
        "chart; days can be set on the Articles page.",
        "The day in the file's metadata, else in its byline, else none.",
        "the articles themselves",
    ),
    "sentence table": Measure(
        "Sentences through the versions",
        "Where a sentence first appears, where it is edited, and where it is gone.",
        "Sentences stand in one row when alignments link them, directly or by way of other "
        "versions; each is compared with the first version that has it.",
        "collation of versions as in CollateX",
    ),
    "only in one": Measure(
        "Only in one of them",
        "Who is named or quoted in one of two articles and not in the other: what one desk knew, "
        "or chose. A name that the model missed in one of them stands here wrongly.",
        "Resolved names, and quotations by their words, that one has and the other has not.",
        _OURS,
    ),
    "omissions": Measure(
        "What an article leaves out",
        "Sentences, people, quotations and figures that two or more sister articles carry and this "
        "one does not, and what it alone has. Sisters are the articles of its family, and where "
        "those are fewer than two, those of its story (a cosine of 0.50 or more).",
        "Sentences are one when alignments link them, also by way of other articles; the weight is "
        "that of such a sentence in the list of changes.",
        _OURS,
    ),
    "log-likelihood": Measure(
        "Evidence (log-likelihood)",
        "How surely a word is more frequent in the selection than in all other articles of its "
        "languages. Words are taken as drawn one by one, though they come in bursts: good for "
        "ranking, no proof.",
        "2 (a ln(a / E1) + b ln(b / E2)), where a and b are the word's counts on either side and "
        "E1 and E2 what they would be if it were equally frequent on both.",
        "Dunning 1993; Rayson and Garside 2000",
    ),
    "log ratio": Measure(
        "Effect (Log Ratio)",
        "How many times more frequent a word is: 1 is twice, 2 four times, -1 half. It says "
        "nothing of how sure that is.",
        "log2 of the relative frequency on one side divided by that on the other; a count of 0 is "
        "taken as 0.5.",
        "Hardie 2014",
    ),
    "concordance": Measure(
        "Concordance",
        "Every place where a term stands, in its words. Words are found in all their forms, as in "
        "the search; in quotation marks as they are written; with * at the end they may go on.",
        "None: each line is a place in a text.",
        "keyword in context, Luhn 1960",
    ),
    "map": Measure(
        "The map",
        "Each point is an article; alike ones lie near each other. Neighbours can be trusted; far "
        "distances, the sizes of groups and the axes mean nothing.",
        "TF-IDF vectors, projected to two dimensions: a truncated singular value decomposition, "
        "then t-SNE.",
        "van der Maaten and Hinton 2008",
    ),
    "taken": Measure(
        "Who takes text from whom",
        "Articles of one source with a fifth of their words or more in an article of another, or "
        "of its own. For the pairs that share most the giver is argued; for the others the earlier "
        "day is taken as the giver, which is an assumption.",
        "Articles counted by the source they stand in and the source their words stand in too.",
        _OURS,
    ),
    "together": Measure(
        "Named together",
        "How often two entities are named in the same sentence, or the same article. It tells that "
        "they are spoken of together, not what they have to do with each other.",
        "Sentences, or articles, that name both.",
        "co-occurrence counts",
    ),
    "naming": Measure(
        "By what name",
        "By which forms an entity is called, by whom, and where. What is quoted counts as quoted "
        "wherever it stands; in headlines the forms known from the texts are looked for.",
        "Mentions counted by form (columns) and by who uses it (rows).",
        _OURS,
    ),
    "dates named": Measure(
        "Days the texts speak of",
        "When what is told happened, beside when it was published. Days without a year, weekdays "
        "and the like are worked out from the day of the article, so an unknown day loses them.",
        "Dates found in the texts, counted by the day they name.",
        _OURS,
    ),
    "figures": Measure(
        "Numbers",
        "Numbers in digits and in words, with what they count. Dates, times, ordinals and parts of "
        "names are left out.",
        "Each number once where it stands, with its unit and the words behind it.",
        _OURS,
    ),
    "rank": Measure(
        "Order of what was found",
        "Best first: rare words count more than common ones, and a word said often in a short "
        "article more than in a long one.",
        "BM25 over the words of title and text, in all their forms.",
        "Robertson and Zaragoza 2009",
    ),
}


def explain(*names: str, lead: str = "") -> str:
    """The help beside a chart: `lead` in our words, then each measure with formula and source."""
    parts = [lead] if lead else []
    for name in names:
        one = MEASURES[name]
        parts.append(
            f"**{one.name}.** {one.says}\n\n*Formula:* {one.formula}\n\n*Source:* {one.source}."
        )
    return "\n\n".join(parts)
