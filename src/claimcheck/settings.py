"""Settings: flags > ``CLAIMCHECK_…`` environment > ``claimcheck.toml`` > defaults; unknown keys are errors.

An environment variable names section and key with two underscores: ``CLAIMCHECK_SEARCH__TOP=20``.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from claimcheck.domain import Outcome
from claimcheck.errors import SettingsError

PREFIX = "CLAIMCHECK_"
WORKSPACE_VARIABLE = "CLAIMCHECK_WORKSPACE"
WARMING_VARIABLE = "CLAIMCHECK_WARMING"
"""`off` where the pages load models only when a search needs them; set by `claimcheck ui --no-warm`."""
DEFAULT_RATINGS = {
    "supported": Outcome.SUPPORTED,
    "refuted": Outcome.REFUTED,
    "conflicting": Outcome.CONFLICTING,
    "not enough evidence": Outcome.NOT_ENOUGH_EVIDENCE,
}


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DeskSettings(_Section):
    """Who checks, and on which scale."""

    name: str = Field("", description="Name of the desk, printed in exports as the publisher of the review.")
    url: str = Field("", description="Web address of the desk, printed in ClaimReview exports.")
    reviewer: str = Field("", description="Who records verdicts when `--reviewer` is not given.")
    ratings: dict[str, Outcome] = Field(
        default_factory=lambda: dict(DEFAULT_RATINGS),
        description="The desk's rating scale: each rating and which of the four outcomes it means.",
    )

    @field_validator("ratings")
    @classmethod
    def _scale_can_say_not_enough(cls, value: dict[str, Outcome]) -> dict[str, Outcome]:
        if Outcome.NOT_ENOUGH_EVIDENCE not in value.values():
            raise ValueError("one rating must mean not_enough_evidence")
        if not any(outcome.decisive for outcome in value.values()):
            raise ValueError("one rating must mean supported, refuted or conflicting")
        return value


class CorpusSettings(_Section):
    """How documents are kept."""

    keep_originals: bool = Field(True, description="Keep the original bytes under data/originals/.")
    batch: int = Field(1000, ge=1, le=100_000, description="Documents per transaction of an import.")
    max_file_mb: int = Field(200, ge=1, description="Largest single file read as one document, in MB.")


class PassageSettings(_Section):
    """How documents are cut into passages; a change takes effect with `index build --full`."""

    max_words: int = Field(120, ge=20, le=400, description="Words a passage aims not to exceed.")
    overlap_sentences: int = Field(1, ge=0, le=5, description="Sentences a passage shares with the one before.")


class ModelSettings(_Section):
    """Which models run; the defaults come with the installation and need no network."""

    embedder: str = Field(
        "default", description="`default` (all-MiniLM-L6-v2), a folder, or a sentence-transformers model name."
    )
    precision: Literal["auto", "fp32", "bf16", "int8"] = Field(
        "auto",
        description="Precision of the embedder for new builds: `int8` runs a graph made once from the weights, several "
        "times as fast; `auto` takes it where there is enough to embed, and stays with what the index has. "
        "Queries use the precision of the build they search.",
    )
    stance: str = Field(
        "default",
        description="Model that says whether a passage supports or refutes a claim: `default`, `off`, a folder, or the "
        "name of a three-way NLI cross-encoder (a two-way model of supported and not supported never says refuted).",
    )
    stance_labels: str = Field(
        "",
        description="What the stance model's outputs mean, in their order, where its own files do not say: for example "
        "`supports,not_enough_info,refutes`, or `not_supported,supported`.",
    )
    threads: int = Field(0, ge=0, le=256, description="CPU threads for models; 0 uses every core.")
    batch: int = Field(64, ge=1, le=1024, description="Passages embedded at a time.")


class SearchSettings(_Section):
    """How evidence is searched."""

    top: int = Field(10, ge=1, le=1000, description="Hits returned.")
    depth: int = Field(100, ge=10, le=10_000, description="Candidates taken from each leg before fusing.")
    lexical_weight: float = Field(
        0.25,
        ge=0,
        le=1,
        description="Share of BM25 in the fused score, the rest is dense; each counts by how far a passage lies above "
        "what any passage of the corpus scores for the claim. 0 searches by meaning alone, 1 by words alone.",
    )
    exact_limit: int = Field(
        20_000, ge=0, description="Passages up to which a build scans exact vectors; above it SQ8 with re-scoring."
    )


class ClaimSettings(_Section):
    """How claims are proposed."""

    threshold: float | None = Field(
        None, ge=0, le=1, description="Check-worthiness from which a sentence is proposed; unset uses the model's own."
    )


class EarlierSettings(_Section):
    """When an earlier check is offered for a claim; `claimcheck claims thresholds` proposes values from decisions."""

    suggest: float = Field(
        0.5,
        ge=0,
        le=1,
        description="Score from which an earlier check is offered as one that may be of the same claim.",
    )
    strong: float = Field(
        0.9, ge=0, le=1, description="Score from which an earlier check is offered as one of the same claim."
    )
    top: int = Field(5, ge=1, le=100, description="Earlier checks offered for a claim at most.")


class WebSettings(_Section):
    """Limits for pages fetched from the web."""

    timeout_s: float = Field(20.0, gt=0, description="Seconds until a page that does not answer is given up.")
    max_mb: int = Field(20, ge=1, description="Largest page fetched, in MB.")
    robots: bool = Field(
        True,
        description="Keep to what sites ask of programs in their robots.txt; the program's name there is claimcheck.",
    )


class StorageSettings(_Section):
    """How processes share the database files."""

    wait_s: float = Field(30.0, gt=0, description="Seconds to wait for a database another process holds.")


class Settings(BaseSettings):
    """Everything a desk can change, with the defaults in force."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter="__",
        extra="forbid",
        frozen=True,
        nested_model_default_partial_update=True,
    )

    desk: DeskSettings = Field(default_factory=DeskSettings)
    corpus: CorpusSettings = Field(default_factory=CorpusSettings)
    passages: PassageSettings = Field(default_factory=PassageSettings)
    models: ModelSettings = Field(default_factory=ModelSettings)
    search: SearchSettings = Field(default_factory=SearchSettings)
    claims: ClaimSettings = Field(default_factory=ClaimSettings)
    earlier: EarlierSettings = Field(default_factory=EarlierSettings)
    web: WebSettings = Field(default_factory=WebSettings)
    storage: StorageSettings = Field(default_factory=StorageSettings)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the framework's signature
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the framework's signature
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags, then environment, then the desk's file; no dotenv, no secrets folder."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingInForce:
    """One setting with the value in force and where it came from."""

    key: str
    value: Any
    origin: str
    description: str


