/** What was published before, and what changed since. */

import { useState } from "preact/hooks";
import { get } from "../api";
import type { Shared } from "../app";
import type { Since } from "../types";
import { Button, Told } from "../ui";
import { count, moment, named, number, t } from "../words";
import { typeWord } from "../review/row";

export interface Made {
  folder: string;
  name: string;
  title: string;
  files: string[];
  spec: string;
  events: number;
  hash: string;
  notices: string[];
  kept?: number;
}

export interface Published extends Made {
  id: number;
  at: string;
  who: string;
  since: number;
}

export function PublishedBefore({ desk, past }: { desk: Shared; past: Published[] }) {
  const [open, setOpen] = useState(0);
  const [since, setSince] = useState<Since[]>([]);
  const show = async (id: number) => {
    if (open === id) return setOpen(0);
    const found = await desk.tryTo(() => get<Since[]>(`since/${id}`));
    if (!found) return;
    setSince(found);
    setOpen(id);
  };
  return (
    <>
      <h3>{t("published-before")}</h3>
      {past.length ? null : <p class="d-quiet">{t("published-none")}</p>}
      <ol class="d-versions">
        {past.map((one) => (
          <li key={one.id}>
            <b><Told text={one.title || one.name} /></b> <span class="d-quiet">{moment(one.at)} · <Told text={one.who} /> · {count("events", one.events)}</span>
            <div class="d-files">{one.files.map((file) => <a key={file} href={`/published/${one.folder}/${encodeURIComponent(file)}`} target="_blank" rel="noopener"><Told text={file} /></a>)}</div>
            {one.kept ? <p class="d-quiet">{count("kept-rows", one.kept)}</p> : null}
            <p class="d-quiet">
              {one.since ? count("since", one.since) : t("since-none")}
              {one.since ? <Button look="quiet" pressed={open === one.id} act={() => void show(one.id)}>{t("what-since")}</Button> : null}
            </p>
            {open === one.id ? <Changes desk={desk} since={since} all={one.since} /> : null}
          </li>
        ))}
      </ol>
    </>
  );
}

function Changes({ desk, since, all }: { desk: Shared; since: Since[]; all: number }) {
  return (
    <>
      <ul class="d-since">
        {since.map((line) => (
          <li key={line.event}>
            <b>{named("change", line.change)}</b> {typeWord(desk, line.type)} <Told text={[line.place, line.day].filter(Boolean).join(" · ")} />{" "}
            {line.change === "withdrawn" ? null : <button type="button" class="d-link" onClick={() => desk.go("table", line.event)}>{t("event")}</button>}
            {line.differences.map((told) => <div key={told} class="d-quiet"><Told text={told} /></div>)}
          </li>
        ))}
      </ul>
      {all > since.length ? <p class="d-quiet">{t("since-more", { n: number(since.length) })}</p> : null}
    </>
  );
}
