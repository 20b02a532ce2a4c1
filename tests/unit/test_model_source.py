"""Which model a setting names, and the prompts it wants."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from claimcheck.errors import ModelError
from claimcheck.models import load_embedder
from claimcheck.models.source import Prompts, find_model
from claimcheck.settings import ModelSettings
from tinymodels import make_model

QUERY = "Represent this sentence for searching relevant passages: "


def named(folder: Path, config: str | None = None) -> Prompts:
    folder.mkdir()
    if config is not None:
        (folder / "config_sentence_transformers.json").write_text(config, encoding="utf-8")
    return find_model(str(folder)).prompts


@pytest.mark.parametrize(
    ("name", "prompts"),
    [
        ("e5-small-v2", Prompts("query: ", "passage: ")),
        ("multilingual-e5-base", Prompts("query: ", "passage: ")),
        ("bge-small-en-v1.5", Prompts(QUERY, "")),
        ("multilingual-e5-large-instruct", Prompts()),
        ("our-model", Prompts()),
    ],
)
def test_families_that_want_prompts_get_them_where_their_files_have_none(
    tmp_path: Path, name: str, prompts: Prompts
) -> None:
    assert named(tmp_path / name) == prompts


def test_prompts_in_the_models_files_come_first(tmp_path: Path) -> None:
    own = '{"prompts": {"query": "Q: ", "document": "", "passage": "P: "}}'
    assert named(tmp_path / "e5-small", own) == Prompts("Q: ", "P: ")


@pytest.mark.parametrize("config", ["{", "[]", '{"prompts": 3}', '{"prompts": {"query": "", "document": ""}}', "{}"])
def test_files_without_prompts_leave_them_to_the_family(tmp_path: Path, config: str) -> None:
    assert named(tmp_path / "e5-small", config) == Prompts("query: ", "passage: ")


def test_prompts_that_the_files_do_not_hold_are_part_of_the_digest(tmp_path: Path) -> None:
    for name in ("e5-small", "ours"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "config.json").write_text("{}")
    assert find_model(str(tmp_path / "e5-small")).digest != find_model(str(tmp_path / "ours")).digest


def test_a_query_and_a_passage_get_the_prompts_that_the_model_names(tmp_path: Path) -> None:
    prompts = {"query": "question: ", "document": "text: "}
    asked = load_embedder(ModelSettings(embedder=str(make_model(tmp_path / "asks", prompts=prompts))))
    plain = load_embedder(ModelSettings(embedder=str(make_model(tmp_path / "plain", prompts={}))))
    np.testing.assert_allclose(asked.embed_query("x"), plain.embed_query("question: x"), atol=1e-5)
    np.testing.assert_allclose(asked.embed_passages(["x"]), plain.embed_passages(["text: x"]), atol=1e-5)


def test_a_name_that_is_nowhere_here_is_an_error() -> None:
    with pytest.raises(ModelError, match="not where the model cache"):
        find_model("nobody/has-this-model")
