"""What somebody else sends may be wrong, but it runs nothing and writes nothing: see docs/security.md.

Hostile figures, records, packs, studies and inputs are made here. Whatever of them would run leaves a canary.
"""

import ast
import json
import os
import re
import stat
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from click.testing import CliRunner
from little_study import counting, little_study, shipped, write_notebook

from analysis.annotation.writing.summary import keeping
from analysis.base.digests import digest_bytes
from analysis.base.errors import HedgerowError, OutputError, StudyError
from analysis.cli import main
from analysis.review.decisions.decision_files import read_decisions
from analysis.study.provenance.passports import read_passport, read_recipe
from analysis.study.runs.execution import _assignments, execute
from analysis.study.runs.notebooks import SHIPPED, find_notebook, read_notebook
from analysis.study.runs.pack import pack_study
from analysis.study.runs.plan import Step, plan
from analysis.study.runs.replication import verify_all
from analysis.study.runs.run import run_study
from analysis.study.runs.study import read_study
from analysis.study.runs.verify import _verdict, verify_figures

ROOT = Path(__file__).parents[2]
HEDGING = {"corpus": "texts", "voices": "all", "per": "1,000 words", "seed": 1, "filters": {}, "top": 3}


def record(**fields):
    """A record that looks like one of the suite's."""
    return {
        "figure": "words", "id": "0123456789ab", "title": "Words", "caption": "n = 2", "alt": "Two.",
        "notebook": "03_hedging", "parameters": HEDGING, "licence": "CC BY 4.0", "seed": 1,
        "corpus": {"name": "texts", "documents": 1, "words": 2, "digest": "ab"},
        "versions": {"hedgerow": "0.1.0"}, "files": {},
    } | fields  # fmt: skip


@pytest.fixture
def sent(tmp_path, monkeypatch):
    """A folder as somebody sends it, which is also the working folder: texts, and notebooks as traps."""
    folder = tmp_path / "sent"
    (folder / "texts").mkdir(parents=True)
    (folder / "texts/a.txt").write_text("We may go.")
    trap = f"open({str(tmp_path / 'canary')!r}, 'w').write('ran')\n"
    for name in ("evil", "03_hedging", "notebooks/evil", "notebooks/03_hedging"):
        write_notebook(folder / f"{name}.ipynb", trap, parameters=f'corpus = "texts"\n{"x = 1"}')
    monkeypatch.chdir(folder)
    return folder


