"use strict";
// The page is whole without this: it adds what filters leave of each section, and keys.
const start = () => {
  const $ = (id) => document.getElementById(id);
  const root = document.documentElement;
  const shown = $("shown");
  if (!shown) return;
  const boxes = [...document.querySelectorAll(".toolbar input[type=checkbox]")];
  const sides = $("view-sides");
  const name = (box) => box.id.slice("show-".length);
  const find = $("find");
  const rule = $("rule");
  const links = new Map([...document.querySelectorAll(".contents a")].map((a) => [a.hash.slice(1), a.parentElement]));
  // Read once: filtering thousands of changes must not ask the page for each.
  const groups = [...document.querySelectorAll(".group")].map((element) => ({
    element,
    link: links.get(element.getAttribute("aria-labelledby")),
    items: [...element.querySelectorAll(":scope > .change, :scope > .away")].map((item) => {
      const [type, level, kind] = item.className.split(" ");
      // What is found several times over is shown while any of its kinds is.
      const any = item.dataset.any ? item.dataset.any.split(" ") : null;
      const rules = item.dataset.rules ? item.dataset.rules.split(" ") : [];
      return { element: item, level, kind, any, rules, counts: type === "change", words: null };
    }),
  }));
  const all = groups.flatMap((group) => group.items).filter((item) => item.counts);
  let visible = all;
  // Whether single changes are hidden, which takes longer than a class on the root.
  let narrowed = false;
  // What readers type need not have the signs and capitals of the text.
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ");

  const filter = () => {
    const off = new Set(boxes.filter((box) => !box.checked).map(name));
    for (const box of boxes) root.classList.toggle("hide-" + name(box), !box.checked);
    root.classList.toggle("show-cosmetic", !off.has("cosmetic"));
    root.classList.toggle("as-sides", !!sides && sides.checked);
    const wanted = find ? plain(find.value).trim() : "";
    const why = rule ? rule.value : "";
    const says = (item) => (item.words ??= plain(item.element.textContent)).includes(wanted);
    const passes = (item) =>
      (item.any ? item.any.some((kind) => !off.has(kind)) : !off.has(item.level) && !off.has(item.kind)) &&
      (!why || item.rules.includes(why)) && (!wanted || says(item));
    const narrow = !!wanted || !!why;
    if (narrow || narrowed) {
      for (const group of groups) for (const item of group.items) item.element.hidden = !passes(item);
    } else {
      for (const item of all) if (item.any && item.any.length > 1) item.element.hidden = !passes(item);
    }
    narrowed = narrow;
    for (const group of groups) {
      const hidden = !group.items.some(passes);
      if (group.element.hidden === hidden) continue;
      group.element.hidden = hidden;
      if (group.link) group.link.hidden = hidden;
    }
    visible = all.filter(passes);
    shown.textContent = visible.length + " of " + all.length + " " + (shown.dataset.noun || "changes") + " shown";
    $("nothing").hidden = visible.length > 0;
  };

  // A link may lead to a change that is filtered away: it is shown then.
  const reveal = () => {
    const target = location.hash && $(location.hash.slice(1));
    const group = target && target.closest(".group");
    const item = target && target.closest(".change, .away");
    if (!group || !item) return;
    const [, level, kind] = item.className.split(" ");
    for (const box of [level, kind, ...(item.dataset.any || "").split(" ")].map((kind) => $("show-" + kind))) {
      if (box) box.checked = true;
    }
    if (find) find.value = "";
    if (rule) rule.value = "";
    filter();
    item.scrollIntoView();
    if (item.matches(".change")) item.focus({ preventScroll: true });
  };

  const height = () => document.querySelector(".toolbar").offsetHeight;
  const go = (element, focus) => {
    if (!element) return;
    element.scrollIntoView({ behavior: "instant" });
    (focus || element).focus({ preventScroll: true });
  };
  const step = (by) => {
    const here = document.activeElement && document.activeElement.closest(".change");
    let at = visible.findIndex((item) => item.element === here);
    if (at < 0) {
      // Nothing is chosen yet: the first change below the toolbar, or the last above it.
      const next = visible.findIndex((item) => item.element.getBoundingClientRect().top >= height());
      at = by > 0 ? (next < 0 ? visible.length : next) - 1 : next < 0 ? visible.length : next;
    }
    const item = visible[Math.min(Math.max(at + by, 0), visible.length - 1)];
    if (item) go(item.element);
  };
  const section = (by) => {
    const seen = groups.filter((group) => !group.element.hidden && group.element.offsetParent);
    const tops = seen.map((group) => group.element.getBoundingClientRect().top - height());
    const next = by > 0 ? tops.findIndex((top) => top > 40) : tops.findLastIndex((top) => top < -8);
    if (next >= 0) go(seen[next].element.querySelector("h2"), seen[next].element.querySelector("h2 a"));
  };
  const toggle = (box) => {
    if (!box) return;
    box.checked = !box.checked;
    filter();
  };
  const view = () => {
    if (!sides) return;
    const here = document.activeElement && document.activeElement.closest(".change");
    const next = sides.checked ? $("view-inline") : sides;
    next.checked = true;
    filter();
    if (here) here.scrollIntoView({ behavior: "instant" });
  };
  const help = $("help");
  const kinds = document.querySelector(".kinds");
  const keys = {
    n: () => step(1), j: () => step(1), p: () => step(-1), k: () => step(-1),
    "]": () => section(1), "[": () => section(-1), v: view,
    s: () => toggle($("show-substantive")), u: () => toggle($("show-unclear")), e: () => toggle($("show-editorial")), c: () => toggle($("show-cosmetic")),
    t: () => toggle($("show-quiet")), "/": () => find && find.focus(),
    "?": () => help.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || help.open) return;
    if (event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]")) return;
    if (event.key === "Escape" && kinds && kinds.open) {
      kinds.open = false;
      kinds.querySelector("summary").focus();
    }
    if (event.key !== "?" && !$("keys-on").checked) return;
    const action = keys[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
  document.addEventListener("change", filter);
  if (find) {
    $("find-box").hidden = false;
    find.addEventListener("input", filter);
    const fired = new Map();
    for (const item of all) for (const id of item.rules) fired.set(id, (fired.get(id) || 0) + 1);
    for (const [id, number] of [...fired].sort()) rule.append(new Option(id + " (" + number + ")", id));
    $("rule-box").hidden = fired.size < 2;
  }
  $("help-open").hidden = false;
  $("help-open").addEventListener("click", () => help.showModal());
  $("help-close").addEventListener("click", () => help.close());
  document.addEventListener("click", (event) => {
    if (kinds && !kinds.contains(event.target)) kinds.open = false;
  });
  addEventListener("hashchange", reveal);
  filter();
  reveal();
};
// Before the first changes are drawn.
document.documentElement.classList.add("hide-cosmetic", "hide-quiet");
document.addEventListener("DOMContentLoaded", start);
