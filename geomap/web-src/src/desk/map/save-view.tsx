/** The map as it is seen, saved as a chapter. */

import { useState } from "preact/hooks";
import { post } from "../api";
import type { Shared } from "../app";
import type { Filter } from "../types";
import { Button, Dialog, Field } from "../ui";
import { t } from "../words";

interface Props {
  desk: Shared;
  filter: Filter;
  box: number[];
  close: () => void;
}

export function SaveView({ desk, filter, box, close }: Props) {
  const [title, setTitle] = useState("");
  const [text, setText] = useState("");
  const save = async () => {
    const saved = await desk.tryTo(() => post("save-view", { title, text, filter, box }));
    if (!saved) return;
    close();
    desk.say({ text: t("view-saved"), act: { label: t("screen.publish"), run: () => desk.go("publish") } });
  };
  return (
    <Dialog title={t("save-view")} close={close}>
      <p>{t("save-view-hint")}</p>
      <form class="d-stack" onSubmit={(e) => (e.preventDefault(), void save())}>
        <Field label={t("title")}><input type="text" dir="auto" required maxLength={200} value={title} onInput={(e) => setTitle(e.currentTarget.value)} /></Field>
        <Field label={t("view-text")}><textarea dir="auto" rows={5} maxLength={5000} value={text} onInput={(e) => setText(e.currentTarget.value)} /></Field>
        <div class="d-row">
          <span class="d-grow" />
          <Button act={close}>{t("leave")}</Button>
          <button type="submit" class="d-button d-look-main" disabled={!title.trim()}>{t("save")}</button>
        </div>
      </form>
    </Dialog>
  );
}
