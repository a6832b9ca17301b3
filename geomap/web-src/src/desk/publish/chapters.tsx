/** Views saved on the map, chosen as chapters of what is published. */

import { useEffect, useState } from "preact/hooks";
import { get, post } from "../api";
import type { Shared } from "../app";
import type { View } from "../types";
import { Button, Icon, Told } from "../ui";
import { number, t } from "../words";

interface Props {
  desk: Shared;
  chosen: number[];
  choose: (chosen: number[]) => void;
}

export function Chapters({ desk, chosen, choose }: Props) {
  const [views, setViews] = useState<View[]>([]);
  const load = () => void desk.tryTo(() => get<View[]>("views")).then((found) => found && setViews(found));
  useEffect(load, []);
  const flip = (id: number) => choose(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  const drop = async (id: number) => {
    if (!(await desk.tryTo(() => post("drop-view", { view: id })))) return;
    choose(chosen.filter((one) => one !== id));
    load();
  };
  return (
    <>
      <h3>{t("chapters")}</h3>
      <p class="d-quiet">{t(views.length ? "chapters-hint" : "chapters-none")}</p>
      <ol class="d-chapters">
        {views.map((view) => (
          <li key={view.id}>
            <label>
              <input type="checkbox" checked={chosen.includes(view.id)} onChange={() => flip(view.id)} />
              {chosen.includes(view.id) ? <i class="d-tag">{number(chosen.indexOf(view.id) + 1)}</i> : null}
              <span><Told text={view.title} tag="b" /> <Told text={span(view)} class="d-quiet" /></span>
            </label>
            <Button look="quiet" label={t("drop-view")} off={!desk.canWrite} act={() => void drop(view.id)}><Icon name="close" size={14} /></Button>
          </li>
        ))}
      </ol>
    </>
  );
}

/** What a view keeps, in a few words. */
function span({ filter }: View): string {
  const days = [filter.from, filter.to].filter(Boolean).join(" – ");
  const kinds = [...(filter.event_type ?? []), ...(filter.sub_event_type ?? []), ...(filter.admin1 ?? [])].slice(0, 4).join(", ");
  return [days, kinds].filter(Boolean).join(" · ");
}
