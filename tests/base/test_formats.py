"""Files kept from Hedgerow 0.1.0 (`kept/README.md`) are read or migrated; a later version's are refused."""

import json
import re
import shutil
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from analysis.annotation.interchange import LATER
from analysis.annotation.pipeline import annotate_documents
from analysis.annotation.writing.manifest import finished_parts, read_contents, read_manifest
from analysis.annotation.writing.output import read_annotations, write_annotations
from analysis.annotation.writing.parquet import SCHEMA, parquet_version
from analysis.base.errors import CorpusError, HedgerowError
from analysis.base.format_versions import DECISIONS, FIGURE, PACK, PARTS, RECORD, SAMPLE, STUDY, Format
from analysis.base.layers import LAYERS
from analysis.cli import main
from analysis.corpus import read_corpus
from analysis.measure.store import open_store
from analysis.review.decisions.applying import apply_decisions
from analysis.review.decisions.decision_files import read_decisions
from analysis.review.sampling.estimates import estimate_accuracy
from analysis.review.sampling.samples import read_sample, write_sample
from analysis.study.migration import migrate
from analysis.study.provenance.passports import read_recipe
from analysis.study.runs.replication import verify_pack
from analysis.study.runs.study import read_study
from analysis.study.runs.unpacking import read_pack
from analysis.study.runs.verify import DIFFERS, IDENTICAL, UNCHECKED

KEPT = Path(__file__).parents[1] / "kept" / "0.1.0"
ANNOTATED = ("records.jsonl", "records.parquet", "parts")
MARKS = {"modals": 13, "hedges": 10, "boosters": 3, "conditionals": 6}
"""Marks of the kept records, without the *ought* of two *ought to*, which 0.1.0 marked as well."""


@pytest.fixture
def kept(tmp_path) -> Path:
    """A copy of the kept files that a test may change."""
    return shutil.copytree(KEPT, tmp_path / "kept")


def counts(records):
    return {layer: sum(len(record[layer]) for record in records) for layer in LAYERS}


# Reading what 0.1.0 wrote


@pytest.mark.parametrize("name", ANNOTATED)
def test_old_annotations_are_read_as_present_ones(name):
    records = list(read_annotations(KEPT / name))
    assert [record["id"] for record in records] == ["harbour", "hearing"]
    assert {record["format"] for record in records} == {RECORD.version}
    assert counts(records) == MARKS
    assert [m["lemma"] for r in records for m in r["modals"] if "ought" in m["lemma"]] == ["ought to"] * 2
    assert records == list(read_annotations(KEPT / "records.jsonl")), "the same in every format"


def test_all_else_in_an_old_record_is_as_it_was():
    lines = (KEPT / "records.jsonl").read_text("utf-8").splitlines()
    for old, new in zip(map(json.loads, lines), read_annotations(KEPT / "records.jsonl"), strict=True):
        for mark in old["conditionals"]:
            for candidate in mark["act_candidates"]:
                candidate["probability"] = None
        changed = ("modals", "statements")
        assert {name: new[name] for name in old if name not in changed} == {
            name: value for name, value in old.items() if name not in changed
        }
        assert [
            {**after, **before} for before, after in zip(old["statements"], new["statements"], strict=True)
        ] == (new["statements"])
        assert [mark for mark in old["modals"] if mark["lemma"] != "ought"] == new["modals"]


def test_an_ought_without_to_is_a_mark_of_its_own(tmp_path):
    record = json.loads((KEPT / "records.jsonl").read_text("utf-8").splitlines()[0])
    record["modals"] = [mark for mark in record["modals"] if mark["lemma"] == "ought"]
    (tmp_path / "a.jsonl").write_text(json.dumps(record), "utf-8")
    assert [mark["lemma"] for mark in next(read_annotations(tmp_path / "a.jsonl"))["modals"]] == ["ought"]


def test_old_decisions_are_in_force_and_the_stale_one_is_named():
    decisions = read_decisions(KEPT / "decisions.yaml")
    applied = apply_decisions(annotate_documents(list(read_corpus(KEPT / "corpus"))), decisions)
    assert [one.surface for one in applied.stale] == ["ought"], "it is a part of a mark now"
    assert dict(applied.included) == {"accept": 2, "reject": 1, "relabel": 1, "add": 1}


def test_an_old_sample_is_estimated_and_written_with_its_version(tmp_path):
    sample = read_sample(KEPT / "sample.csv")
    assert len(sample) == 14
    assert set(estimate_accuracy(sample)["judged"]) >= {1, 8}
    path = write_sample(sample, tmp_path / "sample.csv")
    assert "text,format,layer" in path.read_text("utf-8")
    assert read_sample(path).equals(sample)


def test_an_old_study_is_read():
    assert read_study(KEPT / "study.yaml").format == 1


