  const data = JSON.parse(document.getElementById("data").textContent);
  const words = data.words;
  const SVG = "http://www.w3.org/2000/svg";
  const edits = new Map();
  const struck = new Set();
  let report = 0;
  let chosen = -1;

  const make = (tag, text, name) => {
    const node = document.createElement(tag);
    if (text !== undefined) node.textContent = text;
    if (name) node.className = name;
    return node;
  };
  const $ = (id) => document.getElementById(id);
  const valueOf = (row, field) => {
    const changed = edits.get(row.event_id);
    return changed && field in changed ? changed[field] : row[field];
  };
  const setValue = (row, field, value) => {
    const changed = edits.get(row.event_id) || {};
    if (value === row[field]) delete changed[field];
    else changed[field] = value;
    edits.set(row.event_id, changed);
  };

  function showText(item) {
    const box = $("text");
    box.replaceChildren();
    box.dir = item.lang === "ar" ? "rtl" : "ltr";
    box.lang = item.lang;
    const spans = item.spans;
    let at = 0;
    const chars = Array.from(item.text);
    const slice = (a, b) => chars.slice(a, b).join("");
    for (const [start, end, field, owners] of spans) {
      if (start < at) continue;
      box.append(slice(at, start));
      const mark = make("mark", slice(start, end), field);
      mark.tabIndex = 0;
      mark.title = words[field] || field;
      mark.dataset.rows = owners.join(" ");
      const pick = () => choose(owners[0], "row");
      mark.addEventListener("click", pick);
      mark.addEventListener("keydown", (event) => {
        if (event.key === "Enter") pick();
      });
      box.append(mark);
      at = end;
    }
    box.append(slice(at, chars.length));
  }

  function field(row, name, label, options) {
    const holder = make("label", undefined, name === "location" ? "place" : name.startsWith("date") ? "date" : name === "sub_event_type" ? "type" : name);
    const line = make("span", label);
    holder.append(line);
    const score = row.scores[{ location: "place", date_start: "date", date_end: "date", sub_event_type: "type" }[name] || name];
    if (score !== undefined && score < 0.6 && row[name]) line.append(make("span", words.unsure, "low"));
    let input;
    if (options) {
      input = make("select");
      for (const [value, text] of options) {
        const option = make("option", text);
        option.value = value;
        input.append(option);
      }
    } else {
      input = make("input");
      input.type = name.startsWith("date") ? "date" : "text";
    }
    input.value = valueOf(row, name);
    input.dataset.field = name;
    const paint = () => input.classList.toggle("changed", valueOf(row, name) !== row[name]);
    paint();
    input.addEventListener("change", () => {
      setValue(row, name, input.value);
      paint();
      showMap(data.reports[report]);
      count();
    });
    holder.append(input);
    return holder;
  }

  // The least sure rows stand first: a person looks where it is needed. What a person added is sure.
  const sureness = (row) => (row.confidence === undefined || row.confidence === "" ? 2 : Number(row.confidence));

  function showRows(item) {
    const box = $("rows");
    box.replaceChildren();
    const order = item.rows.map((row, index) => [sureness(row), index]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    order.map(([, index]) => [item.rows[index], index]).forEach(([row, index]) => {
      const card = make("section", undefined, "row");
      card.id = "row-" + index;
      card.tabIndex = 0;
      const head = make("h2", row.sub_event_type);
      if (row.added) head.append(make("span", words.added, "main"));
      else if (index === 0) head.append(make("span", words.main, "main"));
      head.append(make("span", words[row.status] || row.status, "state"));
      if (row.confidence) head.append(make("span", words.sure.replace("{n}", String(Math.round(100 * row.confidence))), "state"));
      card.append(head);
      const fields = make("div", undefined, "fields");
      fields.append(
        field(row, "sub_event_type", words.type, data.types.map((t) => [t, t])),
        field(row, "date_start", words.first),
        field(row, "date_end", words.last),
        field(row, "actor1", words.actor1),
        field(row, "actor2", words.actor2),
        field(row, "location", words.written),
        field(row, "place_id", words.place, [["", words.unplaced], ...row.places.map((p) => [p.id, p.label])]),
        field(row, "fatalities", words.fatalities),
        field(row, "status", words.status, data.states.map((s) => [s, words[s] || s])),
      );
      card.append(fields);
      const strike = make("button", words.strike);
      strike.type = "button";
      strike.addEventListener("click", () => {
        if (struck.has(row.event_id)) struck.delete(row.event_id);
        else struck.add(row.event_id);
        card.classList.toggle("off", struck.has(row.event_id));
        strike.textContent = struck.has(row.event_id) ? words.restore : words.strike;
        count();
      });
      const note = make("p", undefined, "note");
      note.append(strike);
      card.append(note);
      card.classList.toggle("off", struck.has(row.event_id));
      if (struck.has(row.event_id)) strike.textContent = words.restore;
      card.addEventListener("focusin", () => choose(index, ""));
      card.addEventListener("click", () => choose(index, ""));
      box.append(card);
    });
    if (!item.rows.length) box.append(make("p", item.problem || words.none, "note"));
  }

  function pointOf(row) {
    const id = valueOf(row, "place_id");
    const place = row.places.find((p) => p.id === id);
    return place ? [place.lon, place.lat] : null;
  }

  function showMap(item) {
    const layer = $("dots");
    layer.replaceChildren();
    item.rows.forEach((row, index) => {
      const point = pointOf(row);
      if (!point) return;
      const dot = document.createElementNS(SVG, "circle");
      dot.setAttribute("cx", ((point[0] - data.frame.west) * data.frame.sx).toFixed(1));
      dot.setAttribute("cy", ((data.frame.north - point[1]) * data.frame.sy).toFixed(1));
      dot.setAttribute("r", "8");
      dot.dataset.row = index;
      if (index === chosen) dot.classList.add("on");
      const title = document.createElementNS(SVG, "title");
      title.textContent = row.sub_event_type + ", " + valueOf(row, "location");
      dot.append(title);
      dot.addEventListener("click", () => choose(index, "row"));
      layer.append(dot);
    });
  }

  function choose(index, scroll) {
    chosen = index;
    document.querySelectorAll(".row").forEach((node, at) => node.classList.toggle("on", at === index));
    document.querySelectorAll("mark").forEach((node) =>
      node.classList.toggle("on", node.dataset.rows.split(" ").includes(String(index))));
    document.querySelectorAll("#dots circle").forEach((node) =>
      node.classList.toggle("on", Number(node.dataset.row) === index));
    if (scroll === "row") {
      const card = $("row-" + index);
      if (card) card.scrollIntoView({ block: "nearest" });
    }
  }

  const cell = (value) => {
    let text = value === undefined || value === null ? "" : String(value);
    if (/^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text))) text = "'" + text;
    return /[",\n\r]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
  };

  function save(name, header, rows) {
    const lines = [header.join(","), ...rows.map((row) => header.map((key) => cell(row[key])).join(","))];
    download(name, "\ufeff" + lines.join("\r\n") + "\r\n", "text/csv");
  }

  function download(name, text, type) {
    const url = URL.createObjectURL(new Blob([text], { type }));
    const link = make("a");
    link.href = url;
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  }

  function corrected(row) {
    const changed = edits.get(row.event_id) || {};
    const out = { ...row, ...changed };
    if (changed.sub_event_type) out.event_type = data.typeOf[changed.sub_event_type] || row.event_type;
    for (const who of ["actor1", "actor2"]) if (who in changed) out[who + "_id"] = "";
    if ("place_id" in changed) {
      const place = row.places.find((p) => p.id === changed.place_id);
      for (const key of ["place_name", "pcode", "admin1", "admin2", "admin3", "geo_precision", "precision_km"]) out[key] = "";
      out.lon = place ? place.lon : "";
      out.lat = place ? place.lat : "";
      if (place) {
        out.place_name = place.name;
        out.geo_precision = place.precision;
        out.precision_km = place.radius;
      }
    } else if ("location" in changed) {
      for (const key of ["place_id", "place_name", "pcode", "lon", "lat", "geo_precision", "precision_km"]) out[key] = "";
    }
    return out;
  }

  const allRows = () => data.reports.flatMap((item) => item.rows);
  function saveEvents() {
    save("events_corrected.csv", data.columns, allRows().filter((r) => !struck.has(r.event_id)).map(corrected));
  }
  function savePlaces() {
    const rows = allRows().filter((row) => "place_id" in (edits.get(row.event_id) || {})).map((row) => ({
      name: valueOf(row, "location"), hint: row.admin1, place: valueOf(row, "place_id") || "never", lon: "", lat: "", note: row.report_id,
    }));
    save("overrides.csv", ["name", "hint", "place", "lon", "lat", "note"], rows);
  }

  function count() {
    let changed = 0;
    for (const value of edits.values()) changed += Object.keys(value).length ? 1 : 0;
    $("count").textContent = words.changed.replace("{n}", String(changed)).replace("{m}", String(struck.size));
  }

  function show(index) {
    report = index;
    chosen = -1;
    const item = data.reports[index];
    showText(item);
    showRows(item);
    showMap(item);
    if (item.rows.length) choose(Number(document.querySelector(".row").id.slice(4)), "");
  }

  const picker = $("report");
  data.reports.forEach((item, index) => {
    const option = make("option", item.title + " (" + item.rows.length + ")");
    option.value = String(index);
    picker.append(option);
  });
  picker.addEventListener("change", () => show(Number(picker.value)));
  picker.hidden = data.reports.length < 2;
  $("save").addEventListener("click", saveEvents);
  $("save-places").addEventListener("click", savePlaces);
  $("save-decisions").addEventListener("click", saveDecisions);
  $("add").addEventListener("click", addEvent);
  for (const name of ["place", "actor1", "actor2"]) $("set_" + name).addEventListener("click", () => setWords(name));
  for (const id of ["add", "set_place", "set_actor1", "set_actor2"]) $(id).addEventListener("mousedown", (event) => event.preventDefault());
  document.addEventListener("selectionchange", showPicked);
  count();
  show(0);
