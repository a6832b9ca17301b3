/** Who else has the same thing open. */

import { useEffect } from "preact/hooks";
import { post } from "../api";
import type { Shared } from "../app";
import { Icon, Told } from "../ui";
import { t } from "../words";

const TAB = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");
const BEAT = 15_000;

/** Tell the others what is open here, for as long as it is. */
export function usePresence(desk: Shared, what: string): void {
  const { team } = desk.overview;
  useEffect(() => {
    if (!team || !what) return undefined;
    const say = (open: string) => void post("show", { tab: TAB, what: open }).catch(() => undefined);
    say(what);
    const timer = setInterval(() => say(what), BEAT);
    return () => {
      clearInterval(timer);
      say("");
    };
  }, [team, what]);
}

/** The names of the others who have something open; each once. */
export function othersAt(desk: Shared, what: string): string[] {
  const mine = `${desk.overview.who} ${TAB}`;
  return [...new Set(desk.present.filter(([tab, , open]) => open === what && tab !== mine).map(([, name]) => name))];
}

export function AlsoHere({ desk, what }: { desk: Shared; what: string }) {
  const names = othersAt(desk, what);
  if (!names.length) return null;
  return (
    <p class="d-also" role="status">
      <Icon name="person" size={16} /> <Told text={t("also-here", { names: names.join(document.documentElement.dir === "rtl" ? "، " : ", ") })} />
    </p>
  );
}
