/** People of the team: who may what, invitations, and the log of both. */

import { useEffect, useState } from "preact/hooks";
import { post } from "../api";
import type { Shared } from "../app";
import { Button, Dialog, Field, Told } from "../ui";
import { moment, named, t } from "../words";

interface Person {
  name: string;
  role: string;
  made_at: string;
  seen_at?: string;
  ends_at?: string;
}

interface Line {
  id: number;
  at: string;
  who: string;
  kind: string;
  note: Record<string, string>;
}

interface Told_ {
  people: Person[];
  invited: Person[];
  audit: Line[];
}

export function People({ desk, close }: { desk: Shared; close: () => void }) {
  const [told, setTold] = useState<Told_ | null>(null);
  const [name, setName] = useState("");
  const [role, setRole] = useState("editor");
  const [link, setLink] = useState<{ name: string; address: string } | null>(null);
  const load = () => void desk.tryTo(() => post<Told_>("people")).then((found) => found && setTold(found));
  useEffect(load, []);
  const run = async (path: string, given: object) => {
    await desk.tryTo(() => post(path, given));
    load();
  };
  const invite = async (who: string, as: string) => {
    const made = await desk.tryTo(() => post<{ path: string }>("invite", { name: who, role: as }));
    if (!made) return;
    setLink({ name: who, address: location.origin + made.path });
    setName("");
    load();
  };
  const roles = desk.overview.roles;
  return (
    <Dialog title={t("people")} close={close} wide>
      <form class="d-invite" onSubmit={(e) => (e.preventDefault(), void invite(name, role))}>
        <Field label={t("person-name")}><input type="text" dir="auto" required maxLength={60} value={name} onInput={(e) => setName(e.currentTarget.value)} /></Field>
        <Field label={t("role")}>
          <select value={role} onChange={(e) => setRole(e.currentTarget.value)}>
            {roles.map((one) => <option key={one} value={one}>{named("role", one)}</option>)}
          </select>
        </Field>
        <button type="submit" class="d-button d-look-main" disabled={!name.trim()}>{t("invite")}</button>
      </form>
      <p class="d-quiet">{t("roles-hint")}</p>
      {link ? (
        <div class="d-banner d-link-made" role="status">
          <div>
            <p>{t("invite-link", { name: link.name })}</p>
            <input type="text" readOnly dir="ltr" value={link.address} aria-label={t("invite-address")} onFocus={(e) => e.currentTarget.select()} />
          </div>
          <Button act={() => void navigator.clipboard?.writeText(link.address).then(() => desk.say({ text: t("copied") }))}>{t("copy")}</Button>
        </div>
      ) : null}
      <table class="d-people">
        <thead><tr><th>{t("person-name")}</th><th>{t("role")}</th><th>{t("last-seen")}</th><th /></tr></thead>
        <tbody>
          {(told?.people ?? []).map((one) => (
            <tr key={one.name}>
              <td><Told text={one.name} tag="b" /></td>
              <td>
                <select aria-label={`${t("role")}: ${one.name}`} value={one.role} onChange={(e) => void run("role", { name: one.name, role: e.currentTarget.value })}>
                  {roles.map((as) => <option key={as} value={as}>{named("role", as)}</option>)}
                </select>
              </td>
              <td class="d-quiet">{one.seen_at ? moment(one.seen_at) : "–"}</td>
              <td class="d-bar">
                <Button look="quiet" act={() => void invite(one.name, one.role)}>{t("new-password")}</Button>
                <Button look="danger" act={() => void run("remove", { name: one.name })}>{t("remove")}</Button>
              </td>
            </tr>
          ))}
          {(told?.invited ?? []).map((one) => (
            <tr key={`i ${one.name}`}>
              <td><Told text={one.name} /></td>
              <td>{named("role", one.role)}</td>
              <td class="d-quiet">{t("invited-until", { when: moment(one.ends_at ?? "") })}</td>
              <td class="d-bar"><Button look="quiet" act={() => void run("remove", { name: one.name })}>{t("take-back")}</Button></td>
            </tr>
          ))}
        </tbody>
      </table>
      <details>
        <summary>{t("audit")}</summary>
        <ol class="d-audit">
          {(told?.audit ?? []).map((line) => (
            <li key={line.id}>
              <span class="d-quiet">{moment(line.at)}</span> <Told text={line.who} tag="b" /> {named("audit", line.kind)} <Told text={line.note.name ?? ""} /> {line.note.role ? named("role", line.note.role) : ""}
            </li>
          ))}
        </ol>
      </details>
    </Dialog>
  );
}
