// A field above each long table that leaves only the rows with its words; nothing else on the page needs a script.
(function () {
  "use strict";
  var words = document.body.dataset;
  document.querySelectorAll("table").forEach(function (table) {
    var rows = Array.from(table.tBodies).flatMap(function (body) { return Array.from(body.rows); });
    if (10 > rows.length) { return; }
    var box = document.createElement("div");
    var label = document.createElement("label");
    var field = document.createElement("input");
    var told = document.createElement("span");
    box.className = "search";
    field.type = "search";
    field.id = table.id + "-search";
    label.htmlFor = field.id;
    label.textContent = words.search;
    told.setAttribute("role", "status");
    box.append(label, field, told);
    table.parentElement.before(box);
    field.addEventListener("input", function () {
      var wanted = field.value.toLocaleLowerCase(document.documentElement.lang).split(/\s+/).filter(Boolean);
      var shown = 0;
      rows.forEach(function (row) {
        var text = row.textContent.toLocaleLowerCase(document.documentElement.lang);
        row.hidden = !wanted.every(function (word) { return text.includes(word); });
        shown += row.hidden ? 0 : 1;
      });
      told.textContent = wanted.length ? words.found.replace("{n}", shown).replace("{all}", rows.length) : "";
    });
  });
}());
