"""Each module of `analysis.training` on a handful of own sentences: shipped form, sense, same bytes twice."""

from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
from little_gold import little_gold, little_wordnet

from analysis.annotation.marks.clause_ranker import Ranker
from analysis.annotation.marks.clauses import Case
from analysis.annotation.statements.chain import unpack_chain
from analysis.annotation.statements.ranker import unpack_ranker
from analysis.language.engine.linear_models import parse_model
from analysis.language.tagging.tag_lexicon import lexicon, parse_lexicon
from analysis.language.tagging.tag_weights import model as model_of_tags
from analysis.language.tagging.tag_weights import unpack
from analysis.language.tagging.tagger import Tagger
from analysis.language.tagging.tags import Tag
from analysis.training.gold import read_treebank

pytest.importorskip("sklearn", reason="training needs the extra 'train' (scikit-learn)")

MODELS = {
    "tagger": ("tagger.tsv", "tagger.npz"),
    "modals": ("modals.tsv", "semimodals.tsv"),
    "acts": ("acts.tsv",),
    "conditionals": ("conditionals.tsv",),
    "clauses": ("protasis.tsv", "apodosis.tsv"),
    "senses": (
        *("senses-chat.tsv", "senses-edited.tsv", "senses-codebook.tsv"),
        *("quirk.tsv", "quirk-palmer.tsv", "register.tsv"),
    ),
    "wordnet": ("wordnet.tsv",),
    "statements": ("words.tsv", "cues.npz", "contents.npz", "ranker.npz"),
}


@pytest.fixture(scope="module")
def gold(tmp_path_factory) -> Path:
    """The folder of annotated data, with WordNet in it."""
    folder = little_gold(tmp_path_factory.mktemp("gold"))
    little_wordnet(folder / "wordnet")
    return folder


@pytest.fixture(scope="module")
def trained(gold, tmp_path_factory):
    """Train a module into a folder, once for each name and time."""
    folders = {}

    def train(name: str, time: int = 1) -> Path:
        if (name, time) not in folders:
            folder = folders[name, time] = tmp_path_factory.mktemp(f"{name}-{time}")
            data = ["--wordnet", f"{gold}/wordnet"] if name == "wordnet" else ["--gold", str(gold)]
            data += ["--paraphrases", "6"] if name == "statements" else []
            import_module(f"analysis.training.train_{name}").main([*data, "--output", str(folder)])
        return folders[name, time]

    return train


@pytest.mark.parametrize("name", MODELS)
def test_a_module_writes_its_models_and_the_same_bytes_again(name, trained):
    first, second = trained(name), trained(name, 2)
    assert {file.name for file in first.iterdir()} == set(MODELS[name])
    for file in MODELS[name]:
        assert (first / file).read_bytes() == (second / file).read_bytes()


def training(name):
    return import_module(f"analysis.training.train_{name}")


def model(folder, name):
    """A linear model as it is read at run time; it has learned something."""
    found = parse_model((folder / f"{name}.tsv").read_text("utf-8"))
    assert len(found.weights) > 1
    return found


def share(hits):
    """Which part of the answers is right."""
    return np.mean(list(hits))


def test_the_tagger_knows_its_sentences(trained):
    folder = trained("tagger")
    words = parse_lexicon((folder / "tagger.tsv").read_text("utf-8"))
    tagger = Tagger(words, unpack((folder / "tagger.npz").read_bytes()))
    numbers, lengths = tagger.forms.numbers(["She would leave.", "The will of the people"])
    tags = tagger.tags(numbers, np.repeat([0, 1], lengths)).tolist()
    assert tags[:4] == [Tag.PRP, Tag.MD, Tag.VB, Tag.PUNCT]
    assert tags[4:6] == [Tag.DT, Tag.NN]


