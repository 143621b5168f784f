"""ParlaMint: a small corpus of our own in tests/parlamint, true to the published structure, and its reader.

The rules below restate in short what the RelaxNG schemas of ParlaMint (version 4) ask of the elements that
the corpus uses; it was also validated against a transcript of those schemas, which are not copied here:
https://github.com/clarin-eric/ParlaMint, folder Schema. Norland, its people and their words are invented.
"""

import json
import re
import shutil
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner
from defusedxml import ElementTree

from analysis.base.errors import CorpusError
from analysis.cli import main
from analysis.corpus import read_corpus
from analysis.corpus.markup import XML_ID, name_of, references
from analysis.corpus.versions import Versions

CORPUS = Path(__file__).parents[1] / "parlamint"
FILES = sorted(CORPUS.rglob("*.xml"))
SITTING = "2020/ParlaMint-XX_2020-03-04"
SITTINGS = [path for path in FILES if path.parent != CORPUS]

MODELS = {
    "TEI": "teiHeader text",
    "teiCorpus": "teiHeader include+",
    "teiHeader": "fileDesc encodingDesc profileDesc revisionDesc?",
    "fileDesc": "titleStmt editionStmt extent publicationStmt sourceDesc",
    "titleStmt": "title+ meeting+ respStmt* funder*",
    "respStmt": "(persName+ resp+)+",
    "editionStmt": "edition",
    "extent": "measure+",
    "publicationStmt": "publisher idno availability date",
    "availability": "licence p+",
    "sourceDesc": "bibl+",
    "bibl": "title+ edition* publisher? idno+ date*",
    "encodingDesc": "projectDesc+ editorialDecl? tagsDecl classDecl? (listPrefixDef appInfo)?",
    "editorialDecl": "correction normalization hyphenation quotation segmentation",
    "tagsDecl": "namespace",
    "classDecl": "(taxonomy|include)+",
    "profileDesc": "settingDesc textClass? particDesc? langUsage?",
    "setting": "name+ date",
    "particDesc": "(listOrg+ listPerson+)|include+",
    "taxonomy": "desc+ category+",
    "category": "catDesc+ category*",
    "catDesc": "term ref*",
    "listOrg": "head* org+ listRelation?",
    "org": "orgName+ event* idno* desc? listEvent? state*",
    "listEvent": "head* event+",
    "event": "label+",
    "listPerson": "head* person+",
    "person": "persName+ (sex|birth|death|affiliation|occupation|education|idno|figure)*",
    "affiliation": "roleName* orgName* note?",
    "text": "body",
    "body": "div+",
    "div": "head* (note|gap|kinesic|incident|vocal|pb|u)+",
    "u": "(seg|note|gap|kinesic|incident|vocal|pb)+",
    "seg": "(note|gap|kinesic|incident|vocal|pb|s)*",
    "s": "(note|gap|kinesic|incident|vocal|pb|name|w|pc)+ linkGrp",
    "linkGrp": "link+",
    "gap": "desc+",
    "kinesic": "desc+",
    "incident": "desc+",
    "vocal": "desc+",
}
"""Element -> what stands in it, in order."""

REQUIRED = {
    "TEI": "id lang ana",
    "teiCorpus": "id lang",
    "meeting": "ana",
    "measure": "unit quantity",
    "tagUsage": "gi occurs",
    "idno": "type",
    "taxonomy": "id",
    "category": "id",
    "org": "id role",
    "event": "from",
    "relation": "name",
    "state": "type subtype ana",
    "person": "id",
    "sex": "value",
    "affiliation": "role",
    "language": "ident",
    "text": "ana",
    "div": "type",
    "u": "ana id",
    "gap": "reason",
    "vocal": "type",
    "w": "id lemma msd",
    "pc": "id msd",
    "linkGrp": "targFunc type",
    "link": "ana target",
    "include": "href",
}
"""Element -> attributes that it must have, names without their namespace."""

