"""Makes the workspace that `page_speed.py` measures: sizes of a desk that has worked for years, from seeded chance.

Every text is put together from sentences of the sample and marked as generated; nobody's real statement is in it.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claimcheck.corpus.store import CorpusStore
from claimcheck.demo import sample_folder
from claimcheck.desk.store import DeskStore
from claimcheck.domain import (
    Article,
    Claim,
    ClaimKind,
    ClaimProposal,
    ClaimState,
    Document,
    DocumentSource,
    Hit,
    NewVerdict,
    Passage,
    Pin,
    PinStance,
    PublicationDate,
)
from claimcheck.index.folder import IndexFolder
from claimcheck.index_build import build_index
from claimcheck.models import load_embedder
from claimcheck.protocols import Embedder, EmbedderIdentity
from claimcheck.settings import DEFAULT_RATINGS, Settings
from claimcheck.text.identity import document_id, origin_id
from claimcheck.text.sentences import sentence_spans
from claimcheck.workspace import Workspace

SEED = 20250516
MARK = "Generated text, not a real statement."
REVIEWERS = ("Ada Sample", "Ben Sample", "Cem Sample", "Dora Sample", "Eli Sample")
_HITS = 10
_AT_ONCE = 5000
_FIRST_DAY = date(2015, 1, 1)
_EXPLANATION = {
    "supported": "The generated log says the same, word for word.",
    "refuted": "The generated log names another day and another number.",
    "conflicting": "One generated log agrees and another one does not.",
    "not enough evidence": "Nothing in the generated corpus says who counted, or when; a log of the day is missing.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How much there is."""

    claims: int = 10_000
    events: int = 50_000
    passages: int = 100_000
    articles: int = 400


class SentenceMeans:
    """The packaged embedder, except that a passage gets the mean of its sentences' vectors.

    A hundred thousand passages would take the model most of an hour; they are made of a few hundred sentences, each of
    which it embeds once. A query is embedded by the model itself, and a search costs what it costs on a real build.
    """

    def __init__(self, model: Embedder, sentences: Sequence[str]) -> None:
        self._model = model
        self._known = dict(zip(sentences, model.embed_passages(sentences), strict=True))

    @property
    def identity(self) -> EmbedderIdentity:
        """That of the packaged embedder, whose vectors these are made of."""
        return self._model.identity

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Means of the sentences' vectors, a little apart for each text."""
        return np.stack([self._mean(text) for text in texts])

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """As the model does."""
        return self._model.embed_query(text)

    def _mean(self, text: str) -> NDArray[np.float32]:
        seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
        total = np.random.default_rng(seed).standard_normal(self.identity.dimension).astype(np.float32) * 0.02
        for start, end in sentence_spans(text):
            known = self._known.get(text[start:end].strip())
            if known is not None:
                total = total + known
        return np.asarray(total / np.linalg.norm(total), dtype=np.float32)


def prepare(root: Path, sizes: Sizes) -> None:
    """Make the workspace with everything in it."""
    workspace = Workspace(root)
    workspace.create()
    chance = random.Random(SEED)  # noqa: S311 - data, no secret
    sentences = sample_sentences()
    store = CorpusStore(workspace, wait_s=30)
    documents = _documents(chance, sentences, sizes.passages)
    pinned: list[Document] = []
    while batch := [document for _, document in zip(range(_AT_ONCE), documents, strict=False)]:
        store.add_batch(batch)
        pinned += batch[:200]
    print(f"{store.stats().documents:,} documents", flush=True)
    settings = Settings()
    report = build_index(
        IndexFolder(workspace.index), store, SentenceMeans(load_embedder(settings.models), sentences), settings
    )
    print(f"{report.build.passages:,} passages, {report.build.kind}, {report.seconds:.0f} s", flush=True)
    desk = DeskStore(workspace, DEFAULT_RATINGS)
    with desk.held():
        _articles(desk, chance, sentences, sizes)
        _work(desk, chance, pinned, sizes.events)


def sample_sentences() -> list[str]:
    """Every sentence of the sample notes, once."""
    rows = [json.loads(line) for line in (sample_folder() / "corpus.jsonl").read_text(encoding="utf-8").splitlines()]
    texts = [row["text"] for row in rows]
    return list(dict.fromkeys(text[start:end].strip() for text in texts for start, end in sentence_spans(text)))


def _documents(chance: random.Random, sentences: Sequence[str], count: int) -> Iterator[Document]:
    for number in range(count):
        words = [f"Item {number}."]
        while sum(len(part.split()) for part in words) < 24:
            words.append(chance.choice(sentences))
        text = " ".join(words)
        url = f"https://generated.invalid/{number}"
        day = None if chance.random() < 0.1 else _FIRST_DAY + timedelta(days=chance.randrange(4000))
        title = f"{' '.join(chance.choice(sentences).split()[:7])} (generated {number})"
        yield Document(
            id=document_id(text=text, url=url, publisher=None, published=day, external_id=None),
            origin_id=origin_id(text),
            external_id=f"g{number}",
            title=title,
            text=text,
            publisher=f"Generated Gazette {chance.randrange(80)} (invented)",
            author=None,
            published=PublicationDate(day=day, origin="generated") if day else None,
            language=chance.choices(["en", "de", "fr"], [8, 1, 1])[0],
            url=url,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            added_at=datetime.now(UTC),
            original=None,
        )


