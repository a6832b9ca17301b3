"""Trees that say how sure a row is, fitted on rows that were read from coded reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import lightgbm
import numpy as np

from geomap.extract.learned.row_signs import SIGNS, signs_of

if TYPE_CHECKING:
    from benchmarks.text.coded_reports import Coded

Node = tuple[str, str, str, str, str]
"""A line of the table of trees: sign, bound, low, high, value."""

FRESH = 2.0
"""How much a text that the rules never saw counts."""

SEEDS, TREES = 3, 120
HOW = {
    "objective": "binary", "learning_rate": 0.05, "num_leaves": 6, "min_data_in_leaf": 25,
    "feature_fraction": 0.3, "bagging_fraction": 0.7, "bagging_freq": 1, "lambda_l2": 5.0,
    "num_threads": 1, "deterministic": True, "force_row_wise": True, "verbose": -1,
}  # fmt: skip


class RowTable:
    """Rows that were read, each with its signs and whether it is right."""

    def __init__(self, texts: list[Coded], rows: list[list[Any]], scorer: Any) -> None:
        self.right: list[int] = []
        self.text: list[int] = []
        signs: list[list[float]] = []
        for at, (text, found) in enumerate(zip(texts, rows, strict=True)):
            assert text.reading is not None
            hit = scorer.match(text.gold, found, scorer.day(text.published))
            good = {row for row, verdict in hit.values() if verdict["found"]}
            signs += signs_of(text.reading.events)
            self.right += [int(number in good) for number in range(len(found))]
            self.text += [at] * len(found)
        self.signs = np.array(signs, dtype=np.float64)
        self.weight = np.array([FRESH if texts[at].fresh else 1.0 for at in self.text])

    def signs_of_text(self, at: int) -> list[list[float]]:
        """Return the signs of the rows of one text."""
        found: list[list[float]] = self.signs[np.array(self.text) == at].tolist()
        return found

    def fit(self, left_in: Any) -> list[Node]:
        """Return the nodes of all trees, fitted on some of the rows."""
        nodes: list[Node] = []
        right = np.array(self.right)[left_in]
        for seed in range(1, SEEDS + 1):
            rows = lightgbm.Dataset(self.signs[left_in], right, weight=self.weight[left_in])
            model = lightgbm.train(HOW | {"seed": seed}, rows, TREES)
            for tree in model.dump_model()["tree_info"]:
                _add(nodes, tree["tree_structure"])
        return nodes


def _add(nodes: list[Node], node: dict[str, Any]) -> int:
    """Add a node and all below it; return its line."""
    at = len(nodes)
    if "leaf_value" in node:
        nodes.append(("", "", "", "", str(round(1000 * node["leaf_value"] / SEEDS))))
        return at
    nodes.append(("", "", "", "", ""))
    low = _add(nodes, node["left_child"])
    high = _add(nodes, node["right_child"])
    sign, bound = SIGNS[node["split_feature"]], f"{node['threshold']:.6g}"
    nodes[at] = (sign, bound, str(low), str(high), "")
    return at