VALUES = {
    "title.type": "main sub",
    "measure.unit": "speeches words tokens",
    "availability.status": "free",
    "org.role": "parliament government ministry politicalParty parliamentaryGroup ethnicCommunity",
    "orgName.full": "yes abb",
    "forename.full": "yes abb init",
    "relation.name": "coalition opposition renaming successor representing",
    "state.type": "politicalOrientation",
    "state.subtype": "CHES Wikipedia unknown",
    "sex.value": "M F U O N",
    "affiliation.role": "member head deputyHead minister observer replacement representative",
    "div.type": "debateSection commentSection",
    "u.ana": "#chair #regular #guest",
    "gap.reason": "editorial inaudible foreign",
    "kinesic.type": "applause gesture smiling laughter noise",
    "incident.type": "action incident leaving entering break pause sound editorial",
    "vocal.type": "greeting question clarification speaking interruption laughter shouting murmuring noise",
    "w.join": "right",
    "pc.join": "right",
    "name.type": "city country place PER LOC ORG MISC",
}
"""Attribute -> values that it may have."""

DATES = re.compile(r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}:\d{2})?)?)?")


def parse(path):
    return ElementTree.parse(path).getroot()


def plain(name):
    return name.rpartition("}")[2]


def violations(root):
    """What in a file breaks the rules, in the order of the file."""
    for element in root.iter():
        name, attributes = name_of(element), {plain(key): value for key, value in element.attrib.items()}
        children = "".join(f"{name_of(child)}," for child in element)
        model = re.sub(r"\w+", r"(?:\g<0>,)", MODELS.get(name, "")).replace(" ", "")
        if name in MODELS and not re.fullmatch(model, children):
            yield f"<{name}> holds {children}"
        if missing := set(REQUIRED.get(name, "").split()) - set(attributes):
            yield f"<{name}> has no {min(missing)}"
        for key, value in attributes.items():
            if f"{name}.{key}" in VALUES and value not in VALUES[f"{name}.{key}"].split():
                yield f"<{name}> has {key}={value}"
            if key in ("from", "to", "when", "notBefore", "notAfter") and not DATES.fullmatch(value):
                yield f"<{name}> has the date {value}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_corpus_keeps_the_rules(path):
    root = parse(path)
    assert list(violations(root)) == []
    assert root.get(XML_ID) == path.name.removesuffix(".xml")
    ids = Counter(element.get(XML_ID) for element in root.iter() if XML_ID in element.attrib)
    assert max(ids.values()) == 1


@pytest.mark.parametrize(
    ("before", "after", "violation"),
    [
        (' ana="#chair"', "", "<u> has no ana"),
        ("#chair", "#speaker", "<u> has ana=#speaker"),
        ('type="applause"', 'type="clapping"', "<kinesic> has type=clapping"),
        (
            "</editionStmt>",
            "</editionStmt><extent/>",
            "<fileDesc> holds titleStmt,editionStmt,extent,",
        ),
        ('when="2019-11-05"', 'when="5.11.2019"', "<date> has the date 5.11.2019"),
        ("<seg ", "<p ", "<u> holds p,"),
    ],
)
def test_the_rules_see_what_breaks_them(before, after, violation):
    text = (CORPUS / "2019/ParlaMint-XX_2019-11-05.xml").read_text("utf-8")
    text = text.replace(before, after, 1).replace("</seg>", "</p>" if "<p " in after else "</seg>", 1)
    assert any(found.startswith(violation) for found in violations(ElementTree.fromstring(text)))


POINTERS = {"who", "ana", "ref", "corresp", "target", "scheme", "mutual", "active", "passive", "prev", "next"}


def test_every_pointer_leads_somewhere():
    roots = [parse(path) for path in FILES]
    ids = {element.get(XML_ID) for root in roots for element in root.iter()}
    pointers = [
        pointer
        for root in roots
        for element in root.iter()
        for key, value in element.attrib.items()
        if plain(key) in POINTERS and "://" not in value
        for pointer in references(value)
    ]
    assert len(pointers) > 100
    assert set(pointers) <= ids


