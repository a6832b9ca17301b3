/** What is selected inside a text, its span in characters as Python counts them. */

export interface Selected {
  start: number;
  end: number;
  text: string;
}

export function selectedWords(box: HTMLElement | null): Selected | null {
  const chosen = getSelection();
  const range = chosen?.rangeCount ? chosen.getRangeAt(0) : null;
  if (!box || !range || range.collapsed || !box.contains(range.commonAncestorContainer)) return null;
  const before = range.cloneRange();
  before.selectNodeContents(box);
  before.setEnd(range.startContainer, range.startOffset);
  const raw = range.toString();
  const lead = raw.length - raw.trimStart().length;
  const start = Array.from(before.toString() + raw.slice(0, lead)).length;
  const text = raw.trim();
  return text ? { start, end: start + Array.from(text).length, text: text.replace(/\s+/g, " ") } : null;
}
