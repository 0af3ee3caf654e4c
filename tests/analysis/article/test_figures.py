import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.analysis.article.figure_units import is_money
from components.analysis.article.figure_words import qualifier_before
from components.analysis.article.figures import find_figures
from tests.analysis.article import figure_phrases as phrases


def only(text, language="en"):
    (figure,) = find_figures(text, language)
    return figure


@pytest.mark.parametrize(
    ("text", "value", "unit", "counts"),
    [
        ("They lost 500 soldiers.", 500, "", "soldiers"),
        ("They lost 1,200 Russian tanks in it.", 1200, "", "Russian tanks"),
        ("It cost $2.5 million.", 2_500_000, "USD", ""),
        ("It cost €3bn.", 3_000_000_000, "EUR", ""),
        ("It cost 40 million hryvnias.", 40_000_000, "UAH", ""),
        ("It takes 20 percent of the budget.", 20, "%", "budget"),
        ("It takes 4.5% a year.", 4.5, "%", "per year"),
        ("The front is 30 km long.", 30, "km", ""),
        ("Twenty-three people came.", 23, "", "people"),
        ("Half a million refugees came.", 500_000, "", "refugees"),
        ("A dozen ships came.", 12, "", "ships"),
    ],
)
def test_a_figure_has_a_value_a_unit_and_what_it_counts(text, value, unit, counts):
    figure = only(text)
    assert (figure.value, figure.unit, figure.counts) == (value, unit, counts)
    assert text[figure.start : figure.end] == figure.text


@pytest.mark.parametrize(
    ("text", "language", "unit", "counts"),
    [
        ("It costs $18 a barrel.", "en", "USD", "per barrel"),
        ("They are paid 15 euros an hour.", "en", "EUR", "per hour"),
        ("It made 54 cents per share.", "en", "cent", "per share"),
        ("Some 300 people a day cross it.", "en", "", "people per day"),
        ("It takes 100 litres of water per cow.", "en", "l", "water per cow"),
        ("They earn a wage of $5-a-day.", "en", "USD", "per day"),
        ("They paid 30 dollars each.", "en", "USD", "each"),
        ("They left 30 dollars a week ago.", "en", "USD", ""),
        ("Es kostet 20 Euro pro Person.", "de", "EUR", "pro Person"),
        ("Sie bekommen 50 Euro am Tag.", "de", "EUR", "am Tag"),
        ("Il coûte 20 euros par personne.", "fr", "EUR", "par personne"),
        ("Cuesta 5 dólares al día.", "es", "USD", "al día"),
        ("Платят 500 рублей в час.", "ru", "RUB", "в час"),
        ("Це коштує 500 гривень на людину.", "uk", "UAH", "на людину"),
    ],
)
def test_a_rate_stays_with_its_figure(text, language, unit, counts):
    figure = only(text, language)
    assert (figure.unit, figure.counts) == (unit, counts)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("She runs a two-goat farm.", "goat farm"),
        ("A 10-man team won it.", "man team"),
        ("It was a one-child policy.", "child policy"),
        ("All 12 regional federal home loan banks agreed.", "regional federal home loan banks"),
        ("More than half of Rosa Lind’s non-government meetings failed.", "Rosa Lind’s"),
    ],
)
def test_what_is_counted_is_not_cut_within_a_compound(text, counts):
    assert only(text).counts.startswith(counts)


@pytest.mark.parametrize(
    "text",
    [
        "The 30 Moorhens Foundation helped them.",
        "The Big Three builders agreed.",
        "The Gang of Eight agreed.",
        "Law No. (10) of Oldham was read.",
        "First came Rosa Lind (13.) and then Moss.",
        "He read 2 Timothy 3 aloud.",
        "Trading ends at 1305 Central Time.",
        "The Northern Dynasties (420-589) fell.",
    ],
)
def test_numbers_of_names_reigns_and_hours_are_no_figures(text):
    assert find_figures(text) == []


def test_when_it_was_is_not_what_is_counted():
    assert only("Births rose to 17 million last year.").counts == ""
    assert only("The 41-year-old former comedian won.").counts == "comedian"


def test_up_to_is_no_limit_where_a_change_ends():
    assert only("It may cost up to 5 million euros.").qualifier == "<="
    first, _ = find_figures("Earnings were up to 5 million euros from 3 million euros.")
    assert first.qualifier == ""


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("No one worked more than five nights.", "<="),
        ("None of it, but no party has won over 40 seats.", "<="),
        ("Nobody stayed less than five nights.", ">="),
        ("The crew worked more than five nights.", ">"),
        ("No one said more than 40 people were hurt.", ">"),
        ("No alarm rang when more than 40 people were hurt.", ">"),
    ],
)
def test_more_than_is_at_most_where_nobody_did_it(text, sign):
    (figure,) = find_figures(text)
    assert figure.qualifier == sign


