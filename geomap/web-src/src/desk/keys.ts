/** Keys: what a person presses, and where pressing means writing. */

export function isTyping(event: KeyboardEvent): boolean {
  const at = event.target as HTMLElement | null;
  return Boolean(at?.closest?.("input, textarea, select, [contenteditable=true]"));
}

/** The key of an event, Arabic keyboards and digits read as Latin ones. */
export function keyOf(event: KeyboardEvent): string {
  if (/^[\u0660-\u0669]$/.test(event.key)) return String(event.key.charCodeAt(0) - 0x660);
  if (/^Key[A-Z]$/.test(event.code) && !/^[a-z?]$/i.test(event.key)) return event.code[3].toLowerCase();
  return event.key.length === 1 ? event.key.toLowerCase() : event.key;
}

/** Every shortcut, for the help: keys and the word that says what they do. */
export const SHORTCUTS = {
  review: [
    ["J K ↓ ↑", "key.move"],
    ["A Enter", "key.accept"],
    ["X", "key.strike"],
    ["E", "key.edit"],
    ["1–9", "key.place"],
    ["P", "key.search"],
    ["C", "key.click"],
    ["0", "key.unplace"],
    ["N", "key.new"],
    ["M", "key.merge"],
    ["R", "key.remember"],
    ["O", "key.open"],
    ["G", "key.report"],
  ],
  anywhere: [
    ["Ctrl+Z", "key.undo"],
    ["Alt+1–6", "key.screens"],
    ["?", "key.help"],
    ["Esc", "key.close"],
  ],
  table: [
    ["↓ ↑ → ←", "key.cells"],
    ["Enter", "key.write"],
    ["Space", "key.select"],
    ["Ctrl+C Ctrl+V", "key.copy"],
  ],
} as const;
