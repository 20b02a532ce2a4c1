from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from claimcheck.assessment.thresholds import THRESHOLDS
from claimcheck.domain import Outcome
from claimcheck.errors import EmptyInputError, UnreadableError
from claimcheck.evaluation.labelled import read_claims, read_pairs
from claimcheck.evaluation.stance import evaluate_stance, scored
from claimcheck.evaluation.verdicts import evaluate_verdicts
from claimcheck.evaluation.verdicts import scored as scored_verdicts
from claimcheck.protocols import SilentProgress
from commandline import claimcheck
from indexes import HashedWords
from judgements import Scripted, scores
from tinymodels import make_stance_graph

MODEL = Scripted({"yes": scores(supports=0.9), "no": scores(refutes=0.9)})


def rows_in(folder: Path, *rows: object) -> Path:
    file = folder / "rows.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")
    return file


def test_stance_is_scored_against_labels_of_several_kinds(tmp_path: Path) -> None:
    file = rows_in(
        tmp_path,
        {"claim": "It sank.", "evidence": "yes", "label": "SUPPORTS"},
        {"claim": "It sank.", "evidence": "no", "label": "entailment"},
        {"claim": "It swam.", "evidence": "no", "label": "contradiction"},
        {"claim": "It swam.", "evidence": "", "label": "NOT ENOUGH INFO"},
    )
    found = evaluate_stance(file, MODEL, progress=SilentProgress())
    assert (found.n, found.accuracy, found.accuracy_2way) == (4, 0.75, 2 / 3)
    assert found.confusion["supports"] == {"supports": 1, "refutes": 1, "not_enough_info": 0}
    assert found.per_class["refutes"].recall == 1.0
    assert found.macro_f1 == pytest.approx((2 / 3 + 2 / 3 + 1) / 3)


def test_calibration_compares_confidence_with_the_share_that_is_right() -> None:
    rows = np.tile([0.8, 0.1, 0.1], (100, 1))
    labels = ["supports"] * 80 + ["refutes"] * 20
    order = np.random.default_rng(1).permutation(100)
    assert scored([labels[at] for at in order], rows, pairs_per_s=1.0).ece < 0.15
    assert scored(["supports"] * 100, rows, pairs_per_s=1.0).ece == pytest.approx(0.2)


def test_macro_f1_is_over_the_labels_that_there_are(tmp_path: Path) -> None:
    found = scored(["supports", "refutes"], np.array([[0.9, 0.1, 0.0], [0.2, 0.8, 0.0]]), pairs_per_s=1.0)
    assert found.macro_f1 == 1.0
    only_open = scored(["not_enough_info"], np.array([[0.1, 0.1, 0.8]]), pairs_per_s=1.0)
    assert only_open.accuracy_2way is None


def test_suggestions_are_scored_with_the_labels_of_fever_and_averitec(tmp_path: Path) -> None:
    near = "the ferry sank off the coast on sunday"
    file = rows_in(
        tmp_path,
        {
            "claim": near,
            "label": "Supported",
            "evidence": [{"text": f"{near} yes", "source": "a"}],
            "date": "25-8-2020",
        },
        {"claim": near, "label": "REFUTES", "evidence": [f"{near} yes"]},
        {"claim": near, "label": "Conflicting Evidence/Cherrypicking", "evidence": [f"{near} yes", f"{near} no"]},
        {"claim": near, "label": "Not Enough Evidence", "evidence": []},
    )
    found = evaluate_verdicts(file, MODEL, HashedWords(), progress=SilentProgress())
    assert (found.n, found.accuracy, found.coverage) == (4, 0.75, 0.5)
    assert (found.decisive_wrong, found.decisive_unfounded) == (0.5, 0.0)
    assert found.confusion["refuted"]["supported"] == 1


def test_evidence_of_one_source_is_one_origin(tmp_path: Path) -> None:
    near = "the ferry sank off the coast on sunday"
    alone_not_enough = (THRESHOLDS.counts + THRESHOLDS.supported) / 2
    leans = Scripted({"perhaps": scores(supports=alone_not_enough)})
    texts = [f"{near} perhaps {number}" for number in range(5)]
    one = rows_in(
        tmp_path, {"claim": near, "label": "supported", "evidence": [{"text": text, "source": "a"} for text in texts]}
    )
    assert evaluate_verdicts(one, leans, HashedWords(), progress=SilentProgress()).coverage == 0.0
    several = rows_in(tmp_path, {"claim": near, "label": "supported", "evidence": [{"text": text} for text in texts]})
    assert evaluate_verdicts(several, leans, HashedWords(), progress=SilentProgress()).coverage == 1.0


def test_without_a_decisive_suggestion_there_is_no_share_that_is_wrong() -> None:
    found = scored_verdicts([Outcome.SUPPORTED], [Outcome.NOT_ENOUGH_EVIDENCE])
    assert (found.coverage, found.decisive_wrong, found.decisive_unfounded) == (0.0, None, None)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"claim": "x", "evidence": "y", "label": "maybe"}, "label 'maybe'"),
        ({"claim": " ", "evidence": "y", "label": "supports"}, "no claim"),
        ({"claim": "x", "evidence": 3, "label": "supports"}, "no evidence that is a text"),
        ([], "no object"),
    ],
)
def test_a_row_that_is_no_pair_is_named_with_its_line(tmp_path: Path, row: object, said: str) -> None:
    with pytest.raises(UnreadableError, match=said) as raised:
        read_pairs(rows_in(tmp_path, {"claim": "x", "evidence": "y", "label": "supports"}, row))
    assert "line 2" in raised.value.message
    assert raised.value.hint


def test_files_that_are_no_rows_are_errors_to_act_on(tmp_path: Path) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.write_text("\n", encoding="utf-8")
    for read in (read_pairs, read_claims):
        with pytest.raises(EmptyInputError):
            read(empty)
        with pytest.raises(UnreadableError, match="cannot be read"):
            read(tmp_path / "none.jsonl")
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"claim": ', encoding="utf-8")
    with pytest.raises(UnreadableError, match="no JSON"):
        read_claims(broken)
    with pytest.raises(UnreadableError, match="evidence that is no list"):
        read_claims(rows_in(tmp_path, {"claim": "x", "label": "nei", "evidence": "text"}))
    with pytest.raises(UnreadableError, match="evidence that is no text"):
        read_claims(rows_in(tmp_path, {"claim": "x", "label": "nei", "evidence": [{"text": 1}]}))


def test_the_command_prints_tables_as_lines_and_as_json(tmp_path: Path) -> None:
    model = make_stance_graph(tmp_path / "model")
    file = rows_in(tmp_path, {"claim": "It sank.", "evidence": "It sank off the coast.", "label": "supports"})
    ran = claimcheck("--set", f"models.stance={model}", "eval", "stance", file, "--json")
    assert ran.exit == 0, ran.err
    names = ["accuracy", "macro_f1", "per_class", "confusion", "ece", "accuracy_2way", "pairs_per_s", "n"]
    assert list(ran.json) == names
    printed = claimcheck("--set", f"models.stance={model}", "eval", "stance", file).out
    assert "confusion supports refutes" in printed
    off = claimcheck("--set", "models.stance=off", "eval", "stance", file)
    assert off.exit == 2
    assert "switched off" in off.err
