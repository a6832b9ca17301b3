/** Accept at once what is sure enough, having seen how many rows that is. */

import { useEffect, useState } from "preact/hooks";
import { post } from "../api";
import type { Shared } from "../app";
import { Button, Dialog, Field } from "../ui";
import { count, number, t } from "../words";

export function AcceptMany({ desk, close, done }: { desk: Shared; close: () => void; done: () => void }) {
  const [percent, setPercent] = useState(80);
  const [rows, setRows] = useState<number | null>(null);
  useEffect(() => {
    let left = false;
    setRows(null);
    void desk.tryTo(() => post<{ count: number }>("accept-many", { at_least: percent / 100, dry: true })).then((told) => !left && told && setRows(told.count));
    return () => {
      left = true;
    };
  }, [percent]);
  const accept = async () => {
    const told = await desk.tryTo(() => post<{ count: number }>("accept-many", { at_least: percent / 100 }));
    if (!told) return;
    close();
    await desk.refresh();
    done();
    desk.say({ text: count("accepted", told.count), act: { label: t("undo"), run: () => void desk.undo() } });
  };
  return (
    <Dialog title={t("accept-sure")} close={close}>
      <p>{t("accept-sure-hint")}</p>
      <Field label={t("at-least", { n: number(percent) })}>
        <input type="range" min={30} max={95} step={5} value={percent} onInput={(e) => setPercent(Number(e.currentTarget.value))} />
      </Field>
      <div class="d-row">
        <b role="status">{rows === null ? "…" : count("rows", rows)}</b>
        <span class="d-grow" />
        <Button act={close}>{t("leave")}</Button>
        <Button look="main" off={!rows} act={() => void accept()}>{t("accept")}</Button>
      </div>
    </Dialog>
  );
}
