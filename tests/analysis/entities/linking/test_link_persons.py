from components.analysis.entities import resolve

PERSON = "PERSON"


def spans(text, *names):
    at, found = 0, []
    for name, label in names:
        start = text.index(name, at)
        at = start + len(name)
        found.append((start, at, label))
    return found


def persons(text, *names):
    return text, spans(text, *((name, PERSON) for name in names))


def resolved(*articles):
    return resolve([text for text, _ in articles], [raw for _, raw in articles])


def entities(*articles):
    return list(resolved(*articles).entity)


def test_title_initial_and_possessive_are_one_person_and_stand_outside_the_span():
    text = "President Ivan V. Petrov spoke. Mr. Petrov’s aides left. Ivan Petrov stayed."
    frame = resolved(persons(text, "President Ivan V. Petrov", "Petrov’s", "Ivan Petrov"))
    assert list(frame.surface) == ["Ivan V. Petrov", "Petrov", "Ivan Petrov"]
    assert set(frame.entity) == {"Ivan Petrov"}
    assert list(frame.why) == ["full name", "surname in the same article", "full name"]


def test_a_middle_initial_is_shown_when_no_form_without_it_exists():
    assert entities(persons("Olga B. Marsh came. Olga B. Marsh left.", "Olga B. Marsh")) == [
        "Olga B. Marsh",
        "Olga B. Marsh",
    ]


def test_of_two_bearers_in_one_article_the_surname_is_of_the_one_named_so_far_or_told_by_a_title():
    text = "Anna Reed left. Ms. Reed denied it. Then Paul Reed spoke. Mr. Reed said no."
    frame = resolved(persons(text, "Anna Reed", "Reed", "Paul Reed", "Reed"))
    assert list(frame.entity) == ["Anna Reed", "Anna Reed", "Paul Reed", "Paul Reed"]
    assert list(frame.inferred) == [False, True, False, True]


def test_two_bearers_in_the_corpus_leave_a_lone_surname_on_its_own():
    frame = resolved(
        persons("Andriy Yermak met them.", "Andriy Yermak"),
        persons("Oleh Yermak writes poems.", "Oleh Yermak"),
        persons("Yermak said so.", "Yermak"),
    )
    assert list(frame.entity) == ["Andriy Yermak", "Oleh Yermak", "Yermak"]
    assert list(frame.ambiguous) == [False, False, True]
    assert frame.why.iloc[2] == "several people with this surname in the library"


def test_the_only_bearer_in_the_corpus_takes_a_lone_surname_and_the_link_is_marked():
    frame = resolved(persons("Rosa Lind met them.", "Rosa Lind"), persons("Lind said so.", "Lind"))
    assert list(frame.entity) == ["Rosa Lind", "Rosa Lind"]
    assert list(frame.inferred) == [False, True]
    assert frame.why.iloc[1] == "only person with this surname in the library"


def test_a_bearer_with_nine_tenths_of_the_mentions_takes_a_lone_surname():
    often = [persons("Rosa Lind met them. Lind left. Lind came.", "Rosa Lind", "Lind", "Lind")] * 8
    frame = resolved(
        *often, persons("Vera Lind waved.", "Vera Lind"), persons("Lind rang.", "Lind")
    )
    assert frame.entity.iloc[-1] == "Rosa Lind"
    assert frame.why.iloc[-1] == (
        "by far the most frequent person with this surname in the library"
    )


def test_initials_agree_with_the_given_name_they_abbreviate():
    text = "V. Petrov, Viktor Petrov, Viktor V. Petrov, V.V. Petrov."
    names = ("V. Petrov", "Viktor Petrov", "Viktor V. Petrov", "V.V. Petrov")
    assert set(entities(persons(text, *names))) == {"Viktor Petrov"}


def test_an_initial_that_fits_two_people_joins_neither():
    frame = resolved(
        persons("Jane Cole met John Cole.", "Jane Cole", "John Cole"),
        persons("J. Cole was there.", "J. Cole"),
    )
    assert list(frame.entity) == ["Jane Cole", "John Cole", "J. Cole"]


