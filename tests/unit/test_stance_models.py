from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.domain import StanceScores
from claimcheck.errors import ModelError
from claimcheck.models.stance import GraphStance, load_stance_model
from claimcheck.models.stance_labels import read_labels
from claimcheck.protocols import StanceModel
from claimcheck.settings import ModelSettings
from tinymodels import make_cross_encoder, make_stance_graph

CLAIM = "The ferry carried 40 people on Sunday."
PASSAGES = [
    "On Sunday the ferry carried 45 people, the company said. " * 3,
    "Rain fell.",
    "",
    "The ferry left the harbour at noon. It carried 40 people and two goats.",
]


@pytest.fixture(scope="module")
def graph_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_stance_graph(tmp_path_factory.mktemp("stance") / "graph")


def load(stance: Path | str, labels: str = "", threads: int = 2) -> StanceModel:
    model = load_stance_model(ModelSettings(stance=str(stance), stance_labels=labels, threads=threads))
    assert model is not None
    return model


def total(scores: StanceScores) -> float:
    return scores.supports + scores.refutes + scores.not_enough_info


def changed_card(graph_folder: Path, to: Path, **changed: object) -> Path:
    to.mkdir()
    (to / "stance.onnx").write_bytes((graph_folder / "stance.onnx").read_bytes())
    card = json.loads((graph_folder / "stance.json").read_text())
    (to / "stance.json").write_text(json.dumps(card | changed))
    return to


def test_a_graph_judges_each_passage_alike_whatever_is_judged_beside_it(graph_folder: Path) -> None:
    model = load(graph_folder)
    together = model.stances(CLAIM, PASSAGES)
    alone = [model.stances(CLAIM, [text])[0] for text in PASSAGES]
    assert together == alone
    assert all(total(scores) == pytest.approx(1) for scores in together)
    assert len({scores.supports for scores in together}) == len(PASSAGES)


def test_an_empty_passage_leaves_the_claim_open(graph_folder: Path) -> None:
    silent = StanceScores(supports=0.0, refutes=0.0, not_enough_info=1.0)
    assert load(graph_folder).stances(CLAIM, ["", " \n "]) == [silent, silent]
    assert load(graph_folder).stances("  ", ["The ferry sank."]) == [silent]
    assert load(graph_folder).stances(CLAIM, []) == []


def test_the_order_of_labels_and_the_temperature_are_those_of_the_card(graph_folder: Path, tmp_path: Path) -> None:
    plain = load(graph_folder).stances(CLAIM, PASSAGES[:1])[0]
    turned = changed_card(graph_folder, tmp_path / "turned", labels=["refutes", "not_enough_info", "supports"])
    other = load(turned).stances(CLAIM, PASSAGES[:1])[0]
    assert (other.refutes, other.not_enough_info, other.supports) == pytest.approx(
        (plain.supports, plain.refutes, plain.not_enough_info)
    )
    cooled = load(changed_card(graph_folder, tmp_path / "cooled", temperature=50.0)).stances(CLAIM, PASSAGES[:1])[0]
    assert abs(cooled.supports - 1 / 3) < abs(plain.supports - 1 / 3)


def test_a_text_longer_than_the_model_takes_and_half_a_surrogate_do_no_harm(graph_folder: Path) -> None:
    found = load(graph_folder).stances("word " * 4000, ["other " * 10_000, "half \ud83d of it"])
    assert all(total(scores) == pytest.approx(1) for scores in found)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"sha256": "0" * 64}, "are not the expected ones"),
        ({"format": 99}, "format 99"),
        ({"labels": ["a", "b", "c"]}, "cannot be read"),
        ({"temperature": 0}, "temperature"),
        ({"input_order": ["claim"]}, "input_order"),
    ],
)
def test_a_graph_that_is_not_what_its_card_says_is_refused(
    graph_folder: Path, tmp_path: Path, changed: dict[str, object], said: str
) -> None:
    with pytest.raises(ModelError, match=said) as raised:
        load(changed_card(graph_folder, tmp_path / "wrong", **changed))
    assert raised.value.hint


def test_a_broken_card_and_a_missing_graph_are_errors_to_act_on(graph_folder: Path, tmp_path: Path) -> None:
    folder = changed_card(graph_folder, tmp_path / "broken")
    (folder / "stance.onnx").unlink()
    with pytest.raises(ModelError, match="cannot be read"):
        load(folder)
    (folder / "stance.json").write_text("{")
    with pytest.raises(ModelError, match="does not describe a stance model"):
        load(folder)


