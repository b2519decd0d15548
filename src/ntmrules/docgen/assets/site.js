"use strict";
(function () {
  var root = document.body.dataset.root || "";

  // The same folding as ntmrules.words.fold: case, accents and the letter đ do not matter.
  function fold(text) {
    return text.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/\s+/g, " ").trim();
  }

  // A short form stands at the beginning of a word: "ctr" is not in "electricity". Parts of longer words are found anywhere.
  function stands(word, folded) {
    for (var at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
      if (word.length > 4 || at === 0 || !/[a-z0-9]/.test(folded.charAt(at - 1))) return true;
    }
    return false;
  }

  function search(query) {
    var words = fold(query).split(" ").filter(Boolean);
    if (!words.length) return [];
    var whole = words.join(" ");
    var found = [];
    (window.NTM_SEARCH || []).forEach(function (entry, place) {
      var folded = entry[3];
      if (!words.every(function (word) { return stands(word, folded); })) return;
      var title = entry[5] || (entry[5] = fold(entry[0]));
      // Sets in force come first, then what stands in them, then what has ended.
      var score = [-40, -5, 0][entry[4]] || 0;
      if (title === whole || title.split(" ")[0] === whole) score -= 60;
      if (title.indexOf(whole) === 0) score -= 30;
      else if (title.indexOf(whole) > 0) score -= 20;
      else if (words.every(function (word) { return title.indexOf(word) >= 0; })) score -= 10;
      found.push([score, place, entry]);
    });
    found.sort(function (a, b) { return a[0] - b[0] || a[1] - b[1]; });
    return found.map(function (each) { return each[2]; });
  }

  function setUpSearch() {
    var form = document.querySelector(".search"), input = form.querySelector("input");
    var box = document.getElementById("found"), list = box.querySelector("ul"), status = box.querySelector(".status");
    form.hidden = false;
    function show() {
      var query = input.value;
      list.textContent = "";
      if (!query.trim()) { box.hidden = true; return; }
      var found = search(query);
      status.textContent = found.length ? box.dataset.count.replace("#", found.length) : box.dataset.none;
      found.slice(0, 30).forEach(function (entry) {
        var item = document.createElement("li"), link = document.createElement("a"), small = document.createElement("small");
        link.href = root + entry[1];
        link.textContent = entry[0];
        small.textContent = entry[2];
        link.appendChild(small);
        item.appendChild(link);
        list.appendChild(item);
      });
      box.hidden = false;
    }
    input.addEventListener("input", show);
    input.addEventListener("focus", show);
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      var first = list.querySelector("a");
      if (first) window.location.href = first.href;
    });
    form.addEventListener("keydown", function (event) {
      var links = Array.prototype.slice.call(list.querySelectorAll("a"));
      var at = links.indexOf(document.activeElement);
      if (event.key === "Escape") { box.hidden = true; input.focus(); box.hidden = true; }
      else if (event.key === "ArrowDown" && links.length) { event.preventDefault(); links[Math.min(at + 1, links.length - 1)].focus(); }
      else if (event.key === "ArrowUp" && links.length) { event.preventDefault(); (at > 0 ? links[at - 1] : input).focus(); }
    });
    document.addEventListener("click", function (event) { if (!form.contains(event.target)) box.hidden = true; });
    document.addEventListener("keydown", function (event) {
      if (event.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) { event.preventDefault(); input.focus(); }
    });
  }

  function setUpTheme() {
    var button = document.querySelector(".theme");
    button.hidden = false;
    button.addEventListener("click", function () {
      var html = document.documentElement;
      var dark = html.dataset.theme ? html.dataset.theme === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
      html.dataset.theme = dark ? "light" : "dark";
      try { localStorage.setItem("ntm-theme", html.dataset.theme); } catch (error) { /* a page from the disk may have no storage */ }
    });
  }

  function setUpChanges() {
    var form = document.querySelector("form.span");
    if (!form) return;
    form.hidden = false;
    var days = Array.prototype.slice.call(document.querySelectorAll(".day")), status = form.querySelector(".status");
    function show() {
      var from = form.elements.from.value, to = form.elements.to.value, shown = 0;
      days.forEach(function (day) {
        day.hidden = (from && day.dataset.day < from) || (to && day.dataset.day > to);
        if (!day.hidden) shown += 1;
      });
      status.textContent = shown ? "" : status.dataset.none;
    }
    form.addEventListener("submit", function (event) { event.preventDefault(); show(); });
    form.addEventListener("change", show);
    form.addEventListener("reset", function () { setTimeout(show); });
  }

  setUpSearch();
  setUpTheme();
  setUpChanges();
})();
