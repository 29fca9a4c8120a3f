// Keys and comfort. Everything works without this file.
"use strict";

(() => {
  const typing = (element) => element.closest("input, select, textarea, [contenteditable]") !== null;
  const rows = () => [...document.querySelectorAll("[data-row]")];

  function moveTo(row) {
    document.querySelector("[data-row].here")?.classList.remove("here");
    row.classList.add("here");
    const link = row.querySelector("a, button");
    (link ?? row).focus();
    row.scrollIntoView({ block: "nearest" });
  }

  function move(steps) {
    const all = rows();
    const here = all.findIndex((row) => row.contains(document.activeElement) || row.classList.contains("here"));
    const next = here < 0 ? 0 : Math.min(Math.max(here + steps, 0), all.length - 1);
    if (all.length > 0) moveTo(all[next]);
  }

  // On a page without a search the overview's is the next.
  function search() {
    const field = document.querySelector("[data-search], input[type=search]");
    if (field) field.focus();
    else document.querySelector("a[data-to-search]")?.click();
  }

  const keys = {
    "/": search,
    j: () => move(1),
    k: () => move(-1),
    // On a link or button Enter is the browser's own.
    Enter: () => document.querySelector("[data-row].here a")?.click(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      for (const open of document.querySelectorAll(".menu-button[open]")) {
        open.open = false;
        open.querySelector("summary").focus();
      }
      return;
    }
    if (typing(event.target)) return;
    if (event.key === "Enter" && event.target !== document.body) return;
    if (event.key in keys) {
      event.preventDefault();
      keys[event.key]();
    }
  });

  // What asks again and again how far work has come says so while no answer comes.
  function tellWhetherCutOff(event, isCutOff) {
    const word = document.querySelector("[data-cut-off]");
    if (word && event.target.matches?.("[hx-trigger^=every]")) word.hidden = !isCutOff;
  }
  for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    document.addEventListener(failure, (event) => tellWhetherCutOff(event, true));
  }
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (!event.detail.isError) tellWhetherCutOff(event, false);
  });

  if (location.hash === "#q") search();

  // A menu closes when something else is pressed.
  document.addEventListener("click", (event) => {
    for (const open of document.querySelectorAll(".menu-button[open]")) {
      if (!open.contains(event.target)) open.open = false;
    }
  });

  // data-all ticks every box of its form that has its name; data-submit sends a form when its value changes.
  document.addEventListener("change", (event) => {
    const changed = event.target;
    if (changed.dataset.all) {
      for (const box of changed.form.querySelectorAll(`input[name="${CSS.escape(changed.dataset.all)}"]`)) {
        box.checked = changed.checked;
      }
    }
    if ("submit" in changed.dataset) changed.form.requestSubmit();
  });
})();
