/* Pages opened from a folder may start no workers: a hidden frame does the search's work instead. */
if (location.protocol === "file:") {
  const inside = `
    window.postMessage = (message) => parent.postMessage(message, "*");
    window.importScripts = (...addresses) => addresses.reduce(
      (before, address) => before.then(() => new Promise((done, fail) => {
        const script = document.createElement("script");
        script.src = address;
        script.onload = done;
        script.onerror = fail;
        document.head.append(script);
      })), Promise.resolve());
  `;
  window.IFrameWorker = class extends EventTarget {
    constructor(address) {
      super();
      const frame = document.createElement("iframe");
      frame.hidden = true;
      frame.title = "search";
      this.window = null;
      this.ready = new Promise((done) => {
        frame.addEventListener("load", () => {
          if (this.window) return;
          this.window = frame.contentWindow;
          const { document: page } = this.window;
          const own = page.createElement("script");
          own.textContent = inside;
          const work = page.createElement("script");
          work.src = new URL(address, location.href).href;
          work.onload = done;
          page.head.append(own, work);
        });
      });
      window.addEventListener("message", (event) => {
        if (this.window && event.source === this.window) {
          this.dispatchEvent(new MessageEvent("message", { data: event.data }));
        }
      });
      document.body.append(frame);
    }
    postMessage(data) {
      this.ready.then(() => {
        this.window.dispatchEvent(new this.window.MessageEvent("message", { data }));
      });
    }
    terminate() {}
  };
  window.Worker = window.IFrameWorker;
}
