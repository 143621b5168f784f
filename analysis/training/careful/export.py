"""The trained network as the files that the careful reader runs: whole numbers of eight bits, in ONNX.

Weights of linear layers have seven bits, so that no processor's sums of products overflow and all of them
give the same whole numbers.
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from analysis.annotation.statements.careful.pair_head import PairHead
from analysis.training.careful.network import HEADS, LAYERS, PAIR, WIDTH, Network

OPSET = 20
IR_VERSION = 9
EPSILON = 1e-12
PROJECTIONS = ("cues", "of_token", "of_cue", "token_factor", "cue_factor")
OUTPUTS = ("cues", "pairs")
Weights = dict[str, NDArray[np.float32]]


def export_encoder(network: Network) -> bytes:
    """The encoder with the projections that the heads need, quantized."""
    with tempfile.TemporaryDirectory() as scratch:
        plain, whole = Path(scratch) / "plain.onnx", Path(scratch) / "whole.onnx"
        onnx.save(_model(_weights(network)), plain)
        quantize_dynamic(
            plain,
            whole,
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
        )
        return whole.read_bytes()


def export_pair_head(network: Network) -> PairHead:
    """The weights of the pair head that come after the projections."""
    w = _weights(network)
    distances, sentences, paragraphs, quotations = (w[f"places.{i}.weight"] for i in range(4))
    return PairHead(
        distances,
        sentences,
        paragraphs,
        quotations,
        w["near"],
        w["near_bias"],
        np.ascontiguousarray(w["contents.weight"].T),
        w["contents.bias"],
        w["transitions"],
    )


def _weights(network: Network) -> Weights:
    return {name: value.numpy() for name, value in network.state_dict().items()}


class _Graph:
    """Nodes and constants, as they are added."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, name: str, array: NDArray[Any]) -> str:
        """Add an array; gives its name."""
        self.constants.append(numpy_helper.from_array(np.array(array, order="C"), name))
        return name

    def add(self, kind: str, inputs: Sequence[str], name: str, outputs: int = 1, **attributes: Any) -> Any:
        """Add a node; gives the name of its output, or the names if there are several."""
        names = [name] if outputs == 1 else [f"{name}.{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, name=name, **attributes))
        return names[0] if outputs == 1 else names

    def linear(self, x: str, name: str, weight: NDArray[Any], bias: NDArray[Any]) -> str:
        """x times a matrix (rows are outputs) plus a bias."""
        product = self.add("MatMul", [x, self.constant(f"{name}.w", weight.T)], name)
        out: str = self.add("Add", [product, self.constant(f"{name}.b", bias)], f"{name}.sum")
        return out

    def norm(self, x: str, name: str, w: Weights) -> str:
        """Layer normalization with the weights of that name."""
        inputs = [x, *(self.constant(f"{name}.{part}", w[f"{name}.{part}"]) for part in ("weight", "bias"))]
        out: str = self.add("LayerNormalization", inputs, f"{name}.out", axis=-1, epsilon=EPSILON)
        return out


def _model(w: Weights) -> Any:
    graph = _Graph()
    x = _embedded(graph, w)
    for layer in range(LAYERS):
        x = _layer(graph, x, f"layers.{layer}", w)
    sizes = _project(graph, graph.add("Gather", [x, "places"], "tokens"), w)
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, [size])
        for name, size in (("pieces", "piece"), ("looks", "piece"), ("places", "token"))
    ]
    outputs = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, ["token", size])
        for name, size in zip(OUTPUTS, sizes, strict=True)
    ]
    whole = helper.make_graph(graph.nodes, "careful", inputs, outputs, graph.constants)
    model = helper.make_model(whole, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="hedgerow")
    model.ir_version = IR_VERSION
    onnx.checker.check_model(model)
    return model


