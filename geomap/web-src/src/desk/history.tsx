/** What was done, by whom; corrections that last; the project as one file. */

import { useEffect, useState } from "preact/hooks";
import { get, post } from "./api";
import type { Shared } from "./app";
import type { Done, Rule } from "./types";
import { Button, Empty, Told } from "./ui";
import { count, moment, named, size, t } from "./words";

export function History(desk: Shared) {
  const [acts, setActs] = useState<Done[] | null>(null);
  const [rules, setRules] = useState<Rule[]>([]);
  const [saved, setSaved] = useState<{ name: string; size: number } | null>(null);
  const load = () => {
    void desk.tryTo(() => get<Done[]>("acts")).then((found) => found && setActs(found));
    void desk.tryTo(() => get<Rule[]>("rules")).then((found) => found && setRules(found));
  };
  useEffect(load, [desk.overview.act]);
  const more = async () => {
    const last = acts?.[acts.length - 1];
    const found = last && (await desk.tryTo(() => get<Done[]>("acts", { before: String(last.id) })));
    if (found) setActs([...(acts ?? []), ...found]);
  };
  const run = async (path: string, given: object) => {
    await desk.tryTo(() => post(path, given));
    await desk.refresh();
    load();
  };
  const backup = async () => {
    const told = await desk.tryTo(() => post<{ name: string; size: number }>("/backup"));
    if (told) setSaved(told);
  };
  return (
    <section class="d-history">
      <div class="d-head">
        <h1>{t("screen.history")}</h1>
        <span class="d-grow" />
        {saved ? <a href={`/backups/${encodeURIComponent(saved.name)}`} download={saved.name}>{t("download", { name: saved.name, size: size(saved.size) })}</a> : null}
        <Button act={() => void backup()} off={!desk.canWrite || desk.overview.team}>{t("backup")}</Button>
      </div>
      <div class="d-history-parts">
        <div>
          <h3>{t("what-was-done")}</h3>
          {acts && !acts.length ? <Empty title={t("history-empty")} /> : null}
          <ol class="d-acts">
            {(acts ?? []).map((act) => (
              <li key={act.id} class={act.undone ? "d-undone" : ""}>
                <div>
                  <b>{named("act", act.kind)}</b> <Sentence act={act} desk={desk} />
                </div>
                <span class="d-quiet">{moment(act.at)} · <Told text={act.who} /></span>
                {act.undone ? <span class="d-tag">{t("was-undone")}</span> : act.undoes || act.kind === "publish" ? null : <Button look="quiet" off={!desk.canWrite} act={() => void run("undo", { act: act.id })}>{t("undo")}</Button>}
              </li>
            ))}
          </ol>
          {acts && acts.length >= 200 && acts.length % 200 === 0 ? <Button act={() => void more()}>{t("older")}</Button> : null}
        </div>
        <div>
          <h3>{t("corrections")}</h3>
          <p class="d-quiet">{t("corrections-hint")}</p>
          <ol class="d-acts">
            {rules.map((rule) => (
              <li key={rule.id} class={rule.revoked_at ? "d-undone" : ""}>
                <div><Told text={rule.name} tag="b" /> = <Told text={rule.told} /> <span class="d-tag">{t(rule.kind === "actor" ? "kind.actor" : "kind.place")}</span></div>
                <span class="d-quiet">{moment(rule.made_at)} · <Told text={rule.who} /></span>
                {rule.revoked_at ? <span class="d-tag">{t("taken-back")}</span> : <Button look="quiet" off={!desk.canWrite} act={() => void run("revoke", { rule: rule.id })}>{t("take-back")}</Button>}
              </li>
            ))}
          </ol>
          {!rules.length ? <p class="d-quiet">{t("no-corrections")}</p> : null}
        </div>
      </div>
    </section>
  );
}

/** What an act was about, in the words of the screen. */
function Sentence({ act, desk }: { act: Done; desk: Shared }) {
  const { note } = act;
  const about = [note.type, note.place, note.item, note.name && `“${String(note.name)}” = ${String(note.told ?? "")}`, note.quote].filter(Boolean).map(String).join(" · ");
  const changed = (note.changed as string[] | undefined)?.filter((name) => !name.endsWith("_id")).slice(0, 6).map((name) => named("column", name)).join(", ");
  return (
    <>
      {act.kind === "undo" ? `(${named("act", String(note.of))}) ` : ""}
      <Told text={about} />
      {typeof note.count === "number" ? <span class="d-quiet"> {count("events", note.count)}</span> : null}
      {changed ? <span class="d-quiet"> {changed}</span> : null}
      {typeof note.event === "string" ? <button type="button" class="d-link" onClick={() => desk.go("table", String(note.event))}>{t("event")}</button> : null}
    </>
  );
}
