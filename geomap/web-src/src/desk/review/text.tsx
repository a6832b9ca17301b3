/** The report's text, its words marked by field; the words of the row in hand stand out. */

import { useMemo } from "preact/hooks";
import type { Report, Row } from "../types";
import { named, t } from "../words";

interface Mark {
  start: number;
  end: number;
  field: string;
  rows: string[];
}

/** Marks in order, none across another: those of the row in hand go before all others. */
export function marksOf(rows: Row[], active: string): Mark[] {
  const found = new Map<string, Mark>();
  for (const row of rows) {
    if (row.state === "struck" || row.state === "merged") continue;
    for (const [field, start, end] of row.spans) {
      const key = `${start} ${end}`;
      const mark = found.get(key);
      if (mark) {
        mark.rows.push(row.id);
        if (row.id === active) mark.field = field;
      } else found.set(key, { start, end, field, rows: [row.id] });
    }
  }
  const all = [...found.values()].sort((a, b) => a.start - b.start || b.end - a.end);
  const own = without(all.filter((mark) => mark.rows.includes(active)), []);
  return without(all.filter((mark) => !mark.rows.includes(active)), own);
}

function without(marks: Mark[], kept: Mark[]): Mark[] {
  const out = [...kept];
  for (const mark of marks) {
    if (!out.some((one) => mark.start < one.end && one.start < mark.end)) out.push(mark);
  }
  return out.sort((a, b) => a.start - b.start);
}

interface Props {
  report: Report;
  active: string;
  choose: (row: string) => void;
}

export function ReportText({ report, active, choose }: Props) {
  const chars = useMemo(() => Array.from(report.text), [report.text]);
  const parts = [];
  let at = 0;
  for (const mark of marksOf(report.rows, active)) {
    if (mark.start > at) parts.push(chars.slice(at, mark.start).join(""));
    const on = mark.rows.includes(active);
    parts.push(
      <mark key={mark.start} class={`d-mark d-f-${mark.field}${on ? " d-on" : ""}`} title={named("field", mark.field)} onClick={() => choose(on ? active : mark.rows[0])}>
        {chars.slice(mark.start, mark.end).join("")}
      </mark>,
    );
    at = mark.end;
  }
  parts.push(chars.slice(at).join(""));
  return (
    <div class="d-text" id="report-text" lang={report.lang || undefined} dir={report.lang === "ar" ? "rtl" : report.lang === "en" ? "ltr" : "auto"} tabIndex={0} aria-label={t("text-of-report")}>
      {parts}
    </div>
  );
}
