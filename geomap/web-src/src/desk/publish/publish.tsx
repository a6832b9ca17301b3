/** What readers get: chosen, seen first, written with the specification that makes it again. */

import { useEffect, useState } from "preact/hooks";
import { get, post } from "../api";
import type { Shared } from "../app";
import { Filters } from "../grid/filters";
import { Chapters } from "./chapters";
import { PublishedBefore, type Made, type Published } from "./before";
import type { Filter } from "../types";
import { Button, Empty, Field, Icon, Told } from "../ui";
import { count, language, named, number, t, type Key } from "../words";

interface Column {
  name: string;
  meaning: string;
  filled: number;
  known: boolean;
  needed: boolean;
  work?: boolean;
}

const OUTPUTS = ["html", "png", "pdf", "pptx", "geojson", "csv", "xlsx", "svg", "mp4"];
const BLURS = [0, 1, 5, 10, 25];

export function Publish(desk: Shared) {
  const [columns, setColumns] = useState<Column[]>([]);
  const [past, setPast] = useState<Published[]>([]);
  const [filter, setFilter] = useState<Filter>(desk.what.startsWith("{") ? (JSON.parse(desk.what) as Filter) : {});
  const [outputs, setOutputs] = useState(["html", "png", "pdf"]);
  const [about, setAbout] = useState({ title: "", subtitle: "", lang: language() as string, theme: "light", name: "map", blur_km: 0 });
  const [hidden, setHidden] = useState<Set<string> | null>(null);
  const [let_in, setLet] = useState<Set<string>>(new Set());
  const [chapters, setChapters] = useState<number[]>([]);
  const [made, setMade] = useState<Made | null>(null);
  const [matched, setMatched] = useState<number | null>(null);
  const [busy, setBusy] = useState(false);

  const load = () =>
    void desk.tryTo(() => get<{ columns: Column[]; published: Published[] }>("columns")).then((found) => {
      if (!found) return;
      setColumns(found.columns);
      setPast(found.published);
      setHidden((before) => before ?? new Set(found.columns.filter((one) => one.work).map((one) => one.name)));
    });
  useEffect(load, [desk.overview.revision]);
  useEffect(() => {
    void desk.tryTo(() => post<{ total: number }>("events", { filter })).then((found) => found && setMatched(found.total));
  }, [filter, desk.overview.revision]);

  if (!desk.overview.events) {
    return (
      <Empty title={t("publish-empty")}>
        <p>{t("publish-empty-hint")}</p>
        <Button look="main" act={() => desk.go(desk.overview.open ? "review" : "inbox")}>{t(desk.overview.open ? "screen.review" : "screen.inbox")}</Button>
      </Empty>
    );
  }
  const unknown = columns.filter((one) => !one.known && one.filled);
  const write = async (preview: boolean) => {
    setBusy(true);
    const told = await desk.tryTo(() =>
      post<Made>("publish", { ...about, filter, outputs, chapters, private: [...(hidden ?? [])], public: [...let_in], preview }),
    );
    setBusy(false);
    if (!told) return;
    setMade(told);
    if (!preview) {
      desk.say({ text: t("published", { folder: told.folder }) });
      load();
      await desk.refresh();
    }
  };
  const flip = (set: Set<string>, name: string, put: (next: Set<string>) => void) => {
    const next = new Set(set);
    if (!next.delete(name)) next.add(name);
    put(next);
  };
  const page = made?.files.find((file) => file.endsWith(".html"));
  const picture = made?.files.find((file) => file.endsWith(".png"));
  return (
    <section class="d-publish">
      <div class="d-head">
        <h1>{t("screen.publish")}</h1>
        <span class="d-quiet" role="status">{matched === null ? "…" : count("events", matched)}</span>
        <span class="d-grow" />
        <Button act={() => void write(true)} off={busy || !outputs.length || !matched || !desk.canPublish}>{t(busy ? "writing" : "preview")}</Button>
        <Button look="main" act={() => void write(false)} off={busy || !outputs.length || !matched || !desk.canPublish}>{t("publish")}</Button>
      </div>
      <div class="d-publish-parts">
        <div class="d-publish-form">
          <h3>{t("publish-which")}</h3>
          <Filters desk={desk} filter={filter} change={setFilter} />
          <h3>{t("publish-how")}</h3>
          <div class="d-form">
            <Field label={t("title")} class="d-c-description">
              <input type="text" dir="auto" value={about.title} placeholder={t("title-made")} onInput={(e) => setAbout({ ...about, title: e.currentTarget.value })} />
            </Field>
            <Field label={t("subtitle")} class="d-c-description">
              <input type="text" dir="auto" value={about.subtitle} onInput={(e) => setAbout({ ...about, subtitle: e.currentTarget.value })} />
            </Field>
            <Field label={t("language")}>
              <select value={about.lang} onChange={(e) => setAbout({ ...about, lang: e.currentTarget.value })}>
                <option value="en">English</option>
                <option value="ar">العربية</option>
              </select>
            </Field>
            <Field label={t("theme")}>
              <select value={about.theme} onChange={(e) => setAbout({ ...about, theme: e.currentTarget.value })}>
                {["light", "dark", "print", "neutral"].map((one) => <option key={one} value={one}>{t(`theme.${one}` as Key)}</option>)}
              </select>
            </Field>
            <Field label={t("file-name")}>
              <input type="text" dir="ltr" value={about.name} onInput={(e) => setAbout({ ...about, name: e.currentTarget.value })} />
            </Field>
            <Field label={t("blur")}>
              <select value={about.blur_km} onChange={(e) => setAbout({ ...about, blur_km: Number(e.currentTarget.value) })}>
                {BLURS.map((km) => <option key={km} value={km}>{km ? t("blur-km", { n: number(km) }) : t("blur-none")}</option>)}
              </select>
            </Field>
          </div>
          <fieldset class="d-outputs">
            <legend>{t("outputs")}</legend>
            {OUTPUTS.map((one) => (
              <label key={one}>
                <input type="checkbox" checked={outputs.includes(one)} onChange={() => setOutputs(outputs.includes(one) ? outputs.filter((x) => x !== one) : [...outputs, one])} /> {t(`output.${one}` as Key)}
              </label>
            ))}
          </fieldset>
          <Chapters desk={desk} chosen={chapters} choose={setChapters} />
          <h3>{t("publish-columns")}</h3>
          {unknown.length ? (
            <div class="d-banner d-unknown">
              <Icon name="warn" />
              <div>
                <p>{t("unknown-columns")}</p>
                {unknown.map((one) => (
                  <label key={one.name}>
                    <input type="checkbox" checked={let_in.has(one.name)} onChange={() => flip(let_in, one.name, setLet)} /> <Told text={one.name} /> ({number(one.filled)})
                  </label>
                ))}
              </div>
            </div>
          ) : null}
          <div class="d-column-list">
            {columns.filter((one) => one.known && !one.needed && one.filled).map((one) => (
              <label key={one.name} title={one.meaning}>
                <input type="checkbox" checked={!hidden?.has(one.name)} onChange={() => flip(hidden ?? new Set(), one.name, setHidden)} /> <Told text={named("column", one.name)} />
              </label>
            ))}
          </div>
        </div>
        <div class="d-publish-seen">
          {busy ? <p class="d-banner" role="status">{t("writing-hint")}</p> : null}
          {made ? (
            <>
              <div class="d-files">
                {made.files.map((file) => <a key={file} href={`/published/${made.folder}/${encodeURIComponent(file)}`} target="_blank" rel="noopener"><Told text={file} /></a>)}
                <a href={`/published/${made.folder}/${encodeURIComponent(made.spec)}`} class="d-quiet" target="_blank" rel="noopener"><Told text={made.spec} /></a>
              </div>
              {made.kept ? <p class="d-quiet">{count("kept-rows", made.kept)}</p> : null}
              {made.notices.map((line) => <p key={line} class="d-quiet"><Icon name="warn" size={14} /> <Told text={line} /></p>)}
              {page ? <iframe key={`${made.folder}${made.hash}${page}`} class="d-preview" title={t("preview")} src={`/published/${made.folder}/${encodeURIComponent(page)}`} sandbox="allow-scripts" /> : picture ? <img class="d-preview-picture" alt={t("preview")} src={`/published/${made.folder}/${encodeURIComponent(picture)}?${made.hash}`} /> : null}
            </>
          ) : (
            <p class="d-preview-empty d-quiet">{t("preview-hint")}</p>
          )}
          <PublishedBefore desk={desk} past={past} />
        </div>
      </div>
    </section>
  );
}
