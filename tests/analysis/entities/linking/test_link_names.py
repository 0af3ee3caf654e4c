from components.analysis.entities import resolve


def resolved(*articles):
    texts, raw = [], []
    for text, names in articles:
        at, found = 0, []
        for name, label in names:
            start = text.index(name, at)
            at = start + len(name)
            found.append((start, at, label))
        texts.append(text)
        raw.append(found)
    return resolve(texts, raw)


def orgs(text, *names):
    return text, [(name, "ORG") for name in names]


def entity_of(frame):
    return dict(zip(frame.surface, frame.entity, strict=True))


def test_country_aliases_are_one_entity_and_the_nationality_another():
    text = "The U.S. and the US and America and the United States; an American, two Americans."
    names = [(name, "GPE") for name in ("U.S.", "US", "America", "United States")]
    names += [("American", "NORP"), ("Americans", "NORP")]
    frame = resolved((text, names))
    assert list(frame.entity) == ["United States"] * 4 + ["American"] * 2
    assert list(frame.type) == ["GPE"] * 4 + ["NORP"] * 2
    assert set(frame.group) == {"United States"}
    assert list(frame.why) == ["country alias"] * 3 + ["", "", "another name of the people"]


def test_old_and_new_spellings_of_a_city_are_one():
    frame = resolved(("Kyiv was Kiev and Odesa was Odessa.", []))
    assert list(frame.entity) == ["Kyiv", "Kyiv", "Odesa", "Odesa"]


def test_metonyms_stay_apart_and_share_a_group():
    frame = resolved(("The Kremlin, Moscow, Russia; a Russian plan.", []))
    assert list(frame.entity) == ["Kremlin", "Moscow", "Russia", "Russian"]
    assert list(frame.type) == ["ORG", "GPE", "GPE", "NORP"]
    assert set(frame.group) == {"Russia"}


def test_an_acronym_in_brackets_means_the_name_before_it_in_every_article():
    frame = resolved(
        orgs("The Harbour Pilots Guild (KLG) met.", "Harbour Pilots Guild", "KLG"),
        orgs("A plan by KLG failed.", "KLG"),
    )
    assert set(frame.entity) == {"Harbour Pilots Guild"}
    assert frame.why.iloc[1] == "acronym given in brackets"


def test_initials_mean_the_only_name_that_has_them():
    text = "The Baltic Grain Exchange closed. The B.G.E. will open."
    frame = resolved(orgs(text, "Baltic Grain Exchange", "B.G.E."))
    assert set(frame.entity) == {"Baltic Grain Exchange"}
    assert frame.why.iloc[1] == "initials of the name in the same article"


def test_known_acronyms_need_no_expansion():
    text = "The International Monetary Fund, the IMF and the I.M.F."
    frame = resolved(orgs(text, "International Monetary Fund", "IMF", "I.M.F."))
    assert set(frame.entity) == {"International Monetary Fund"}


def test_a_legal_form_makes_no_other_company():
    text = "Corvex Inc. bought Corvex Ltd and Corvex."
    frame = resolved(orgs(text, "Corvex Inc.", "Corvex Ltd", "Corvex"))
    assert frame.entity.nunique() == 1


def test_a_short_form_means_its_long_form_in_that_article_only():
    frame = resolved(
        orgs("The Harbour Gazette wrote. The Gazette added.", "Harbour Gazette", "Gazette"),
        orgs("The Gazette of elsewhere.", "Gazette"),
    )
    assert list(frame.entity) == ["Harbour Gazette", "Harbour Gazette", "Gazette"]


def test_what_a_longer_name_says_it_belongs_to_is_no_short_form():
    text = "The Museum at Harbour Abbey; Harbour Abbey. A Council of the United Nations."
    names = ("Museum at Harbour Abbey", "Harbour Abbey", "Council of the United Nations")
    frame = resolved(orgs(text + " The United Nations.", *names, "United Nations"))
    assert list(frame.entity) == [*names, "United Nations"]


def test_a_generic_word_is_no_short_form():
    frame = resolved(orgs("The Harbour Club and the Club met.", "Harbour Club", "Club"))
    assert list(frame.entity) == ["Harbour Club", "Club"]


def test_one_name_with_two_labels_is_one_entity_of_the_commoner_type():
    text = "Corvex sells. Corvex buys. Corvex lies far."
    frame = resolved((text, [("Corvex", "ORG"), ("Corvex", "ORG"), ("Corvex", "GPE")]))
    assert set(frame.type) == {"ORG"}
    assert set(frame.entity) == {"Corvex"}


def test_an_acronym_of_the_tables_is_not_what_another_name_has_in_brackets():
    frame = resolved(
        orgs("The Harbour Court (EU) sat. The EU agreed.", "Harbour Court", "EU", "EU"),
        orgs("The EU met.", "EU"),
    )
    assert list(frame.entity) == ["Harbour Court", *["European Union"] * 3]


def test_an_acronym_seldom_explained_binds_only_in_its_article():
    explained = orgs("The Northern Quay Fund (QZ) opened. QZ grew.", "Northern Quay Fund", "QZ")
    often = [orgs(f"QZ rose on day {number}.", "QZ") for number in range(12)]
    frame = resolved(explained, *often)
    assert list(frame.entity[:2]) == ["Northern Quay Fund"] * 2
    assert set(frame.entity[2:]) == {"QZ"}


def test_peoples_of_other_continents_are_peoples():
    frame = resolved(("The Māori and the Druze met First Nations and the Inuit.", []))
    assert list(frame.type) == ["NORP"] * 4


def test_the_shown_name_has_no_legal_form_where_it_also_stands_without():
    text = "Harbour Inc grew. Then Harbour Inc fell, and Harbour rose."
    frame = resolved(orgs(text, "Harbour Inc", "Harbour Inc", "Harbour"))
    assert set(frame.entity) == {"Harbour"}


def test_initials_of_a_name_are_its_acronym_elsewhere_only_where_an_article_has_both():
    both = "The Norland Rail Board met. NRB grew."
    spans = [(4, 22, "ORG"), (both.index("NRB"), both.index("NRB") + 3, "ORG")]
    alone = "NRB fell."
    frame = resolve([both, alone], [spans, [(0, 3, "ORG")]])
    assert set(frame.entity) == {"Norland Rail Board"}
    apart = resolve(["The Norland Rail Board met.", alone], [spans[:1], [(0, 3, "ORG")]])
    assert list(apart.entity) == ["Norland Rail Board", "NRB"]