@pytest.mark.parametrize("name", ["modals_in_small.json", "modals_in_small.png"])
def test_an_old_figure_tells_its_recipe(name, kept):
    if name.endswith(".png"):
        (kept / "figures" / "modals_in_small.json").unlink()
    recipe = read_recipe(kept / "figures" / name)
    assert (recipe.id, recipe.versions["hedgerow"]) == ("ce962673e0a8", "0.1.0")


def test_an_old_pack_is_checked_with_its_notebook():
    notebook = KEPT / "notebooks" / "modals_in_small.ipynb"
    verdicts = {
        verdict.figure.partition(": ")[2]: verdict
        for verdict in verify_pack(KEPT / "study.zip", KEPT / "corpus", run_notebooks=[notebook])
    }
    assert verdicts["its files"].verdict == IDENTICAL
    assert UNCHECKED not in {verdict.verdict for verdict in verdicts.values()}
    assert verdicts["marks.csv"].verdict == DIFFERS, "ought to is one mark now"
    drawn = next(verdict for figure, verdict in verdicts.items() if figure.startswith("figures/"))
    assert "rows: 11 -> 10" in drawn.details, "the notebook of 0.1.0 ran, under the names of its modules"


# Migrating it


def test_a_store_asks_for_the_migration_of_old_parquet_and_counts_it_then(kept):
    with pytest.raises(CorpusError) as refused:
        open_store(kept / "parts")
    assert str(refused.value) == (
        f"{kept}/parts/part-000000.parquet: its marks are those of an earlier version, which counted some "
        f"words twice; bring them up to date with 'hedgerow migrate {kept}/parts'"
    )
    for name in ("parts", "records.parquet"):
        migrate(kept / name)
        with open_store(kept / name) as store:
            assert {layer: len(store.marks().of(layer)) for layer in LAYERS} == MARKS
            assert store.denominators["sentences"].sum() > 0


@pytest.mark.parametrize("name", [*ANNOTATED, "decisions.yaml"])
def test_a_migrated_file_reads_as_the_old_one_does(name, kept):
    read = read_decisions if name.endswith("yaml") else lambda path: list(read_annotations(path))
    assert str(migrate(kept / name, keep=True)) == (
        f"{kept / name}: format 1 is now 2; the old one is {kept / name}.format-1"
    )
    assert read(kept / name) == read(KEPT / name)
    assert migrate(kept / name).before == 2, "nothing is left to do"
    old = kept / f"{name}.format-1"
    files = [KEPT / name] if old.is_file() else sorted((KEPT / name).iterdir())
    for file in files:
        assert (old if old.is_file() else old / file.name).read_bytes() == file.read_bytes()
    assert not [path for path in kept.rglob("*") if path.name.endswith(".tmp")]


def test_a_migrated_folder_says_what_it_holds(kept):
    migrate(kept / "parts")
    manifest = read_manifest(kept / "parts")
    [part] = finished_parts(kept / "parts")
    contents = read_contents(part.read_bytes(), part)
    assert (manifest["format"], manifest["modals"], contents.marks["modals"]) == (2, 13, 13)
    assert manifest["corpus"] == read_manifest(KEPT / "parts")["corpus"]
    assert parquet_version(part) == 2


def test_a_migration_gives_the_same_bytes_twice(kept):
    migrate(kept / "records.parquet")
    once = (kept / "records.parquet").read_bytes()
    shutil.copy(KEPT / "records.parquet", kept)
    migrate(kept / "records.parquet")
    assert (kept / "records.parquet").read_bytes() == once


def test_an_earlier_copy_is_not_written_over(kept):
    (kept / "records.jsonl.format-1").write_text("mine")
    with pytest.raises(HedgerowError, match="is there already; move it elsewhere, or migrate without --keep"):
        migrate(kept / "records.jsonl", keep=True)
    assert (kept / "records.jsonl").read_bytes() == (KEPT / "records.jsonl").read_bytes()


def test_the_command_says_what_it_did(kept):
    files = [str(kept / name) for name in ("decisions.yaml", "sample.csv", "study.yaml")]
    done = CliRunner().invoke(main, ["migrate", *files])
    assert done.output.splitlines() == [
        f"{files[0]}: format 1 is now 2",
        *(f"{file}: is of the present format, 1; nothing was changed" for file in files[1:]),
    ]
    refused = CliRunner().invoke(main, ["migrate", str(kept / "study.zip")])
    assert refused.exit_code == 1
    assert "figures, packs and runs stay as they are" in refused.output


@pytest.mark.parametrize(
    "name", ["absent.jsonl", "corpus", "bad.parquet", "bad.yaml", "bad.csv", "bad.jsonl"]
)
def test_what_cannot_be_migrated_is_one_line_of_error(name, kept):
    if name.startswith("bad"):
        (kept / name).write_text("[[\n")
    refused = CliRunner().invoke(main, ["migrate", str(kept / name)])
    assert refused.exit_code == 1
    assert re.fullmatch(rf"hedgerow: {re.escape(str(kept))}/.+\n", refused.output)


# What a later version wrote


