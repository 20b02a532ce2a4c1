"""Small word lists: what carries no content, irregular forms, words that mean the same or the opposite.

They are deliberately short. A missing synonym only makes two sentences look less alike, and then nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


AUXILIARIES: Final = _words(
    "am is are was were be been being has have had having do does did done will would shall should can could may might"
    " must ought 's 're 've 'd 'll isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't"
    " wouldn't"
    " shan't shouldn't can't cannot couldn't mightn't mustn't ain't get gets got gotten"
)
DETERMINERS: Final = _words(
    "a an the this that these those its his her their our my your whose some any each both such"
)
PREPOSITIONS: Final = _words(
    "of in on at by for with from to into onto over under about as than through between among during since until till"
    " before after against within without across along toward towards upon off out up down near per via amid around"
    " behind beyond despite except inside outside throughout following including according regarding concerning"
)
CONJUNCTIONS: Final = _words(
    "and or but nor so yet if while whereas although though because when where who whom which that what why how whether"
    " then also however therefore thus hence moreover meanwhile instead unless once"
)
PRONOUNS: Final = _words(
    "i you he she it we they me him them us himself herself itself themselves myself yourself ourselves one ones there"
    " here who someone anyone everyone somebody anybody everybody something anything everything"
)
ADVERBS: Final = _words(
    "very more most less least much many few little only just even still already ever never not no nor too again almost"
    " nearly about around roughly approximately some several other others another same own once twice now today"
    " yesterday tomorrow currently recently later earlier ago always often usually first last next new old former late"
    " early well back away together quite rather really further far long soon all every none half least than as also"
    " officially reportedly allegedly actually formally publicly previously originally initially successfully finally"
    " long-time longtime longer immediately suddenly subsequently eventually apparently largely mostly mainly"
)
REPORTING: Final = _words(
    "say said says saying tell told tells report reported reports announce announced announces state stated states add"
    " added adds claim claimed claims declare declared note noted notes describe described call called mention"
    " mentioned"
    " accord according suggest suggested explain explained emphasize emphasized stress stressed show shows showed shown"
)
VAGUE: Final = _words(
    "year years month months week weeks day days time times hour hours minute minutes way thing things people person"
    " number percent per cent mr mrs ms dr sir part case man men woman women"
)
STOP: Final = AUXILIARIES | DETERMINERS | PREPOSITIONS | CONJUNCTIONS | PRONOUNS | ADVERBS | REPORTING | VAGUE
"""Words that say nothing about what a sentence is about."""

CLAUSE_BREAKS: Final = _words("while whereas but although though because unless despite when after before")
"""Words at which another statement with its own subject may begin."""

_CONTRASTS: Final = (
    "upper lower", "men women man woman", "male female", "import export", "north south east west northern southern"
    " eastern western", "rural urban", "daily weekly monthly annual yearly quarterly", "gross net", "minimum maximum",
    "severe mild", "adult child", "public private", "domestic foreign", "winner loser", "gold silver bronze",
    "morning afternoon evening", "soldier civilian", "infected dead", "core headline", "singles doubles",
    "buyer seller", "income expenditure spending", "revenue profit loss", "direct indirect",
)  # fmt: skip
CONTRASTS: Final = {word: (index, word) for index, group in enumerate(_CONTRASTS) for word in group.split()}
"""Words that set two things of one kind apart: what is said of the upper house is not said of the lower."""

NUMBER_HEADS: Final = _words("people person man men woman women year years month months week weeks day days hour hours")
"""Stop words that nevertheless say what a number counts."""

IRREGULAR: Final[dict[str, str]] = {
    form: base
    for base, forms in {
        "lead": "led", "rise": "rose risen", "fall": "fell fallen", "win": "won", "lose": "lost", "send": "sent",
        "hold": "held", "meet": "met", "begin": "began begun", "become": "became", "take": "took taken",
        "give": "gave given", "make": "made", "come": "came", "go": "went gone", "see": "saw seen", "buy": "bought",
        "sell": "sold", "build": "built", "write": "wrote written", "break": "broke broken", "speak": "spoke spoken",
        "leave": "left", "keep": "kept", "bring": "brought", "think": "thought", "find": "found", "pay": "paid",
        "stand": "stood", "run": "ran", "shoot": "shot", "strike": "struck stricken", "hit": "hits",
        "sing": "sang sung",
        "sink": "sank sunk", "shrink": "shrank shrunk", "grow": "grew grown", "fly": "flew flown", "draw": "drew drawn",
        "drive": "drove driven", "choose": "chose chosen", "steal": "stole stolen", "beat": "beaten",
        "forbid": "forbade forbidden",
        "withdraw": "withdrew withdrawn", "overthrow": "overthrew overthrown", "fight": "fought", "teach": "taught",
        "catch": "caught", "seek": "sought", "mean": "meant", "spend": "spent", "lend": "lent", "bear": "born borne",
        "die": "died dying", "child": "children", "person": "people persons", "man": "men", "woman": "women",
        "know": "knew known", "wear": "wore worn", "swear": "swore sworn", "feed": "fed", "flee": "fled",
        "lie": "lying", "bite": "bit bitten", "hide": "hid hidden", "uphold": "upheld", "sue": "sued suing",
        "withhold": "withheld", "eat": "ate eaten", "throw": "threw thrown",
        "feel": "felt", "tell": "told", "hear": "heard", "tear": "tore torn", "blow": "blew blown",
        "freeze": "froze frozen", "forget": "forgot forgotten", "forgive": "forgave forgiven", "shake": "shook shaken",
        "sweep": "swept", "deal": "dealt", "overtake": "overtook overtaken", "overcome": "overcame",
        "undergo": "underwent undergone", "burn": "burnt", "learn": "learnt", "ride": "rode ridden",
    }.items()
    for form in forms.split()
}  # fmt: skip
PARTICIPLES: Final = _words(
    "led held sent met made built bought sold won lost found shot struck written taken brought drawn chosen given seen"
    " run sung paid fought taught caught beaten stolen sunk broken known hit put set overthrown withdrawn forbidden"
)
"""Irregular participles, which unlike other words in -ed cannot be told by their ending."""

SYNONYMS: Final[dict[str, str]] = {
    word: group.split()[0]
    for group in (
        "lead head chair spearhead helm",
        "talk negotiation negotiate negotiator parley",
        "delegation team mission",
        "kill die dead death fatality slay casualty",
        "injure wound hurt injury",
        "unemployment jobless joblessness unemployed",
        "purchase buy acquire acquisition takeover",
        "construct build construction erect",
        "film movie picture",
        "author writer write",
        "located situated lie",
        "resident inhabitant population",
        "adviser advisor aide",
        "company firm corporation",
        "soldier troop serviceman",
        "car automobile vehicle",
        "doctor physician",
        "attack assault strike",
        "vaccine vaccination vaccinate jab",
        "quake earthquake tremor",
        "blaze fire wildfire",
        "salary wage pay",
        "spouse wife husband marry wed",
        "song single track",
        "couple pair",
        "pupil student",
        "discover discovery",
        "invent invention inventor",
        "found founder co-found establish",
        "lawmaker legislator mp deputy",
        "travel fly journey trip",
        "price cost",
        "truce ceasefire armistice",
        "vote ballot poll",
        "euro eur",
        "premier premiere",
        "defence defense",
        "meet meeting",
        "donate donation give",
        "arrest detain detention",
        "contact conversation",
        "create creator creation",
        "direct director",
        "produce producer production",
        "invade invasion",
        "elect election",
        "sign signature",
        "resign resignation",
        "employ hire recruit",
        "sack fire dismiss",
    )
    for word in group.split()
    if not (group.startswith("sack") and word == "fire")  # a blaze far more often than a dismissal
}

_FAMILIES: Final[dict[str, tuple[str, str]]] = {
    "change": (
        "rise increase grow climb gain jump surge soar swell expand growth higher grew escalate rally double triple"
        " rebound improve",
        "fall decrease decline drop shrink slump plunge sink tumble lower plummet dwindle reduce ease dip halve slide"
        " contract",
    ),
    "outcome": ("win victory triumph victorious winner", "lose loss loser"),
    "presence": (
        "attend present attendance presence participate join",
        "absent absence skip boycott miss",
    ),
    "consent": (
        "accept approve approval agree endorse support ratify adopt favour favor welcome",
        "reject rejection refuse refusal oppose veto decline rebuff block",
    ),
    "start": ("begin start launch resume commence", "end finish conclude stop halt suspend cease"),
    "hold": ("uphold maintain reaffirm", "lift scrap overturn revoke abolish repeal quash annul"),
    "openness": ("open reopen", "close shut closure"),
    "strictness": ("tighten toughen", "loosen relax"),
    "breadth": ("widen broaden", "narrow"),
    "permit": ("allow permit legalise legalize legal lawful permission", "ban prohibit forbid outlaw illegal unlawful"),
    "verdict": ("acquit innocent acquittal exonerate", "convict guilty conviction"),
    "life": ("alive survive survivor living", "dead die death"),
    "result": ("succeed success", "fail failure"),
    "admission": ("confirm admit acknowledge confess", "deny denial"),
    "foreign": ("import", "export"),
    "size": ("large big huge biggest largest", "small tiny smallest"),
    "height": ("high highest tall tallest", "low lowest"),
    "age": ("oldest eldest", "youngest newest"),
    "wealth": ("rich richest wealthy", "poor poorest"),
    "safety": ("safe safely harmless", "unsafe dangerous harmful"),
    "force": ("able capable", "unable incapable"),
    "likelihood": ("likely probable", "unlikely improbable"),
    "side": ("north northern", "south southern"),
    "flank": ("east eastern", "west western"),
    "profit": ("profitable profit", "unprofitable deficit"),
    "strength": ("strengthen stronger strong", "weaken weaker weak"),
    "quality": ("better best improve improvement", "worse worst worsen deteriorate"),
    "speed": ("accelerate faster quicken", "slower slowdown"),
}


def _signs(stem_of: Iterable[tuple[str, tuple[str, str]]]) -> dict[str, tuple[tuple[str, int], ...]]:
    found: dict[str, tuple[tuple[str, int], ...]] = {}
    for family, (plus, minus) in stem_of:
        for sign, words in ((1, plus), (-1, minus)):
            for word in words.split():
                found[word] = (*found.get(word, ()), (family, sign))
    return found


OPPOSITES: Final[dict[str, tuple[tuple[str, int], ...]]] = _signs(_FAMILIES.items())
"""For each word the families it belongs to and on which side; a word may stand in two ("lose", "decline")."""
