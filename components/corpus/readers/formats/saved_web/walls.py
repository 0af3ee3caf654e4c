"""Pages in the place of an article: a question for consent, a script, a text that is cut off."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_LONGEST_CONSENT, _LONGEST_STUB, _LONGEST_SCRIPT = 6_000, 1_500, 600
_CONSENT_SHARE = 0.6
_START = 200_000
_CONSENT = re.compile(
    r"(?i)\bcookies?\b|\bconsent(?:s|ed)?\b|\bpersonal(?:i[sz]ed)? (?:data|ads|content|advertising)"
    r"|\bprivacy (?:settings|policy|choices|notice|cent(?:er|re))|\b(?:our|and) (?:\d[\d,.]* )?"
    r"(?:advertising |trusted |technology )?(?:partners|vendors)\b|legitimate interest"
    r"|\b(?:accept|reject|agree to) all\b|einwilligung|zustimm(?:en|ung)|datenschutz|\bpartner"
    r"(?:n|firmen)?\b.{0,40}(?:daten|gerät)|traceurs?\b|consentement|donn[ée]es personnelles"
    r"|vie priv[ée]e|tout accepter|consentimiento|datos personales|aceptar todo|toestemming"
    r"|gegevensbescherming|persoonsgegevens|zgod[aęy]\b|ciastecz|dati personali|consenso"
    r"|consentimento|dados pessoais|samtyck|samtykke|файл\w{0,4} cookie|персональн\w{1,12} дан"
)
_CONSENT_TITLE = re.compile(
    r"(?i)^(?:before you continue|we value your privacy|your privacy|we (?:care about|respect) your"
    r"|(?:cookie|consent|privacy)\b.{0,30}$|we use cookies|manage your (?:cookies|privacy)"
    r"|bevor sie (?:fortfahren|zu|weiter)|wir (?:benötigen|brauchen) ihre|ihre (?:privatsphäre|"
    r"einwilligung|zustimmung|daten)|(?:mit werbung|werbefrei).{0,40}(?:weiter|lesen|nutzen)"
    r"|avant de continuer|votre vie priv|vos choix|gestion des cookies|nous respectons votre"
    r"|antes de (?:continuar|ir)|tu privacidad|su privacidad|valoramos (?:tu|su)|prima di continua"
    r"|la tua privacy|voordat je (?:verdergaat|verder)|jouw privacy|uw privacy|zanim przejdziesz"
    r"|twoja prywatność|innan du fortsätter|перш ніж продовжити|прежде чем продолжить)"
)
# How such a page itself begins to ask, where its title is that of the site.
_ASKS = re.compile(
    r"(?i)\b(?:we|our|us) (?:and|with) (?:our |us and our )?(?:\d[\d.,]* )?(?:\w+ )?partners\b"
    r".{0,80}(?:stor|access|use|process)|\bwir und unsere (?:\d[\d.]* )?partner\b.{0,80}(?:speicher"
    r"|nutz|verarbeit|verwend)|\bnos (?:\d+ )?partenaires et nous\b"
    r"|\bnous et nos (?:\d+ )?partenaires\b"
)
_MOST_ASKING = 20
_SCRIPT_ONLY = re.compile(
    r"(?i)(?:enable|activate|turn on|requires?|need(?:s|ed)?|without|disabled|support) "
    r"(?:\w+ ){0,3}java ?script|java ?script (?:\w+ ){0,4}(?:enabled|disabled|required|aktivier\w+"
    r"|deaktiviert|erforderlich|benötigt|désactivé|requis|activé|nécessaire|ingeschakeld|necesario"
    r"|abilitato|włącz\w*)|(?:aktivieren|activez|activer|activa|habilit\w+|abilita\w*|włącz\w*"
    r"|включите|увімкніть|schakel) (?:\S+ ){0,4}java ?script"
    r"|(?:checking your browser|verify(?:ing)? (?:that )?you are (?:a )?human|just a moment\.\.\."
    r"|are you a robot|access (?:to this page has been )?denied|unusual traffic)"
)
_MOUNT = re.compile(
    r"<div[^<>]{0,200}\bid=[\"']?(?:root|app|__next|__nuxt|gatsby|main-app)\b", re.I
)
_PAYWALL = re.compile(
    r"(?i)subscribe (?:now |today )?(?:to (?:continue|read|keep|unlock)|for (?:full|unlimited))"
    r"|(?:already|not yet) a subscriber|(?:this|the (?:rest|full)).{0,40}(?:for|to) subscribers"
    r"|subscribers? only|(?:sign|log) in to (?:continue|read|keep)|to (?:continue|keep) reading"
    r"|(?:continue|keep) reading (?:with|for)|register (?:for free )?to (?:continue|read)"
    r"|(?:you have|you've) (?:reached|read|used).{0,60}(?:free|limit|articles)|start your "
    r"(?:free )?(?:trial|subscription)|unlock (?:this|the|full)"
    r"|(?:jetzt|hier) (?:weiterlesen|abonnieren|freischalten|testen)|(?:bereits|schon) abonnent"
    r"|nur für abonnent|weiterlesen mit|diesen artikel (?:weiter)?lesen|mit .{0,20}plus.{0,20}lesen"
    r"|r[ée]serv[ée]e? aux abonn|il (?:vous )?reste .{0,30}(?:à lire|article)|d[ée]j[àa] abonn"
    r"|abonnez-vous|pour lire la suite|suscr[íi]b(?:ete|ase)|(?:para|solo) suscriptores"
    r"|sigue leyendo|gi[àa] abbonat|abbonati per|per continuare a leggere|assine (?:já|agora|para)"
    r"|para assinantes|lees verder met|alleen voor abonnees|al abonnee|tylko dla subskrybent"
    r"|czytaj dalej z|för att läsa (?:vidare|hela)|redan prenumerant|для подписчиков"
    r"|тільки для передплатників|оформ\w{1,12} (?:подписку|передплату)"
)
CONSENT = (
    "It is a page that asks for consent to cookies, not the article: open that in a browser, "
    "answer the question, and save the page again."
)
SCRIPT_ONLY = (
    "The article is not in it: the page loads its text by a script, or checks who asks for it. "
    "Open it in a browser and save what it shows, as one file (MHTML, SingleFile) or as a PDF."
)
PAYWALL = (
    "Only the beginning of the article seems to be in the page, which asks readers to subscribe or "
    "sign in: if you may read the whole, save it again while signed in."
)


def refuse_wall(text: str, titles: tuple[str, ...], markup: str, is_article: bool) -> str:
    """Why a page is no article, as a sentence for a person; "" when it may be one.

    `is_article` when the page states an article of its own; such a page is none that asks for
    consent.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if not is_article and len(text) <= _LONGEST_CONSENT and lines:
        about = sum(len(line) for line in lines if _CONSENT.search(line))
        asks = any(_CONSENT_TITLE.search(title.strip()) for title in titles if title)
        asks = asks or (len(lines) <= _MOST_ASKING and bool(_ASKS.search(text)))
        if asks and about >= _CONSENT_SHARE * sum(map(len, lines)):
            return CONSENT
    if len(text) <= _LONGEST_SCRIPT and not (is_article and len(text) > 300):
        said = _SCRIPT_ONLY.search(text) or (
            len(text) < 200 and _SCRIPT_ONLY.search(markup[:_START])
        )
        is_short = len(text) < 80 and _MOUNT.search(markup[:_START])
        if said or is_short:
            return SCRIPT_ONLY
    return ""


def note_paywall(text: str, own: Mapping[str, Any]) -> str:
    """What is to be said of a page that gives only the beginning of its article; "" for others."""
    if len(text) > _LONGEST_STUB * 2:
        return ""
    last = [line for line in text.split("\n") if line.strip()][-3:]
    asks = any(len(line) < 300 and _PAYWALL.search(line) for line in last)
    is_free = str(own.get("isAccessibleForFree", "true")).strip().lower() not in ("false", "no")
    return PAYWALL if asks or (not is_free and len(text) < _LONGEST_STUB) else ""
