"""Names of people in a sentence, with the office before or beside them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.claims.completing.lexicon import TITLES, is_person_noun
from claimcheck.claims.completing.phrases import NAMES, phrase_start

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from claimcheck.claims.completing.reading import Line, Reading

_NAME = re.compile(r"[^\W\d_][\w.'’-]*")
_ROLE_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "HYPH", "POS"})
_PLAIN_ADJECTIVES = frozenset(
    "former deputy assistant acting interim vice chief senior junior foreign presidential federal national regional "
    "local municipal medical executive prime general legal financial political royal ex retired".split()
)
_PARTICLES = frozenset("al el de van von der den bin ibn la le du di da dos ten ter".split())
_LONGEST_NAME = 3
_OPENERS = frozenset("the a an but and when while if as in on at for after before then however".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What somebody is called: the noun, the words before it, and where the article says so."""

    noun: str
    modifiers: frozenset[str]
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """One mention by name."""

    head: Token
    """Last token of the name."""
    words: tuple[str, ...]
    start: int
    end: int
    title: str
    role: Role | None
    prefix: tuple[str, int] | None
    """Role before the name, and where it begins."""


def names_in(reading: Reading, line: Line, surnames: Container[str] = ()) -> Iterator[Named]:
    """Names in a sentence, of whomever.

    Args:
        reading: the text it is of.
        line: the sentence.
        surnames: small letters; each is a name wherever it stands alone.
    """
    if line.heading:
        return
    taken: set[int] = set()
    for entity in line.span.ents:
        tokens, title = _name_tokens(entity) if entity.label_ == "PERSON" else ([], [])
        if tokens:
            taken |= {token.i for token in entity}
            yield _mention(reading, line, tokens, title)
    for tokens, title in _titled_names(line, taken):
        taken |= {token.i for token in tokens}
        yield _mention(reading, line, tokens, title)
    for token in line.span:
        if token.i not in taken and token.text.casefold() in surnames and _stands_alone(token):
            yield _mention(reading, line, [token], [])


def _mention(reading: Reading, line: Line, tokens: list[Token], title: list[str]) -> Named:
    head = tokens[-1]
    prefix = _prefix(tokens[0], head)
    return Named(
        head=head,
        words=tuple(tokens[0].doc[tokens[0].i : head.i + 1].text.split()),
        start=line.place(tokens[0]),
        end=line.end(head),
        title=" ".join([*title, *(token.text for token in prefix[-1:])]),
        role=_role(line, prefix) if prefix else _apposed(line, head),
        prefix=_written_prefix(reading, line, prefix) if prefix else None,
    )


def _titled_names(line: Line, taken: set[int]) -> Iterator[tuple[list[Token], list[str]]]:
    """Names after an office that the recogniser took for something else: "Skipper Anders Holm"."""
    run: list[Token] = []
    for token in [*line.span, None]:
        if token is not None and token.tag_ in NAMES and token.i not in taken and token.text[0].isupper():
            run.append(token)
            continue
        offices = [place for place, word in enumerate(run) if is_person_noun(word.text)]
        before = line.span.doc[run[0].i - 1] if run and run[0].i > line.span.start else None
        titled = before is not None and before.tag_ == "NN" and is_person_noun(before.text)
        name = run[offices[-1] + 1 :] if offices else run if titled else []
        if 2 <= len(name) <= _LONGEST_NAME and all(_NAME.fullmatch(word.text) for word in name):
            yield name, [run[offices[-1]].text if offices else before.text if before is not None else ""]
        run = []


def _stands_alone(token: Token) -> bool:
    """A surname that the recogniser took for something else, with no other name beside it."""
    beside = [token.doc[place] for place in (token.i - 1, token.i + 1) if 0 <= place < len(token.doc)]
    return (
        token.tag_ == "NNP"
        and token.text[0].isupper()
        and not any(
            other.tag_ in NAMES and not is_person_noun(other.text) and other.lower_.rstrip(".") not in TITLES
            for other in beside
        )
    )