def test_usual_romanisations_of_a_cyrillic_name_meet():
    frame = resolved(
        persons("Volodymyr Zelensky. Volodymyr Zelensky.", *["Volodymyr Zelensky"] * 2),
        persons("Volodymyr Zelenskyy and Zelenskyi.", "Volodymyr Zelenskyy", "Zelenskyi"),
        persons("Volodymyr Zelenskiy.", "Volodymyr Zelenskiy"),
    )
    assert set(frame.entity) == {"Volodymyr Zelensky"}
    two = [persons(f"{name} came.", name) for name in ("Sergei Lavrov", "Sergey V. Lavrov")]
    assert set(entities(*two)) == {"Sergei Lavrov"}
    one = persons("Dmitry Peskov, Dmitri S. Peskov.", "Dmitry Peskov", "Dmitri S. Peskov")
    assert len(set(entities(one))) == 1


def test_an_accent_makes_no_other_person():
    frame = resolved(
        persons("Recep Tayyip Erdoğan and Erdogan.", "Recep Tayyip Erdoğan", "Erdogan"),
        persons("Recep Tayyip Erdogan.", "Recep Tayyip Erdogan"),
    )
    assert frame.entity.nunique() == 1


def test_names_that_merely_look_alike_stay_apart():
    names = ("Golosov", "Kolosov", "Clinton", "Clifton")
    assert entities(persons("Golosov and Kolosov; Clinton and Clifton.", *names)) == list(names)


def test_father_and_son_stay_apart():
    text = "Robert F. Kennedy and Robert F. Kennedy Jr. met."
    assert entities(persons(text, "Robert F. Kennedy", "Robert F. Kennedy Jr.")) == [
        "Robert F. Kennedy",
        "Robert F. Kennedy Jr.",
    ]


def test_particles_belong_to_the_family_name():
    text = "Ursula von der Leyen and von der Leyen; Mohammed bin Salman and bin Salman."
    names = ("Ursula von der Leyen", "von der Leyen", "Mohammed bin Salman", "bin Salman")
    assert entities(persons(text, *names)) == [
        *["Ursula von der Leyen"] * 2,
        *["Mohammed bin Salman"] * 2,
    ]


def test_a_given_name_that_looks_like_a_particle_stays_a_given_name():
    text = "Ben Chanwick met Ray Chanwick."
    assert len(set(entities(persons(text, "Ben Chanwick", "Ray Chanwick")))) == 2


def test_a_family_name_may_stand_first():
    text = "Xi Jinping spoke. Mr. Xi left. Kim Jong-un saw Mr. Kim."
    assert entities(persons(text, "Xi Jinping", "Xi", "Kim Jong", "Kim")) == [
        *["Xi Jinping"] * 2,
        *["Kim Jong-un"] * 2,
    ]


def test_a_short_given_name_meets_the_long_one():
    two = persons("Joe Marlow is Joseph Marlow.", "Joe Marlow", "Joseph Marlow")
    assert len(set(entities(two))) == 1


def test_a_given_name_alone_means_its_only_bearer_in_the_article():
    frame = resolved(persons("Marta Quill sang. Marta danced.", "Marta Quill", "Marta"))
    assert list(frame.entity) == ["Marta Quill", "Marta Quill"]
    assert frame.why.iloc[1] == "given name in the same article"


def test_one_person_stands_under_one_name_in_three_languages():
    frame = resolve(
        ["Oleksandr Marchuk spoke.", "З Олександром Марчуком говорили.", "Марчука не было."],
        [
            spans("Oleksandr Marchuk spoke.", ("Oleksandr Marchuk", PERSON)),
            [(2, 22, PERSON)],
            [(0, 7, PERSON)],
        ],
        ["en", "uk", "ru"],
    )
    assert list(frame.entity) == ["Oleksandr Marchuk"] * 3
    assert list(frame.why)[1:] == [
        "the full name in another script",
        "only person with this surname in the library",
    ]


def test_places_stand_under_one_name_in_three_languages():
    frame = resolve(
        ["They met in Kyiv.", "У Києві тихо.", "В Киеве тихо."], [[], [], []], ["en", "uk", "ru"]
    )
    assert list(frame.entity) == ["Kyiv"] * 3


