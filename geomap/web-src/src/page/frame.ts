/** One frame of the page: what is shown at once, and what may follow a moment later. */

import type { App } from "./app";
import { painted } from "./frames";
import { Pace } from "./pace";

/** Milliseconds without a step after which the page is at rest. */
const SETTLED = 140;

export class Frame {
  private readonly pace = new Pace();
  private later: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly app: App) {}

  /** Draw it now; resolve when it is on the screen. */
  show(): Promise<void> {
    const { app } = this;
    if (app.layers.stale || app.painter.stale) app.painter.redrawGround();
    app.painter.redraw();
    app.dock.showWindow();
    app.headline.show();
    app.legend.refresh();
    app.layerPanel.refresh();
    app.above.show();
    if (this.pace.begin()) {
      this.showTypes();
      app.reader.showSeen();
    } else app.reader.wait();
    // a step that takes long is no rest
    clearTimeout(this.later);
    return painted().then(() => {
      this.pace.end();
      if (app.shell.root.isConnected) this.settleSoon();
    });
  }

  /** The counts of event types, which the frame knows already. */
  private showTypes(): void {
    const { engine, shell, facets } = this.app;
    if (engine.color === "type" && engine.filters.type.length === 0 && shell.isOpen("left")) {
      facets.showTypes(engine.groupTotals());
    }
  }

  settleSoon(): void {
    clearTimeout(this.later);
    this.later = setTimeout(() => this.settle(), SETTLED);
  }

  stop(): void {
    clearTimeout(this.later);
  }

  /** Other counts, the rest of the list, table, address, the spoken count. */
  private settle(): void {
    const { app } = this;
    app.reader.showRest();
    this.showPanels();
    if (app.shell.isOpen("table")) app.table.refresh();
    app.address.write();
    app.headline.speak();
  }

  /** The panel of filters, where it is open. */
  showPanels(): void {
    const { app } = this;
    if (!app.shell.isOpen("left")) return;
    app.sums.show();
    app.facets.refresh(app.theme);
  }

  /** The map shows another part. */
  viewChanged(): void {
    const { app } = this;
    app.reader.showSeen();
    app.legend.refresh();
    app.above.show();
    app.menu.sync();
    this.settleSoon();
  }
}