def _name_tokens(entity: Span) -> tuple[list[Token], list[str]]:
    """The tokens of a name without titles and offices before it; none where it is hardly a name."""
    tokens = [token for token in entity if token.tag_ != "POS"]
    while tokens and tokens[-1].text in {"’s", "'s", "’", "'"}:
        tokens.pop()
    title = []
    while len(tokens) > 1 and (
        tokens[0].lower_.rstrip(".") in TITLES or is_person_noun(tokens[0].text) or tokens[0].lower_ in _OPENERS
    ):
        title.append(tokens.pop(0).text)
    before = entity.doc[tokens[0].i - 1] if tokens and tokens[0].i > entity.sent.start else None
    if before is not None and before.lower_.rstrip(".") in TITLES:
        title.append(before.text)
    names = (
        bool(tokens)
        and tokens[-1].tag_ in NAMES
        and all(
            token.tag_ == "HYPH"
            or token.lower_ in _PARTICLES
            or (token.tag_ in NAMES and _NAME.fullmatch(token.text) and token.text[0].isupper())
            for token in tokens
        )
    )
    return (tokens if names and len(tokens) <= 5 and not _followed_by_name(entity) else []), title


def _followed_by_name(entity: Span) -> bool:
    """Part of a longer name, such as that of a prize or a street."""
    after = entity.doc[entity.end] if entity.end < len(entity.doc) else None
    return after is not None and after.tag_ in NAMES and after.sent == entity.sent


def _prefix(first: Token, head: Token) -> list[Token]:
    """Tokens of the office before a name: "Deputy Defence Minister"; empty where the last is no person's noun."""
    tokens: list[Token] = []
    for token in reversed(list(first.doc[first.sent.start : first.i])):
        if not (token.i < token.head.i <= head.i or token.tag_ == "NNP") or token.ent_type_ in {"DATE", "TIME"}:
            break
        if token.lower_.rstrip(".") in TITLES:
            continue
        if token.tag_ in {"JJ", "VBN"} and not _plain(token):
            return []  # an adjective left out could make the role another one
        if token.tag_ not in _ROLE_TAGS and token.lower_ not in _PLAIN_ADJECTIVES:
            break
        tokens.insert(0, token)
    while tokens and (tokens[0].tag_ in {"HYPH", "POS"} or tokens[0].text in {"-", "’s", "'s"}):
        tokens.pop(0)
    return tokens if tokens and is_person_noun(tokens[-1].text) else []


def _plain(adjective: Token) -> bool:
    return adjective.text[0].isupper() or adjective.lower_ in _PLAIN_ADJECTIVES


def _role(line: Line, tokens: list[Token]) -> Role:
    return Role(
        noun=tokens[-1].lower_,
        modifiers=frozenset(token.lower_ for token in tokens[:-1] if token.tag_ not in {"POS", "HYPH"}),
        place=line.place(tokens[0]),
    )


def _apposed(line: Line, head: Token) -> Role | None:
    """What "Ann Smith, the mayor of X", "The mayor, Ann Smith" and "Ann Smith is the mayor" call her."""
    nouns = [child for child in head.children if child.dep_ == "appos"]
    if head.dep_ == "appos":
        nouns.append(head.head)
    if head.dep_ == "nsubj" and head.head.lower_ in {"is", "was", "became", "remains"}:
        nouns += [child for child in head.head.children if child.dep_ == "attr"]
    for noun in nouns:
        if noun.tag_ in {"NN", "NNP"} and is_person_noun(noun.text):
            start = phrase_start(noun)
            before = [token for token in noun.doc[start.i : noun.i] if token.tag_ in _ROLE_TAGS and token.tag_ != "POS"]
            bodies = [token for child in noun.rights if child.dep_ == "prep" for token in child.subtree]
            return Role(
                noun=noun.lower_,
                modifiers=frozenset(token.lower_ for token in (*before, *bodies) if token.tag_ != "IN"),
                place=line.place(noun),
            )
    return None


def _written_prefix(reading: Reading, line: Line, tokens: list[Token]) -> tuple[str, int]:
    start = line.place(tokens[0])
    return " ".join(reading.text[start : line.end(tokens[-1])].split()), start