def test_without_latin_letters_a_person_is_shown_in_the_nominative():
    text = "Бачили Богдана Марчука. Богдан Марчук мовчав."
    frame = resolve([text], [[(7, 22, PERSON), (24, 37, PERSON)]], ["uk"])
    assert list(frame.entity) == ["Богдан Марчук"] * 2
    text = "Лео Марчука чекали, Лео Марчука кликали. Лео Марчук мовчав."
    frame = resolve([text], [[(0, 11, PERSON), (20, 31, PERSON), (41, 51, PERSON)]], ["uk"])
    assert set(frame.entity) == {"Лео Марчук"}


def test_a_surname_of_two_named_before_is_nobodys_unless_a_title_tells():
    text = "Mayor Ada Finch met Dr. Ben Finch. Finch smiled. Mayor Finch left."
    frame = resolved(persons(text, "Ada Finch", "Ben Finch", "Finch", "Finch"))
    assert list(frame.entity) == ["Ada Finch", "Ben Finch", "Finch", "Ada Finch"]
    assert list(frame.ambiguous) == [False, False, True, False]
    assert list(frame.inferred) == [False, False, False, True]
    assert frame.why.iloc[2] == "several people with this surname in the same article"


def test_ms_is_not_the_one_who_is_called_mr():
    text = "Mr. Tom Vale met Lea Vale. Ms. Vale smiled."
    assert entities(persons(text, "Tom Vale", "Lea Vale", "Vale"))[-1] == "Lea Vale"


def test_a_long_given_name_with_one_wrong_letter_is_the_same_person():
    text = "Benjamin Oster spoke. Benjamin Oster left. Benjamen Oster came back."
    assert entities(persons(text, *["Benjamin Oster"] * 2, "Benjamen Oster")) == (
        ["Benjamin Oster"] * 3
    )


def test_given_names_that_differ_at_the_end_or_are_short_are_two_persons():
    text = "Christine Oster met Christina Oster. Marvin Lund met Martin Lund."
    names = ["Christine Oster", "Christina Oster", "Marvin Lund", "Martin Lund"]
    assert entities(persons(text, *names)) == names


def test_in_cyrillic_a_surname_of_two_is_of_the_one_whom_the_article_names_most():
    text = "Ганна Ткач і Лев Ткач прийшли. Ганна Ткач співала. Ткач пішла."
    found = spans(text, *((name, PERSON) for name in ("Ганна Ткач", "Лев Ткач", "Ганна Ткач")))
    frame = resolve([text], [[*found, (51, 55, PERSON)]], ["uk"])
    assert list(frame.surface)[-1] == "Ткач"
    assert list(frame.entity)[-1] == "Ганна Ткач"
    assert (frame.why.iloc[-1], frame.inferred.iloc[-1], frame.ambiguous.iloc[-1]) == (
        "person with this surname whom the article names most",
        True,
        False,
    )


def test_an_editors_bracket_is_no_part_of_a_name():
    text = "Ivan Petrov spoke. “He [the guest, Ivan] Petrov left with [Olga Marsh].”"
    frame = resolved(persons(text, "Ivan Petrov", "Ivan] Petrov", "[Olga Marsh]"))
    assert list(frame.entity) == ["Ivan Petrov", "Ivan Petrov", "Olga Marsh"]
    assert list(frame.surface)[2] == "Olga Marsh"


def test_a_bearer_named_once_in_passing_does_not_make_a_surname_ambiguous():
    text = "Ada Finch said no. Red Finch was open. Finch smiled."
    frame = resolved(persons(text, "Ada Finch", "Red Finch", "Finch"))
    assert frame.entity.iloc[-1] == "Ada Finch"
    assert (frame.inferred.iloc[-1], frame.ambiguous.iloc[-1]) == (True, False)
    assert frame.why.iloc[-1] == (
        "first person with this surname in the same article; others are named in passing"
    )


def test_two_bearers_named_once_in_passing_leave_a_surname_on_its_own():
    frame = resolved(persons("Ada Finch met Lev Finch. Finch smiled.", "Ada Finch", "Lev Finch"))
    assert list(frame.ambiguous) == [False, False, True]


def test_a_person_is_shown_as_running_text_writes_the_name():
    headline = "Bob Marlow Wins Again, Bob Marlow Leaves and Bob Marlow Comes Back"
    text = f"{headline}\n\nOn Monday Robert Marlow flew home."
    frame = resolved(persons(text, *["Bob Marlow"] * 3, "Robert Marlow"))
    assert set(frame.entity) == {"Robert Marlow"}