@pytest.mark.parametrize("name", ["ParlaMint-XX.xml", "ParlaMint-XX.ana.xml"])
def test_the_root_includes_what_is_there(name):
    included = {
        element.get("href") for element in parse(CORPUS / name).iter() if name_of(element) == "include"
    }
    assert all((CORPUS / href).is_file() for href in included)
    sittings = {
        path.relative_to(CORPUS).as_posix() for path in FILES if "_" in path.stem and path.parent != CORPUS
    }
    annotated = {path for path in sittings if path.endswith(".ana.xml")}
    assert included & sittings == (annotated if ".ana" in name else sittings - annotated)


@pytest.mark.parametrize("path", SITTINGS, ids=lambda path: path.name)
def test_the_counts_in_the_headers(path):
    root = parse(path)
    text = next(element for element in root if name_of(element) == "text")
    found = Counter(name_of(element) for element in text.iter())
    declared = {
        element.get("gi"): int(element.get("occurs"))
        for element in root.iter()
        if name_of(element) == "tagUsage"
    }
    assert declared == found


# What is read


def read(path):
    skipped = []
    documents = list(read_corpus(path, on_skip=lambda where, why: skipped.append((Path(where).name, why))))
    return documents, skipped


def rows(documents, *keys):
    return [tuple(document.metadata.get(key) for key in keys) for document in documents]


TEXTS = [
    "Order. The sitting may begin.",
    "If the toll rises, boats will go elsewhere. That is perhaps what the minister wants.\n\n"
    "We must not let it happen.",
    "Shame!",
    "As I said, we should wait.\n\nDank u wel, voorzitter.",
    "Dr Lee Hartog may speak.",
    "I wouldn't call it a storm, but it could become one. We should prepare.",
    "Unless the wind turns, Port Norhaven will close.",
    "Boats might be lost, I think.",
    "Who can tell?",
]


def test_a_document_a_speech_in_order_without_what_nobody_says():
    documents, skipped = read(CORPUS)
    assert [document.text for document in documents] == TEXTS
    assert [document.id.partition("_")[2] for document in documents] == [
        *(f"2019-11-05.u{number}" for number in (1, 2, 3, 4)),
        *(f"2020-03-04.u{number}" for number in (1, 2, 3, 4, 5)),
    ]
    assert skipped == [
        ("ParlaMint-XX_2019-11-05.xml, speech 5", "empty text"),
        (
            "ParlaMint-XX_2020-03-04.ana.xml",
            "the same sitting as ParlaMint-XX_2020-03-04.xml, which is read",
        ),
    ]


def test_who_speaks_for_which_party_on_the_day():
    documents, _ = read(CORPUS)
    assert rows(documents, "speaker_id", "speaker", "role", "party", "party_status", "office", "gender") == [
        ("OlenaKovalchuk", "Olena Kovalchuk", "chair", "MP", "coalition", None, "F"),
        ("AnnLee", "Ann M. Lee", "regular", "Harbour Bench", "coalition", None, "F"),
        ("PublicGallery", "Public gallery", "guest", None, None, None, None),
        ("AnnLee", "Ann M. Lee", "regular", "Harbour Bench", "coalition", None, "F"),
        ("OlenaKovalchuk", "Olena Kovalchuk", "chair", "MP", "opposition", None, "F"),
        ("AnnLee", "Ann M. Lee Hartog", "regular", "Green League", "coalition", None, "F"),
        ("BoRoe", "Bo van der Roe", "regular", "Harbour Bench", "coalition", "Minister of Ports", "M"),
        ("IvoTarn", "Ivo Tarn", "guest", None, None, None, "U"),
        (None, None, "guest", None, None, None, None),
    ]


@pytest.mark.parametrize(
    ("day", "speaker", "party", "status"),
    [
        ("2017-08-31", "Ann M. Lee", None, None),
        ("2017-09-01", "Ann M. Lee", "Harbour Bench", None),
        ("2017-09-20", "Ann M. Lee", "Harbour Bench", "coalition"),
        ("2020-01-14", "Ann M. Lee Hartog", "Harbour Bench", "coalition"),
        ("2020-01-16", "Ann M. Lee Hartog", "Green League", "opposition"),
        ("2020-02-20", "Ann M. Lee Hartog", "Green League", "opposition"),
        ("2020-02-21", "Ann M. Lee Hartog", "Green League", "coalition"),
    ],
)
def test_name_party_and_status_change_with_the_day(tmp_path, day, speaker, party, status):
    known = on(tmp_path, day, "AnnLee")
    assert [known.get(key) for key in ("speaker", "party", "party_status")] == [speaker, party, status]


