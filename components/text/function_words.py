"""Words that hold a sentence together and say little of what it is about, folded."""

from __future__ import annotations

_ENGLISH = (
    "a about after again all also although am an and any are as at be because been before"
    " being between both but by can could did do does during each even for from had has have"
    " he her here him his how i if in into is it its itself may me might more most much must"
    " my no nor not now of off on once only or other our out over own per s said says she"
    " should since so some such than that the their them then there these they this those"
    " though through to too under until up upon us very was we were what when where whether"
    " which while who whom whose why will with within without would yet you your mr mrs ms dr"
    " it's he's she's that's they're we're i'm don't didn't doesn't isn't wasn't won't can't"
    " couldn't wouldn't there's"
)
_UKRAINIAN = (
    "і й та а але або чи не ні на у в з із зі до від для про за під над при по через між без"
    " як що щоб це цей ця ці того цього той тим він вона воно вони його її їх йому їй їм ми ви"
    " я ти нас вас мене був була було були є бути буде будуть також ще вже лише тільки якщо"
    " коли де який яка яке які яких якого якій якому себе свій своїх своєї так тому тоді після"
    " перед"
)
_RUSSIAN = (
    "и но или ли не ни на у в во с со к ко до от для о об про за под над при по через между"
    " без как что чтобы это этот эта эти того этого тот тем он она оно они его ее её их ему ей"
    " им мы вы я ты нас вас меня был была было были есть быть будет будут также еще ещё уже"
    " лишь только если когда где который которая которое которые которых которого себя свой"
    " своих так потому тогда после перед из из-за"
)
OF_LANGUAGES = ("en", "ru", "uk")
FUNCTION_WORDS = frozenset(
    word for listed in (_ENGLISH, _UKRAINIAN, _RUSSIAN) for word in listed.split()
)
