"""The command line: help that teaches, one clear line for bad input, exit codes 0, 1 and 2."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from analysis import __version__
from analysis.annotation.writing.output import read_annotations
from analysis.annotation.writing.progress import Progress
from analysis.cli import main

HEAVY = ("pandas", "matplotlib", "nltk", "papermill", "scipy", "pyarrow", "pydantic", "tqdm")


@pytest.fixture
def hedgerow(monkeypatch, tmp_path):
    """Run the command in an empty folder and return the result; `stderr` is apart from `stdout`."""
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(main, list(map(str, arguments)))


# Help


def test_the_version(hedgerow):
    assert hedgerow("--version").output == f"hedgerow, version {__version__}\n"


def test_help_shows_the_commands_and_first_steps(hedgerow):
    result = hedgerow("--help")
    assert result.exit_code == 0
    assert "hedgerow annotate speech.txt -o speech.jsonl" in result.output


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_teaches_with_an_example(hedgerow, command):
    result = hedgerow(command, "--help")
    assert result.exit_code == 0
    assert f"  hedgerow {command} " in result.output, "an example on a line of its own"
    options = [
        parameter for parameter in main.commands[command].params if isinstance(parameter, click.Option)
    ]
    assert [option.name for option in options if not option.help] == [], "every option is explained"


@pytest.mark.parametrize(
    "arguments",
    [
        ["annotate"],
        ["annotate", "a.txt"],
        ["annotate", "a.txt", "-o", "o.jsonl", "--jobs", "0"],
        ["annotate", "a.txt", "-o", "o.jsonl", "--jbos", "2"],
        ["annottate"],
    ],
)
def test_wrong_usage_is_exit_code_2(hedgerow, arguments):
    assert hedgerow(*arguments).exit_code == 2


# Annotate


@pytest.mark.parametrize("name", ["o.jsonl", "o.jsonl.gz", "o.parquet", "new/folder/o.jsonl"])
def test_annotate_the_seed_article(hedgerow, seeds, name):
    result = hedgerow("annotate", seeds, "-o", name)
    (record,) = read_annotations(name)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"{name}: 1 document, {record['words']} words\n"
    assert record["id"] == "2025-05-09-vance-walk-away"
    assert record["metadata"]["date"] == "2025-05-09"
    assert record["modals"]


@pytest.mark.parametrize(
    "before",
    [
        "Windows lines\r\nand more.\r\n\r\n",
        "“Curly” ‘quotes’, «guillemets», „low“ and ``odd'' ones: ",
        "ﬁrst ﬂows of oﬃcial ﬁnance; ",
        "composed état, decomposed e\u0301tat; ",
        "İstanbul, 🙂, 𝕏, שלום, no-break\u00a0space, line\u2028separator; ",
        "\ufeff",
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv"])
def test_odd_characters_do_not_move_offsets(hedgerow, write, before, name):
    text = f"{before}We may wait if it will rain."
    if name == "a.csv":
        write(name, 'text\n"' + text.replace('"', '""') + '"\n')
    else:
        write(name, [{"text": text}] if name == "a.jsonl" else text)
    text = text.removeprefix("\ufeff") if name == "a.txt" else text
    assert hedgerow("annotate", name, "-o", "o.jsonl").exit_code == 0
    (record,) = read_annotations("o.jsonl")
    places = [(text.index(word), text.index(word) + len(word)) for word in ("may", "will")]
    assert [(modal["start"], modal["end"]) for modal in record["modals"]] == places
    assert [text[slice(*item["marker"])] for item in record["conditionals"]] == ["if"]


def test_a_single_file_gives_the_same_as_its_folder(hedgerow, seeds, seed_file, tmp_path):
    hedgerow("annotate", seeds, "-o", "folder.jsonl")
    hedgerow("annotate", seed_file, "-o", "file.jsonl")
    assert (tmp_path / "folder.jsonl").read_bytes() == (tmp_path / "file.jsonl").read_bytes()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", "", "a.txt: empty file; there is nothing to annotate"),
        (
            "a.txt",
            b"\0\1\2",
            "a.txt: binary data (NUL bytes), not text; save it as plain text in UTF-8, or give its encoding",
        ),
        (
            "a.csv",
            "name,comment\nAnn,We may wait.\n",
            "a.csv: no column 'text'; the columns are: name, comment "
            "('comment' is likely the text: --text-column comment)",
        ),
        ("a.jsonl", '{"text": oops}\n', "a.jsonl, line 1: not valid JSON (Expecting value at column 10)"),
        ("empty/.hidden", "", "empty: holds no text that can be read"),
        ("", "", "absent: no such file or folder; give the path of a text, a table or a folder"),
    ],
)
def test_bad_input_is_one_clear_line(hedgerow, write, tmp_path, name, content, message):
    if name:
        write(name, content)
    result = hedgerow("annotate", name.partition("/")[0] or "absent", "-o", "o.jsonl")
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", f"hedgerow: {message}\n")
    assert not list(tmp_path.glob("*o.jsonl*")), "nothing is left behind"


def test_an_old_encoding_is_read_and_told(hedgerow, write):
    write("a.txt", "The naïve fiancée may wait.".encode("latin-1"))
    result = hedgerow("annotate", "a.txt", "-o", "o.jsonl")
    assert result.exit_code == 0
    assert result.stderr == (
        "note a.txt: read as cp1252; if that is wrong, name its encoding\no.jsonl: 1 document, 5 words\n"
    )


def test_what_is_skipped_in_a_folder_is_told(hedgerow, write):
    write("in/a.txt", "We may wait.")
    write("in/b.txt", "")
    write("in/c.txt", b"\0")
    write("in/d.csv", "name\nAnn\n")
    result = hedgerow("annotate", "in", "-o", "o.jsonl", "--quiet")
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "skipped in/b.txt: empty file; there is nothing to annotate",
        "skipped in/c.txt: binary data (NUL bytes), not text; "
        "save it as plain text in UTF-8, or give its encoding",
        "skipped in/d.csv: no column 'text'; the columns are: name (choose one with --text-column)",
    ]


def test_many_skips_are_counted(hedgerow, write):
    write("a.csv", "id,text\n" + "".join(f"e{n},\n" for n in range(1_030)) + "x,We may wait.\n")
    result = hedgerow("annotate", "a.csv", "-o", "o.jsonl")
    assert len(result.stderr.splitlines()) == 102
    assert result.stderr.endswith("... and 930 more\no.jsonl: 1 document, 3 words; 1,030 skipped\n")


def test_a_terminal_sees_a_bar_with_words_a_second(write, monkeypatch, capsys):
    path = write("a.txt", "We may wait.")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with Progress(path, quiet=False) as progress:
        progress.read(12)
        time.sleep(0.15)
        progress.done(3)
    bar = capsys.readouterr().err
    assert "12.0/12.0" in bar
    assert "words/s" in bar
    with Progress(path, quiet=True) as progress:
        progress.read(12)
    assert capsys.readouterr().err == ""


def test_the_output_inside_the_corpus_is_not_read_as_a_text(hedgerow, write):
    write("a.txt", "We may wait.")
    for _ in range(2):
        result = hedgerow("annotate", ".", "-o", "o.jsonl")
        assert (result.exit_code, result.stderr) == (0, "o.jsonl: 1 document, 3 words\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["a.txt", "-o", "o.csv"],
            "o.csv: unknown output format; "
            "end the name in .jsonl, .jsonl.gz or .parquet, or in / for a folder of Parquet parts",
        ),
        (
            ["a.jsonl", "-o", "a.jsonl"],
            "a.jsonl: is the corpus and the output at once; give the output another name",
        ),
        (["a.txt", "-o", "folder.jsonl"], "folder.jsonl: is a folder; give the name of a file"),
        (["a.txt", "-o", "a.txt/o.jsonl"], "a.txt/o.jsonl: cannot be written (File exists)"),
        (
            ["a.txt", "-o", "o.jsonl", "--speakers", "absent.toml"],
            "absent.toml: cannot be read (No such file or directory); give a .toml of speakers",
        ),
        (
            ["a.txt", "-o", "o.jsonl", "--encoding", "klingon"],
            "unknown encoding 'klingon'; known are for example utf-8, utf-16, cp1252, mac_roman, latin-1",
        ),
    ],
)
def test_bad_options_are_one_clear_line(hedgerow, write, tmp_path, arguments, message):
    write("a.txt", "We may wait.")
    write("a.jsonl", [{"text": "We may wait."}])
    (tmp_path / "folder.jsonl").mkdir()
    result = hedgerow("annotate", *arguments)
    assert (result.exit_code, result.stderr) == (1, f"hedgerow: {message}\n")
    assert (tmp_path / "a.jsonl").read_text() == '{"text": "We may wait."}\n'


def test_columns_and_processes(hedgerow, write, tmp_path):
    write("a.csv", "nr;speech;party\n7;We may wait.;Green\n8;It will rain.;Red\n")
    columns = ["--text-column", "Speech", "--id-column", "nr"]
    assert hedgerow("annotate", "a.csv", *columns, "-o", "one.jsonl").exit_code == 0
    assert hedgerow("annotate", "a.csv", *columns, "-o", "two.jsonl", "--jobs", "2").exit_code == 0
    lines = (tmp_path / "one.jsonl").read_text().splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["7", "8"]
    assert json.loads(lines[0])["metadata"] == {"party": "Green"}
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()


def test_a_broken_row_after_good_ones_keeps_what_is_done(hedgerow, write):
    write("a.jsonl", '{"text": "We may wait."}\n{"text": \n')
    result = hedgerow("annotate", "a.jsonl", "-o", "o.jsonl")
    kept = "1 finished document is kept in o.jsonl.partial; go on with --resume"
    reason = "not valid JSON (Expecting value at column 9)"
    assert (result.exit_code, result.stderr) == (1, f"hedgerow: a.jsonl, line 2: {reason} ({kept})\n")
    write("a.jsonl", '{"text": "We may wait."}\n{"text": "It will rain."}\n')
    result = hedgerow("annotate", "a.jsonl", "-o", "o.jsonl", "--resume")
    assert (result.exit_code, result.stderr) == (0, "o.jsonl: 2 documents, 6 words (1 from before)\n")


def test_a_run_that_is_ended_keeps_what_is_done(tmp_path):
    """SIGTERM, as a batch system sends it, while the corpus still comes in through a pipe."""
    pipe = tmp_path / "corpus.jsonl"
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "analysis.cli", "annotate", str(pipe), "-o", str(tmp_path / "o.jsonl")]
    run = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    partial = tmp_path / "o.jsonl.partial"
    with os.fdopen(os.open(pipe, os.O_RDWR), "w") as stream:  # does not wait for a run that never starts
        for number in range(1_000):
            print(json.dumps({"id": f"d{number}", "text": "We may wait."}), file=stream)
        stream.flush()
        while run.poll() is None and not (partial.exists() and partial.read_bytes()):
            time.sleep(0.01)
        time.sleep(0.3)
        run.terminate()
        _, stderr = run.communicate()
    assert run.returncode == 1
    kept = f" finished documents are kept in {tmp_path}/o.jsonl.partial; go on with --resume)\n"
    assert stderr.startswith("hedgerow: stopped (")
    assert stderr.endswith(kept)


def test_annotate_loads_no_heavy_library(seeds, tmp_path):
    script = (
        "import sys\n"
        "from analysis.cli import main\n"
        f"main(['annotate', {str(seeds)!r}, '-o', {str(tmp_path / 'o.jsonl')!r}], standalone_mode=False)\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


def test_the_installed_command(tmp_path, seeds):
    command = [sys.executable, "-m", "analysis.cli", "annotate", str(seeds), "-o", "o.jsonl"]
    run = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert (run.returncode, run.stdout) == (0, "")
    assert run.stderr.startswith("o.jsonl: 1 document, ")


# A folder of parts


@pytest.mark.parametrize("name", ["marks/", "marks", "new/marks.v2/"])
def test_a_folder_of_parts(hedgerow, seeds, tmp_path, name):
    result = hedgerow("annotate", seeds, "-o", name)
    (record,) = read_annotations(name)
    assert (result.exit_code, result.stderr) == (0, f"{name}: 1 document, {record['words']} words\n")
    assert sorted(path.name for path in (tmp_path / name).iterdir()) == [
        "manifest.json",
        "part-000000.parquet",
    ]
    again = hedgerow("annotate", seeds, "-o", name)
    told = f"{Path(name)}: holds annotations already; go on with --resume, or give the name of a new folder"
    assert (again.exit_code, again.stderr) == (1, f"hedgerow: {told}\n")
    result = hedgerow("annotate", seeds, "-o", name, "--resume")
    assert result.stderr == f"{name}: 1 document, {record['words']} words (1 from before)\n"


@pytest.mark.parametrize("output", ["in/marks/", "o.jsonl"])
def test_of_a_damaged_folder_all_that_is_good_is_annotated(hedgerow, write, output):
    """Broken, empty, binary, enormous and wrongly encoded files; the output itself lies among them."""
    text = "We may wait if it rains."
    write("in/a.txt", text)
    write("in/b-empty.txt", "")
    write("in/c-blank.txt", " \n\t\n")
    write("in/d-binary.txt", b"\x7fELF\0\0\1")
    write("in/e-latin.txt", f"The naïve fiancée said: {text}".encode("latin-1"))
    write("in/f-utf16.txt", text.encode("utf-16"))
    write("in/g-half.csv", f'id,text\ng1,{text}\ng2,"never closed\ng3,{text}\n')
    write(
        "in/h-half.jsonl",
        f'{{"id": "h1", "text": "{text}"}}\n{{"id": "h2", "te\n{{"id": "h3", "text": "{text}"}}\n',
    )
    write("in/i-broken.parquet", b"PAR1 and nothing more")
    write("in/j-broken.json.gz", b"\x1f\x8b\x08\0\0\0\0\0 no gzip")
    write("in/k-huge.txt", text + " Rain falls." * 20_000)
    write("in/l-huge.jsonl", [{"id": "l1", "text": text + " Rain falls." * 20_000}])
    write("in/m-broken.xml", "<TEI><text><body><p>We may")
    write("in/n-broken.zip", b"PK\3\4 and nothing more")
    for options in ([], ["--resume"]):
        result = hedgerow("annotate", "in", "-o", output, *options)
        assert result.exit_code == 0
    ids = [record["id"] for record in read_annotations(output)]
    assert ids == ["a", "e-latin", "f-utf16", "g1", "h1", "h3", "k-huge", "l1"]
    assert [record["modals"][0]["lemma"] for record in read_annotations(output)] == ["may"] * 8
    skipped = [
        line.split(":")[0].split(",")[0] for line in result.stderr.splitlines() if "skipped in" in line
    ]
    names = ["b-empty.txt", "c-blank.txt", "d-binary.txt", "g-half.csv", "h-half.jsonl", "i-broken.parquet"]
    names += ["j-broken.json.gz", "m-broken.xml", "n-broken.zip"]
    assert skipped == [f"skipped in/{name}" for name in names]
    assert "note in/e-latin.txt: read as cp1252" in result.stderr