def test_on_the_day_of_the_change_the_new_party_counts(tmp_path):
    assert on(tmp_path, "2020-01-15", "AnnLee")["party"] == "Green League"


def on(tmp_path, day, speaker):
    """What is known of a speaker of the last sitting, had it been on another day."""
    folder = shutil.copytree(CORPUS, tmp_path / "moved", ignore=shutil.ignore_patterns("2019", "*.ana.xml"))
    path = folder / f"{SITTING}.xml"
    path.write_text(path.read_text("utf-8").replace('when="2020-03-04"', f'when="{day}"'), "utf-8")
    return next(each.metadata for each in read(folder)[0] if each.metadata.get("speaker_id") == speaker)


@pytest.mark.parametrize(("day", "office"), [("2020-03-03", None), ("2020-03-04", "Minister of Ports")])
def test_an_office_that_begins_at_an_hour_is_held_on_that_day(tmp_path, day, office):
    assert on(tmp_path, day, "BoRoe").get("office") == office


def test_which_sitting_it_is():
    documents, _ = read(CORPUS)
    keys = ("title", "date", "house", "term", "session", "meeting", "sitting", "subcorpus", "language")
    first = ("Sitting 31 of the Assembly, 5 November 2019", "2019-11-05", "lower", "7", "autumn", None, "31")
    last = ("Sitting 40 of the Assembly, 4 March 2020", "2020-03-04", "lower", "7", "autumn", None, "40")
    described = rows(documents, *keys)
    assert described[0] == (*first, "reference", "en")
    assert described[3] == (*first, "reference", "en; nl")
    assert described[-1] == (*last, "covid", "en")


def test_annotated_and_plain_say_the_same():
    plain, annotated = (read(CORPUS / f"{SITTING}{end}")[0] for end in (".xml", ".ana.xml"))
    assert annotated == plain
    assert plain[2].metadata["speaker"] == "Bo van der Roe"


def test_a_year_read_for_itself_knows_the_people_above_it():
    documents, skipped = read(CORPUS / "2020")
    assert documents == read(CORPUS)[0][4:]
    assert len(skipped) == 1


def test_corpora_below_a_folder_and_in_archives(tmp_path):
    shutil.copytree(CORPUS, tmp_path / "in" / "ParlaMint-XX.TEI")
    with zipfile.ZipFile(tmp_path / "one.zip", "w") as archive:
        for path in FILES:
            archive.write(path, path.relative_to(CORPUS.parent))
    whole = read(CORPUS)[0]
    assert read(tmp_path / "in")[0] == whole
    assert read(tmp_path / "one.zip")[0] == whole


TRANSLATED = "ParlaMint-AT-en_2020-03-04.ana.xml"
BRITISH = "ParlaMint-GB_2020-03-04.xml"


@pytest.mark.parametrize(
    ("path", "others", "better"),
    [
        ("ParlaMint-AT_2020-03-04.ana.xml", ["ParlaMint-AT_2020-03-04.xml"], "ParlaMint-AT_2020-03-04.xml"),
        ("ParlaMint-AT_2020-03-04.xml", ["ParlaMint-AT_2020-03-04.ana.xml"], None),
        ("ParlaMint-AT_2020-03-04.ana.xml", ["ParlaMint-AT_2020-03-05.xml"], None),
        ("a/ParlaMint-AT_2020-03-04.xml", [f"b/{TRANSLATED}"], TRANSLATED),
        (f"b/{TRANSLATED}", ["a/ParlaMint-AT_2020-03-04.xml"], None),
        (
            "ParlaMint-GB-en_2020-03-04.ana.xml",
            ["ParlaMint-GB_2020-03-04.xml"],
            "ParlaMint-GB_2020-03-04.xml",
        ),
        ("ParlaMint-ES-CT_2020-03-04.vert", ["ParlaMint-ES-CT_2020-03-04.txt"], None),
        (
            "ParlaMint-BE_2020-03-04-meta-en.tsv",
            ["ParlaMint-BE_2020-03-04.conllu"],
            "ParlaMint-BE_2020-03-04.conllu",
        ),
        ("ParlaMint-AT.ana.xml", ["ParlaMint-AT.xml"], None),
        ("letters.ana.xml", ["letters.xml"], None),
    ],
)
def test_one_version_of_a_sitting_is_read(path, others, better):
    assert Versions(lambda: [path, *others]).better(path) == better