def _articles(desk: DeskStore, chance: random.Random, sentences: Sequence[str], sizes: Sizes) -> None:
    """Articles with their proposed claims, the same number in each."""
    each = sizes.claims // sizes.articles
    for number in range(sizes.articles):
        chosen = [f"Item {number}-{place}: {chance.choice(sentences)}" for place in range(each + 10)]
        paragraphs = [" ".join(chosen[start : start + 4]) for start in range(0, len(chosen), 4)]
        text = f"{MARK}\n\n" + "\n\n".join(paragraphs)
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        day = _FIRST_DAY + timedelta(days=chance.randrange(4000))
        article = Article(
            id=sha256[:20],
            title=f"Generated article {number}: {' '.join(chance.choice(sentences).split()[:8])}",
            text=text,
            author=None,
            publisher=f"Generated Gazette {number % 80} (invented)",
            published=PublicationDate(day=day, origin="generated"),
            url=f"https://generated.invalid/article/{number}",
            language="en",
            sha256=sha256,
            added_at=datetime.now(UTC),
            original=None,
        )
        desk.add_article(article)
        said = sorted(chance.sample(chosen, each), key=text.index)
        desk.propose_claims(article.id, [_proposal(chance, text, words) for words in said], actor="claimcheck")


def _proposal(chance: random.Random, text: str, said: str) -> ClaimProposal:
    start = text.index(said)
    return ClaimProposal(
        text=said,
        said=said,
        start=start,
        end=start + len(said),
        check_worthiness=round(chance.uniform(0.3, 1), 3),
        kinds=tuple(chance.sample(list(ClaimKind), chance.randint(0, 3))),
        reason="an invented reason",
        speaker=chance.choice([None, "an invented speaker", "an invented minister"]),
    )


def _work(desk: DeskStore, chance: random.Random, documents: Sequence[Document], events: int) -> None:
    """Years of deciding: kept, dropped, reworded, decided, corrected, taken back; the newest articles are untouched."""
    found = desk.list_claims(states=[ClaimState.PROPOSED])
    claims = {claim.id: claim for claim in found[: len(found) * 9 // 10]}
    ids = list(claims)
    left = events - len(desk.events())
    for turn in range(left):
        claim = claims[chance.choice(ids)]
        actor = chance.choice(REVIEWERS)
        claims[claim.id] = _decide(desk, chance, claim, actor=actor, documents=documents)
        if turn % 5000 == 4999:
            print(f"{events - left + turn + 1:,} events", flush=True)
    while (short := events - desk.events(limit=1)[-1].seq) > 0:  # what came to nothing is no event
        for _ in range(short):
            claim = desk.get_claim(chance.choice(ids))
            desk.edit_claim(claim.id, speaker=f"an invented speaker {chance.randrange(10_000)}", actor=REVIEWERS[1])


def _decide(
    desk: DeskStore, chance: random.Random, claim: Claim, *, actor: str, documents: Sequence[Document]
) -> Claim:
    act = chance.random()
    state = claim.state
    if (state is ClaimState.PROPOSED and act < 0.75) or (state is ClaimState.DROPPED and act < 0.1):
        return desk.keep_claim(claim.id, actor=actor)
    if state is ClaimState.PROPOSED:
        return desk.drop_claim(claim.id, actor=actor)
    if (state is ClaimState.KEPT and act < 0.3) or (state is ClaimState.DECIDED and act < 0.05):
        desk.record_verdict(_verdict(chance, claim, actor, documents))
        return desk.get_claim(claim.id)
    if state is ClaimState.KEPT and act > 0.99:
        return desk.undo_last(actor, claim_id=desk.edit_claim(claim.id, speaker="nobody yet", actor=actor).id).claim
    return desk.edit_claim(claim.id, speaker=f"an invented speaker {chance.randrange(10_000)}", actor=actor)


def _verdict(chance: random.Random, claim: Claim, reviewer: str, documents: Sequence[Document]) -> NewVerdict:
    rating = chance.choice(list(DEFAULT_RATINGS))
    seen = chance.sample(documents, _HITS)
    stances = [PinStance.SUPPORTS, PinStance.REFUTES, PinStance.CONTEXT]
    return NewVerdict(
        claim_id=claim.id,
        rating=rating,
        explanation=_EXPLANATION.get(rating, "Decided by chance in a generated desk."),
        pins=tuple(_pin(document, stance) for document, stance in zip(seen, stances, strict=False)),
        reviewer=reviewer,
        build="generated",
        hits=tuple(_hit(document, rank) for rank, document in enumerate(seen, start=1)),
    )


def _pin(document: Document, stance: PinStance) -> Pin:
    return Pin(
        stance=stance,
        text=document.text,
        paragraph=document.text,
        passage_id=None,
        document_id=document.id,
        document_sha256=document.sha256,
        start=0,
        end=len(document.text),
        title=document.title,
        publisher=document.publisher,
        url=document.url,
        published=document.published.day if document.published else None,
    )


@cache
def _hit(document: Document, rank: int) -> Hit:
    return Hit(
        rank=rank,
        passage=Passage(
            id=f"generated-{document.id}", document_id=document.id, start=0, end=len(document.text), text=document.text
        ),
        source=DocumentSource(
            document_id=document.id,
            external_id=document.external_id,
            title=document.title,
            publisher=document.publisher,
            published=document.published.day if document.published else None,
            url=document.url,
            language=document.language,
            sha256=document.sha256,
            origin_id=document.origin_id,
        ),
        similarity=0.9 - rank / 20,
        lexical=None,
        score=1 / rank,
    )