def later(kept, name, format):
    """The file of a copy, as a later version would say it."""
    path, version = kept / name, format.version + 1
    if name == "parts":
        manifest = json.loads((path / "manifest.json").read_bytes())
        (path / "manifest.json").write_text(json.dumps(manifest | {"format": version}))
        return path / "manifest.json"
    if name == "study.zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("pack.json", json.dumps({"format": version, "all": "new"}))
    elif name == "records.parquet":
        table = pq.read_table(path)
        pq.write_table(table.replace_schema_metadata({"hedgerow_format": str(version)}), path)
    elif name == "sample.csv":
        head, *rows = path.read_text("utf-8").splitlines()
        path.write_text("\n".join([f"{head},format", *(f"{row},{version}" for row in rows)]), "utf-8")
    elif name.endswith((".json", ".jsonl")):
        text = path.read_text("utf-8")
        path.write_text(text.replace("{", f'{{"format": {version}, ', 1), "utf-8")
    else:
        path.write_text(f"format: {version}\nsomething: new\n", "utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "format", "read"),
    [
        ("records.jsonl", RECORD, lambda path: list(read_annotations(path))),
        ("records.parquet", RECORD, lambda path: list(read_annotations(path))),
        ("records.parquet", RECORD, open_store),
        ("records.parquet", RECORD, migrate),
        ("parts", PARTS, lambda path: list(read_annotations(path.parent))),
        ("decisions.yaml", DECISIONS, read_decisions),
        ("decisions.yaml", DECISIONS, migrate),
        ("sample.csv", SAMPLE, read_sample),
        ("study.yaml", STUDY, read_study),
        ("study.zip", PACK, read_pack),
        ("figures/modals_in_small.json", FIGURE, read_recipe),
        ("figures/modals_in_small.json", FIGURE, lambda path: read_recipe(path.with_suffix(".png"))),
    ],
)
def test_a_file_of_a_later_version_is_refused_with_what_to_do(name, format, read, kept):
    path = later(kept, name, format)
    with pytest.raises(HedgerowError) as refused:
        read(path)
    assert re.fullmatch(
        rf"{re.escape(str(path))}(:1|, line 1)?: {format.noun} of format {format.version + 1}, and this "
        rf"Hedgerow knows {format.version} at most; update it: 'pip install --upgrade hedgerow'",
        str(refused.value),
    )


@pytest.mark.parametrize("version", [0, -1, True, 1.5, "two", None, [1]])
def test_a_version_is_a_number(version):
    with pytest.raises(HedgerowError, match=r"^a: format is .*; right would be 3, the version of a thing$"):
        Format("a thing", 3).version_of({"format": version}, "a")


# Fields that come and go


def test_a_field_that_is_not_known_is_passed_over(tmp_path):
    records = [{**record, "mood": {"calm": 1.0}} for record in read_annotations(KEPT / "records.jsonl")]
    write_annotations(records, tmp_path / "a.jsonl")
    write_annotations(read_annotations(tmp_path / "a.jsonl"), tmp_path / "a.parquet")
    assert counts(list(read_annotations(tmp_path / "a.parquet"))) == MARKS


@pytest.mark.parametrize("name", sorted(LATER))
def test_a_field_that_a_record_lacks_has_its_default(name, tmp_path):
    record = next(read_annotations(KEPT / "records.jsonl"))
    del record[name]
    (tmp_path / "a.jsonl").write_text(json.dumps(record), "utf-8")
    assert next(read_annotations(tmp_path / "a.jsonl"))[name] == LATER[name]()


def other_columns(path, target, *, drop=()):
    """A Parquet file without some columns, with a column and a row of a layer that nobody knows."""
    table = pq.read_table(path)
    said = {**(table.schema.metadata or {}), b"hedgerow_format": b"2"}
    extra = pa.Table.from_pylist(
        [{"doc_id": "hearing", "layer": "moods", "start": 0, "end": 1}], table.schema
    )
    table = pa.concat_tables([table, extra]).drop_columns(list(drop))
    table = table.append_column("mood", pa.array(["calm"] * len(table)))
    pq.write_table(table.replace_schema_metadata(said), target)


def test_columns_are_found_by_name(tmp_path):
    old = ("category", "confidence", "excluded", "act_candidates")
    other_columns(KEPT / "records.parquet", tmp_path / "a.parquet", drop=old)
    records = list(read_annotations(tmp_path / "a.parquet"))
    assert counts(records) == {**MARKS, "modals": 13 + 2}, "it says that it is of the present version"
    assert [record["excluded"] for record in records] == [[], []]
    assert {mark["category"] for record in records for mark in record["hedges"]} == {""}
    with open_store(tmp_path / "a.parquet") as store:
        assert len(store.marks().of("hedges")) == MARKS["hedges"]
        assert set(store.marks().labels["layer"]) == set(LAYERS), "no layer that is not known"
    assert set(old) < set(SCHEMA.names)
