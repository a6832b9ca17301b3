/** A table before it is read: what each column is taken for, to be looked at and changed. */

import { useEffect, useState } from "preact/hooks";
import { post } from "./api";
import type { Shared } from "./app";
import type { Item } from "./types";
import { problemWords } from "./problems";
import { Button, Dialog, Field, Icon, Told } from "./ui";
import { count, named, t } from "./words";

interface Look {
  columns: { name: string; values: string[]; filled: number }[];
  targets: { name: string; meaning: string }[];
  rows: number | null;
  kind: "reports" | "events" | "texts";
  scheme: string;
  title: string;
  chosen: [string, string, string, boolean][];
  notes: string[];
  problem: string;
}

interface Props {
  item: Item;
  desk: Shared;
  close: () => void;
  read: (options: Record<string, unknown>) => void;
}

export function Columns({ item, desk, close, read }: Props) {
  const [look, setLook] = useState<Look | null>(null);
  const [mapping, setMapping] = useState<Record<string, string>>({});
  const [touched, setTouched] = useState(false);
  const [dates, setDates] = useState(item.options.dates ?? "");
  useEffect(() => {
    void desk.tryTo(() => post<Look>("look", { item: item.id, options: { dates, mapping: {} } })).then((found) => {
      if (!found) return close();
      setLook(found);
      setMapping(Object.fromEntries(found.chosen.map(([target, column]) => [column, target])));
      return undefined;
    });
  }, [dates]);
  if (!look) {
    return <Dialog title={t("columns-title")} close={close}><p>{t("looking")}</p></Dialog>;
  }
  const why = Object.fromEntries(look.chosen.map(([, column, reason]) => [column, reason]));
  const taken = new Set(Object.values(mapping));
  const lacks = look.kind === "reports" && !((taken.has("location") || (taken.has("lon") && taken.has("lat"))) && (taken.has("date_start") || taken.has("date")));
  const choose = (column: string, target: string) => {
    setTouched(true);
    setMapping((before) => {
      const next = Object.fromEntries(Object.entries(before).filter(([, t0]) => t0 !== target));
      if (target) next[column] = target;
      else delete next[column];
      return next;
    });
  };
  return (
    <Dialog title={t("columns-title")} close={close} wide>
      <p>
        <Told text={item.name} tag="b" /> {look.rows ? `· ${count("rows", look.rows)}` : ""} {look.title ? <>· {t("read-as")} <Told text={look.title} /></> : null}
      </p>
      {look.kind === "events" ? <p class="d-banner">{t("table-of-events")}</p> : null}
      {look.kind === "texts" ? (
        <p class="d-banner">
          {t("table-of-texts")} <Button act={() => read({ form: "csv", mapping: {} })} look="main">{t("read-as-texts")}</Button>
        </p>
      ) : null}
      {look.problem ? <p class="d-why"><Icon name="warn" size={16} /> <Told text={problemWords(look.problem)} /></p> : null}
      {look.kind !== "events" ? (
        <div class="d-scroll">
          <table class="d-columns">
            <thead>
              <tr><th>{t("column")}</th><th>{t("values")}</th><th>{t("is-read-as")}</th><th>{t("why")}</th></tr>
            </thead>
            <tbody>
              {look.columns.map((column) => (
                <tr key={column.name} class={mapping[column.name] ? "" : "d-quiet"}>
                  <th scope="row"><Told text={column.name} /></th>
                  <td class="d-samples"><Told text={column.values.join(" | ")} /></td>
                  <td>
                    <select aria-label={`${t("is-read-as")}: ${column.name}`} value={mapping[column.name] ?? ""} onChange={(e) => choose(column.name, e.currentTarget.value)}>
                      <option value="">{t("kept-as-is")}</option>
                      {look.targets.map((target) => <option key={target.name} value={target.name}>{named("column", target.name)}</option>)}
                    </select>
                  </td>
                  <td class="d-quiet"><Told text={mapping[column.name] ? (why[column.name] ?? t("you-said")) : ""} /></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      <div class="d-row">
        {look.kind === "reports" ? (
          <Field label={t("dates-meant")}>
            <select value={dates} onChange={(e) => setDates(e.currentTarget.value)}>
              <option value="">{t("dates-found")}</option>
              <option value="dmy">03/04 = 3 {t("april")}</option>
              <option value="mdy">03/04 = 4 {t("march")}</option>
            </select>
          </Field>
        ) : null}
        {lacks ? <p class="d-why"><Icon name="warn" size={16} /> {t("columns-lack")}</p> : null}
        <span class="d-grow" />
        <Button act={close}>{t("not-now")}</Button>
        <Button look="main" off={lacks} act={() => read({ dates, scheme: look.scheme === "events" ? "" : look.scheme, mapping: touched ? mapping : {}, form: "" })}>{t("place-rows")}</Button>
      </div>
    </Dialog>
  );
}
