"""What does not count, shown where it stands."""

from components.analysis.article.outline import blank
from components.analysis.pair.alignment import align
from components.views.compare.aligned_panes import aligned_panes, inline_pane
from components.views.panes import BoilerplateLine, ExcludedText, insert_excluded, reading_pane

TEXT = "Trams stop.\n\nRead also: Buses.\nFollow us.\n\nNobody was hurt."
LINES = ((13, 30), (31, 41))
ASIDE = ExcludedText(
    "a1", LINES, tuple(BoilerplateLine(*span, "link to another article") for span in LINES)
)
HEAD = {"title": "", "meta": "", "language": "en"}


def words(side):
    return [
        [("".join(text for text, _ in unit["pieces"]), unit["state"]) for unit in paragraph]
        for paragraph in side["paragraphs"]
    ]


def test_what_does_not_count_stands_between_the_sentences_a_line_each():
    aligned = align(*[blank(TEXT, ASIDE.spans)] * 2)
    first, second = aligned_panes((TEXT, TEXT), (HEAD, HEAD), [aligned], [ASIDE] * 2)
    told = [
        [("Trams stop.", "same")],
        [("Read also: Buses.", "aside")],
        [("Follow us.", "aside")],
        [("Nobody was hurt.", "same")],
    ]
    assert words(first) == words(second) == told
    assert words(inline_pane((TEXT, TEXT), aligned, HEAD, ASIDE)) == told


def test_each_line_says_why_and_offers_its_place():
    aligned = align(*[blank(TEXT, ASIDE.spans)] * 2)
    (first, _) = aligned_panes((TEXT, TEXT), (HEAD, HEAD), [aligned], [ASIDE] * 2)
    links = [unit.get("line") for paragraph in first["paragraphs"] for unit in paragraph]
    assert links[0] is links[3] is None
    assert links[1] == {"place": "a1.13.30", "reason": "link to another article", "counts": False}
    assert links[2]["place"] == "a1.31.41"


def test_a_line_put_back_is_a_sentence_that_can_be_left_out_again():
    aside = ExcludedText(
        "a1", (), (BoilerplateLine(13, 30, "link to another article", counts=True),)
    )
    side = reading_pane(TEXT, "", "", "en", excluded=aside)
    (unit,) = [unit for p in side["paragraphs"] for unit in p if "line" in unit]
    assert unit["state"] == "plain"
    assert unit["line"]["counts"]


def test_words_set_aside_inside_a_sentence_are_greyed_there():
    side = reading_pane(
        'He said "no" twice.', "", "", "en", excluded=ExcludedText("a1", ((8, 12),))
    )
    ((unit,),) = side["paragraphs"]
    assert unit["pieces"] == [["He said ", ""], ['"no"', "aside"], [" twice.", ""]]


def test_with_nothing_aside_the_sentences_stay_as_they_are():
    units = [((0, 5), {"id": "a0"})]
    assert insert_excluded(units, "Trams", ExcludedText()) == units