SENTENCE = "<TEI><text><body><u><seg><s>{}</s></seg></u></body></text></TEI>"


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ('<name>\n<w join="right">Norhaven</w>\n</name>\n<pc>.</pc>', "Norhaven."),
        ("<w>We</w>\n<phr>\n<w>may</w>\n<w>wait</w>\n</phr>\n<w>here</w>", "We may wait here"),
        ('<w join="right">don\'t<w norm="do"/><w norm="not"/></w><pc>!</pc>', "don't!"),
        ('<w norm="cannot" join="right"><w>can</w><w>not</w></w><pc>.</pc>', "can not."),
        ("<w>We</w><note><w>sic</w></note><w>wait</w>", "We wait"),
        ("<w>We</w>, <w>too</w>", "We, too"),
        ("We <hi>may</hi>\n wait.", "We may wait."),
    ],
)
def test_words_are_put_together_as_they_were(write, words, text):
    (document,) = read_corpus(write("a.xml", SENTENCE.format(words)))
    assert document.text == text


def test_a_whole_corpus_in_one_file(write, tmp_path):
    lists = "".join(
        (CORPUS / f"ParlaMint-XX-list{name}.xml").read_text("utf-8")[39:] for name in ("Org", "Person")
    )
    speech = '<TEI><text><body><u who="#AnnLee"><seg>We may wait.</seg></u></body></text></TEI>'
    essay = "<TEI><text><body><p>It will rain.</p></body></text></TEI>"
    write("all.xml", f"<teiCorpus><teiHeader>{lists}</teiHeader>{speech}{essay}{speech}</teiCorpus>")
    (first, second, third), _ = read(tmp_path)
    assert [each.id for each in (first, second, third)] == ["all-1-1", "all-2", "all-3-1"]
    assert (first.text, second.text) == ("We may wait.", "It will rain.")
    assert first.metadata["speaker"] == third.metadata["speaker"] == "Ann M. Lee"
    assert "speaker" not in second.metadata


# ParlaMint without its XML

TABLE = (
    "Text_ID\tID\tTitle\tDate\tSpeaker_role\tSpeaker_party_name\tParty_status\tSpeaker_name\tSpeaker_gender\n"
    "ParlaMint-XX_2020-03-04\tParlaMint-XX_2020-03-04.u2\tSitting 40\t2020-03-04\tRegular\tGreen League\t-\t"
    "Lee Hartog, Ann M.\tF\n"
)
LINES = (
    "ParlaMint-XX_2020-03-04.u1\tDr Lee Hartog may speak.\nParlaMint-XX_2020-03-04.u2\tWe should prepare.\n"
)
ANN = {
    "speaker": "Ann M. Lee Hartog",
    "party": "Green League",
    "gender": "F",
    "role": "Regular",
    "date": "2020-03-04",
}


def test_lines_and_the_table_beside_them(write, tmp_path):
    write(f"{SITTING}.txt", LINES + "\nno id\n")
    write(f"{SITTING}-meta-en.tsv", TABLE)
    (first, second), skipped = read(tmp_path)
    assert (first.id, first.text) == ("ParlaMint-XX_2020-03-04.u1", "Dr Lee Hartog may speak.")
    assert "speaker" not in first.metadata
    assert (second.id, second.text) == ("ParlaMint-XX_2020-03-04.u2", "We should prepare.")
    assert ANN.items() <= second.metadata.items()
    assert skipped == [
        (
            "ParlaMint-XX_2020-03-04-meta-en.tsv",
            "the same sitting as ParlaMint-XX_2020-03-04.txt, which is read",
        ),
        ("ParlaMint-XX_2020-03-04.txt, line 4", "not the id of a speech, a tab and its text"),
    ]


