"""Measures of words in words: name, what it says, formula and reference, as of `Measure`."""

WORD_MEASURES = {
    "log-likelihood": (
        "Evidence (log-likelihood)",
        "How strong the evidence is that a word is more frequent in the selection than in all "
        "other articles in the same languages. It assumes that words occur independently, but "
        "they occur in bursts: it is good for ranking, but not a proof.",
        "2 (a ln(a / E1) + b ln(b / E2)), where a and b are the word's counts on the two sides, "
        "and E1 and E2 are the counts expected if it were equally frequent on both.",
        "Dunning 1993; Rayson and Garside 2000",
    ),
    "log ratio": (
        "Effect (Log Ratio)",
        "How many times more frequent a word is: 1 means twice, 2 four times, -1 half. It does "
        "not say how certain that is.",
        "log2 of the relative frequency on one side divided by that on the other; a count of 0 is "
        "taken as 0.5.",
        "Hardie 2014",
    ),
    "concordance": (
        "Concordance",
        "Every place where a term occurs, in context. Words are found in all their forms, as in "
        "the search; in quotation marks, exactly as written; with * at the end, as the beginning "
        "of a word.",
        "None: each line is a place in a text.",
        "keyword in context, Luhn 1960",
    ),
    "terms over time": (
        "Terms over time",
        "How often a term is used in the articles of each day, week, month or year, for as many "
        "words as these have. A period without an article has no point, which is not the same as "
        "a period without the term. Few articles make it jump: look at the counts.",
        "Uses of the term in the articles of a period, times 10,000, divided by all their words. "
        "What is left out under What counts is left out of both.",
        "relative frequency over time, as in corpus linguistics",
    ),
    "neighbours": (
        "Neighbours (collocates)",
        "Words that stand near a term more often than elsewhere in the same articles. The "
        "log-likelihood is the evidence that it is no chance; logDice is the strength, at most "
        "14, and can be compared between libraries. Neither says what the words have to do with "
        "each other.",
        "Log-likelihood: 2 sum O ln(O / E) over the four counts of near or not, this word or not. "
        "logDice: 14 + log2(2 f(xy) / (f(x) + f(y))), with the times together and each alone.",
        "Dunning 1993 and Evert 2008; Rychlý 2008",
    ),
    "groups": (
        "Groups side by side",
        "Which words are more frequent in one of several groups than in all the other articles. "
        "The number in a cell is the Log Ratio; in brackets where it may well be chance.",
        "Each group is compared with the rest as in the charts of distinctive words; a word is "
        "listed with the group for which its log-likelihood is largest.",
        "Rayson and Garside 2000; Hardie 2014",
    ),
}