def test_a_bearer_named_once_in_passing_does_not_make_a_surname_ambiguous_in_the_library():
    frame = resolved(
        *[persons("Ada Finch said no.", "Ada Finch")] * 5,
        persons("Red Finch was open.", "Red Finch"),
        persons("Finch smiled.", "Finch"),
    )
    assert frame.entity.iloc[-1] == "Ada Finch"
    assert (frame.inferred.iloc[-1], frame.ambiguous.iloc[-1]) == (True, False)
    assert frame.why.iloc[-1] == (
        "person with this surname in the library; others are named once in passing"
    )


def test_an_article_before_the_family_name_makes_no_other_person():
    one = persons("Omar al-Holm spoke.", "Omar al-Holm")
    other = persons("Omar Holm left. Al-Holm slept.", "Omar Holm", "Al-Holm")
    assert len(set(entities(one, other))) == 1


def test_a_double_family_name_alone_goes_to_its_bearer():
    text = "Ana Marin Vidal spoke. Marin Vidal left."
    assert entities(persons(text, "Ana Marin Vidal", "Marin Vidal")) == ["Ana Marin Vidal"] * 2


def test_a_double_family_name_may_begin_with_a_particle():
    text = "Joel Le Marin spoke. Le Marin left."
    assert entities(persons(text, "Joel Le Marin", "Le Marin")) == ["Joel Le Marin"] * 2


def test_a_glued_word_makes_no_family_name_of_a_full_name():
    glued = persons("Norlanders Jeb Berg spoke.", "Norlanders Jeb Berg")
    other = persons("Jeb Berg met Tom Berg.", "Jeb Berg", "Tom Berg")
    assert entities(glued, other) == ["Jeb Berg", "Jeb Berg", "Tom Berg"]


def test_two_words_that_begin_with_a_usual_given_name_stay_a_person_of_their_own():
    articles = [
        persons("Mary Ann Berg spoke.", "Mary Ann Berg"),
        persons("Ann Berg left.", "Ann Berg"),
        persons("Ann Holm left.", "Ann Holm"),
    ]
    assert entities(*articles) == ["Mary Ann Berg", "Ann Berg", "Ann Holm"]


def known_in(count):
    """Articles in each of which one person is named in full, and one that names a second, too."""
    both = persons("Ann Berg met Bob Berg. Then Berg left.", "Ann Berg", "Bob Berg", "Berg")
    more = [
        persons(f"Ann Berg spoke on day {n}. Berg left.", "Ann Berg", "Berg") for n in range(count)
    ]
    return [both, *more]


def test_of_two_in_an_article_a_lone_name_is_the_one_whom_many_articles_name():
    frame = resolved(*known_in(9))
    third = frame[frame.article == 0].iloc[2]
    assert (third.entity, third.inferred, third.ambiguous) == ("Ann Berg", True, False)


def test_of_two_in_an_article_a_lone_name_stays_open_where_few_articles_name_either():
    third = resolved(*known_in(1)).iloc[2]
    assert (third.entity, third.ambiguous) == ("Berg", True)


def test_a_title_tells_that_a_lone_name_may_be_the_other():
    text = "Ann Berg met Bob Berg. Then Mr. Berg left."
    articles = [persons(text, "Ann Berg", "Bob Berg", "Berg"), *known_in(9)[1:]]
    assert resolved(*articles).iloc[2].entity == "Berg"


def test_a_lone_name_is_that_of_the_one_named_in_most_articles():
    often = [persons(f"Ann Berg spoke on day {n}.", "Ann Berg") for n in range(6)]
    once = persons("Bob Berg spoke. Bob Berg left. Bob Berg slept.", *["Bob Berg"] * 3)
    alone = persons("The Berg plan failed.", "Berg")
    assert entities(*often, once, alone)[-1] == "Ann Berg"
    assert entities(*often[:1], once, alone)[-1] == "Berg"


def test_a_usual_given_name_alone_is_not_somebody_elses_family_name():
    one, other = persons("Ray Charles sang.", "Ray Charles"), persons("Charles met him.", "Charles")
    assert entities(one, other) == ["Ray Charles", "Charles"]


def name_towns(towns):
    """A sentence that names so many towns, of which none is in another such sentence."""
    return f"They went to {', '.join(f'{town} {town}ham' for town in towns.split())}. "


