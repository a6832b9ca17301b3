/** Small parts that every screen is made of. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { readable } from "../panels/dom";
import { t } from "./words";

type Act = () => void;

export const ICONS = {
  inbox: "M4 4h16v10h-5a3 3 0 0 1-6 0H4zM4 16h3.3a5 5 0 0 0 9.4 0H20v4H4z",
  review: "M4 5h16v2H4zm0 4h10v2H4zm0 4h8v2H4zm11.3 6.3-3.6-3.6 1.4-1.4 2.2 2.1 5-5 1.4 1.5z",
  table: "M3 4h18v16H3zm2 5v4h6V9zm8 0v4h6V9zm-8 6v3h6v-3zm8 0v3h6v-3z",
  map: "M9 3 3 5.5v15L9 18l6 3 6-2.5v-15L15 6zm1 2.9 4 2v10.2l-4-2z",
  publish: "M12 3l6 6h-4v6h-4V9H6zM4 17h16v3H4z",
  history: "M12 4a8 8 0 1 1-7.7 10h2.1A6 6 0 1 0 7.8 7.8L10 10H4V4l2.4 2.4A8 8 0 0 1 12 4zm-1 4h2v4l3 2-1 1.6-4-2.6z",
  help: "M11 16h2v2h-2zm1-10a4 4 0 0 1 4 4c0 2.5-3 2.8-3 5h-2c0-3.2 3-3.2 3-5a2 2 0 1 0-4 0H8a4 4 0 0 1 4-4z",
  undo: "M8 5v4h6a5 5 0 0 1 0 10h-4v-2h4a3 3 0 0 0 0-6H8v4l-5-5z",
  close: "M6.4 5 12 10.6 17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4L12 13.4 6.4 19 5 17.6 10.6 12 5 6.4z",
  search: "M10 4a6 6 0 0 1 4.7 9.7l5 5-1.4 1.4-5-5A6 6 0 1 1 10 4zm0 2a4 4 0 1 0 0 8 4 4 0 0 0 0-8z",
  pin: "M12 2a7 7 0 0 1 7 7c0 5-7 13-7 13S5 14 5 9a7 7 0 0 1 7-7zm0 4.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
  check: "M9.5 17.5 4 12l1.5-1.5 4 4 9-9L20 7z",
  warn: "M12 3 1.8 20.5h20.4zM11 10h2v5h-2zm0 6.5h2v2h-2z",
  person: "M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zm0 10c4.400 0 8 2.200 8 5v1H4v-1c0-2.800 3.600-5 8-5z",
  people: "M9 5a3.500 3.500 0 1 1 0 7 3.500 3.500 0 0 1 0-7zm7 1a3 3 0 1 1 0 6v-6zM9 14c4 0 7 1.800 7 4.200V19H2v-.8C2 15.800 5 14 9 14zm9 .3c2.400.5 4 1.900 4 3.900v.8h-4z",
  leave: "M4 4h9v2H6v12h7v2H4zm11.500 3.500L20 12l-4.500 4.500-1.400-1.400 2.100-2.100H9v-2h7.200l-2.100-2.100z",
  next: "M9 5l7 7-7 7-1.5-1.5L13 12 7.500 6.500z",
} as const;

export function Icon({ name, size = 20 }: { name: keyof typeof ICONS; size?: number }) {
  return (
    <svg viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" class={`d-icon d-icon-${name}`}>
      <path d={ICONS[name]} />
    </svg>
  );
}

interface ButtonProps {
  children: ComponentChildren;
  act: Act;
  look?: "main" | "quiet" | "danger" | "plain";
  off?: boolean | undefined;
  keys?: string;
  label?: string;
  pressed?: boolean | undefined;
}

/** A button; `keys` is shown beside its words where a keyboard is likely. */
export function Button({ children, act, look = "plain", off = false, keys, label, pressed }: ButtonProps) {
  return (
    <button type="button" class={`d-button d-look-${look}`} onClick={act} disabled={off} aria-label={label} aria-pressed={pressed} title={label}>
      {children}
      {keys ? <kbd>{keys}</kbd> : null}
    </button>
  );
}

/** A text of unknown language, its direction its own, direction overrides taken out. */
export function Told({ text, tag = "span", class: name }: { text: unknown; tag?: "span" | "p" | "b" | "h2" | "td"; class?: string }) {
  const Tag = tag as "span";
  return (
    <Tag dir="auto" class={name}>
      {readable(text === null || text === undefined ? "" : String(text))}
    </Tag>
  );
}

export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="d-empty">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

interface DialogProps {
  title: string;
  close: Act;
  wide?: boolean;
  children: ComponentChildren;
}

/** A dialog over the screen; Escape and the cross close it, the focus stays in it. */
export function Dialog({ title, close, wide = false, children }: DialogProps) {
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = box.current;
    const before = document.activeElement as HTMLElement | null;
    dialog?.showModal();
    return () => before?.focus?.();
  }, []);
  return (
    <dialog ref={box} class={`d-dialog${wide ? " d-wide" : ""}`} aria-label={title} onCancel={(e) => (e.preventDefault(), close())}>
      <header>
        <h2>{title}</h2>
        <Button act={close} look="quiet" label={t("close")}>
          <Icon name="close" />
        </Button>
      </header>
      <div class="d-dialog-body">{children}</div>
    </dialog>
  );
}

interface FieldProps {
  label: string;
  children: ComponentChildren;
  hint?: string | undefined;
  class?: string;
}

export function Field({ label, children, hint, class: name }: FieldProps) {
  return (
    <label class={`d-field ${name ?? ""}`}>
      <span>{label}</span>
      {children}
      {hint ? <small>{hint}</small> : null}
    </label>
  );
}

