"""The statements a compound claim makes, each complete: who led, who was there, what happened, when, how many."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from claimcheck.claims.completing.clauses import Clause, clauses_of, written
from claimcheck.claims.completing.phrases import NAMES, NOUNS, SUBJECTS, phrase_start
from claimcheck.claims.completing.reading import LONGEST, read
from claimcheck.claims.wordings import MONTHS
from claimcheck.domain import ClaimPart, PartAspect

if TYPE_CHECKING:
    from spacy.tokens import Token

_LEADING = frozenset("led headed chaired run commanded captained founded owned directed organised organized".split())
_MEMBERS = frozenset({"including", "comprising"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_FEWEST_WORDS = 3
_MONTH_NAMES = frozenset(MONTHS.split("|"))
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def parts(text: str) -> tuple[ClaimPart, ...]:
    """The statements of a compound claim in their order; none where it makes only one.

    Args:
        text: the words to check; best complete on their own, for the parts are as complete as they are.
    """
    if len(text) > LONGEST or not any(character.isalnum() for character in text):
        return ()
    lines = read(text).lines
    found: list[ClaimPart] = []
    for line in lines:
        if not _has_whole_quotes(line.span.text):
            found.append(_part(PartAspect.WHAT, list(line.span), line.span.text.strip(), line.start))
            continue
        for clause in clauses_of(line.span):
            found += _Statement(clause, line.start).parts()
    kept = list({part.text: part for part in found if len(part.text.split()) >= _FEWEST_WORDS}.values())
    return tuple(kept) if len(kept) > 1 else ()


def _has_whole_quotes(words: str) -> bool:
    return words.count("“") == words.count("”") and words.count('"') % 2 == 0


def _part(aspect: PartAspect, tokens: Sequence[Token], words: str, offset: int) -> ClaimPart:
    places = [(token.idx, token.idx + len(token)) for token in tokens if not token.is_space]
    start, end = min(first for first, _ in places), max(last for _, last in places)
    return ClaimPart(aspect=aspect, text=words, start=offset + start, end=offset + end)


class _Statement:
    """One clause, with what is stated inside its noun phrases taken out."""

    def __init__(self, clause: Clause, offset: int) -> None:
        self._clause = clause
        self._offset = offset
        self._out: set[int] = set()
        self._places = {token.i for token in clause.tokens}

    def parts(self) -> list[ClaimPart]:
        """What is stated in passing, the statement itself, and with its day."""
        found = [
            part
            for token in self._clause.tokens
            if token.tag_ in NOUNS or token.lower_ in {"along", "but", *_MEMBERS}
            for part in self._within(token)
        ]
        dated = self._day()
        core = [token for token in self._clause.tokens if token.i not in self._out and token.i not in dated]
        aspect = self._aspect(core)
        if not dated:
            return [self._stated(aspect, core), *found]
        whole = [token for token in self._clause.tokens if token.i not in self._out]
        main = [self._stated(PartAspect.WHEN, whole)]
        if found or aspect is not PartAspect.WHAT:  # else all there is beside the day is that it happened
            main.insert(0, self._stated(aspect, core))
        return [*main, *found]

    def _stated(self, aspect: PartAspect, tokens: Sequence[Token]) -> ClaimPart:
        own = [token for token in tokens if token.i >= self._clause.verb.left_edge.i] or tokens
        return _part(aspect, own, written(tokens, lead=self._clause.lead), self._offset)

    def _within(self, token: Token) -> Iterator[ClaimPart]:
        if token.i in self._out:
            return
        if token.lower_ in _MEMBERS and token.tag_ == "VBG":
            yield from self._members(token)
        elif token.lower_ == "along" and token.dep_ == "prep":
            yield from self._companions(token)
        elif token.lower_ == "but":
            yield from self._exception(token)
        elif token.tag_ in NOUNS:
            yield from self._led(token)
            yield from self._apposed(token)
            yield from self._relative(token)

    def _led(self, noun: Token) -> Iterator[ClaimPart]:
        for child in noun.rights:
            agent = next((one for one in child.children if one.dep_ == "agent"), None)
            if child.dep_ != "acl" or child.lower_ not in _LEADING or agent is None:
                continue
            leader = next((one for one in agent.children if one.dep_ == "pobj"), None)
            if leader is None or not self._holds(leader):
                continue
            name = self._alone(leader)
            be = "were" if noun.tag_ in {"NNS", "NNPS"} else "was"
            words = f"{_definite(noun)} {be} {child.text} by {_words(name)}."
            self._take_out([child, agent, *name])
            yield _part(PartAspect.WHO, [*_phrase(noun), *name], _capital(words), self._offset)

    def _members(self, including: Token) -> Iterator[ClaimPart]:
        group = _group_before(including)
        members = [child for child in including.children if child.dep_ in {"pobj", "dobj"}]
        if group is None or not members or not self._holds(members[0]):
            return
        taken = [including]
        for name in self._listed(members[0]):
            taken += name
            yield _part(PartAspect.WHO, name, _capital(f"{_definite(group)} included {_words(name)}."), self._offset)
        self._take_out(taken, joints=True)

    def _companions(self, along: Token) -> Iterator[ClaimPart]:
        """What "sent A, along with B and C" says of B, and of C."""
        with_ = next((child for child in along.children if child.lower_ == "with"), None)
        first = next((child for child in with_.children if child.dep_ == "pobj"), None) if with_ is not None else None
        verb = self._clause.verb
        sent = next((child for child in verb.children if child.dep_ == "dobj"), None)
        if first is None or sent is None or along.head.i != verb.i or not self._holds(first):
            return
        before = [token for token in self._clause.tokens if token.i < sent.left_edge.i]
        taken = [along, with_] if with_ is not None else [along]
        for name in self._listed(first):
            taken += name
            yield _part(PartAspect.WHO, name, written([*before, *name], lead=self._clause.lead), self._offset)
        self._take_out(taken, joints=True)

    def _exception(self, but: Token) -> Iterator[ClaimPart]:
        """What is excepted, "…, but not B", with its "not", after the plainest form of what is said."""
        rest = [token for token in self._clause.tokens if token.i > but.i]
        if len(rest) < 2 or rest[0].lower_ != "not" or any(token.tag_ in {"VBD", "VBZ", "VBP", "MD"} for token in rest):
            return
        noun = next((token for token in rest[1:] if token.tag_ in NOUNS), None)
        sent = next((child for child in self._clause.verb.children if child.dep_ == "dobj"), None)
        if noun is None or sent is None:
            return
        stop = next((place for place, token in enumerate(rest) if token.text in {",", ";", "."}), len(rest))
        except_ = [but, *rest[:stop]]
        before = [token for token in self._clause.tokens if token.i <= sent.i]
        words = written([*before, *except_], lead=self._clause.lead)
        self._take_out(except_)
        yield _part(PartAspect.WHO, except_, words, self._offset)

    def _apposed(self, noun: Token) -> Iterator[ClaimPart]:
        """What "Ann Smith, the mayor of X," says: she is the mayor of X."""
        for child in noun.rights:
            tokens = [token for token in child.subtree if token.text != ","]
            before = child.doc[child.left_edge.i - 1]
            if child.dep_ != "appos" or before.text != "," or child.tag_ not in {"NN", "NNP"} or not self._holds(child):
                continue
            if noun.tag_ not in NAMES or noun.ent_type_ != "PERSON" or tokens[0].lower_ not in {"the", "a", "an"}:
                continue
            name = _phrase(noun)
            self._take_out(list(child.subtree))
            yield _part(
                PartAspect.WHO, [*name, *tokens], _capital(f"{_words(name)} is {_words(tokens)}."), self._offset
            )

    def _relative(self, noun: Token) -> Iterator[ClaimPart]:
        """What "the bridge, which opened in 1932," says: it opened in 1932."""
        for child in noun.rights:
            subject = next((one for one in child.children if one.dep_ in SUBJECTS), None)
            before = child.doc[child.left_edge.i - 1]
            if child.dep_ != "relcl" or subject is None or subject.lower_ not in {"who", "which"} or before.text != ",":
                continue
            if subject.i != child.left_edge.i or not self._holds(child):
                continue
            rest = [token for token in child.subtree if token.i > subject.i]
            words = f"{_definite(noun)} {written(rest)[0].lower()}{_words(rest)[1:]}"
            self._take_out(list(child.subtree))
            yield _part(PartAspect.WHAT, [*_phrase(noun), *rest], _capital(words.rstrip(" ,.") + "."), self._offset)

    def _day(self) -> set[int]:
        """The tokens of a day or year that says when the verb happened."""
        found: set[int] = set()
        if any(token.text in '“”"' for token in self._clause.tokens):
            return found
        for child in self._clause.verb.children:
            tokens = [token for token in child.subtree if token.i in self._places]
            inner = [token for token in tokens if token.dep_ != "prep" and token.text != ","]
            if child.dep_ not in {"npadvmod", "prep"} or not inner or child.i in self._out:
                continue
            if child.dep_ == "prep" and child.lower_ not in {"on", "in"}:
                continue
            dated = [token.ent_type_ in {"DATE", "TIME"} for token in inner]
            if any(dated) and all(
                is_date or token.lower_ in {"the", "of", "on", "in"}
                for is_date, token in zip(dated, inner, strict=True)
            ):
                found |= {token.i for token in tokens}
        return found

    def _aspect(self, tokens: Sequence[Token]) -> PartAspect:
        if any(token.tag_ == "CD" and not _is_of_a_day(token) for token in tokens):
            return PartAspect.HOW_MANY
        if any(token.ent_type_ in _PLACES and token.dep_ == "pobj" for token in tokens):
            return PartAspect.WHERE
        return PartAspect.WHAT

    def _holds(self, token: Token) -> bool:
        return token.i in self._places and token.i not in self._out

    def _alone(self, noun: Token) -> list[Token]:
        """A noun phrase without what is joined to it."""
        joined = {
            token.i
            for child in noun.children
            if child.dep_ == "conj" or child.lower_ in _MEMBERS
            for token in child.subtree
        }
        kept = [token for token in noun.subtree if token.i not in joined and token.i not in self._out]
        while kept and (kept[-1].dep_ == "cc" or kept[-1].text == ","):
            kept.pop()
        return [token for token in kept if token.dep_ != "cc" or token.head.i != noun.i]

    def _listed(self, first: Token) -> list[list[Token]]:
        """The phrases joined to a noun; what the parser cut between an office and its name is one phrase."""
        phrases: list[list[Token]] = []
        for noun in _coordinated(first):
            phrase = self._alone(noun)
            if any(token.lower_ in {"not", "never"} for token in phrase):
                continue
            if phrases and phrase and phrases[-1][-1].i + 1 == phrase[0].i:
                phrases[-1] += phrase
            elif phrase:
                phrases.append(phrase)
        return phrases

    def _take_out(self, tokens: Sequence[Token], *, joints: bool = False) -> None:
        """Leave tokens out of the statement, and the commas and "and" that only joined them."""
        places = {token.i for token in tokens}
        if joints:
            lowest, highest = min(places), max(places)
            places |= {
                token.i for token in self._clause.tokens if lowest < token.i < highest and token.text in {",", "and"}
            }
        for token in self._clause.tokens:
            if token.text in {",", "and"} and token.i + 1 in places and token.i not in places:
                places.add(token.i)
        after = max(places) + 1
        if any(token.i == after and token.text == "," for token in self._clause.tokens):
            places.add(after)
        self._out |= places


def _is_of_a_day(number: Token) -> bool:
    beside = [number.doc[place].text for place in (number.i - 1, number.i + 1) if 0 <= place < len(number.doc)]
    return (
        number.ent_type_ in {"DATE", "TIME"}
        or any(word in _MONTH_NAMES for word in beside)
        or bool(_YEAR.fullmatch(number.text))
    )


def _group_before(including: Token) -> Token | None:
    """The noun whose members "including" names."""
    node = including.head
    while node.dep_ in {"acl", "agent", "pobj", "conj", "prep"} and node.head.i != node.i and node.head.i < node.i:
        above = node.head
        if node.dep_ == "acl" or (above.tag_ in {"NN", "NNS"} and node.dep_ == "prep" and node.i == including.i):
            return above if above.tag_ in {"NN", "NNS"} else None
        node = above
    return node if node.tag_ in {"NN", "NNS"} else None


def _coordinated(first: Token) -> list[Token]:
    found = [first]
    for child in first.children:
        if child.dep_ == "conj" and child.tag_ in NOUNS:
            found += _coordinated(child)
    return found


def _phrase(noun: Token) -> list[Token]:
    return list(noun.doc[phrase_start(noun).i : noun.i + 1])


def _words(tokens: Sequence[Token]) -> str:
    return " ".join("".join(token.text_with_ws for token in tokens).split())


def _definite(noun: Token) -> str:
    """A noun phrase as one mentions it again: "a delegation" is "the delegation"."""
    tokens = _phrase(noun)
    words = _words(tokens)
    if tokens[0].lower_ in {"a", "an"}:
        return f"the {_words(tokens[1:])}"
    return words


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