def test_a_sign_belongs_to_one_figure_only():
    assert [figure.text for figure in find_figures("They cost 50$ 100 then.")] == ["50$"]


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("Sie kauften 1.200 Tonnen Weizen.", "de", 1200),
        ("Sie kauften 1.755.351,5 Tonnen Weizen.", "de", 1_755_351.5),
        ("Sie kauften 3,5 Tonnen Weizen.", "de", 3.5),
        ("Sie kauften 1,755.351 Tonnen Weizen.", "de", 1755.351),
        ("Sie kauften 1,755,351 Tonnen Weizen.", "de", 1_755_351),
        ("Вони купили 1 200,5 тонни.", "uk", 1200.5),
        ("Вони купили 1,755.351 тонни.", "uk", 1755.351),
        ("Вони купили 3.125 тонни.", "uk", 3.125),
        ("They bought 1,200 tonnes.", "en", 1200),
        ("They bought 3.125 tonnes.", "en", 3.125),
        ("Qo'shildi 1,755.351 kishi.", "und", 1755.351),
        ("Вышли 40 000 человек.", "ru", 40_000),
        ("Сума склала 1 250 000 гривень.", "uk", 1_250_000),
        ("Some 12 000 people came.", "en", 12_000),
        ("Es kamen 12 000 Menschen.", "de", 12_000),
        ("Quelque 1 200,5 tonnes.", "fr", 1200.5),
        ("Das kostet 1'000 Franken.", "de", 1000),
    ],
)
def test_marks_in_numbers_are_read_as_the_language_has_them(text, language, value):
    assert only(text, language).value == value


@pytest.mark.parametrize(
    ("words", "sign"),
    [("more than", ">"), ("at least", ">="), ("about", "~"), ("up to", "<="), ("the", "")],
)
def test_qualifiers_are_read(words, sign):
    assert only(f"They lost {words} 500 soldiers.").qualifier == sign


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("as many as 500 came", "en", "as many as"),
        ("It killed As  many as 500.", "en", "As  many as"),
        ("no fewer than 500 came", "en", "no fewer than"),
        ("not fewer than 500 came", "en", "not fewer than"),
        ("as few as 500 came", "en", "as few as"),
        ("some 500 came", "en", "some"),
        ("handsome 500 came", "en", ""),
        ("не менш як 500 осіб", "uk", "не менш як"),
        ("по меньшей мере 500 человек", "ru", "по меньшей мере"),
        ("nicht weniger als 500 Menschen", "de", "nicht weniger als"),
        ("jusqu’à 500 personnes", "fr", "jusqu’à"),
        ("pas moins de 500 personnes", "fr", "pas moins de"),
    ],
)
def test_the_words_that_qualify_a_number_are_found_as_they_stand(text, language, told):
    start = text.index("500")
    (begin, end), _ = qualifier_before(text, start, language)
    assert text[begin:end] == told
    assert qualifier_before(text, start)[0] == (begin, end)


def test_a_year_and_a_road_before_a_number_are_no_part_of_it():
    values = [figure.value for figure in find_figures("In 2024 300 people left.")]
    assert values == [300]
    values = [figure.value for figure in find_figures("Take Route 66 200 metres north.")]
    assert values == [200]


def test_a_range_has_two_ends():
    figure = only("They lost 10 to 15 houses.")
    assert (figure.value, figure.high, figure.text) == (10, 15, "10 to 15")


def test_dates_times_ordinals_and_names_are_no_figures():
    text = "On May 5, 2025 at 10:30 the 3rd brigade flew an F-16 during COVID-19. In 2014 it fell."
    assert find_figures(text) == []


def test_ukrainian_figures_have_decimal_commas_and_words_of_their_own():
    figure = only("Понад 1,5 млн гривень", "uk")
    assert (figure.value, figure.unit, figure.qualifier) == (1_500_000, "UAH", ">")


def shown(figure, *, with_thing):
    value = f"{figure.value:.4f}".rstrip("0").rstrip(".")
    if figure.high is not None:
        value += f"..{figure.high:.4f}".rstrip("0").rstrip(".")
    thing = f"[{figure.counts}]" if with_thing else ""
    return " ".join(part for part in (figure.qualifier, value, figure.unit, thing) if part)


@pytest.mark.parametrize(
    ("language", "text", "reading"),
    [
        *phrases.COUNTS,
        *phrases.FRACTIONS,
        *phrases.PERCENTAGES,
        *phrases.MONEY,
        *phrases.MEASURES,
        *phrases.AGES,
        *phrases.NO_QUANTITIES,
    ],
)
def test_phrases_are_read_as_a_careful_reader_reads_them(language, text, reading):
    wanted = reading.split("; ") if reading else []
    found = find_figures(text, language)
    assert len(found) == len(wanted)
    for figure, want in zip(found, wanted, strict=True):
        assert shown(figure, with_thing="[" in want) == want
        assert text[figure.start : figure.end] == figure.text


@pytest.mark.parametrize("name", ["“60 Minutes,”", '"48 Hours"', "“60 Minutes”"])
def test_a_title_in_quotation_marks_is_no_length_of_time(name):
    assert not find_figures(f"The minister spoke on the talk show {name} said the host.", "en")


def test_a_length_of_time_that_is_quoted_is_one():
    (figure,) = find_figures("He was given “60 minutes” to leave.", "en")
    assert (figure.value, figure.unit) == (60, "min")


@given(
    st.text("0123456789,.$% million-–to5\N{NO-BREAK SPACE}", max_size=60),
    st.sampled_from(["en", "de", "uk", "und"]),
)
def test_figures_of_any_text_are_apart_and_finite(text, language):
    at = 0
    for figure in find_figures(text, language):
        assert at <= figure.start < figure.end <= len(text)
        assert abs(figure.value) < 10**30
        at = figure.end


@pytest.mark.parametrize(
    ("unit", "paid"), [("USD", True), ("pence", True), ("km", False), ("", False), ("%", False)]
)
def test_units_of_money_are_told_from_measures(unit, paid):
    assert is_money(unit) is paid