def said(arguments):
    """Exit code and all that a command prints; a traceback fails the test."""
    result = CliRunner().invoke(main, [str(one) for one in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout + result.stderr


def refused(arguments, reason, folder):
    """The command says `reason` in one line, runs nothing and leaves the folder as it was."""
    before = everything(folder.parent)
    code, shown = said(arguments)
    assert (code, shown.count("\n")) == (1, 1), shown
    assert len(shown) < 2000
    assert re.search(reason, shown), shown
    assert everything(folder.parent) == before


def everything(folder):
    """Every file below a folder with its bytes."""
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


FOREIGN = [
    "evil", "evil.ipynb", "./evil.ipynb", "notebooks/evil.ipynb", "../sent/evil.ipynb", "{here}/evil.ipynb",
    "{here}/evil", "file://{here}/evil.ipynb", "https://example.org/evil.ipynb", "s3://bucket/evil.ipynb",
    "..\\sent\\evil", "03_hedging.ipynb", "../notebooks/03_hedging", "", ".", "evil\0", "x" * 5000, "-",
]  # fmt: skip


@pytest.mark.parametrize("name", FOREIGN)
def test_a_record_runs_no_notebook_but_the_suites_own(name, sent):
    notebook = name.format(here=sent)
    (sent / "words.json").write_text(json.dumps(record(notebook=notebook)))
    reason = "'notebook' " if len(name) > 300 or "\0" in name else "is not one of the suite"
    refused(["verify", sent / "words.json"], f"not checked: .*{reason}", sent)


def png(path, texts):
    """A PNG of one dot with the given text chunks, packed."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packed = b"".join(
        chunk(b"zTXt", b"hedgerow:" + name.encode() + b"\0\0" + zlib.compress(text.encode("latin-1"), 9))
        for name, text in texts.items()
    )
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + head + packed + body)


def svg(path, texts):
    items = "".join(f"<rdf:li>{name}={text}</rdf:li>" for name, text in texts.items())
    space = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:rdf="{space}">{items}</svg>')


def pdf(path, texts):
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(9, 9)
    writer.add_metadata({"/Keywords": "; ".join(f"{name}={text}" for name, text in texts.items())})
    writer.write(path)


@pytest.mark.parametrize("make", [png, svg, pdf])
@pytest.mark.parametrize("notebook", ["evil", "../sent/evil.ipynb", "{here}/evil.ipynb"])
def test_the_passport_in_a_picture_runs_no_other_notebook_either(notebook, make, sent):
    passport = {"figure": "words", "id": "0123", "parameters": '{"corpus": "texts"}', "corpus": "texts ab"}
    picture = sent / f"words.{make.__name__}"
    make(picture, passport | {"notebook": notebook.format(here=sent)})
    assert read_passport(picture)["figure"] == "words"
    refused(["verify", picture], "not checked: its notebook .* is not one of the suite", sent)


def test_a_notebook_of_the_suite_is_that_of_its_own_folder(sent, monkeypatch):
    """Not the one beside the record, nor the one in `notebooks/` of the working folder."""
    seen = []
    monkeypatch.setattr(
        "analysis.study.runs.execution.execute",
        lambda step, folder: seen.append(step.notebook.path) or (b"", folder),
    )
    (sent / "words.json").write_text(json.dumps(record()))
    verify_figures([sent / "words.json"])
    assert seen == [SHIPPED / "03_hedging.ipynb"]
    assert (ROOT / "notebooks").samefile(SHIPPED)


def test_foreign_code_runs_where_the_user_says_so(sent):
    """--run-notebook runs exactly that file, for recipes that name it, with a warning."""
    canary = sent.parent / "canary"
    (sent / "words.json").write_text(json.dumps(record(notebook="evil", parameters={"corpus": "texts"})))
    code, shown = said(["verify", "words.json", "--run-notebook", "notebooks/03_hedging.ipynb"])
    assert (code, canary.exists()) == (1, False)
    assert "its notebook 'evil' is not one of the suite" in shown
    code, shown = said(["verify", "words.json", "--run-notebook", "evil.ipynb"])
    assert ("warning: evil.ipynb is not of the suite; its code runs with all your rights\n") in shown
    assert (code, canary.exists()) == (1, True)


HARMLESS = [
    "'); open('canary', 'w'); ('", '"); open("canary", "w"); ("', "\\", '\\"', "\n", "\r", "\u2028", "{x}",
    "$(touch canary)", "`touch canary`", "%run evil", "!touch canary", "\n!touch canary", "'''", "#", "\x1a",
]  # fmt: skip


@pytest.mark.parametrize("text", HARMLESS)
def test_parameters_reach_a_notebook_as_literals(text):
    given = {"a": text, "b": [text, {text: text}], "c": {"d": text}}
    source = "".join(_assignments(given))
    tree = ast.parse(source)
    assert {node.targets[0].id: ast.literal_eval(node.value) for node in tree.body} == given


@pytest.mark.parametrize(
    ("name", "value"),
    [("export", "{here}/trap.csv"), ("export", "../../../trap.csv"), ("export", "texts/trap.csv"),
     ("export", "C:\\trap.csv"), ("lens", "/etc/passwd")],
)  # fmt: skip
def test_a_recipe_names_no_file_to_write(name, value, sent):
    parameters = HEDGING | {name: value.format(here=sent)}
    (sent / "words.json").write_text(json.dumps(record(parameters=parameters)))
    refused(["verify", "words.json"], f"not checked: its {name} .* leads to a file that no recipe", sent)


@pytest.mark.parametrize("value", ["{here}/secret", "../secret", "../sent/../secret", "secret\0", "y" * 5000])
@pytest.mark.parametrize("name", ["corpus", "speakers", "decisions", "sample"])
def test_a_recipe_names_inputs_but_not_where_they_are(name, value, sent):
    """They are looked for beside the figure and here, by their last name."""
    (sent.parent / "secret").write_text("A secret.")
    parameters = HEDGING | {name: value.format(here=sent.parent)}
    (sent / "words.json").write_text(json.dumps(record(parameters=parameters)))
    refused(["verify", "words.json"], f"not checked: .*({name} .* cannot be found|no file can hold)", sent)


def test_no_input_is_seen_within_another(sent):
    """The link to it would be made in the folder of texts."""
    (sent / "texts/b").mkdir()
    (sent / "texts/b/c.toml").write_text("")
    (sent.parent / "mine").mkdir()
    (sent.parent / "mine/a.txt").write_text("We may go.")
    parameters = HEDGING | {"speakers": "texts/b/c.toml"}
    (sent / "words.json").write_text(json.dumps(record(parameters=parameters)))
    refused(["verify", "words.json", "--corpus", sent.parent / "mine"], "lie in one another", sent)


def test_two_inputs_of_one_name_are_two(sent):
    for folder in ("mine", "theirs"):
        (sent / folder / "texts").mkdir(parents=True)
    write_notebook(sent / "notebooks/two.ipynb", parameters='corpus = ""\nreference = ""')
    (sent / "s.yaml").write_text(
        "name: s\ncorpus: mine/texts\nparameters: {reference: theirs/texts}\nnotebooks: [two]\n"
    )
    (step,) = plan(read_study(sent / "s.yaml"), sent)
    assert {name: path.parent.name for name, path in step.inputs.items()} == {
        "texts": "mine",
        "texts-reference": "theirs",
    }


MODULES = ("ipykernel_launcher.py", "ipython_config.py", "ipython_kernel_config.py", "json.py", "hashlib.py",
           "sitecustomize.py", "analysis.py", "pandas.py")  # fmt: skip


def test_an_input_is_no_module(tmp_path):
    """A kernel that imported from its working folder would run an input called like a module."""
    texts = tmp_path / "seeds"
    texts.mkdir()
    (texts / "a.txt").write_text("We may go.")
    inputs = {"seeds": texts}
    for name in MODULES:
        inputs[name] = tmp_path / f"sent-{name}"
        inputs[name].write_text(f"open({str(tmp_path / 'canary')!r}, 'w').write({name!r})\n")
    (tmp_path / "run").mkdir()
    notebook = read_notebook(counting(tmp_path / "words.ipynb"))
    step = Step(notebook, "", {}, {"corpus": "seeds", "out_dir": "figures"}, inputs, {})
    _, figures = execute(step, tmp_path / "run")
    assert (figures / "words.csv").is_file()
    assert not (tmp_path / "canary").exists()


def test_the_kernel_is_ours_whatever_a_notebook_names(tmp_path):
    study = little_study(tmp_path)
    path = tmp_path / "notebooks/01_words.ipynb"
    raw = json.loads(path.read_text())
    raw["metadata"]["kernelspec"] = {"name": "../evil", "display_name": "Evil", "language": "bash"}
    raw["metadata"]["language_info"] = {"name": "bash"}
    path.write_text(json.dumps(raw))
    assert run_study(study, runs_dir=tmp_path / "runs").executed == ("01_words",)


@pytest.mark.parametrize(
    "name", ["https://example.org/a.ipynb", "s3://bucket/a.ipynb", "abfs://a.ipynb", "-"]
)
def test_no_notebook_is_fetched_from_anywhere(name, tmp_path):
    with pytest.raises(StudyError, match="no notebook"):
        find_notebook(name, tmp_path)


def nested(depth):
    return json.loads("[" * depth + "]" * depth)


SHAPES = [
    ({"figure": "../trap"}, "'figure'"),
    ({"figure": "a}\\input{/etc/passwd}"}, "'figure'"),
    ({"figure": ["a"]}, "'figure'"),
    ({"id": "a},\n evil = {b"}, "'id'"),
    ({"id": 7}, "'id'"),
    ({"notebook": None}, "'notebook'"),
    ({"notebook": "\ud800"}, "'notebook'"),
    ({"parameters": [1]}, None),
    ({"parameters": {"corpus": nested(30)}}, "'parameters'"),
    ({"parameters": {"corpus": nested(60)}}, "too deep"),
    ({"parameters": {"top": float("inf")}}, "'parameters'"),
    ({"parameters": {"top": 10**30}}, "'parameters'"),
    ({"parameters": {"top": "\ud800"}}, "'parameters'"),
    ({"parameters": {"voices": ["x"] * 3000}}, "'parameters'"),
    ({"parameters": HEDGING | {"corpus": 5}}, None),
    ({"parameters": HEDGING | {"top": {"a": 1}}}, None),
    ({"corpus": "texts"}, "'corpus'"),
    ({"corpus": {"name": "texts", "digest": "}{", "words": 1}}, "'corpus.digest'"),
    ({"corpus": {"name": "texts", "digest": "a", "words": "many"}}, "'corpus.words'"),
    ({"corpus": {"name": "a", "digest": "a", "decisions": {"digest": "a", "included": {"\\": 1}}}},
     "'corpus.decisions.included"),
    ({"versions": {"hedgerow": "1},\n evil = {2"}}, "'versions.hedgerow'"),
    ({"versions": []}, "'versions'"),
    ({"files": {"../../trap": "ab"}}, "'files"),
    ({"files": {f"{n}": "" for n in range(200)}}, "'files'"),
    ({"title": "x" * 1_000_000}, "'title'"),
    ({"seed": "\\input{x}"}, "'seed'"),
    ({"licence": {}}, "'licence'"),
]  # fmt: skip


@pytest.mark.parametrize("command", ["verify", "cite"])
@pytest.mark.parametrize(("fields", "place"), SHAPES)
def test_a_record_of_another_shape_is_refused(fields, place, command, sent):
    (sent / "words.json").write_text(json.dumps(record(**fields)))
    if place or command == "verify":
        refused([command, "words.json"], place or "not checked", sent)


@pytest.mark.parametrize(
    "content",
    [b"[" * 200_000, b'{"a":' * 200_000, b"{" + b" " * 17_000_000 + b"}", b"\xff\xfe", b"1" * 5000,
     b'{"figure": "a", "figure": "b"}'],
)  # fmt: skip
@pytest.mark.parametrize("command", ["verify", "cite"])
def test_json_that_is_too_much_is_one_line(content, command, sent):
    (sent / "words.json").write_bytes(content)
    refused([command, "words.json"], r"words\.json: ", sent)


@pytest.mark.parametrize("command", ["verify", "cite"])
@pytest.mark.parametrize("case", ["packed", "entities", "deep", "pdf", "fake"])
def test_a_picture_that_is_too_much_is_one_line(case, command, sent):
    path = sent / {"packed": "a.png", "pdf": "a.pdf", "fake": "a.png"}.get(case, "a.svg")
    if case == "packed":
        png(path, {f"{n}": "x" * 30_000_000 for n in range(5)})
    elif case == "entities":
        bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(12))
        path.write_text(f"<!DOCTYPE svg [{bomb}]><svg>&e11;</svg>")
    elif case == "deep":
        path.write_text("<svg>" + "<g>" * 100_000)
    elif case == "pdf":
        path.write_bytes(b"%PDF-1.4\n1 0 obj\n" + b"[" * 100_000 + b"\ntrailer <</Root 1 0 R /Info 1 0 R>>")
    else:
        path.write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n")
    refused([command, path], "no recipe in it and no record", sent)


@pytest.fixture(scope="module")
def packed(tmp_path_factory):
    """A study of a notebook of the suite and one of somebody else's, packed."""
    folder = tmp_path_factory.mktemp("packed")
    study = little_study(folder, notebooks="[01_words, other]")
    counting(folder / "notebooks/other.ipynb", figure="others")
    return folder, pack_study(study, folder / "little.zip", runs_dir=folder / "runs").path


def repacked(packed, tmp_path, change):
    """A pack with other members: `change` takes and gives names and contents."""
    with zipfile.ZipFile(packed) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    path = tmp_path / "sent.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in change(contents):
            archive.writestr(name, content)
    return path


def test_what_cannot_be_checked_in_a_pack_loses_no_other_verdict(packed, tmp_path):
    folder, pack = packed
    (folder / "suite/notebooks").mkdir(parents=True)
    (folder / "notebooks/01_words.ipynb").rename(folder / "suite/notebooks/01_words.ipynb")
    path = repacked(pack, tmp_path, lambda contents: [*contents.items(), ("figures/x.json", b"[" * 9000)])
    with shipped(folder / "suite"):
        found = verify_all([path, tmp_path / "gone.zip", tmp_path / "gone.png"], corpus=folder / "seeds")
    assert [one.verdict for one in found] == [
        *["identical"] * 4, "not checked", "identical", "not checked", "not checked",
    ]  # fmt: skip
    assert "its notebook other is not one of the suite, and no code of a pack is run" in found[4].details[0]


@pytest.mark.parametrize("content", [b"\xff\xfe", b"a,b\n" + b"x" * 200_000, b"", b'"'])
def test_a_table_that_is_none_is_a_difference(content, packed, tmp_path):
    """In a pack, and beside a record that vouches for it."""
    path = repacked(packed[1], tmp_path, lambda files: (files | {"marks.csv": content}).items())
    verdicts = {one.figure: one for one in verify_all([path], corpus=packed[0] / "seeds")}
    assert verdicts[f"{path}: marks.csv"].verdict == "differs, here"
    (tmp_path / "words.csv").write_bytes(content)
    own = record(files={"words.csv": digest_bytes(content)})
    (tmp_path / "words.json").write_text(json.dumps(own))
    (tmp_path / "new").mkdir()
    (tmp_path / "new/words.json").write_text(json.dumps(record(files={"words.csv": "ab"}, id="ff")))
    (tmp_path / "new/words.csv").write_text("word,n\na,1\n")
    assert _verdict(read_recipe(tmp_path / "words.json"), tmp_path / "new").verdict == "differs, here"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes have a place in the file system only there")
def test_a_recipe_does_not_wait_for_a_pipe(sent):
    os.mkfifo(sent / "pipe")
    for name in ("corpus", "speakers"):
        (sent / "words.json").write_text(json.dumps(record(parameters=HEDGING | {name: "pipe"})))
        code, shown = said(["verify", "words.json"])
        assert (code, f"its {name} 'pipe' cannot be found" in shown) == (1, True)


def linked(name):
    member = zipfile.ZipInfo(name)
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    return member


PACKS = [
    (lambda files: [*files.items(), ("figures/../../trap", b"")], "points out of the pack"),
    (lambda files: [*files.items(), ("/trap", b"")], "points out of the pack"),
    (lambda files: [*files.items(), ("a\\trap", b"")], "points out of the pack"),
    (lambda files: [*files.items(), ("C:trap", b"")], "points out of the pack"),
    (lambda files: [*files.items(), ("x" * 3000, b"")], "points out of the pack"),
    (lambda files: [*files.items(), (linked("figures/trap"), b"/etc")], "is a link"),
    (lambda files: [*files.items(), *[(f"{n}", b"") for n in range(20_001)]], "holds more than"),
    (lambda files: [(name, files[name]) for name in files if name != "pack.json"], "not a replication pack"),
    (lambda files: (files | {"pack.json": b"[" * 100_000}).items(), "too deep"),
    (lambda files: (files | {"pack.json": b'{"format": 1, "files": [1]}'}).items(), "not a replication pack"),
    (lambda files: (files | {"pack.json": b'{"format": 1, "files": {}, "filters": [1]}'}).items(),
     "not a replication pack"),
    (lambda files: (files | {"speakers/a.toml": b"a = " + b"[" * 20_000}).items(), r"speakers/a.toml:.*deep"),
    (lambda files: (files | {"decisions/a.yaml": b"[" * 200}).items(), r"decisions/a.yaml:1: .*deep"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "reason"), PACKS)
def test_a_pack_that_is_a_trap_is_refused_whole(change, reason, packed, tmp_path, sent):
    path = repacked(packed[1], tmp_path, change)
    refused(["verify", path, "--corpus", packed[0] / "seeds"], reason, sent)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_pack_with_two_files_of_one_name_is_refused(packed, tmp_path, sent):
    path = repacked(packed[1], tmp_path, lambda files: [*files.items(), ("texts.csv", b"")])
    refused(["verify", path, "--corpus", packed[0] / "seeds"], "two files of one name", sent)


def test_a_pack_that_grows_beyond_measure_is_refused(packed, tmp_path, sent, monkeypatch):
    monkeypatch.setattr("analysis.study.runs.unpacking.LARGEST", 1_000_000)
    path = repacked(packed[1], tmp_path, lambda files: [*files.items(), ("a", bytes(2_000_000))])
    refused(["verify", path, "--corpus", packed[0] / "seeds"], "do not trust this pack", sent)


def aliases(levels):
    """YAML whose aliases stand for 10 ** levels values."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, levels)]
    return "\n".join(lines) + "\n"


HEAD = "name: s\ncorpus: texts\nnotebooks: [03_hedging]\n"
STUDIES = [
    (f"{HEAD}parameters:\n  {'  '.join(aliases(8).splitlines(keepends=True))}", "aliases repeat more than"),
    (HEAD + "parameters: {a: " + "[" * 3000 + "]" * 3000 + "}", "too deep in one another"),
    (HEAD + "parameters: &a {b: *a}\n", "aliases repeat more than"),
    (HEAD + "title: !!python/object/apply:os.system ['touch canary']\n", "could not determine a constructor"),
    (HEAD + "title: !!python/name:os.system\n", "could not determine a constructor"),
    (HEAD + "? [a]\n: b\n", "a name is text"),
    (HEAD + "#" * 600_000, "too large for a study"),
    (HEAD.replace("texts", '"a\\0b"'), "does not exist"),
    (HEAD.replace("texts", "x" * 5000), "does not exist"),
    (HEAD.replace("03_hedging", "y" * 5000), "no notebook"),
    (HEAD.replace("03_hedging", '"a\\0.ipynb"'), "no notebook"),
    (HEAD + 'matrix: {corpus: [texts, "a\\0b"]}\n', "does not exist|holds one corpus"),
    (HEAD.replace("03_hedging", "https://example.org/evil.ipynb"), "no notebook"),
]  # fmt: skip


@pytest.mark.parametrize("command", ["run", "pack"])
@pytest.mark.parametrize(("study", "reason"), STUDIES)
def test_a_study_that_is_a_trap_is_one_line(study, reason, command, sent):
    (sent / "s.yaml").write_text(study)
    refused([command, "s.yaml"], reason, sent)


def test_few_aliases_are_no_trap(tmp_path):
    (tmp_path / "s.yaml").write_text(HEAD + "matrix:\n  a: [&x [b, c], {d: *x}]\n")
    assert read_study(tmp_path / "s.yaml").matrix == {"a": [["b", "c"], {"d": ["b", "c"]}]}


@pytest.mark.parametrize("content", [aliases(8), "[" * 3000, "- &a [*a]\n"])
def test_decisions_that_are_a_trap_are_one_line(content, tmp_path):
    (tmp_path / "d.yaml").write_text(content)
    with pytest.raises(StudyError, match=r"d\.yaml:\d+: (its aliases repeat|lists lie too deep)"):
        read_decisions(tmp_path / "d.yaml")


@pytest.mark.parametrize("jobs", ["100000", "99999999999999999999"])
def test_no_number_of_jobs_is_too_much(jobs, sent):
    code, _ = said(["annotate", sent / "texts", "-o", sent / "out.jsonl", "--jobs", jobs, "-q"])
    assert (code, (sent / "out.jsonl").is_file()) == (0, True)


@pytest.mark.parametrize(
    "name", ["nltk:__class__", "nltk:reader", "nltk:RegexpTokenizer", "nltk:", "nltk:a b"]
)
def test_a_name_in_a_library_is_no_corpus(name, sent):
    (sent / "words.json").write_text(json.dumps(record(parameters=HEDGING | {"corpus": name})))
    refused(["verify", "words.json"], f"not checked: {name}: NLTK has no such corpus", sent)


def test_a_corpus_that_is_not_here_is_said_so(sent):
    (sent / "words.json").write_text(json.dumps(record(parameters=HEDGING | {"corpus": "gone"})))
    refused(
        ["verify", "words.json"], "its corpus 'gone' cannot be found beside the figure or here; say", sent
    )


def test_a_stop_before_anything_is_done_is_said(sent, monkeypatch):
    class Kept:
        path, documents = sent, 0

    with pytest.raises(OutputError, match=r"^stopped before a document was finished; nothing is kept$"):  # noqa: SIM117
        with keeping(Kept()):
            raise KeyboardInterrupt

    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("analysis.corpus.read_corpus", stop)
    code, shown = said(["annotate", "texts", "-o", "out/", "-q"])
    assert (code, shown) == (1, "hedgerow: stopped; the same command starts again\n")


FORBIDDEN = {
    "eval", "exec", "compile", "os.system", "os.popen", "pickle.load", "pickle.loads", "marshal.loads",
    "yaml.unsafe_load", "yaml.full_load",   "pd.read_pickle", "joblib.load",
    "subprocess.run", "subprocess.Popen", "subprocess.check_output", "urllib.request.urlopen",
}  # fmt: skip
ALLOWED = {("annotation/writing/cluster.py", "pickle.loads")}
"""A Dask worker takes tasks from its scheduler: both are the user's own."""


def test_no_code_of_ours_runs_data():
    """No `eval`, no pickle, no YAML that makes objects, no other program (no git), no network."""
    found = {
        (path.relative_to(ROOT / "analysis").as_posix(), ast.unparse(node.func))
        for path in (ROOT / "analysis").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in FORBIDDEN
    }
    assert found == ALLOWED
    sources = (path.read_text(encoding="utf-8") for path in (ROOT / "analysis").rglob("*.py"))
    assert not [source for source in sources if "allow_pickle=True" in source]


def test_yaml_is_read_by_safe_loaders_only():
    for path in (ROOT / "analysis").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("yaml.load", "yaml.compose"):
                [loader] = [ast.unparse(word) for word in node.keywords]
                assert loader in ("Loader=_Loader", "Loader=yaml.BaseLoader")  # the latter makes texts only
    import yaml

    from analysis.review.decisions import decision_files
    from analysis.study.runs import study

    for module in (decision_files, study):
        assert issubclass(module._Loader, yaml.SafeLoader | yaml.CSafeLoader)


POSIX = {"fcntl", "resource", "pwd", "grp", "termios", "os.kill", "os.killpg", "os.getuid", "os.fork"}


def test_nothing_of_one_system_only_and_every_text_in_a_named_encoding():
    """Locks come from a library; what a locale says of encodings does not matter."""
    for path in (ROOT / "analysis").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                assert not {alias.name for alias in node.names} & POSIX, path
            elif isinstance(node, ast.Call):
                assert ast.unparse(node.func) not in POSIX, path
                assert not _leaves_the_encoding_open(node), f"{path}:{node.lineno}"


def _leaves_the_encoding_open(call):
    name = ast.unparse(call.func).rpartition(".")[2]
    if name in ("read_text", "write_text"):
        is_of_path = isinstance(call.func, ast.Attribute)
        given = len(call.args) > (name == "write_text") or any(
            word.arg == "encoding" for word in call.keywords
        )
        return is_of_path and not given
    mode = next((one.value for one in call.args if isinstance(one, ast.Constant)), "")
    is_text = isinstance(mode, str) and re.fullmatch("[rwax]t?[+]?", mode)
    return name == "open" and bool(is_text) and not any(word.arg == "encoding" for word in call.keywords)


def test_every_line_of_the_threat_model_has_its_test():
    """docs/security.md names a test for each line, and each is there."""
    page = (ROOT / "docs/security.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(test_\w+)`", page))
    files = [path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py")]
    defined = {name for text in files for name in re.findall(r"^def (test_\w+)", text, re.M)}
    assert named - defined == set()
    rows = [line for line in page.splitlines() if line.startswith("| ") and "---" not in line]
    lines = [line for line in rows if not line.startswith("| What")]
    assert len(lines) > 20
    assert [line for line in lines if "`test_" not in line] == []
    assert {name for name in re.findall(r"^def (test_\w+)", Path(__file__).read_text(encoding="utf-8"), re.M)
            if name != "test_every_line_of_the_threat_model_has_its_test"} - named == set()  # fmt: skip


def test_errors_are_for_people(sent):
    """The same from Python: one error of ours, never one of a library."""
    (sent / "words.json").write_bytes(b"[" * 100_000)
    with pytest.raises(HedgerowError):
        read_recipe(sent / "words.json")
