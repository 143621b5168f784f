"""Label Studio JSON: tasks whose predictions are the machine's marks, and a labelling configuration.

A mark is a region with its layer as label; category, sense and the other closed lists are choices of the
region (results with the same `id`), what the annotator writes is a text area, and relations lead from a
conditional to its parts. `data.hedgerow` is handed back as it is. Label Studio counts code points (since
version 1.4; before, and in some tags still, UTF-16 code units: both are read, by the wording of the
regions). A task without a submitted annotation counts as not gone over.
Source: labelstud.io/guide/task_format and predictions.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import quoteattr

from analysis import __version__
from analysis.base.errors import StudyError, did_you_mean
from analysis.review.decisions.decision import PARTS
from analysis.review.exchange.marked_document import KINDS, Link, Markup, Region
from analysis.review.exchange.sidecar import Beside, passport
from analysis.review.exchange.span_labels import COLOUR, values_of
from analysis.review.exchange.units import Utf16
from analysis.review.exchange.untrusted import (
    as_list,
    as_object,
    as_offset,
    as_text,
    read_json,
    to_json,
    write_text,
)

TASKS: Final = "tasks.json"
_MARK: Final = "mark"
_TEXT: Final = "text"
_REASON: Final = "reason"
_Result = dict[str, Any]


def write(markups: Sequence[Markup], folder: Path) -> None:
    """Write the tasks to import and the configuration to paste."""
    values = values_of(markups)
    tasks = ",\n".join(to_json(_task(markup, values.keys())) for markup in markups)
    write_text(f"[{tasks}]\n", folder / TASKS)
    write_text(_config(values), folder / "labeling_config.xml")


def read(path: Path) -> Iterator[Markup]:
    """Yield the documents of a file that `write` or Label Studio (JSON, not JSON-MIN) wrote."""
    file = path / TASKS if path.is_dir() else path
    for number, task in enumerate(as_list(read_json(file), str(file)), 1):
        where = f"{file}, task {number}"
        yield _markup(as_object(task, where), where)


def _task(markup: Markup, closed: Any) -> dict[str, Any]:
    results = [result for region in markup.regions for result in _results(region, closed)]
    kinds = {region.id: region.kind for region in markup.regions}
    results += [
        {"type": "relation", "from_id": one, "to_id": part, "direction": "right", "labels": [kinds[part]]}
        for one, part in markup.links
    ]
    return {
        "data": {"text": markup.text, "hedgerow": passport(markup)},
        "predictions": [{"model_version": f"hedgerow {__version__}", "result": results}],
    }


def _results(region: Region, closed: Any) -> Iterator[_Result]:
    place = {"start": region.start, "end": region.end}
    yield _result(region.id, _MARK, "labels", {**place, "labels": [region.kind]})
    for name, value in region.labels.items():
        if (region.kind, name) in closed:
            choice = {**place, "choices": [value]}
            yield _result(region.id, f"{region.kind}-{name}", "choices", choice)


def _result(id: str, control: str, type: str, value: dict[str, Any]) -> _Result:
    return {"id": id, "from_name": control, "to_name": _TEXT, "type": type, "value": value}


def _markup(task: dict[str, Any], where: str) -> Markup:
    data = as_object(task.get("data"), f"{where}: data")
    text = as_text(data.get("text"), f"{where}: data.text")
    beside = Beside(data.get("hedgerow"), text, where)
    results, judged = _chosen(task, where)
    said: dict[str, list[_Result]] = {}
    for one in results:
        said.setdefault(str(one.get("id")), []).append(one)
    marks = [one for one in results if one.get("type") == "labels"]
    places = _places([as_object(one.get("value"), f"{where}: value") for one in marks], text, where)
    regions = tuple(
        _region(one, place, said[str(one.get("id"))], beside, where)
        for one, place in zip(marks, places, strict=True)
    )
    links = tuple(_link(one) for one in results if one.get("type") == "relation")
    return Markup(beside.document, beside.digest, text, regions, links, judged=judged, where=where)


def _chosen(task: dict[str, Any], where: str) -> tuple[list[_Result], bool]:
    """The results of the one annotation that was submitted, or else of the prediction."""
    annotations = [
        one
        for each in as_list(task.get("annotations") or [], f"{where}: annotations")
        if not (one := as_object(each, f"{where}: annotations")).get("was_cancelled")
    ]
    if len(annotations) > 1:
        raise StudyError(
            f"{where}: has {len(annotations)} annotations; right would be an export of one annotator's"
        )
    chosen = annotations or as_list(task.get("predictions") or [], f"{where}: predictions")[:1]
    results = as_object(chosen[0], where).get("result", []) if chosen else []
    return [as_object(each, f"{where}: result") for each in as_list(results, where)], bool(annotations)


def _places(values: Sequence[Mapping[str, Any]], text: str, where: str) -> list[tuple[int, int]]:
    """Start and end of the regions in code points, whichever units the tool counted in."""
    places = [
        (as_offset(value.get("start"), f"{where}: start"), as_offset(value.get("end"), f"{where}: end"))
        for value in values
    ]
    wording = [value.get("text") for value in values]
    if _agree(wording, places, text):
        return places
    units = Utf16(text)
    try:
        converted = [(units.to_points(start), units.to_points(end)) for start, end in places]
    except ValueError:
        return places
    return converted if _agree(wording, converted, text) else places


def _agree(wording: Sequence[Any], places: Sequence[tuple[int, int]], text: str) -> bool:
    """Whether the words of all regions that have any are those at their places."""
    pairs = zip(wording, places, strict=True)
    return all(_words(text[a:b]) == _words(words) for words, (a, b) in pairs if isinstance(words, str))


def _words(text: str) -> list[str]:
    """The words of a region; Label Studio writes a line break as a backslash and an n."""
    return text.replace("\\n", " ").split()


def _region(
    mark: _Result, place: tuple[int, int], said: Sequence[_Result], beside: Beside, where: str
) -> Region:
    labels = as_list(mark["value"].get("labels"), f"{where}: labels")
    kind = as_text(labels[0] if labels else None, f"{where}: labels")
    if kind not in KINDS:
        raise StudyError(f"{where}: label {kind!r} does not exist{did_you_mean(kind, KINDS)}")
    chosen, note = _choices(kind, said, where)
    surface = mark["value"].get("text")
    if not isinstance(surface, str) or "\\n" in surface:
        surface = None
    return Region(str(mark.get("id")), kind, *place, chosen, beside.details(kind, *place), note, surface)


def _choices(kind: str, said: Sequence[_Result], where: str) -> tuple[dict[str, str], str]:
    """The choices for this kind of region and the written reason, among all that is said of it."""
    chosen, note = {}, ""
    for one in said:
        value = as_object(one.get("value"), f"{where}: value")
        layer, _, name = str(one.get("from_name")).partition("-")
        if one.get("type") == "choices" and layer == kind:
            choices = as_list(value.get("choices"), f"{where}: choices")
            chosen[name] = as_text(choices[0] if choices else "", f"{where}: choices")
        elif one.get("type") == "textarea" and layer == _REASON:
            note = " ".join(as_text(each, where) for each in as_list(value.get("text"), f"{where}: text"))
    return chosen, note


def _link(relation: _Result) -> Link:
    return str(relation.get("from_id")), str(relation.get("to_id"))


def _config(values: Mapping[tuple[str, str], Sequence[str]]) -> str:
    """The labelling interface: layers, their choices once a region is chosen, a reason, relations."""
    labels = [f"    <Label value={quoteattr(kind)} background={quoteattr(COLOUR[kind])}/>" for kind in KINDS]
    lines = [
        "<View>",
        "  <Relations>",
        *(f"    <Relation value={quoteattr(part)}/>" for part in PARTS),
        "  </Relations>",
        f'  <Labels name="{_MARK}" toName="{_TEXT}">',
        *labels,
        "  </Labels>",
        f'  <Text name="{_TEXT}" value="$text" granularity="character"/>',
    ]
    for kind in KINDS:
        lines += _layer_lines(kind, {name: some for (layer, name), some in values.items() if layer == kind})
    lines += [
        f'  <TextArea name="{_REASON}" toName="{_TEXT}" perRegion="true" placeholder="Reason"/>',
        "</View>",
    ]
    return "\n".join(lines) + "\n"


def _layer_lines(layer: str, choices: Mapping[str, Sequence[str]]) -> list[str]:
    """What can be chosen for a region of one layer; shown only when such a region is selected."""
    lines = []
    for name, values in choices.items():
        control = f"name={quoteattr(f'{layer}-{name}')} toName={quoteattr(_TEXT)}"
        lines += [
            f'    <Header value={quoteattr(name.capitalize())} size="5"/>',
            f'    <Choices {control} perRegion="true" choice="single">',
            *(f"      <Choice value={quoteattr(value)}/>" for value in values),
            "    </Choices>",
        ]
    when = f'visibleWhen="region-selected" whenTagName="{_MARK}" whenLabelValue={quoteattr(layer)}'
    return [f"  <View {when}>", *lines, "  </View>"] if lines else []
