"""[pure] The page's script: finding, folding, opening what a link leads to. Without it everything is still there."""

SCRIPT = """
"use strict";
(() => {
  const all = (what, where = document) => Array.from(where.querySelectorAll(what));
  const find = document.querySelector(".find"), input = find.querySelector("input");
  const fold = document.querySelector(".fold"), found = document.querySelector(".found");
  const items = all("[data-find]");
  find.hidden = fold.hidden = false;
  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let up = target; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    target.scrollIntoView();
  }
  function filter() {
    const words = input.value.toLowerCase().split(/\\s+/).filter(Boolean);
    let hits = 0;
    for (const item of items) {
      const text = item.textContent.toLowerCase();
      const fits = words.every((word) => text.includes(word));
      item.classList.toggle("away", !fits);
      if (words.length && fits) hits += 1;
      if (item.tagName === "DETAILS") {
        item.open = words.length > 0 && fits && hits <= 50;
        for (const turn of all("li[id]", item)) {
          const said = turn.textContent.toLowerCase();
          turn.classList.toggle("away", words.length > 0 && fits && !words.every((word) => said.includes(word)));
        }
      }
    }
    found.hidden = words.length === 0;
    found.textContent = hits ? hits + (hits === 1 ? " place fits." : " places fit.") : "Nothing on this page fits.";
  }
  let waiting = 0;
  input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 150); });
  fold.addEventListener("click", () => {
    const open = fold.textContent === "Unfold all";
    for (const one of all("details")) one.open = open;
    fold.textContent = open ? "Fold all" : "Unfold all";
  });
  addEventListener("hashchange", reveal);
  addEventListener("beforeprint", () => { for (const one of all("details")) one.open = true; });
  reveal();
})();
"""