@pytest.mark.parametrize(
    "table", [b"\xef\xbb\xbf", b"\n", b"ID\n", b"Date\tID\n\t\n1\n", b"\xff\tID\n1\t2\t3\n"]
)
def test_a_damaged_table_costs_no_speech(write, table):
    path = write(f"{SITTING}.txt", LINES)
    write(f"{SITTING}-meta.tsv", table)
    assert [document.text for document in read(path)[0]] == ["Dr Lee Hartog may speak.", "We should prepare."]


def test_a_broken_list_is_named(tmp_path):
    folder = shutil.copytree(CORPUS, tmp_path / "broken")
    (folder / "ParlaMint-XX-listPerson.xml").write_text("<listPerson><person>", "utf-8")
    with pytest.raises(CorpusError, match=r"listPerson\.xml: not valid XML \(no element found"):
        read(folder / f"{SITTING}.xml")


def test_conllu_with_the_table_beside_it(write, tmp_path):
    word = "\t".join(["1", "Wait", *"_" * 8])
    path = write(f"{SITTING}.conllu", f"# newdoc id = ParlaMint-XX_2020-03-04.u2\n# text = Wait\n{word}\n\n")
    write(f"{SITTING}-meta.tsv", TABLE)
    for place in (path, tmp_path):
        (document,) = read(place)[0]
        assert document.text == "Wait"
        assert ANN.items() <= document.metadata.items()


def test_vertical_files_name_speakers_as_the_others_do(write):
    who = 'speaker_name="Lee Hartog, Ann M." speaker_party_name="Green League" speaker_gender="F"'
    what = 'speaker_role="Regular" date="2020-03-04" title="A &gt; B > C"'
    lines = f'<speech id="u2" {who} {what}>\nWait\n</speech>'
    (document,) = read(write(f"{SITTING}.vert", f'<note content="a > b"/>\n{lines}\n'))[0]
    assert (document.id, document.text) == ("u2", "Wait")
    assert ANN.items() <= document.metadata.items()
    assert document.metadata["title"] == "A > B > C"


def test_a_text_that_only_bears_the_name_is_a_text(write):
    (document,) = read(write("ParlaMint-XX_notes.txt", "We may wait."))[0]
    assert document.text == "We may wait."


# The whole way


def test_annotate_gives_every_speech_to_its_speaker(tmp_path):
    output = tmp_path / "out.jsonl"
    result = CliRunner().invoke(main, ["annotate", str(CORPUS), "-o", str(output)])
    assert result.exit_code == 0, result.output
    records = [json.loads(line) for line in output.read_text("utf-8").splitlines()]
    documents, _ = read(CORPUS)
    assert [record["id"] for record in records] == [document.id for document in documents]
    marks = []
    for record, document in zip(records, documents, strict=True):
        speaker = document.metadata.get("speaker")
        assert [each["speaker"] for each in record["statements"]] == ([speaker] if speaker else [])
        for mark in record["modals"]:
            assert mark["statement"] == (0 if speaker else None)
            marks.append((speaker, document.text[mark["start"] : mark["end"]]))
    assert marks == [
        ("Olena Kovalchuk", "may"),
        ("Ann M. Lee", "will"),
        ("Ann M. Lee", "must"),
        ("Ann M. Lee", "should"),
        ("Olena Kovalchuk", "may"),
        ("Ann M. Lee Hartog", "wouldn't"),
        ("Ann M. Lee Hartog", "could"),
        ("Ann M. Lee Hartog", "should"),
        ("Bo van der Roe", "will"),
        ("Ivo Tarn", "might"),
        (None, "can"),
    ]