def _project(graph: _Graph, tokens: str, w: Weights) -> tuple[int, int]:
    """The scores of cues, and four vectors a token for the pair head; gives how many numbers each has."""
    weight = np.concatenate([w[f"{name}.weight"] for name in PROJECTIONS])
    bias = np.concatenate([w.get(f"{name}.bias", np.zeros(PAIR, np.float32)) for name in PROJECTIONS])
    half = graph.constant("heads.w", weight.T.astype(np.float16))
    wide = graph.add("Cast", [half], "heads.wide", to=TensorProto.FLOAT)
    product = graph.add("MatMul", [tokens, wide], "heads")
    joined = graph.add("Add", [product, graph.constant("heads.b", bias)], "heads.sum")
    sizes = len(w["cues.bias"]), len(bias) - len(w["cues.bias"])
    inputs = [joined, graph.constant("heads.sizes", np.array(sizes))]
    graph.nodes.append(helper.make_node("Split", inputs, OUTPUTS, axis=1))
    return sizes


def _embedded(graph: _Graph, w: Weights) -> str:
    """Word pieces (one scale a row, eight bits), positions and looks, added and normalised."""
    words = w["words.weight"]
    scale = np.abs(words).max(axis=1, keepdims=True) / 127
    levels = np.rint(words / np.maximum(scale, 1e-9)).astype(np.int8)
    rows = graph.add("Gather", [graph.constant("words", levels), "pieces"], "rows")
    by = graph.add("Gather", [graph.constant("scale", scale.astype(np.float32)), "pieces"], "by")
    x = graph.add("Mul", [graph.add("Cast", [rows], "wide", to=TensorProto.FLOAT), by], "scaled")
    end = graph.add("Shape", ["pieces"], "length")
    zero = graph.constant("zero", np.array([0]))
    placed = graph.add(
        "Slice", [graph.constant("positions", w["positions.weight"].astype(np.float16)), zero, end], "placed"
    )
    placed = graph.add("Cast", [placed], "positions.wide", to=TensorProto.FLOAT)
    look = graph.add("Gather", [graph.constant("looks.table", w["looks.weight"]), "looks"], "look")
    x = graph.add("Add", [graph.add("Add", [x, placed], "with.positions"), look], "embedded")
    return graph.norm(x, "norm", w)


def _layer(graph: _Graph, x: str, name: str, w: Weights) -> str:
    """One transformer layer over one window."""
    mixed = graph.linear(_attended(graph, x, name, w), f"{name}.mixed", *_pair(w, f"{name}.mixed"))
    x = graph.norm(graph.add("Add", [x, mixed], f"{name}.more"), f"{name}.mixed_norm", w)
    inner = graph.linear(x, f"{name}.inner", *_pair(w, f"{name}.inner"))
    inner = graph.add("Gelu", [inner], f"{name}.gelu")
    outer = graph.linear(inner, f"{name}.outer", *_pair(w, f"{name}.outer"))
    return graph.norm(graph.add("Add", [x, outer], f"{name}.most"), f"{name}.outer_norm", w)


def _attended(graph: _Graph, x: str, name: str, w: Weights) -> str:
    """Self-attention of several heads; the scale of the products is in the weights of the queries."""
    parts = [_pair(w, f"{name}.{part}") for part in ("query", "key", "value")]
    by = np.float32((WIDTH // HEADS) ** -0.5)
    parts[0] = (parts[0][0] * by, parts[0][1] * by)
    weight, bias = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
    joined = graph.linear(x, f"{name}.attention", weight, bias)
    shape = graph.constant(f"{name}.shape", np.array([-1, 3, HEADS, WIDTH // HEADS]))
    cut = graph.add("Reshape", [joined, shape], f"{name}.cut")
    turned = graph.add("Transpose", [cut], f"{name}.turned", perm=[1, 2, 0, 3])
    one = [graph.constant(f"{name}.part{i}", np.array(i)) for i in range(3)]
    query, key, value = (graph.add("Gather", [turned, i], f"{name}.of{i[-1]}", axis=0) for i in one)
    keys = graph.add("Transpose", [key], f"{name}.keys", perm=[0, 2, 1])
    products = graph.add("MatMul", [query, keys], f"{name}.products")
    shares = graph.add("Softmax", [products], f"{name}.shares", axis=-1)
    seen = graph.add("MatMul", [shares, value], f"{name}.seen")
    back = graph.add("Transpose", [seen], f"{name}.back", perm=[1, 0, 2])
    flat = graph.constant(f"{name}.flat", np.array([-1, WIDTH]))
    whole: str = graph.add("Reshape", [back, flat], f"{name}.joined")
    return whole


def _pair(w: Weights, name: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    return w[f"{name}.weight"], w[f"{name}.bias"]
