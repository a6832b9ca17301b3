/** Shortcuts, and what the desk does, in short. */

import { SHORTCUTS } from "./keys";
import { Dialog } from "./ui";
import { t, type Key } from "./words";

const STEPS: Key[] = ["help.1", "help.2", "help.3", "help.4", "help.5"];

export function Help({ close }: { close: () => void }) {
  return (
    <Dialog title={t("help")} close={close} wide>
      <div class="d-help">
        <section>
          <h3>{t("help.how")}</h3>
          <ol>
            {STEPS.map((step) => (
              <li key={step}>{t(step)}</li>
            ))}
          </ol>
          <p class="d-quiet">{t("help.local")}</p>
        </section>
        {(Object.keys(SHORTCUTS) as (keyof typeof SHORTCUTS)[]).map((where) => (
          <section key={where}>
            <h3>{t(`keys.${where}` as Key)}</h3>
            <dl>
              {SHORTCUTS[where].map(([keys, what]) => (
                <div key={what}>
                  <dt>
                    {keys.split(" ").map((one) => (
                      <kbd key={one}>{one}</kbd>
                    ))}
                  </dt>
                  <dd>{t(what as Key)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
