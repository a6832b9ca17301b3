/** Read a text again, with what its file did not say: the day of publication, the source. */

import { useState } from "preact/hooks";
import { post } from "./api";
import type { Shared } from "./app";
import { Button, Dialog, Field } from "./ui";
import { t } from "./words";

interface Props {
  item: number;
  options: Record<string, string>;
  desk: Shared;
  close: () => void;
}

export function ReadAgain({ item, options, desk, close }: Props) {
  const [date, setDate] = useState(options.date ?? "");
  const [source, setSource] = useState(options.source ?? "");
  const read = async () => {
    const done = await desk.tryTo(() => post("read", { item, options: { date, source } }));
    if (!done) return;
    close();
    await desk.refresh();
  };
  return (
    <Dialog title={t("read-again")} close={close}>
      <form onSubmit={(e) => (e.preventDefault(), void read())}>
        <Field label={t("published-on")} hint={t("published-hint")}>
          <input type="date" value={date} onInput={(e) => setDate(e.currentTarget.value)} />
        </Field>
        <Field label={t("who-says")} hint={t("who-says-hint")}>
          <input type="text" dir="auto" value={source} onInput={(e) => setSource(e.currentTarget.value)} />
        </Field>
        <p class="d-quiet d-tip">{t("read-again-hint")}</p>
        <div class="d-row">
          <span class="d-grow" />
          <Button act={close}>{t("leave")}</Button>
          <button type="submit" class="d-button d-look-main">{t("read-it")}</button>
        </div>
      </form>
    </Dialog>
  );
}
