/** Rows to and from a spreadsheet, as text with tabs. */

import type { DeskEvent } from "../types";

/** A cell that a spreadsheet would take for a formula begins with an apostrophe. */
function cell(value: unknown): string {
  const text = value === null || value === undefined ? "" : String(value);
  const safe = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /["\t\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function copyText(rows: DeskEvent[], columns: string[], head = true): string {
  const lines = rows.map((row) => columns.map((name) => cell(row[name])).join("\t"));
  return (head ? [columns.join("\t"), ...lines] : lines).join("\n");
}

/** Lines of cells; quoted cells may hold tabs and line ends; an apostrophe before a formula goes. */
export function parsePaste(text: string): string[][] {
  const lines: string[][] = [[]];
  let at = 0;
  const body = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  while (at <= body.length) {
    let value = "";
    if (body[at] === '"') {
      at += 1;
      while (at < body.length && !(body[at] === '"' && body[at + 1] !== '"')) {
        if (body[at] === '"') at += 1;
        value += body[at];
        at += 1;
      }
      at += 1;
    }
    const end = body.slice(at).search(/[\t\n]/);
    value += end < 0 ? body.slice(at) : body.slice(at, at + end);
    lines[lines.length - 1].push(value.replace(/^'(?=[=+\-@])/, "").trim());
    if (end < 0) break;
    at += end + 1;
    if (body[at - 1] === "\n") lines.push([]);
  }
  return lines;
}
