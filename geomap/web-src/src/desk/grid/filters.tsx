/** What of the events is shown. */

import { useEffect, useState } from "preact/hooks";
import { get } from "../api";
import type { Shared } from "../app";
import { typeWord } from "../review/row";
import type { Filter } from "../types";
import { Button, Told } from "../ui";
import { named, number, t } from "../words";

type Values = Record<string, [string, number][]>;
const LISTS = ["event_type", "admin1", "source", "status"] as const;

/** What is chosen and no list shows: each with the filter that lacks it. */
function chips(filter: Filter): [string, string, Filter][] {
  const found: [string, string, Filter][] = [];
  for (const name of ["sub_event_type", "actor", ...LISTS] as const) {
    const values = filter[name] ?? [];
    const hidden = (LISTS as readonly string[]).includes(name) ? values.slice(1) : values;
    for (const value of hidden) found.push([name, value, { ...filter, [name]: values.filter((one) => one !== value) }]);
  }
  const { precision, ...rest } = filter;
  if (precision) found.push(["precision", String(precision), rest]);
  return found;
}

interface Props {
  desk: Shared;
  filter: Filter;
  change: (filter: Filter) => void;
}

export function Filters({ desk, filter, change }: Props) {
  const [values, setValues] = useState<Values>({});
  const [text, setText] = useState(filter.text ?? "");
  useEffect(() => {
    void desk.tryTo(() => get<Values>("values")).then((found) => found && setValues(found));
  }, [desk.overview.revision]);
  useEffect(() => {
    if (text === (filter.text ?? "")) return undefined;
    const timer = setTimeout(() => change({ ...filter, text }), 180);
    return () => clearTimeout(timer);
  }, [text]);
  useEffect(() => setText(filter.text ?? ""), [filter.text]);
  const word = (name: string, value: string) =>
    name.endsWith("event_type") ? typeWord(desk, value) : name === "status" ? named("status", value) : value;
  const some = Object.values(filter).some((value) => (Array.isArray(value) ? value.length : value));
  return (
    <div class="d-filters" role="search">
      <input type="search" dir="auto" class="d-filter-text" placeholder={t("search-events")} aria-label={t("search-events")} value={text} onInput={(e) => setText(e.currentTarget.value)} />
      <input type="date" aria-label={t("from-day")} title={t("from-day")} value={filter.from ?? ""} onChange={(e) => change({ ...filter, from: e.currentTarget.value })} />
      <input type="date" aria-label={t("to-day")} title={t("to-day")} value={filter.to ?? ""} onChange={(e) => change({ ...filter, to: e.currentTarget.value })} />
      {LISTS.map((name) => (
        <select key={name} aria-label={named("column", name)} value={filter[name]?.[0] ?? "\u0000"} onChange={(e) => change({ ...filter, [name]: e.currentTarget.value === "\u0000" ? [] : [e.currentTarget.value] })}>
          <option value={"\u0000"}>{t("all-of", { what: named("column", name) })}</option>
          {(values[name] ?? []).map(([value, n]) => (
            <option key={value} value={value}>{`${word(name, value) || "–"} (${number(n)})`}</option>
          ))}
        </select>
      ))}
      {chips(filter).map(([name, value, without]) => (
        <button key={`${name} ${value}`} type="button" class="d-chip" aria-label={`${t("take-away")}: ${value}`} onClick={() => change(without)}>
          <Told text={name === "precision" ? t("precision-to", { n: value }) : word(name, value)} /> ×
        </button>
      ))}
      {some ? <Button look="quiet" act={() => change({})}>{t("show-all")}</Button> : null}
    </div>
  );
}
