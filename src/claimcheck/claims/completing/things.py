"""They, it and "this": what they stand for where the sentence before leaves one reading, else left open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.claims.completing.lexicon import ORGANISATIONS, PLURAL_PEOPLE, is_person_noun
from claimcheck.claims.completing.phrases import NAMES, NOUNS, is_coordinated, is_main_subject, phrase_start

if TYPE_CHECKING:
    from spacy.tokens import Token

    from claimcheck.claims.completing.reading import Line, Reading

THEY = frozenset({"they", "them", "their", "theirs"})
IT = frozenset({"it", "its"})
_DEICTIC = frozenset({"this", "that", "these", "those"})
_BODIES = frozenset({"ORG", "GPE", "NORP", "PRODUCT", "FAC"})
_EMPTY_VERBS = frozenset(
    "is was 's ’s be been seems seemed appears appeared takes took looks looked remains remained turns turned".split()
)
_FARTHEST = 3
_LONGEST_PHRASE = 8
_UNSHARED = frozenset(
    "some several many few most other others both all any no more these those their its his her our my".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenThing:
    """A word that points elsewhere; ``words`` is None where it is not sure at what."""

    token: Token
    start: int
    end: int
    words: str | None
    source: tuple[int, int] | None


def things_in(line: Line, reading: Reading, history: Sequence[Line]) -> list[OpenThing]:
    """Words of a sentence that stand for several people or for things, and that it does not explain itself."""
    found = []
    for token in line.span:
        word = token.lower_
        if word in THEY and token.tag_ in {"PRP", "PRP$"}:
            pointed = None if _several_before(token) else _pointed(token, reading, history, plural=True)
            explained = _several_before(token) or _ahead(token)
        elif word in IT and token.tag_ in {"PRP", "PRP$"}:
            if _is_empty(token):
                continue
            explained = _thing_before(token) or _ahead(token)
            pointed = None if explained else _pointed(token, reading, history, plural=False)
        elif word in _DEICTIC and token.tag_ == "DT" and token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"}:
            explained, pointed = any(child.dep_ in {"relcl", "prep"} for child in token.rights), None
        elif word in ORGANISATIONS and _is_bare_body(token):
            explained = any(entity.label_ == "ORG" and entity.start < token.i for entity in line.span.ents)
            pointed = None
        else:
            continue
        if explained:
            continue
        start = line.place(phrase_start(token)) if word in ORGANISATIONS else line.place(token)
        words, source = pointed or (None, None)
        found.append(OpenThing(token=token, start=start, end=line.end(token), words=words, source=source))
    return found


def _pointed(
    token: Token, reading: Reading, history: Sequence[Line], *, plural: bool
) -> tuple[str, tuple[int, int]] | None:
    """The subject of the sentence before, for a pronoun that leads its own."""
    leading = is_main_subject(token) or (token.dep_ == "poss" and is_main_subject(token.head))
    if not leading:
        return None
    for line in list(reversed(history))[:_FARTHEST]:
        if line.heading:
            return None
        subjects = [word for word in line.span if word.dep_ in {"nsubj", "nsubjpass"} and is_main_subject(word)]
        if not subjects:
            return None
        subject = subjects[0]
        if subject.lower_ in (THEY if plural else IT):
            continue
        if any(
            other.i != subject.i and _alike(other, plural=plural) and not _within(other, subject) for other in line.span
        ):
            return None
        return _several(subject, line, reading) if plural else _body(subject, line)
    return None


def _alike(token: Token, *, plural: bool) -> bool:
    if plural:
        return token.tag_ == "NNS" and _means_people(token)
    return token.ent_type_ in _BODIES and token.tag_ in NAMES and token.dep_ not in {"compound", "nmod", "pobj", "poss"}


def _within(token: Token, subject: Token) -> bool:
    return subject.left_edge.i <= token.i <= subject.right_edge.i


def _means_people(token: Token) -> bool:
    word = token.lower_
    return word in PLURAL_PEOPLE or (word.endswith("s") and is_person_noun(word[:-1]))


def _several(subject: Token, line: Line, reading: Reading) -> tuple[str, tuple[int, int]] | None:
    if subject.tag_ != "NNS" or not _means_people(subject) or is_coordinated(subject):
        return None
    first, last = phrase_start(subject), subject
    words = list(first.doc[first.i : subject.i])
    if any(word.lower_ in _UNSHARED or word.tag_ in {"PRP$", "POS"} for word in words):
        return None
    for child in subject.rights:
        if child.dep_ == "prep" and child.i == last.i + 1 and child.right_edge.i - first.i < _LONGEST_PHRASE:
            last = child.doc[child.right_edge.i]
        else:
            break
    span = (line.place(first), line.end(last))
    inner = list(first.doc[first.i : last.i + 1])
    if any(word.ent_type_ in {"DATE", "TIME"} or word.tag_ in {"PRP", "PRP$", "WDT", "WP"} for word in inner):
        return None
    phrase = " ".join(reading.text[span[0] : span[1]].split())
    if inner[0].lower_ != "the":
        named = inner[0].tag_ in NAMES or inner[0].ent_type_ or phrase[:2].isupper()
        phrase = "the " + (phrase if named else phrase[0].lower() + phrase[1:])
    return phrase[0].lower() + phrase[1:], span


def _body(subject: Token, line: Line) -> tuple[str, tuple[int, int]] | None:
    entity = next((one for one in line.span.ents if one.start <= subject.i < one.end), None)
    if entity is None or entity.label_ not in _BODIES or subject.tag_ not in NAMES or is_coordinated(subject):
        return None
    words = [word for word in entity if word.tag_ != "POS"]
    if words[-1].i != subject.i or not all(
        word.tag_ in NAMES or word.lower_ in {"the", "of", "and", "for"} for word in words
    ):
        return None
    first = words[0]
    before = first.nbor(-1) if first.i > line.span.start else None
    if before is not None and before.tag_ in {"NN", "NNP", "JJ"}:
        return None
    name = " ".join(word.text for word in words)
    if words[0].lower_ == "the" or (before is not None and before.lower_ == "the"):
        name = "the " + name.removeprefix("The ").removeprefix("the ")
    return name, (line.place(first), line.end(words[-1]))


def _several_before(token: Token) -> bool:
    before = [word for word in token.sent if word.i < token.i]
    return any(
        word.tag_ in {"NNS", "NNPS"} or word.ent_type_ in {"ORG", "NORP"} or is_coordinated(word) or _means_people(word)
        for word in before
        if word.tag_ in NOUNS or word.tag_ == "JJ" or word.lower_ in {"everyone", "anyone", "nobody", "someone", "who"}
    ) or any(
        word.lower_ in {"everyone", "anyone", "someone", "those", "others", "both", "many", "some"} for word in before
    )


def _thing_before(token: Token) -> bool:
    return any(
        word.tag_ in {"NN", "NNP", "NNPS"}
        and word.i < token.i
        and word.ent_type_ not in {"PERSON", "DATE", "TIME"}
        and not is_person_noun(word.text)
        for word in token.sent
    )


def _ahead(token: Token) -> bool:
    """Whether the word stands in a phrase before the subject that it may point ahead to."""
    root = token.sent.root
    subject = next((child for child in root.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None or token.i >= subject.left_edge.i:
        return False
    return subject.tag_ in NOUNS


def _is_empty(token: Token) -> bool:
    """Whether "it" stands for nothing: "it is clear that", "it takes", "it rains"."""
    verb = token.head
    if token.lower_ != "it" or token.dep_ not in {"nsubj", "nsubjpass", "expl", "dobj"}:
        return False
    if verb.lower_ in _EMPTY_VERBS or any(
        child.lower_ in _EMPTY_VERBS for child in verb.children if child.dep_ in {"aux", "auxpass"}
    ):
        return True
    return token.dep_ == "expl" or any(
        child.dep_ in {"ccomp", "csubj"} and child.i > verb.i for child in verb.children if token.dep_ == "nsubjpass"
    )


def _is_bare_body(token: Token) -> bool:
    first = phrase_start(token)
    return bool(
        token.tag_ == "NN"
        and first.lower_ == "the"
        and first.i == token.i - 1
        and token.dep_ not in {"compound", "nmod"}
        and not any(child.dep_ in {"prep", "relcl", "acl", "appos"} for child in token.rights)
    )
