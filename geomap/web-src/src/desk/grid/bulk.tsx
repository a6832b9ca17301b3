/** One cell in many events: seen first, then written, undone if wrong. */

import { useRef, useState } from "preact/hooks";
import { post } from "../api";
import type { Shared } from "../app";
import { Cell } from "../review/row";
import type { Filter } from "../types";
import { Button, Dialog, Field, Told } from "../ui";
import { count, named, t } from "../words";

const COLUMNS = ["sub_event_type", "status", "actor1", "actor2", "source", "source_url", "claimed_by", "attributed_to", "date_start", "date_end", "description", "fatalities"];

interface Preview {
  count: number;
  shown: { id: string; column: string; before: unknown; after: unknown }[];
}

interface Props {
  desk: Shared;
  filter: Filter;
  matched: number;
  close: () => void;
  done: () => void;
}

export function Bulk({ desk, filter, matched, close, done }: Props) {
  const [column, setColumn] = useState(COLUMNS[0]);
  const [preview, setPreview] = useState<Preview | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const value = () => (box.current?.querySelector(".d-bulk-value input, .d-bulk-value select, .d-bulk-value textarea") as HTMLInputElement).value;
  const ask = async (dry: boolean) => {
    const told = await desk.tryTo(() => post<Preview>("edit-many", { filter, set: { [column]: value() }, dry }));
    if (!told) return;
    if (dry) return setPreview(told);
    close();
    desk.say({ text: count("changes", told.count), act: { label: t("undo"), run: () => void desk.undo() } });
    await desk.refresh();
    done();
  };
  return (
    <Dialog title={t("edit-many")} close={close} wide>
      <div ref={box}>
        <p>{t("edit-many-hint", { n: count("events", matched) })}</p>
        <div class="d-row">
          <Field label={t("column")}>
            <select value={column} onChange={(e) => (setColumn(e.currentTarget.value), setPreview(null))}>
              {COLUMNS.map((name) => <option key={name} value={name}>{named("column", name)}</option>)}
            </select>
          </Field>
          <Field label={t("new-value")} class="d-bulk-value">
            <Cell key={column} name={column} value="" desk={desk} />
          </Field>
          <Button act={() => void ask(true)}>{t("show-changes")}</Button>
        </div>
        {preview ? (
          <>
            <h3>{count("would-change", preview.count)}</h3>
            <table class="d-columns">
              <tbody>
                {preview.shown.map((one) => (
                  <tr key={one.id}>
                    <Told tag="td" text={one.id} class="d-quiet" />
                    <td><s><Told text={one.before ?? "–"} /></s></td>
                    <td><Told text={one.after ?? "–"} tag="b" /></td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        ) : null}
        <div class="d-row">
          <span class="d-grow" />
          <Button act={close}>{t("leave")}</Button>
          <Button look="main" off={!preview?.count} act={() => void ask(false)}>{t("write-them")}</Button>
        </div>
      </div>
    </Dialog>
  );
}
