"""Runs of small notebooks; each test that starts a kernel costs about two seconds."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from little_study import little_study, write_notebook

from analysis.base.errors import OutputError, StudyError
from analysis.study.runs.run import run_study


def files(folder):
    """Every file below a folder with its bytes, but for clock and lock."""
    names = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in names
        if path.name not in ("timing.json", ".lock")
    }


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """A study of one notebook that was run once: folder and result."""
    folder = tmp_path_factory.mktemp("finished")
    study = little_study(folder, "figures: figures", "title: A <small> study", "seed: 7")
    return study, run_study(study, runs_dir=folder / "runs")


def copied(finished, tmp_path):
    """A copy of the finished study that a test may spoil."""
    study, run = finished
    shutil.copytree(study.parent, tmp_path / "copy")
    return tmp_path / "copy" / study.name, tmp_path / "copy/runs" / run.folder.name


def test_a_run_folder_holds_notebook_figures_report_and_record(finished):
    study, run = finished
    assert set(files(run.folder)) == {
        "figures/words.csv", "figures/words.json", "figures/words.svg",
        ".steps/01_words.json", "index.html", "notebooks/01_words.ipynb", "reports/01_words.html", "run.json",
    }  # fmt: skip
    assert (
        study.parent / "figures/words.csv"
    ).read_text() == "text,words,per\na.txt,6,0.006\nb.txt,5,0.005\n"
    assert set(json.loads((run.folder / "timing.json").read_bytes())) == {"01_words"}


def test_the_record_names_parameters_inputs_versions_and_outputs(finished):
    _, run = finished
    record = json.loads((run.folder / "run.json").read_bytes())
    (step,) = record["steps"]
    assert record["run"] == run.folder.name
    assert record["study"] == "little"
    assert record["seed"] == 7
    assert step["parameters"] == {
        "corpus": "seeds", "voices": [], "per": 1000.0, "seed": 7, "out_dir": "figures"
    }  # fmt: skip
    assert {"hedgerow", "python", "papermill", "pandas"} <= set(record["versions"])
    assert set(step["inputs"]) == {"seeds"}
    figure = json.loads((run.folder / "figures/words.json").read_bytes())
    assert step["figures"] == {"words": figure["id"]}
    others = {"run.json", "index.html", ".steps/01_words.json"}
    assert set(record["outputs"]) == set(step["outputs"]) == set(files(run.folder)) - others


def test_no_machine_and_no_clock_in_what_a_run_writes(finished):
    study, run = finished
    for name, content in files(run.folder).items():
        for trace in (str(study.parent), "/tmp", sys.prefix, f"{Path.home()}/", "0x7", "start_time"):
            assert trace.encode() not in content, f"{trace} in {name}"
    notebook = json.loads((run.folder / "notebooks/01_words.ipynb").read_bytes())
    assert notebook["cells"][3]["outputs"][0]["text"] == ["./figures <object object>\n"]
    assert notebook["metadata"]["papermill"] == {
        "parameters": {"corpus": "seeds", "out_dir": "figures", "seed": 7}
    }  # fmt: skip


def test_the_pages_escape_and_ask_for_nothing(finished):
    _, run = finished
    index = (run.folder / "index.html").read_text()
    assert "A &lt;small&gt; study" in index
    assert 'alt="Words by text."' in index
    assert "&lt;b&gt;11&lt;/b&gt; words" in index
    assert "<td>a.txt</td><td>6</td>" in index
    report = (run.folder / "reports/01_words.html").read_text()
    assert "How many words?" in report
    assert "hashlib" not in report
    assert 'href="../index.html"' in report
    for page in (index, report):
        assert "http" not in page.replace("http-equiv", "")
        assert "<script" not in page


def test_what_has_not_changed_is_not_run_again(finished, tmp_path):
    study, _ = copied(finished, tmp_path)
    before = files(study.parent)
    run = run_study(study, runs_dir=study.parent / "runs")
    assert (run.executed, run.reused) == ((), ("01_words",))
    assert files(study.parent) == before


@pytest.mark.parametrize("spoil", ["missing", "changed"])
def test_a_spoilt_result_is_made_again_with_the_same_bytes(spoil, finished, tmp_path):
    study, folder = copied(finished, tmp_path)
    before = files(study.parent)
    table = folder / "figures/words.csv"
    table.unlink() if spoil == "missing" else table.write_text("text\n")
    run = run_study(study, runs_dir=study.parent / "runs")
    assert run.executed == ("01_words",)
    assert files(study.parent) == before


def test_another_place_time_zone_locale_and_hash_seed_give_the_same_bytes(finished, tmp_path):
    study, first = finished
    other = tmp_path / "ein anderer {Ordner} ü"
    shutil.copytree(study.parent, other, ignore=shutil.ignore_patterns("runs", "figures"))
    home = tmp_path / "home"
    home.mkdir()
    environment = {
        "HOME": str(home),
        "LC_ALL": "de_DE.UTF-8",
        "MPLBACKEND": "svg",
        "PATH": os.environ["PATH"],
        "PYTHONHASHSEED": "77",
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        "TZ": "Pacific/Auckland",
    }
    command = [sys.executable, "-m", "analysis.cli", "run", str(other / study.name), "--runs-dir", "runs"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert files(tmp_path / "runs" / first.folder.name) == files(first.folder)
    assert files(other / "figures") == files(study.parent / "figures")


def test_a_matrix_reuses_gathers_and_runs_in_parallel(tmp_path):
    study = little_study(tmp_path, "matrix: {per: [10.0, 100.0]}", "figures: out")
    run = run_study(study, jobs=2, runs_dir=tmp_path / "runs")
    assert run.executed == ("10-0/01_words", "100-0/01_words")
    assert (run.folder / "gathered/words.csv").read_text() == (
        "case_per,text,words,per\n10.0,a.txt,6,0.6\n10.0,b.txt,5,0.5\n100.0,a.txt,6,0.06\n100.0,b.txt,5,0.05\n"
    )
    assert (tmp_path / "out/100-0/words.csv").is_file()
    study.write_text(study.read_text() + "title: new\n")
    again = run_study(study, runs_dir=tmp_path / "runs")
    assert again.folder != run.folder
    assert again.reused == run.executed
    assert files(again.folder)["gathered/words.csv"] == files(run.folder)["gathered/words.csv"]


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("per / 0", "01_words: cell 3 failed: ZeroDivisionError: float division by zero"),
        ("import os\nos._exit(1)",
         "01_words: cell 3 ended the kernel (out of memory, or the process was killed)"),
        ("import time\ntime.sleep(60)", "01_words: cell 3 took longer than the 1 s that `timeout` allows"),
    ],
)  # fmt: skip
def test_a_notebook_that_fails_is_kept_and_named(cell, message, finished, tmp_path):
    study, folder = copied(finished, tmp_path)
    before = files(study.parent)
    study.write_text(study.read_text() + "timeout: 1\n")
    write_notebook(study.parent / "notebooks/01_words.ipynb", cell)
    with pytest.raises(StudyError) as error:
        run_study(study, runs_dir=study.parent / "runs")
    text, _, kept = str(error.value).partition("; see ")
    assert text == message
    failed = json.loads((study.parent / "runs" / kept).read_bytes())
    assert cell in ["".join(one["source"]) for one in failed["cells"]]
    assert str(tmp_path) not in json.dumps(failed)
    after = files(study.parent)
    kept = [name for name in before if name.startswith((f"runs/{folder.name}", "figures"))]
    assert len(kept) == 11
    assert [after[name] for name in kept] == [before[name] for name in kept]


@pytest.mark.parametrize(
    ("cell", "outputs", "message"),
    [
        ("1", [], "01_words: the notebook wrote no figure; save at least one with save_figure"),
        ("open(out_dir + '/words.csv', 'w').close()", [], "01_words: the output words.csv is empty"),
        ("open(out_dir + '/x.csv', 'w').write('1')", ["words"],
         "01_words: the declared output 'words' was not written"),
        ("open(out_dir + '/x.json', 'w').write('{\"files\": {\"x.pdf\": \"\"}}')", ["x"],
         "01_words: x.json names x.pdf, which was not written"),
    ],
)  # fmt: skip
def test_outputs_that_are_missing_or_empty_fail_the_run(cell, outputs, message, finished, tmp_path):
    study, _ = copied(finished, tmp_path)
    published = files(study.parent / "figures")
    write_notebook(
        study.parent / "notebooks/01_words.ipynb", cell, metadata={"hedgerow": {"outputs": outputs}}
    )
    with pytest.raises(OutputError) as error:
        run_study(study, runs_dir=study.parent / "runs")
    assert str(error.value) == message
    assert files(study.parent / "figures") == published


def test_a_folder_that_cannot_be_written(finished, tmp_path):
    study, _ = copied(finished, tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError) as error:
        run_study(study, runs_dir=tmp_path / "file" / "runs")
    assert str(error.value).endswith(
        "cannot be written (Not a directory); give a folder that can be written and has room with --runs-dir"
    )


def test_the_first_failure_of_a_parallel_run_stops_it(tmp_path):
    study = little_study(tmp_path, notebooks="[01_words, 02_bad, 03_never, 04_never]")
    for name in ("02_bad", "03_never", "04_never"):
        write_notebook(tmp_path / f"notebooks/{name}.ipynb", "1 / 0")
    began = []
    with pytest.raises(
        StudyError, match=r"^02_bad: cell 3 failed: ZeroDivisionError: division by zero; see "
    ):
        run_study(study, runs_dir=tmp_path / "runs", jobs=2, report=began.append)
    assert "04_never: running" not in began
    (folder,) = (tmp_path / "runs").iterdir()
    assert (folder / "figures/words.csv").is_file()
    assert not (folder / "run.json").exists()


def test_figures_are_published_all_or_none(finished, tmp_path):
    study, _ = copied(finished, tmp_path)
    target = study.parent / "figures"
    for name in ("words.csv", "words.json"):
        (target / name).write_text("old")
    (target / "words.svg").unlink()
    (target / "words.svg").mkdir()  # cannot be replaced by a file
    with pytest.raises(OutputError) as error:
        run_study(study, runs_dir=study.parent / "runs")
    assert str(error.value) == (
        "figures: the figures of 01_words cannot be published (Is a directory), none was replaced; "
        "name a folder with room under `figures`"
    )
    assert {path.name for path in target.iterdir()} == {"words.csv", "words.json", "words.svg"}
    assert {(target / name).read_text() for name in ("words.csv", "words.json")} == {"old"}


def test_only_the_formats_asked_for_are_published(finished, tmp_path):
    study, folder = copied(finished, tmp_path)
    shutil.rmtree(study.parent / "figures")
    study.write_text(study.read_text() + "formats: [pdf]\n")
    run_study(study, runs_dir=study.parent / "runs")
    assert set(files(study.parent / "figures")) == {"words.csv", "words.json"}
    assert (folder / "figures/words.svg").is_file()


def test_two_runs_do_not_write_into_one_folder(finished, tmp_path):
    fcntl = pytest.importorskip("fcntl")
    study, folder = copied(finished, tmp_path)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(StudyError, match=r"another run is writing here; wait until it is done$"):
            run_study(study, runs_dir=study.parent / "runs")


def test_a_run_that_is_killed_goes_on_and_gives_the_same(tmp_path):
    study = little_study(tmp_path, notebooks="[01_words, 02_slow]")
    slow = tmp_path / "notebooks/02_slow.ipynb"
    write_notebook(
        slow, "import time\nfrom pathlib import Path\nPath(out_dir, 'x.csv').write_text('1')\ntime.sleep(1)"
    )
    command = [sys.executable, "-m", "analysis.cli", "run", str(study), "--runs-dir", str(tmp_path / "runs")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            if line.startswith("02_slow"):
                time.sleep(1.2)
                process.send_signal(signal.SIGKILL)
    (killed,) = (tmp_path / "runs").iterdir()
    assert not (killed / "run.json").exists()
    run = run_study(study, runs_dir=tmp_path / "runs")
    assert (run.executed, run.reused, run.folder) == (("02_slow",), ("01_words",), killed)
    whole = run_study(study, runs_dir=tmp_path / "other", jobs=2)
    assert files(run.folder) == files(whole.folder)


def test_a_run_killed_again_and_again_leaves_whole_files(finished, tmp_path):
    """Whatever stands under its name after a kill has the bytes that it has in the end."""
    study, run = finished
    copy = tmp_path / "copy"
    shutil.copytree(study.parent, copy, ignore=shutil.ignore_patterns("runs", "figures"))
    command = [
        sys.executable,
        "-m",
        "analysis.cli",
        "run",
        str(copy / study.name),
        "--runs-dir",
        str(copy / "runs"),
    ]
    whole = files(run.folder)
    for seconds in (0.9, 1.6, 2.2, 2.6, 3.0):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(seconds)
        process.kill()
        process.wait()
        found = files(copy / "runs" / run.folder.name)
        visible = {name for name in found if not any(part.startswith(".") for part in Path(name).parts)}
        assert {name: found[name] for name in visible} == {name: whole[name] for name in visible}
    again = run_study(copy / study.name, runs_dir=copy / "runs")
    assert files(again.folder) == whole
    assert files(copy / "figures") == files(study.parent / "figures")


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])
def test_a_run_that_is_stopped_says_how_to_go_on(end, tmp_path):
    study = little_study(tmp_path, notebooks="[01_words, 02_slow]")
    write_notebook(tmp_path / "notebooks/02_slow.ipynb", "import time\ntime.sleep(60)")
    command = [sys.executable, "-m", "analysis.cli", "run", str(study), "--runs-dir", str(tmp_path / "runs")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            if line.startswith("02_slow"):
                time.sleep(1)
                process.send_signal(end)
        said = process.stderr.read()
    (folder,) = (tmp_path / "runs").iterdir()
    kept = f"1 finished notebook is kept in {folder}"
    assert said.endswith(f"stopped ({kept}; the same command goes on: hedgerow run {study})\n")
    assert process.returncode == 1
    assert set(files(folder)) >= {"figures/words.csv", "reports/01_words.html"}
    assert not (folder / ".work").exists()


def test_a_full_disk_gives_one_message_and_leaves_results_whole(finished, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("mount")
    if (
        not mounted
        or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200k", "none", disk], check=False).returncode
    ):
        pytest.skip("a small file system can only be mounted by root")
    try:
        study, _ = copied(finished, tmp_path)
        published = files(study.parent / "figures")
        (disk / "ballast").write_bytes(bytes(190_000))
        with pytest.raises((OutputError, StudyError), match="No space left on device"):
            run_study(study, runs_dir=disk / "runs", force=True)
        assert files(study.parent / "figures") == published
    finally:
        subprocess.run(["umount", disk], check=True)