def load_settings(file: Path | None = None, flags: Mapping[str, Mapping[str, Any]] | None = None) -> Settings:
    """Read the settings in force; ``flags`` are sections given on the command line.

    Raises:
        SettingsError: an unknown key, a bad value, or a file that is no TOML.
    """
    _refuse_unknown_variables()
    present = file if file is not None and file.is_file() else None

    class _FileSettings(Settings):
        model_config = SettingsConfigDict(toml_file=present)

    try:
        sections: dict[str, Any] = {key: dict(value) for key, value in (flags or {}).items()}
        loaded = _FileSettings(**sections)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        if first["type"] == "extra_forbidden":
            raise SettingsError(
                f"unknown setting {key}", "`claimcheck config` lists every setting; docs/configuration.md explains them"
            ) from error
        raise SettingsError(
            f"setting {key}: {first['msg']} (given: {first['input']!r})",
            "`claimcheck config` prints the allowed values",
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file} is not valid TOML: {error}", "mend the file or move it away") from error
    except OSError as error:
        raise SettingsError(f"cannot read {file}: {error.strerror}", "make the file readable") from error
    return Settings.model_construct(**{name: getattr(loaded, name) for name in Settings.model_fields})


def settings_in_force(
    settings: Settings, file: Path | None = None, flags: Mapping[str, Mapping[str, Any]] | None = None
) -> Iterator[SettingInForce]:
    """Every setting with its value and whether a flag, the environment, the file or the default gave it."""
    in_file = tomllib.loads(file.read_text(encoding="utf-8")) if file is not None and file.is_file() else {}
    for section, key, description in known_settings():
        if key in (flags or {}).get(section, {}):
            origin = "flag"
        elif _variable(section, key) in os.environ:
            origin = f"environment ({_variable(section, key)})"
        elif key in in_file.get(section, {}):
            origin = str(file)
        else:
            origin = "default"
        value = getattr(getattr(settings, section), key)
        yield SettingInForce(key=f"{section}.{key}", value=value, origin=origin, description=description)


def known_settings() -> Iterator[tuple[str, str, str]]:
    """(section, key, description) of every setting there is, in a fixed order."""
    for section, field in Settings.model_fields.items():
        model = field.annotation
        assert isinstance(model, type)
        assert issubclass(model, BaseModel)
        for key, inner in model.model_fields.items():
            yield section, key, inner.description or ""


def _variable(section: str, key: str) -> str:
    return f"{PREFIX}{section}__{key}".upper()


def _refuse_unknown_variables() -> None:
    known = {_variable(section, key) for section, key, _ in known_settings()} | {WORKSPACE_VARIABLE, WARMING_VARIABLE}
    for name in sorted(os.environ):
        if name.startswith(PREFIX) and name not in known:
            raise SettingsError(
                f"unknown environment variable {name}",
                "settings are named CLAIMCHECK_SECTION__KEY, for example CLAIMCHECK_SEARCH__TOP",
            )
