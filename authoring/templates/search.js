// The search box: looks through the index that was loaded before, all in the page. Without it pages lack nothing else.
(function () {
  "use strict";

  var MOST = 40;
  var form = document.querySelector("form.search");
  var index = window.specwrightIndex;
  if (!form || !index) return;

  var input = document.getElementById("search");
  var list = document.getElementById("search-results");
  var status = document.getElementById("search-status");
  var root = form.getAttribute("data-root") || "";
  form.hidden = false;

  var entries = index.entries.map(function (one, order) {
    return {
      kind: one[0], name: one[1], owner: one[2], text: one[3],
      href: root + one[4] + (one[5] ? "#" + one[5] : ""),
      low: one[1].toLowerCase(), words: words(one[1]),
      around: (one[2] + " " + one[3]).toLowerCase(), order: order
    };
  });

  // The words of a name: list_repos, listRepos and Report.NotExist have two each.
  function words(name) {
    return name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  }

  // How well an entry fits one word of the query; 0: not at all.
  function fit(entry, word) {
    if (entry.low === word) return 100;
    if (entry.low.startsWith(word)) return 70;
    if (entry.words.some(function (one) { return one === word; })) return 60;
    if (entry.words.some(function (one) { return one.startsWith(word); })) return 45;
    if (entry.low.includes(word)) return 30;
    if (entry.around.includes(word)) return 8;
    return 0;
  }

  // Every word must be found somewhere. The whole query as a name beats all; then names, then what surrounds them.
  function search(query) {
    var asked = query.toLowerCase().split(/\s+/).filter(Boolean);
    var whole = asked.join("_");
    var hits = [];
    if (!asked.length) return hits;
    entries.forEach(function (entry) {
      var score = 0;
      for (var i = 0; i < asked.length; i++) {
        var one = fit(entry, asked[i]);
        if (!one) return;
        score += one;
      }
      if (asked.length > 1 && entry.words.join("_") === whole) score += 200;
      hits.push({ entry: entry, score: score / asked.length });
    });
    hits.sort(function (a, b) {
      return b.score - a.score || a.entry.kind - b.entry.kind ||
        a.entry.name.length - b.entry.name.length || a.entry.order - b.entry.order;
    });
    return hits;
  }

  // Text with the words of the query marked; built from nodes, so that no text becomes markup.
  function marked(text, asked, name) {
    var span = document.createElement("span");
    span.className = name;
    var low = text.toLowerCase(), at = 0;
    while (low.length === text.length && at < text.length) {
      var next = -1, length = 0;
      asked.forEach(function (word) {
        var found = low.indexOf(word, at);
        if (found >= 0 && (next < 0 || found < next || (found === next && word.length > length))) {
          next = found;
          length = word.length;
        }
      });
      if (next < 0) break;
      span.append(text.slice(at, next));
      var mark = document.createElement("mark");
      mark.textContent = text.slice(next, next + length);
      span.append(mark);
      at = next + length;
    }
    span.append(text.slice(at));
    return span;
  }

  function item(entry, asked) {
    var row = document.createElement("li");
    var link = document.createElement("a");
    var head = document.createElement("span");
    link.href = entry.href;
    head.className = "hit";
    head.append(marked(entry.name, asked, "name"));
    head.append(marked(index.kinds[entry.kind], [], "kind"));
    head.append(marked(entry.owner, asked, "owner"));
    link.append(head);
    if (entry.text) link.append(marked(entry.text, asked, "text"));
    row.append(link);
    return row;
  }

  function show() {
    var asked = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    var hits = search(input.value);
    list.replaceChildren.apply(list, hits.slice(0, MOST).map(function (hit) { return item(hit.entry, asked); }));
    list.hidden = !hits.length;
    list.scrollTop = 0;
    status.textContent = !asked.length ? "" : !hits.length ? "Nothing found" :
      hits.length > MOST ? hits.length + " found, the first " + MOST + " shown" : hits.length + " found";
  }

  function hide() { list.hidden = true; }
  function links() { return Array.prototype.slice.call(list.querySelectorAll("a")); }

  function step(by) {
    var all = links();
    var next = all.indexOf(document.activeElement) + by;
    if (next < 0) input.focus();
    else if (all[next]) all[next].focus();
  }

  input.addEventListener("input", show);
  input.addEventListener("focus", function () { if (input.value) show(); });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var first = links()[0];
    if (first && !list.hidden) first.click();
  });
  form.addEventListener("keydown", function (event) {
    if (event.key === "ArrowDown" && !list.hidden) { event.preventDefault(); step(1); }
    if (event.key === "ArrowUp" && !list.hidden) { event.preventDefault(); step(-1); }
    if (event.key === "Escape") { input.focus(); hide(); }
  });
  list.addEventListener("click", function (event) {
    if (event.target.closest("a")) hide();
  });
  document.addEventListener("click", function (event) {
    if (!form.contains(event.target)) hide();
  });
  document.addEventListener("focusin", function (event) {
    if (!form.contains(event.target)) hide();
  });
  document.addEventListener("keydown", function (event) {
    var writing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
    if (event.key !== "/" || writing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
})();
