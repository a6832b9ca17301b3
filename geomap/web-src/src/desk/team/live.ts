/** What others do, as it happens: the server tells, the screens ask anew. */

import { useEffect } from "preact/hooks";

export type Present = [tab: string, name: string, what: string][];

interface Heard {
  changed?: string;
  present?: Present;
  away?: boolean;
}

interface Ears {
  changed: () => void;
  present: (all: Present) => void;
  away: (away: boolean) => void;
}

export function useLive(team: boolean, ears: Ears): void {
  useEffect(() => {
    if (!team) return undefined;
    const source = new EventSource("/api/live");
    source.onmessage = ({ data }: MessageEvent<string>) => {
      const heard = JSON.parse(data) as Heard;
      if (heard.present) ears.present(heard.present);
      if (heard.away !== undefined) ears.away(heard.away);
      if (heard.changed) ears.changed();
    };
    return () => source.close();
  }, [team]);
}