def test_bytes_that_are_no_graph_are_an_error_to_act_on(tmp_path: Path) -> None:
    folder = tmp_path / "noise"
    folder.mkdir()
    (folder / "stance.onnx").write_bytes(b"noise")
    card = {"format": 1, "labels": ["supports", "refutes", "nei"], "temperature": 1, "max_tokens": 64}
    digest = "26a5269b7bd2b3ac3a2cc7ebfb6abeffa1b85c2c0e9b8a0cc4dcdbb7c9ae0c07"
    (folder / "stance.json").write_text(json.dumps(card | {"sha256": digest, "input_order": ["evidence", "claim"]}))
    with pytest.raises(ModelError):
        GraphStance(folder, 1)


def test_short_memory_while_it_runs_is_a_model_error(graph_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = GraphStance(graph_folder, 2)

    def fail(*_: object) -> None:
        raise MemoryError("cannot allocate 2 GB")

    monkeypatch.setattr(model, "_logits", fail)
    with pytest.raises(ModelError, match="cannot allocate") as raised:
        model.stances(CLAIM, PASSAGES)
    assert "models.stance" in (raised.value.hint or "")


def test_switched_off_there_is_no_model() -> None:
    assert load_stance_model(ModelSettings(stance="off")) is None


def test_any_cross_encoder_is_run_with_its_own_labels(tmp_path: Path) -> None:
    straight = load(make_cross_encoder(tmp_path / "a", {0: "contradiction", 1: "entailment", 2: "neutral"}))
    turned = load(make_cross_encoder(tmp_path / "b", {0: "ENTAILMENT", 1: "Neutral", 2: "CONTRADICTION"}))
    for one, other in zip(straight.stances(CLAIM, PASSAGES), turned.stances(CLAIM, PASSAGES), strict=True):
        if one.not_enough_info == 1.0:
            assert other == one  # the empty one
            continue
        assert (one.refutes, one.supports, one.not_enough_info) == pytest.approx(
            (other.supports, other.not_enough_info, other.refutes)
        )


def test_a_model_whose_labels_cannot_be_read_needs_the_setting(tmp_path: Path) -> None:
    folder = make_cross_encoder(tmp_path / "nameless", {0: "LABEL_0", 1: "LABEL_1"})
    with pytest.raises(ModelError, match=r"cannot be read: LABEL_0, LABEL_1") as raised:
        load(folder)
    assert "models.stance_labels" in (raised.value.hint or "")
    with pytest.raises(ModelError, match=r"2 outputs, models\.stance_labels names 3"):
        load(folder, "supports,refutes,nei")
    two_way = load(folder, "not_supported, supported").stances(CLAIM, PASSAGES)
    assert all(scores.refutes == 0.0 and total(scores) == pytest.approx(1) for scores in two_way)
    assert any(scores.supports > 0 for scores in two_way)


def test_a_name_that_is_no_model_is_an_error_to_act_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ModelError, match="cannot be loaded"):
        load(tmp_path / "empty")


def test_a_model_that_never_leaves_a_claim_open_is_refused() -> None:
    with pytest.raises(ModelError, match="cannot leave a claim open"):
        read_labels(["SUPPORTS", "REFUTES"], "two")
    with pytest.raises(ModelError, match="no output for support"):
        read_labels(["neutral", "contradiction"], "two")
    with pytest.raises(ModelError, match="cannot be read"):
        read_labels([], "none")


def test_outputs_that_are_no_numbers_are_refused() -> None:
    labels = read_labels(["NOT ENOUGH INFO", "Refuted", "Supported"], "three")
    with pytest.raises(ModelError, match="cannot be used"):
        labels.scores(np.array([[1.0, math.nan, 0.0]], dtype=np.float32))
    with pytest.raises(ModelError, match="cannot be used"):
        labels.scores(np.array([[1.0, 2.0]], dtype=np.float32))


@settings(deadline=None)
@given(st.lists(st.floats(-50, 50), min_size=1, max_size=1))
def test_a_single_output_speaks_for_support_alone(output: list[float]) -> None:
    scores = read_labels(["supported"], "one").scores(np.array([output]))[0]
    assert scores.refutes == 0.0
    assert scores.supports == pytest.approx(1 / (1 + math.exp(-output[0])))