@pytest.mark.parametrize("name", ["modals", "semimodals"])
def test_modals_are_told_from_their_look_alikes(name, trained, gold):
    found = model(trained("modals"), name)
    rows = read_treebank(gold, "ewt", "train")
    every = [one for row in rows for one in training("modals").examples(row) if one.layer == name]
    assert {one.label for one in every} == {True, False}
    assert share((found.probability(one.features) > 0.5) == one.label for one in every) > 0.9


def test_markers_are_told_from_whether(trained, gold):
    found = model(trained("conditionals"), "conditionals")
    cases = list(training("conditionals").read_cases(gold))
    assert {case.right for case in cases} == {True, False}
    assert {"if", "inversion", "without"} <= {case.entry for case in cases}
    assert share((found.score(case.row) > 0) == case.right for case in cases) > 0.9


def test_clauses_are_found(trained, gold):
    ranker = Ranker(*(model(trained("clauses"), name) for name in ("protasis", "apodosis")))
    examples = list(training("clauses").read_examples(gold))
    chosen = ranker.choose([Case(example.sentence, example.condition) for example in examples])
    assert share(one.protasis[1] == example.end for one, example in zip(chosen, examples, strict=True)) > 0.9
    assert (
        share(one.apodosis == example.apodosis for one, example in zip(chosen, examples, strict=True)) > 0.8
    )


def test_senses_are_the_distributions_of_the_votes(trained, gold):
    senses, folder = training("senses"), trained("senses")
    models = {
        file.removesuffix(".tsv"): model(folder, file.removesuffix(".tsv")) for file in MODELS["senses"]
    }
    cases = [case for case in senses.read_cases(gold, "moverb") if case.votes]
    shares = [senses.predict(models, case) for case in cases]
    assert [sum(one.values()) for one in shares] == pytest.approx([1.0] * len(cases))
    tops = [max(one, key=one.__getitem__) for one in shares]
    assert share(top == case.label for top, case in zip(tops, cases, strict=True)) > 0.6
    assert models["register"].probability(cases[0].register_features) > 0.5


def test_wordnet_is_condensed(trained):
    lines = (trained("wordnet") / "wordnet.tsv").read_text("utf-8").splitlines()
    assert lines == [
        *("main.adj\tcalm", "noun.person\tnurse", "share.1\twalk", "share.4\ttell"),
        *("verb.communication\ttell", "verb.motion\twalk"),
    ]


def test_statements_are_found_by_the_models(trained, gold):
    """The chain of models finds the cues of its articles."""
    statements, folder = training("statements"), trained("statements")
    words = (folder / "words.tsv").read_text("utf-8").splitlines()
    vocabulary = statements.Vocabulary(words, statements.reporting_classes())
    cues = unpack_chain((folder / "cues.npz").read_bytes())
    tagger = Tagger(lexicon(), model_of_tags(), vocabulary.describe)
    [record, *_] = statements.read_records(gold / "attribution" / "train.jsonl.gz")
    article = statements.read_article(record, tagger)
    marginals = statements.cue_marginals(statements.Scene(article.columns), cues)
    found = {int(article.columns.start[cue.start]) for cue in statements.find_cues(marginals, 0.5)}
    assert found == {one["cue"][0][0] for one in record["attributions"]}
    ranker = unpack_ranker((folder / "ranker.npz").read_bytes())
    assert ranker.rates.shape == (vocabulary.stems + 1,)


@pytest.mark.parametrize("name", ["acts", "conditionals", "clauses", "senses"])
def test_a_cross_validation_prints_scores_and_writes_nothing(name, gold, tmp_path, capsys):
    option = "--evaluate" if name == "senses" else "--cross-validate"
    training(name).main(["--gold", str(gold), "--output", str(tmp_path), option])
    assert capsys.readouterr().out
    assert not list(tmp_path.iterdir())


def test_acts_of_own_sentences_are_told_apart(trained):
    acts, folder = training("acts"), trained("acts")
    cases = list(acts.own_cases())
    found = model(folder, "acts")
    right = [max(s := found.distribution(case.names), key=s.__getitem__) == case.acts[0] for case in cases]
    assert sum(right) / len(right) > 0.7