HERE = name_towns("Abo Ber Cir Dov Eck Fyr Gol Hov Ilm Jor Kas Lom")
THERE = name_towns("Mar Nor Oss Pel Qui Ros Sol Tor Ulm Ves Wol Yst")


def test_a_lone_name_is_not_that_of_somebody_in_an_article_about_other_people():
    lone = persons(HERE + "Berg left.", "Berg")
    same = persons(HERE + "He met Ann Berg.", "Ann Berg")
    other = persons(THERE + "He met Ann Berg.", "Ann Berg")
    assert entities(same, lone) == ["Ann Berg", "Ann Berg"]
    assert entities(other, lone) == ["Ann Berg", "Berg"]


def test_whom_many_articles_name_is_known_in_any_article():
    lone = persons(HERE + "Berg left.", "Berg")
    other = [persons(THERE + f"On day {n} he met Ann Berg.", "Ann Berg") for n in range(5)]
    assert entities(*other, lone)[-1] == "Ann Berg"


def test_an_initial_in_front_and_a_name_in_the_middle_may_be_left_out():
    text = "T. Rolf Lundby spoke. Rolf Lundby left. Lundby laughed."
    own = persons(text, "T. Rolf Lundby", "Rolf Lundby", "Lundby")
    assert set(entities(own)) == {"Rolf Lundby"}
    text = "Anthony Emil Marin Vidal came. Anthony Marin Vidal left. Marin Vidal spoke."
    names = "Anthony Emil Marin Vidal", "Anthony Marin Vidal", "Marin Vidal"
    assert set(entities(persons(text, *names))) == {names[0]}


def test_two_given_names_before_one_family_name_are_two_people():
    text = "George and Amal Lundby came. Later Amal Lundby sang."
    frame = resolved(persons(text, "George", "Amal Lundby", "Amal Lundby"))
    assert list(frame.entity) == ["George Lundby", "Amal Lundby", "Amal Lundby"]
    assert frame.why.iloc[0] == "given name before another one with the family name"


def test_a_family_name_before_another_persons_full_name_is_no_given_name():
    text = "Marsk and Amal Lundby came."
    assert entities(persons(text, "Marsk", "Amal Lundby")) == ["Marsk", "Amal Lundby"]


def test_a_king_is_not_the_prince_who_bears_his_name_as_a_family_name():
    text = "Prince Omar bin Lundby came. King Lundby stayed. Bin Lundby slept. Lundby ate."
    names = "Omar bin Lundby", "Lundby", "Bin Lundby", "Lundby"
    frame = resolved(persons(text, *names))
    assert list(frame.entity) == ["Omar bin Lundby", "Lundby", "Omar bin Lundby", "Omar bin Lundby"]


def test_the_one_named_far_more_bears_the_lone_name_after_a_second_bearer_is_named():
    text = "Chris Lundby spoke. " + "Lundby spoke. " * 5 + "Anne Lundby died. Lundby wept."
    names = ["Chris Lundby", *["Lundby"] * 5, "Anne Lundby", "Lundby"]
    frame = resolved(persons(text, *names))
    assert frame.entity.iloc[-1] == "Chris Lundby"
    assert frame.inferred.iloc[-1]
    few = "Chris Lundby came. Lundby sat. Anne Lundby died. Lundby wept."
    frame = resolved(persons(few, "Chris Lundby", "Lundby", "Anne Lundby", "Lundby"))
    assert frame.ambiguous.iloc[-1]


def test_a_name_with_le_before_it_has_no_given_name():
    text = "Marine Le Lundby spoke. Le Lundby left."
    assert entities(persons(text, "Marine Le Lundby", "Le Lundby")) == ["Marine Le Lundby"] * 2


def test_who_is_named_in_three_articles_of_four_bears_a_lone_family_name():
    told = [persons(f"Ronald Lundby spoke of item {n}.", "Ronald Lundby") for n in range(3)]
    other = persons("Nancy Lundby wrote poems. Nancy Lundby read them.", *["Nancy Lundby"] * 2)
    lone = persons("Lundby said no.", "Lundby")
    assert entities(*told, other, lone)[-1] == "Ronald Lundby"
    assert entities(*told[:2], other, lone)[-1] == "Lundby"
