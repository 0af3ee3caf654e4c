"""Languages: which one a text is written in, and the stop words of each.

Of English, Ukrainian and Russian the list is ours, in two parts: function words, and words that
tell nothing of the topic but may be what was edited.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from threading import Lock
from typing import Protocol

# Folded; in each list the thirty words that the language uses most come first, by their frequency.
_ENGLISH = (
    "the of and in to a was is for as on with by that from at his an he are were which be has"
    " it or also had their not about after again all although am any because been before being"
    " between both but can could did do does during each even have her here him how i if into"
    " its itself may me might more most much must my no nor now off once only other our out"
    " over own per s said says she should since so some such than them then there these they"
    " this those though through too under until up upon us very we what when where whether"
    " while who whom whose why will within without would yet you your mr mrs ms dr it's he's"
    " she's that's they're we're i'm don't didn't doesn't isn't wasn't won't can't couldn't"
    " wouldn't there's"
)
_ENGLISH_BESIDES = (
    "one two three four five six seven eight nine ten eleven twelve dozen hundred first"
    " second third last next former latter another anyone anything anybody anyhow anyway"
    " anywhere everybody everyone everything everywhere every either neither nobody none"
    " nothing nowhere somebody someone something sometime sometimes somewhere somehow few"
    " fewer less least lot lots many enough several various whole half others same else myself"
    " yourself yourselves himself herself ourselves themselves yours hers ours theirs above"
    " across against ago ahead almost alone along already always among amongst apart around"
    " aside away back behind below beside besides beyond despite down due except inside near"
    " nearly onto outside past regarding throughout toward towards underneath unless unlike"
    " via whereas whatever whenever wherever whichever whoever ever never often usually still"
    " just quite rather really perhaps maybe however therefore thus hence otherwise moreover"
    " meanwhile instead indeed nevertheless nonetheless further furthermore especially"
    " particularly likely later earlier soon yesterday today tomorrow altogether together well"
    " become becomes became becoming came come comes coming doing done gave get gets getting"
    " got give given gives giving go goes going gone went keep keeps kept know known let like"
    " made make makes making put saw say saying see seem seemed seems seen take taken takes"
    " taking took tell telling told think thought use used using want wanted wants added"
    " adding according cannot i've i'd i'll you're you've you'd you'll he'd he'll she'd she'll"
    " it'll we've we'd we'll they've they'd they'll aren't haven't hasn't hadn't weren't"
    " shouldn't mustn't what's who's let's"
)
_UKRAINIAN = (
    "в і на у з та до що від за не для а як його є був було й також або про із він під по які"
    " була були який але чи ні зі над при через між без щоб це цей ця ці того цього той тим"
    " вона воно вони її їх йому їй їм ми ви я ти нас вас мене бути буде будуть ще вже лише"
    " тільки якщо коли де яка яке яких якого якій якому себе свій своїх своєї так тому тоді"
    " після перед"
)
_UKRAINIAN_BESIDES = (
    "має мають мати ніж ніби нашим нашому нашою нашу вашого вашому вашу вашим мою моїй моїм"
    " обидва втім далі нарешті особливо зазвичай дійсно значить недавно нещодавно самим самому"
    " саму самій свого свою своє свої своїй один одна одне одні одного однієї одному одній два"
    " дві двох двом три трьох чотири п'ять шість сім вісім дев'ять десять перший перша перше"
    " перші першого першої другий друга друге третій все усе весь увесь вся уся всю усю всього"
    " усього всієї всіх усіх всім усім всіма усіма всі усі сам сама само самі самого самої"
    " самих саме самий інший інша інше інші іншого іншої інших іншим кожен кожна кожне кожні"
    " кожного кожної будь-який будь-яка будь-які такий така таке такі такого такої таких таким"
    " цієї цій цьому цим цими цих цю тією тієї тій тими тих ту те ті то мій моя моє мої мого"
    " моєї моїх твій наш наша наше наші нашого нашої наших нам нами ваш ваша ваше ваші вам"
    " мені мною тебе тобі собі собою ним ними них ній нею неї нього ньому хто кого кому ким"
    " чий чого чому чим нічого ніхто ніколи деякі деяких кілька декілька якої яким якими яку"
    " щось хтось який-небудь може можуть міг могла могли можна треба потрібно повинен повинна"
    " повинні мусить хоче хочуть немає нема став стала стало буду будемо б би ж же адже ось"
    " навіть аж просто звичайно звісно дуже більше більш менше менш багато мало майже хоча хоч"
    " поки тож отже однак проте зате крім окрім замість проти серед навколо біля близько разом"
    " щодо згідно завдяки стосовно тут там туди сюди куди звідки звідти зараз тепер сьогодні"
    " вчора завтра знову завжди іноді часто раніше пізніше потім навіщо скільки стільки раз"
    " зовсім краще сказав сказала сказали повідомив повідомила повідомили заявив заявила"
    " заявили зазначив зазначила зазначили додав додала каже кажуть словами рік року році роки"
    " років час"
)
_RUSSIAN = (
    "в и на с по из не к что был от для как а его до он за также или о была при были но было"
    " во у после под ли ни со ко об про над через между без чтобы это этот эта эти того этого"
    " тот тем она оно они ее её их ему ей им мы вы я ты нас вас меня есть быть будет будут еще"
    " ещё уже лишь только если когда где который которая которое которые которых которого себя"
    " свой своих так потому тогда перед из-за"
)
_RUSSIAN_BESIDES = (
    "имеет имеют имел впрочем вообще довольно далее дальше зато значит иначе вне везде будто"
    " вдруг другими каким какими каково едва вроде вполне вновь всему всякий возможно недавно"
    " свою свое своё свои своего своей своим один одна одно одни одного одной одному одним два"
    " две двух двум три трех трёх четыре пять шесть семь восемь девять десять первый первая"
    " первое первые первого первой второй вторая второе третий все всё весь вся всю всего всей"
    " всех всем всеми сам сама само сами самого самой самих самый самая самое самые самым"
    " другой другая другое другие другого других другим иной иные каждый каждая каждое каждого"
    " каждой любой любая любые такой такая такое такие такого таких таким этой этом этому этим"
    " этими этих эту тому теми той том ту те тех та то мой моя мое моё мои моего моей моих"
    " твой наш наша наше наши нашего нашей наших нам нами ваш ваша ваше ваши вам мне мной тебя"
    " тебе себе собой ими ней нему нем нём ним ними них нее неё него кто кого кому кем чей"
    " чего чему чем ничего никто никого никогда некоторые некоторых несколько какой какая"
    " какие каких какого какие-то кто-то что-то которому котором которой которыми которую"
    " может могут мог могла могли можно нельзя нужно надо должен должна должны должно хочет"
    " хотят нет стал стала стало является являются буду будем бывает да же бы б ведь вот даже"
    " уж именно просто конечно очень более менее больше меньше много мало почти хотя пока чтоб"
    " итак поэтому однако кроме помимо вместо против среди вокруг около вместе согласно вдоль"
    " благодаря относительно насчет насчёт здесь там тут туда сюда куда откуда оттуда сейчас"
    " теперь сегодня вчера завтра снова опять всегда иногда часто раньше позже ранее затем"
    " потом почему зачем сколько столько раз таки чуть совсем лучше сказал сказала сказали"
    " сообщил сообщила сообщили заявил заявила заявили отметил отметила отметили добавил"
    " добавила говорит говорят словам год года году годы лет время"
)
_FUNCTION_WORDS = {"en": _ENGLISH.split(), "uk": _UKRAINIAN.split(), "ru": _RUSSIAN.split()}
_BESIDES = {"en": _ENGLISH_BESIDES, "uk": _UKRAINIAN_BESIDES, "ru": _RUSSIAN_BESIDES}
# One set for all, because a sentence may have a quotation or a name in another language.
FUNCTION_WORDS = frozenset().union(*_FUNCTION_WORDS.values())
# Names of languages as in the word lists of jusText, counted in Wikipedia.
_NAMES = {
    "af": "Afrikaans", "an": "Aragonese", "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian",
    "bg": "Bulgarian", "bn": "Bengali", "br": "Breton", "bs": "Bosnian", "ca": "Catalan",
    "cs": "Czech", "cy": "Welsh", "da": "Danish", "de": "German", "el": "Greek",
    "eo": "Esperanto", "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian",
    "fi": "Finnish", "fr": "French", "fy": "West_Frisian", "ga": "Irish", "gl": "Galician",
    "gu": "Gujarati", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "ht": "Haitian",
    "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "ig": "Igbo", "is": "Icelandic",
    "it": "Italian", "jv": "Javanese", "ka": "Georgian", "kk": "Kazakh", "kn": "Kannada",
    "ko": "Korean", "ku": "Kurdish", "ky": "Kyrgyz", "la": "Latin", "lb": "Luxembourgish",
    "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "ml": "Malayalam", "mr": "Marathi",
    "ms": "Malay", "mt": "Maltese", "ne": "Nepali", "nl": "Dutch", "nn": "Norwegian_Nynorsk",
    "no": "Norwegian_Bokmal", "oc": "Occitan", "pa": "Western_Panjabi", "pl": "Polish",
    "pt": "Portuguese", "qu": "Quechua", "ro": "Romanian", "sk": "Slovak",
    "sl": "Slovenian", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili",
    "ta": "Tamil", "te": "Telugu", "tk": "Turkmen", "tl": "Tagalog", "tr": "Turkish",
    "ur": "Urdu", "uz": "Uzbek", "vi": "Vietnamese", "vo": "Volapuk",
    "wa": "Walloon", "yo": "Yoruba",
}  # fmt: skip
LISTED = frozenset({*_FUNCTION_WORDS, *_NAMES})
_MORE_NAMES = {"en": "English", "uk": "Ukrainian", "ru": "Russian", "zh": "Chinese"} | {
    "ja": "Japanese", "th": "Thai", "yi": "Yiddish", "km": "Khmer",
}  # fmt: skip
_NO_WORD = re.compile(r"[\d_.,;:!?()\[\]\"„“”«»%/*=<>-]")


def name_language(code: str) -> str:
    """The name of a language in English by its ISO 639-1 code; "" for one that is not known."""
    return (_NAMES | _MORE_NAMES).get(code, "").replace("_", " ")


def own_stop_words(language: str) -> frozenset[str]:
    """Our whole list for a language (ISO 639-1), folded; empty for other languages."""
    return frozenset([*_FUNCTION_WORDS.get(language, ()), *_BESIDES.get(language, "").split()])


@cache
def most_used(language: str, most: int) -> tuple[str, ...]:
    """At most `most` stop words in lower case, by frequency; none for a language not in `LISTED`.

    In our lists only the first thirty are ordered by frequency. Of other languages, those after
    some sixty are words typical of an encyclopaedia.
    """
    if language in _FUNCTION_WORDS:
        return tuple(_FUNCTION_WORDS[language][:most])
    if language not in _NAMES:
        return ()
    counted = files("justext").joinpath("stoplists", f"{_NAMES[language]}.txt")
    every = dict.fromkeys(counted.read_text(encoding="utf-8").split())
    # Left out: names, which begin with a capital, and words with punctuation.
    words = [word for word in every if word == word.lower() and not _NO_WORD.search(word)]
    return tuple(words[:most])


UNKNOWN = "und"
FIRST_LOOK, ENOUGH_TEXT = 600, 5_000
"""Characters that are looked at, and where these leave a doubt; more does not change the answer."""
LEAST_LETTERS = 12
LEAST_CERTAINTY, BEYOND_DOUBT = 0.5, 0.9999

_loading = Lock()


class _Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


def identify(text: str) -> str:
    """Name the language of `text` as ISO 639-1, or `und` when it is too short or unclear.

    Takes some 1 ms; the first call loads the model (0.6 s). Only the first 5,000 characters count,
    so a text in two languages gets that of its beginning.
    """
    beginning = text[:ENOUGH_TEXT]
    if sum(map(str.isalpha, beginning)) < LEAST_LETTERS:
        return UNKNOWN
    with _loading:
        identifier = _load_identifier()
    language, certainty = identifier.classify(beginning[:FIRST_LOOK])
    if certainty < BEYOND_DOUBT and len(beginning) > FIRST_LOOK:
        language, certainty = identifier.classify(beginning)
    return language if certainty >= LEAST_CERTAINTY else UNKNOWN


@cache
def _load_identifier() -> _Identifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    # Three-letter labels are languages that ISO 639-1 has no code for.
    identifier.set_languages([label for label in identifier.labels if len(label) == 2])
    return identifier
