"""What a full stop may follow without ending a sentence, and the words that tell.

Titles never end a sentence. Held words end one only when the next word is a usual first word of a
sentence ("in the U.S. He left" but "the U.S. Embassy"). Words held before figures end a sentence
unless a number follows ("No. 5" but "He said no. Five days later").
"""

from __future__ import annotations


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


TITLES = _words(
    "Mr Mrs Ms Mx Messrs Mmes Dr Drs Prof Rev Fr Hon Pres Gov Lt Sen Sens Rep Reps Amb Gen Col Maj"
    " Capt Cpt Cmdr Cdr Sgt Cpl Pvt Adm Brig Supt Insp Det Msgr Mgr Mme Mlle St Ste Sr Sra Srta Mt"
    " e.g i.e акад проф доц ген полк см див напр т.зв"
)
HELD = _words(
    "Inc Corp Co Cos Ltd Bros Jr Ave Blvd Rd Ft Dept Univ Assn vs v al approx ca cf est"
    " Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb"
    " Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo Ont Que"
    " р рр ст м вул ул г гг т ім им тис тыс млн млрд трлн пр просп пл бул бульв пров пер обл р-н с"
    " сел смт буд корп кв тов гр нар род зам ред рис табл т.к т.е"
)
HELD_BEFORE_FIGURES = _words(
    "No Nos no nos Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Art art Fig fig p pp Vol vol Ch"
    " ch Sec sec Para para Ver ver п пп д ч гл розд разд тел"
)
HELD_BY_LANGUAGE = {
    "de": _words("Nr bzw ca Hr Fr Frl Str z.B u.a d.h geb Bd Abs Jh"),
    "fr": _words("MM Mme Mmes Mlle av boul env art chap"),
    "es": _words("Sr Sra Sres D Dña Ud Uds Av pág núm EE"),
    "it": _words("sig Sig sigg dott Dott avv Avv on On pag"),
    "pl": _words("ul al tzw tj prof dr hab im pkt godz św nr zob"),
}
STARTERS = _words(
    "The This That These Those There Then Their They He She It Its His Her We Our You Your I"
    " My A An And But Or Nor So Yet Still However Although Though While When Where Who What"
    " Why How If As At In On By For From To Of With Without After Before Since Until During"
    " Despite Under Over Among Between According Also Even Only Just Not No Yes Some Many Most"
    " Both Each Every All Another Other Earlier Later Meanwhile Moreover Because Once Now"
    " Today Yesterday Here Such Last Mr Mrs Ms Він Вона Воно Вони Його Її Їх Їхній Це Цей Ця"
    " Ці Цього У В На Але Та І Й А Як Проте Однак Також Тим Тоді Водночас Після Перед Під Про"
    " За Із З До Від Для Якщо Коли Хоча Ми Ви Я Так То Що Чому За Раніше Згодом Нині Серед"
    " Через При Он Она Оно Они Его Ее Её Их Это Этот Эта Эти Этого Но И Как Также Однако После"
    " Перед Если Когда Хотя Мы Вы По О Об От С К Что Почему Тогда Ранее Позже Сейчас Среди Из"
    " Из-за"
)
# After "5 p.m." these do not begin a sentence.
TIMES = _words(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June"
    " July August September October November December Eastern Central Mountain Pacific Moscow Kyiv"
    " London Greenwich GMT UTC EST EDT ET CET CEST EET EEST MSK BST PST PDT CST CDT"
)
SAYING = _words(
    "said says asked asks wrote writes told tells added replied answered shouted cried"
    " exclaimed continued declared wondered thundered quipped"
)
