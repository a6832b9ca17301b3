/** What may be one happening told by several sources, side by side. */

import { useEffect, useState } from "preact/hooks";
import { get, post } from "../api";
import type { Shared } from "../app";
import { typeWord } from "../review/row";
import type { DeskEvent } from "../types";
import { Button, Dialog, Empty, Told } from "../ui";
import { count, named, number, t } from "../words";

interface Twin {
  key: string;
  ids: string[];
  score: number;
  reasons: string[];
  events: DeskEvent[];
}

const COMPARED = ["date_start", "sub_event_type", "place_name", "actor1", "actor2", "fatalities", "source", "description"];

export function Twins({ desk, close, done }: { desk: Shared; close: () => void; done: () => void }) {
  const [found, setFound] = useState<Twin[] | null>(null);
  const load = () => void desk.tryTo(() => get<Twin[]>("twins")).then((told) => (told ? setFound(told) : close()));
  useEffect(load, []);
  const decide = async (twin: Twin, path: "join" | "refuse") => {
    const told = await desk.tryTo(() => post(path, { ids: twin.ids }));
    if (!told) return load();
    setFound((before) => before?.filter((one) => one.key !== twin.key) ?? null);
    desk.say({ text: t(path === "join" ? "joined" : "kept-apart"), act: { label: t("undo"), run: () => void desk.undo().then(load) } });
    await desk.refresh();
    done();
  };
  return (
    <Dialog title={t("told-twice")} close={close} wide>
      {!found ? <p>{t("looking")}</p> : null}
      {found && !found.length ? <Empty title={t("no-twins")}><p>{t("no-twins-hint")}</p></Empty> : null}
      {found?.length ? <p class="d-quiet">{t("twins-hint")}</p> : null}
      {(found ?? []).slice(0, 30).map((twin) => (
        <article key={twin.key} class="d-twin">
          <header>
            <b>{count("events", twin.events.length)}</b>
            <span class="d-quiet">{number(Math.round(twin.score * 100))}% · <Told text={twin.reasons.join("; ")} /></span>
            <span class="d-grow" />
            <Button off={!desk.canWrite} act={() => void decide(twin, "refuse")}>{t("not-the-same")}</Button>
            <Button look="main" off={!desk.canWrite} act={() => void decide(twin, "join")}>{t("the-same")}</Button>
          </header>
          <div class="d-scroll">
            <table class="d-columns">
              <tbody>
                {COMPARED.map((name) => {
                  const values = twin.events.map((event) => String(event[name] ?? ""));
                  const differs = new Set(values).size > 1;
                  return (
                    <tr key={name} class={differs ? "d-differs" : "d-quiet"}>
                      <th scope="row">{named("column", name)}</th>
                      {values.map((value, n) => <td key={n}>{name === "sub_event_type" ? typeWord(desk, value) : <Told text={value || "–"} />}</td>)}
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        </article>
      ))}
    </Dialog>
  );
}
