/* Searches the places of places.js; every text goes into the page as text. */
(function () {
  "use strict";
  var box = document.getElementById("places-query");
  var out = document.getElementById("places-found");
  if (!box || !out || typeof PLACES === "undefined") return;
  function fold(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0640]/g, "").toLowerCase()
      .replace(/[أإآٱ]/g, "ا").replace(/ى/g, "ي").replace(/ة/g, "ه").replace(/[-'’‘ʿʾ`]/g, " ")
      .replace(/(^|\s)(al|el|ad|ar|as|at|az|ash)\s+/g, "$1").replace(/(^|\s)ال/g, "$1").replace(/\s+/g, " ").trim();
  }
  var keys = PLACES.map(function (row) {
    return { names: [row[1], row[2]].concat(row[3] ? row[3].split("|") : []).map(fold), id: row[0].toLowerCase() };
  });
  function rank(key, query) {
    if (key.id === query) return 4;
    var best = 0;
    key.names.forEach(function (name) {
      if (name === query) best = Math.max(best, 3);
      else if (name.indexOf(query) === 0) best = Math.max(best, 2);
      else if (name.indexOf(query) > 0) best = Math.max(best, 1);
    });
    return best;
  }
  function cell(tag, text, dir) {
    var element = document.createElement(tag);
    element.textContent = text;
    if (dir) element.dir = dir;
    return element;
  }
  function show() {
    var query = fold(box.value);
    out.replaceChildren();
    if (query.length < 2) return;
    var found = [];
    keys.forEach(function (key, at) {
      var fits = rank(key, query);
      if (fits) found.push([fits, at]);
    });
    found.sort(function (a, b) { return b[0] - a[0] || a[1] - b[1]; });
    out.append(cell("p", found.length + (found.length === 1 ? " place" : " places") + (found.length > 50 ? ", the first 50:" : "")));
    if (!found.length) return;
    var table = document.createElement("table");
    var head = document.createElement("tr");
    ["Name", "Arabic", "Other names", "Kind", "In", "lon, lat, km", "Source", "Id"].forEach(function (name) { head.append(cell("th", name)); });
    var thead = document.createElement("thead");
    thead.append(head);
    var body = document.createElement("tbody");
    found.slice(0, 50).forEach(function (one) {
      var row = PLACES[one[1]];
      var line = document.createElement("tr");
      line.append(cell("td", row[1]), cell("td", row[2], "rtl"), cell("td", row[3].split("|").slice(0, 4).join(", "), "auto"), cell("td", row[4]),
        cell("td", row[5]), cell("td", row[6] + ", " + row[7] + ", " + row[8]), cell("td", row[9]), cell("td", row[0]));
      body.append(line);
    });
    table.append(thead, body);
    var frame = document.createElement("div");
    frame.className = "md-typeset__table";
    frame.append(table);
    out.append(frame);
  }
  box.addEventListener("input", show);
  if (location.hash.length > 1) { box.value = decodeURIComponent(location.hash.slice(1)); }
  show();
})();
