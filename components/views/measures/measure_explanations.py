"""Measures in words, for charts and packs: meaning, limits, formula, reference of every number."""

from __future__ import annotations

from dataclasses import dataclass

from components.views.measures.checked_claims import describe_checked
from components.views.measures.family_measures import OF_FAMILIES, OF_VERSIONS
from components.views.measures.word_measures import WORD_MEASURES


@dataclass(frozen=True)
class Measure:
    """A measure: what it says and what it does not, its formula in words, and its reference."""

    name: str
    says: str
    formula: str
    reference: str


_OURS = "a rule of Parallax, the same for every text"

MEASURES = {
    "cosine": Measure(
        "Similarity (cosine)",
        "How much of their vocabulary two articles share, 0 to 1; rare words count most. It "
        "indicates a common subject. Evidence of copying is sentences in common, not this number. "
        "It depends on the library: when articles are added, words become rarer or more usual in "
        "it, and the number moves.",
        "The cosine of the angle between the TF-IDF vectors of the two articles: the weight of a "
        "word is the number of times it occurs in the article times 1 + ln((1 + articles) / (1 + "
        "articles with it)).",
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
        "Copied passages",
        "How much of each article is in passages that are also in the other, 0 to 100 %. If nearly "
        "all of A is in B but little of B is in A, then B adds text, or A was shortened.",
        "Words of an article in passages that are also in the other, divided by all its words.",
        "containment after Broder 1997; passages as in passim (Smith, Cordell and Mullen 2015)",
    ),
    "sentences": Measure(
        "Sentences kept, edited, moved, in only one",
        "What happened to each sentence of the first article in the second. A sentence reworded "
        "beyond recognition counts as two: one only in the first article, one only in the second.",
        "Equal sentences are aligned first, then reworded ones by the share of words they have "
        "in common (0.6 or more; less where their neighbours are aligned). The aligned sentences "
        "in the same order that contain the most words count as in place; the others have moved.",
        "edit distance over words (Indel); the alignment is " + _OURS,
    ),
    "overlap": Measure(
        "Shared text (reuse)",
        "Which articles share copied passages, across the whole library. It finds passages of "
        "twelve words or more, in any order; it may miss single sentences.",
        "Words of an article in passages that are also in the other, divided by all its words; "
        "lines that many articles contain are not counted.",
        "shingles after Broder 1997; passages as in passim (Smith, Cordell and Mullen 2015)",
    ),
    **{name: Measure(*told) for name, told in OF_FAMILIES.items()},
    "weight": Measure(
        "Weight of a change",
        "How important a change of this kind is for the meaning, 0 to 1: a reversal of who did "
        "what to whom weighs most; a number, a negation or an attribution weighs more than "
        "wording. It orders the list. It is a judgement, not a measurement.",
        "A fixed number for each kind of change and case, whatever the text.",
        _OURS,
    ),
    "direction": Measure(
        "Who took it from whom",
        "The evidence that one article was taken from the other, with a confidence. It is an "
        "argument, not a proof, and says “cannot tell” where there is too little evidence.",
        "Each piece of evidence (dates, credits, containment, cut endings, typography, "
        "boilerplate) has a weight; the verdict needs a clear lead over the second best, and "
        "“very likely” also needs a date or a credit.",
        _OURS,
    ),
    "mentions": Measure(
        "Mentions",
        "How often a person or thing is named; all forms of a name are counted together. "
        "Pronouns are not counted, nor are names in headlines, so the true number of references is "
        "higher.",
        "Names found by a language model and by lists, joined by titles, initials, surnames and "
        "spelling; each place in a text counts once.",
        "spaCy's model in English, Slovnet's in Russian and Ukrainian; joining them is " + _OURS,
    ),
    "speaker": Measure(
        "Speaker of a quotation",
        "Who is quoted directly. A doubtful speaker is shown as “perhaps” and not counted.",
        "Candidates near the quotation are scored by verb, position, number and gender; the best "
        "is used when its confidence is at least 0.5.",
        "weights fitted on PolNeAR (Newell, Margolin and Ruths 2018)",
    ),
    "variants": Measure(
        "The same quotation across articles",
        "Whether an article prints a quotation word for word, cut, altered, longer, without "
        "quotation marks, or attributed to somebody else. Words that an editor put in brackets do "
        "not count as spoken, and another spelling is no change. Translations are not compared.",
        "Quotations with a long run of equal words, or a shorter one of the same speaker; each is "
        "compared with the form printed first. Attributed to somebody else: two persons, each "
        "named and at least 90 % sure, and neither is named near the other’s words.",
        _OURS,
    ),
    "published": Measure(
        "Day of publication",
        "When an article was published, as far as this is known. Articles without a date are not "
        "on the chart; dates can be set on the Articles page.",
        "The date in the file's metadata, else in its byline, else none.",
        "the articles themselves",
    ),
    **{name: Measure(*told) for name, told in OF_VERSIONS.items()},
    "only in one": Measure(
        "Only in one of them",
        "Who is named or quoted in one of two articles and not in the other: what one newsroom "
        "knew, or chose. A name that the model missed in one of them is listed here by mistake.",
        "Entities, and quotations compared by their words, that one article has and the other "
        "does not.",
        _OURS,
    ),
    "omissions": Measure(
        "What an article leaves out",
        "Sentences, people, quotations and numbers that two or more related articles contain and "
        "this one does not, and what only this one has. Related articles are those of its family "
        "or, where there are fewer than two, those on the same story (a cosine of 0.50 or more).",
        "Sentences count as the same when they are aligned, directly or through other articles; "
        "the weight is that of such a sentence in the list of changes.",
        _OURS,
    ),
    "map": Measure(
        "The map",
        "Each point is an article; similar articles are near each other. Near neighbours can be "
        "trusted; large distances, the sizes of groups and the axes have no meaning.",
        "TF-IDF vectors, projected to two dimensions: a truncated singular value decomposition, "
        "then t-SNE.",
        "van der Maaten and Hinton 2008",
    ),
    "taken": Measure(
        "Who takes text from whom",
        "Articles of one source with at least a fifth of their words in an article of another "
        "source, or of the same one. The direction is argued from the evidence, or decided by an "
        "analyst; until it has been looked at, the earlier article is assumed to be the origin.",
        "Articles, counted by their own source and by the source that has the same text.",
        _OURS,
    ),
    "together": Measure(
        "Named together",
        "How often two entities are named in the same sentence, or the same article. It shows "
        "that they are mentioned together, not how they are related.",
        "Sentences, or articles, that name both.",
        "co-occurrence counts",
    ),
    "naming": Measure(
        "By what name",
        "Which names are used for an entity, by whom, and where. Names inside quotations count "
        "as quoted wherever they occur; headlines are searched for the names known from the "
        "texts.",
        "Mentions, counted by name used (columns) and by who uses it (rows).",
        _OURS,
    ),
    "dates named": Measure(
        "Dates named in the texts",
        "When the reported events happened, next to when they were published. Dates without a "
        "year, weekdays and the like are worked out from the date of the article, so articles "
        "without a date lose them.",
        "Dates found in the texts, counted by day.",
        _OURS,
    ),
    "figures": Measure(
        "Numbers",
        "Numbers in digits and in words, with what they count. Dates, times, ordinals and parts of "
        "names are left out.",
        "Each number at each place where it occurs, with its unit and the words after it.",
        _OURS,
    ),
    "contradictions": Measure(
        "Contradicting numbers and dates",
        "Different numbers or dates for the same thing: both sentences tell of the same kind of "
        "event, name no other place and no other day, and the values cannot both be right.",
        "Numbers and dates are compared sentence by sentence, each article with earlier ones: the "
        "six that share most text with it, and the three others that are most similar.",
        _OURS,
    ),
    "rank": Measure(
        "Order of the results",
        "Best first: rare words count more than common ones, and a word that is frequent in a "
        "short article counts more than in a long one.",
        "BM25 over the words of title and text, in all their forms.",
        "Robertson and Zaragoza 2009",
    ),
    **{name: Measure(*told) for name, told in WORD_MEASURES.items()},
}


def explain(*names: str, lead: str = "") -> str:
    """The help of a chart in Markdown: `lead`, then each measure with all that is said of it."""
    parts = [lead] if lead else []
    for name in names:
        one = MEASURES[name]
        parts.append(
            f"**{one.name}.** {one.says}\n\n*Formula:* {one.formula}\n\n*Source:* {one.reference}."
        )
        if checked := describe_checked(name):
            parts.append(f"*How often right:* {checked}")
    return "\n\n".join(parts)
