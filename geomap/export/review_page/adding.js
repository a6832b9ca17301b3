  // Events that a person adds by selecting words, and every decision as a file for the next reading.

  const EDITED = ["sub_event_type", "date_start", "date_end", "actor1", "actor2", "location", "place_id", "fatalities", "status"];
  const quoteOf = (row) => (JSON.parse(row.evidence || "[]").find((proof) => proof[0] === "type") || ["", 0, 0]).slice(1);

  function decisionOf(item, row) {
    const set = edits.get(row.event_id) || {};
    const read = Object.fromEntries(EDITED.map((name) => [name, String(row[name] ?? "")]));
    const told = { report: item.key, quote: quoteOf(row) };
    if (row.added) return struck.has(row.event_id) ? null : { ...told, action: "add", set: { ...read, ...set } };
    if (struck.has(row.event_id)) return { ...told, action: "strike", read };
    return Object.keys(set).length ? { ...told, action: "change", read, set } : null;
  }
  function saveDecisions() {
    const own = data.reports.flatMap((item) => item.rows.map((row) => decisionOf(item, row))).filter(Boolean);
    download("decisions.json", JSON.stringify([...data.decisions, ...own], null, 1), "application/json");
  }

  function selected() {
    const range = getSelection().rangeCount ? getSelection().getRangeAt(0) : null;
    const box = $("text");
    if (!range || range.collapsed || !box.contains(range.commonAncestorContainer)) return null;
    const before = range.cloneRange();
    before.selectNodeContents(box);
    before.setEnd(range.startContainer, range.startOffset);
    const start = Array.from(before.toString()).length;
    return { start, end: start + Array.from(range.toString()).length, text: range.toString().replace(/\s+/g, " ").trim() };
  }
  function showPicked() {
    const some = selected();
    $("select").hidden = Boolean(some);
    $("add").hidden = !some;
    for (const name of ["place", "actor1", "actor2"]) $("set_" + name).hidden = !some || chosen < 0;
  }
  function addEvent() {
    const words = selected();
    if (!words) return;
    const item = data.reports[report];
    const places = item.named.filter((place, at) => item.named.findIndex((other) => other.id === place.id) === at);
    item.rows.push({
      ...item.base, event_id: "added-" + item.key + "-" + item.rows.length, added: true, sub_event_type: data.types[0],
      event_type: data.typeOf[data.types[0]], status: data.states[0], date_start: item.day, date_end: item.day, actor1: "",
      actor2: "", location: "", place_id: "", fatalities: "", description: words.text, time_precision: item.day ? "1" : "",
      scores: {}, places, evidence: JSON.stringify([["type", words.start, words.end]]),
    });
    const row = item.rows[item.rows.length - 1];
    const named = item.named.find((place) => place.start >= words.start && place.end <= words.end);
    if (named) setPlace(item, row, named.start, named.end, Array.from(item.text).slice(named.start, named.end).join(""));
    showAgain(item, item.rows.length - 1);
  }
  function setPlace(item, row, start, end, text) {
    const named = item.named.find((place) => place.start < end && start < place.end);
    if (named && !row.places.some((place) => place.id === named.id)) row.places.push(named);
    setValue(row, "location", text);
    if (named) setValue(row, "place_id", named.id);
  }
  function setWords(name) {
    const words = selected();
    const item = data.reports[report];
    if (!words || chosen < 0) return;
    if (name === "place") setPlace(item, item.rows[chosen], words.start, words.end, words.text);
    else setValue(item.rows[chosen], name, words.text);
    showAgain(item, chosen);
  }
  function showAgain(item, index) {
    getSelection().removeAllRanges();
    showRows(item);
    showMap(item);
    choose(index, "row");
    count();
  }
