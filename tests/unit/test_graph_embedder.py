"""The embedder as an int8 graph: the same for a text whatever else is embedded, close to fp32, never half made."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from claimcheck.errors import ModelError
from claimcheck.models import have_graph, load_embedder
from claimcheck.models.graph_cache import cache_folder, key_of, read_graph
from claimcheck.models.source import DEFAULT_DIGEST, find_model
from claimcheck.protocols import Embedder, SilentProgress
from claimcheck.settings import ModelSettings
from tinymodels import make_model

TEXTS = [
    "the cat sat on the mat " * 40,
    "cats",
    "",
    "Unemployment fell to 3.5% in May.",
    " \n",
    "The senate voted 51 to 49 on Tuesday, after a debate of nine hours.",
    "broken \ud83d emoji",
]


@pytest.fixture(scope="module")
def fast() -> Embedder:
    return load_embedder(ModelSettings(), "int8")


def without_ci() -> dict[str, str]:
    """In CI the telemetry of onnxruntime keeps quiet of its own accord."""
    return {name: value for name, value in os.environ.items() if name not in {"CI", "ORT_DISABLE_TELEMETRY"}}


def making(model: Path, folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "claimcheck.models.graph_making", str(model), str(folder)],
        stderr=subprocess.PIPE,
        text=True,
        env=without_ci() | {"XDG_CACHE_HOME": str(folder.parent), "HOME": str(folder.parent)},
    )


def test_int8_vectors_are_close_to_fp32_but_another_identity(fast: Embedder) -> None:
    exact = load_embedder(ModelSettings())
    assert (fast.identity.precision, exact.identity.precision) == ("int8", "fp32")
    assert fast.identity.digest == exact.identity.digest
    vectors = fast.embed_passages(TEXTS)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert (vectors * exact.embed_passages(TEXTS)).sum(axis=1).min() > 0.97


def test_a_text_has_the_same_vector_whatever_is_embedded_with_it_on_however_many_threads(fast: Embedder) -> None:
    together = fast.embed_passages(TEXTS)
    for text, vector in zip(TEXTS, together, strict=True):
        np.testing.assert_array_equal(fast.embed_passages([text])[0], vector)
        np.testing.assert_array_equal(fast.embed_query(text), vector)  # this model knows no prompts
    alone = load_embedder(ModelSettings(threads=1), "int8")
    np.testing.assert_array_equal(alone.embed_passages(TEXTS), together)
    assert fast.embed_passages([]).shape == (0, 384)


def test_a_graph_that_is_made_runs_without_pytorch_and_prints_and_keeps_nothing(fast: Embedder, tmp_path: Path) -> None:
    fast.embed_query("have it made")
    (tmp_path / "claimcheck").symlink_to(cache_folder().parent)
    script = (
        "import sys\nfrom claimcheck.models import load_embedder\nfrom claimcheck.settings import ModelSettings\n"
        "embedder = load_embedder(ModelSettings(), 'int8')\nassert embedder.identity.dimension == 384\n"
        "assert not {'numpy', 'onnxruntime'} & set(sys.modules)\nembedder.embed_query('a claim')\n"
        "assert not {'torch', 'transformers', 'onnx'} & set(sys.modules), sys.modules.keys()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=False,
        env=without_ci() | {"XDG_CACHE_HOME": str(tmp_path), "HOME": str(tmp_path)},
    )
    assert (done.stdout, done.stderr) == ("", "")
    assert [path.name for path in tmp_path.iterdir()] == ["claimcheck"], "onnxruntime keeps events to be sent"


def test_the_cache_is_not_the_users_own_in_tests() -> None:
    assert not cache_folder().is_relative_to(Path.home() / ".cache")


@pytest.mark.parametrize("harm", ["flip", "truncate", "delete", "recipe"])
def test_a_damaged_graph_is_not_taken(fast: Embedder, tmp_path: Path, harm: str) -> None:
    fast.embed_query("have it made")
    for path in cache_folder().iterdir():
        if path.suffix in {".onnx", ".json"}:
            shutil.copy(path, tmp_path / path.name)
    found = read_graph(tmp_path, DEFAULT_DIGEST)
    assert found is not None
    _, graph = found
    recipe = tmp_path / f"{key_of(DEFAULT_DIGEST)}.json"
    if harm == "flip":
        content = bytearray(graph.read_bytes())
        content[len(content) // 2] ^= 1
        graph.write_bytes(content)
    elif harm == "truncate":
        os.truncate(graph, 1000)
    elif harm == "delete":
        graph.unlink()
    else:
        recipe.write_text(recipe.read_text().replace("[CLS]", "[CLX]", 1))
    assert read_graph(tmp_path, DEFAULT_DIGEST) is None


def test_a_graph_of_other_weights_is_not_taken(fast: Embedder) -> None:
    fast.embed_query("have it made")
    assert read_graph(cache_folder(), "0" * 64) is None


@pytest.mark.slow
def test_a_damaged_graph_of_a_folder_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    model = make_model(tmp_path / "e5-small-v2")
    settings = ModelSettings(embedder=str(model))
    before = load_embedder(settings, "int8").embed_passages(TEXTS)
    exact = load_embedder(settings, "fp32")
    assert (before * exact.embed_passages(TEXTS)).sum(axis=1).min() > 0.98
    assert load_embedder(settings, "int8").embed_query("x") @ exact.embed_query("x") > 0.98
    assert not np.array_equal(exact.embed_query("x"), exact.embed_passages(["x"])[0])  # query: and passage:
    (graph,) = cache_folder().glob("*.onnx")
    os.truncate(graph, 1000)
    np.testing.assert_array_equal(load_embedder(settings, "int8").embed_passages(TEXTS), before)
    assert sorted(path.suffix for path in cache_folder().iterdir()) == [".json", ".lock", ".onnx"]


@pytest.mark.slow
@pytest.mark.process
def test_two_processes_that_make_the_same_graph_and_one_that_is_killed_leave_one_that_proves(tmp_path: Path) -> None:
    model, folder = make_model(tmp_path / "model"), tmp_path / "graphs"
    killed = making(model, folder)
    while not list(folder.glob(".making-*")):
        assert killed.poll() is None, "the graph was made before its process could be killed"
    killed.kill()
    killed.communicate()
    both = [making(model, folder), making(model, folder)]
    said = [one.communicate()[1] for one in both]
    assert [one.returncode for one in both] == [0, 0], said
    assert read_graph(folder, find_model(str(model)).digest)
    assert sorted(path.suffix for path in folder.iterdir()) == [".json", ".lock", ".onnx"]
    assert not list(tmp_path.rglob("*onnxruntime*")), "onnxruntime keeps an identifier, and events to be sent"


@pytest.mark.slow
def test_a_model_that_is_not_exported_is_named_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    settings = ModelSettings(embedder=str(make_model(tmp_path / "model", dense=True)))
    assert not have_graph(settings, SilentProgress())
    assert len(caplog.messages) == 1
    assert "a model of Transformer, Pooling, Dense is not exported; the build goes on at fp32" in caplog.text
    assert [path.suffix for path in cache_folder().iterdir()] == [".lock"]


def test_a_cache_that_cannot_be_written_is_one_line_and_no_graph(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert not have_graph(ModelSettings(), SilentProgress())
    assert len(caplog.messages) == 1
    assert "cannot be made" in caplog.text
    with pytest.raises(ModelError, match="cannot be made") as caught:
        load_embedder(ModelSettings(), "int8").embed_query("x")
    assert "models.precision" in (caught.value.hint or "")


def test_the_cache_is_where_the_platform_keeps_caches(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", "relative/is/ignored")
    assert cache_folder() == tmp_path / ".cache" / "claimcheck" / "graphs"
    monkeypatch.setattr(sys, "platform", "darwin")
    assert cache_folder() == tmp_path / "Library" / "Caches" / "claimcheck" / "graphs"
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("XDG_CACHE_HOME", "")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "Local"))
    assert cache_folder() == tmp_path / "Local" / "claimcheck" / "graphs"


def test_a_precision_of_another_version_is_refused() -> None:
    with pytest.raises(ModelError, match="knows no precision int3"):
        load_embedder(ModelSettings(), "int3")
