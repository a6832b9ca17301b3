/** "Report an error": a text that a reader copies and sends; the page itself sends nothing. */

import { isoOf } from "../data/dates";
import { button, h, readable } from "../panels/dom";
import { actorsOf } from "./parties";
import { governorateOf, placeOf, whatOf, type RowHost } from "../panels/list";

/** Most signs of one line. */
const LINE = 300;

/** What the text says of an event: enough to find its row again. */
export function reportText(host: RowHost, row: number, address: string): string {
  const { store, words } = host;
  const { meta } = store.head;
  const days = [...new Set([isoOf(store.start[row]), isoOf(store.end[row])])].join(" – ");
  const version = [meta.as_of, meta.data_hash && `#${meta.data_hash}`].filter(Boolean).join(", ");
  const lines = [
    `${words.errorIn}: ${meta.title}${version ? ` (${version})` : ""}`,
    `id: ${store.textNow("event_id", row)}`,
    `${words.when}: ${days}`,
    `${words.what}: ${whatOf(host, row)}`,
    `${words.who}: ${actorsOf(host, row)}`,
    `${words.where}: ${[placeOf(host, row), governorateOf(host, row)].filter(Boolean).join(", ")}`,
    `${words.said}: ${store.word("source", row)} ${store.textNow("source_url", row)}`.trimEnd(),
    /^https?:/.test(address) ? `${words.link}: ${address}` : "",
    "",
    `${words.whatIsWrong}: `,
  ];
  return lines.filter((line, i) => line || i === lines.length - 2).map((line) => readable(line).replace(/\s+/g, " ").slice(0, LINE)).join("\n");
}

/** The button; pressed, it shows the text and copies it. */
export function reportButton(host: RowHost, row: number): HTMLElement {
  const box = h("div", { class: "gm-report" });
  const open = button(host.words.reportError, () => {
    const text = h("textarea", { class: "gm-input", rows: 9, dir: "auto", "aria-label": host.words.reportError });
    text.value = reportText(host, row, location.href);
    const note = h("p", { class: "gm-note", role: "status" });
    box.replaceChildren(text, note);
    text.focus();
    text.setSelectionRange(text.value.length, text.value.length);
    navigator.clipboard?.writeText(text.value).then(
      () => (note.textContent = host.words.reportCopied),
      () => (note.textContent = host.words.reportCopy),
    );
  }, { class: "gm-button" });
  box.append(open);
  return box;
}
