"""The story, top to bottom: read, place, select, layer, write.

Every command calls functions of this package and of nothing else below it.
"""

from geomap.jobs.extraction import (
    ReadTexts,
    evaluate_reading,
    read_texts,
    unsure_path,
    write_reading,
    write_review,
)
from geomap.jobs.pages import prepare_publication, verify_briefing, write_briefing, write_web_map
from geomap.jobs.placed_names import (
    build_gazetteer,
    evaluate_names,
    export_places,
    open_gazetteer,
    resolve,
    resolve_names,
    update_gazetteer,
)
from geomap.jobs.scoring_sets import evaluate_coded, is_coded_set
from geomap.jobs.specs import Outcome, join_events, run_spec
from geomap.jobs.stores import (
    list_changes,
    merge_events,
    propose_merges,
    pull_events,
    push_events,
    read_decisions,
    read_previous,
    store_status,
)
from geomap.jobs.stories import join_layers, parse_layer, read_layers, settle_chapters
from geomap.jobs.tables import (
    build,
    check,
    explain,
    read_events,
    read_or_place,
    report_table,
    stream,
)
from geomap.jobs.writing import WRITERS, name_file, write_frame, write_output, write_outputs

__all__ = [
    "WRITERS",
    "Outcome",
    "ReadTexts",
    "build",
    "build_gazetteer",
    "check",
    "evaluate_coded",
    "evaluate_names",
    "evaluate_reading",
    "explain",
    "export_places",
    "is_coded_set",
    "join_events",
    "join_layers",
    "list_changes",
    "merge_events",
    "name_file",
    "open_gazetteer",
    "parse_layer",
    "prepare_publication",
    "propose_merges",
    "pull_events",
    "push_events",
    "read_decisions",
    "read_events",
    "read_layers",
    "read_or_place",
    "read_previous",
    "read_texts",
    "report_table",
    "resolve",
    "resolve_names",
    "run_spec",
    "settle_chapters",
    "store_status",
    "stream",
    "unsure_path",
    "update_gazetteer",
    "verify_briefing",
    "write_briefing",
    "write_frame",
    "write_output",
    "write_outputs",
    "write_reading",
    "write_review",
    "write_web_map",
]
