// A table of records with a cursor: j and k move it, o or a click opens the record, a box chooses it.
// Everything a stranger wrote goes through textContent; no markup is ever made from it.

const kept = new WeakMap(); // container -> what survives a redraw
const READING_MS = 180; // a cursor that runs over rows opens only the one it stops at

export default function (component) {
  const { data, parentElement, setStateValue, setTriggerValue } = component;
  const me = kept.get(parentElement) ?? begin(parentElement);
  if (data.drawn < me.newest) return; // comes late
  me.newest = data.drawn;
  kept.set(parentElement, me);
  me.sendOpen = (id) => {
    me.asked = id;
    setTriggerValue("open", { id }); // an object: an empty value would be no trigger
  };
  me.sendChosen = () => setStateValue("chosen", { ids: [...me.chosen], reset: me.data.reset });
  receive(me, data);
  me.stop?.(); // of the drawing before, which Streamlit does not end
  return (me.stop = listen(me));
}

function begin(container) {
  const root = element("div", "cc-rt");
  const bar = element("div", "cc-rt-bar");
  const table = element("div", "cc-rt-table");
  table.setAttribute("role", "table");
  root.append(bar, table);
  container.append(root);
  return { newest: 0, page: location.pathname, asked: undefined, root, bar, table, rows: new Map(), chosen: new Set(), cursor: null, drawn: "", opened: null, reset: null, timer: 0, height: "" };
}

function receive(me, data) {
  me.data = data;
  me.root.style.setProperty("--cc-rt-columns", columnsOf(data));
  me.root.classList.toggle("cc-rt-compact", data.compact);
  me.table.setAttribute("aria-label", data.label);
  const ids = new Set(data.rows.map((row) => row.id));
  if (data.reset !== me.reset) {
    me.reset = data.reset;
    me.chosen.clear();
  }
  const drawn = JSON.stringify([data.rows, data.columns, data.compact, data.choosable]);
  if (drawn !== me.drawn) {
    const fresh = me.drawn && !ids.has(me.cursor);
    me.drawn = drawn;
    for (const id of me.chosen) if (!ids.has(id)) me.chosen.delete(id);
    draw(me);
    if (fresh) me.table.scrollTop = 0;
  }
  if (data.opened !== me.opened) {
    me.opened = data.opened;
    const moved = data.opened && data.opened === me.asked && me.cursor !== me.asked && ids.has(me.cursor);
    if (moved) openSoon(me); // the person went on before what they asked for was there
    else if (ids.has(data.opened)) me.cursor = data.opened;
  }
  if (!ids.has(me.cursor)) me.cursor = ids.has(data.opened) ? data.opened : (data.rows[0]?.id ?? null);
  fill(me);
  show(me, true);
}

// The table, and what is open beside it, reach to the lower end of the window, whatever stands above them.
function fill(me) {
  const main = me.root.closest("[data-testid='stMain']");
  if (!main) return;
  const top = me.root.getBoundingClientRect().top + main.scrollTop;
  const height = `max(20rem, calc(100vh - ${Math.round(top)}px - 1.5rem))`;
  if (height === me.height) return;
  me.height = height;
  me.root.style.setProperty("--cc-rt-height", height);
  me.root.closest("[class*='st-key-split-']:not([class*='st-key-split-list-'])")?.style.setProperty("--cc-rt-beside", height);
  const line = me.rows.get(me.cursor);
  if (line) keepInSight(me.table, line);
}

function columnsOf(data) {
  return (data.choosable ? "2.25rem " : "") + data.columns.map((column) => column.width).join(" ");
}

function draw(me) {
  const { rows, columns, compact, choosable } = me.data;
  me.rows.clear();
  const lines = [];
  if (!compact) {
    const head = element("div", "cc-rt-row cc-rt-head");
    head.setAttribute("role", "row");
    if (choosable) head.append(cell("columnheader", chooseAll(me)));
    for (const column of columns) head.append(cell("columnheader", column.label, column.end ? "cc-rt-cell cc-rt-end" : "cc-rt-cell"));
    lines.push(head);
  }
  for (const row of rows) {
    const line = element("div", "cc-rt-row");
    line.setAttribute("role", "row");
    line.dataset.id = row.id;
    if (choosable) line.append(cell("cell", chooser(me, row)));
    columns.forEach((column, n) => line.append(drawCell(me, row, column, row.cells[n])));
    me.rows.set(row.id, line);
    lines.push(line);
  }
  me.table.replaceChildren(...lines);
}

function drawCell(me, row, column, held) {
  const name = ["cc-rt-cell", column.main && "cc-rt-main", column.end && "cc-rt-end", column.wide && "cc-rt-wide"];
  if (column.main) {
    const open = element("button", "cc-rt-open");
    open.type = "button";
    open.tabIndex = -1;
    open.textContent = held.text;
    open.title = held.text.length > 90 ? held.text : "";
    return cell("cell", open, name.filter(Boolean).join(" "));
  }
  if (held.tone && held.text) {
    const chip = element("span", `cc-rt-chip cc-rt-${held.tone}`);
    chip.textContent = held.text;
    return cell("cell", chip, name.filter(Boolean).join(" "));
  }
  if (column.wide) {
    const lines = element("div", "cc-rt-lines");
    lines.textContent = held.text;
    lines.title = held.text.length > 50 ? held.text : "";
    return cell("cell", held.text ? lines : "", name.filter(Boolean).join(" "));
  }
  return cell("cell", held.text, name.filter(Boolean).join(" "));
}

function cell(role, content, name) {
  const made = element("div", name || "cc-rt-cell");
  made.setAttribute("role", role);
  if (typeof content === "string") {
    made.textContent = content;
    if (content.length > 24) made.title = content;
  } else made.append(content);
  return made;
}

function chooser(me, row) {
  const box = element("input", "cc-rt-box");
  box.type = "checkbox";
  box.setAttribute("aria-label", `Choose ${row.cells[me.data.columns.findIndex((column) => column.main)].text}`);
  box.addEventListener("change", () => choose(me, row.id, box.checked));
  box.addEventListener("click", (event) => leave(me, event, row.id));
  return box;
}

// A mouse leaves the box at once: keys that are pressed in an input belong to the input.
function leave(me, event, id) {
  if (event.detail > 0) me.rows.get(id)?.querySelector(".cc-rt-open")?.focus({ preventScroll: true });
}

function chooseAll(me) {
  const box = element("input", "cc-rt-box");
  box.type = "checkbox";
  box.setAttribute("aria-label", "Choose all that are shown");
  box.addEventListener("change", () => {
    for (const row of me.data.rows) box.checked ? me.chosen.add(row.id) : me.chosen.delete(row.id);
    show(me, false);
    me.sendChosen();
  });
  box.addEventListener("click", (event) => leave(me, event, me.cursor));
  return box;
}

function choose(me, id, wanted) {
  wanted ? me.chosen.add(id) : me.chosen.delete(id);
  me.cursor = id;
  show(me, false);
  me.sendChosen();
}

function show(me, scroll) {
  const { rows, compact, opened, choosable } = me.data;
  for (const [id, line] of me.rows) {
    line.classList.toggle("cc-rt-current", id === me.cursor);
    line.classList.toggle("cc-rt-opened", id === opened);
    if (id === me.cursor) line.setAttribute("aria-current", "true");
    else line.removeAttribute("aria-current");
    const box = line.querySelector(".cc-rt-box");
    if (box) {
      box.checked = me.chosen.has(id);
      box.tabIndex = id === me.cursor ? 0 : -1;
    }
    line.querySelector(".cc-rt-open")?.setAttribute("tabindex", id === me.cursor ? "0" : "-1");
  }
  const all = me.table.querySelector(".cc-rt-head .cc-rt-box");
  if (all) {
    all.checked = rows.length > 0 && me.chosen.size === rows.length;
    all.indeterminate = me.chosen.size > 0 && me.chosen.size < rows.length;
  }
  const line = me.rows.get(me.cursor);
  if (scroll && line) keepInSight(me.table, line);
  drawBar(me, rows.findIndex((row) => row.id === me.cursor), rows.length, { compact, choosable });
}

function keepInSight(box, line) {
  const head = box.querySelector(".cc-rt-head")?.offsetHeight ?? 0;
  const [outer, inner] = [box.getBoundingClientRect(), line.getBoundingClientRect()];
  if (inner.top < outer.top + head) box.scrollTop -= outer.top + head - inner.top;
  else if (inner.bottom > outer.bottom) box.scrollTop += inner.bottom - outer.bottom;
}

function drawBar(me, at, count, { compact, choosable }) {
  me.bar.hidden = count === 0;
  const place = element("span", "cc-rt-place");
  place.textContent = count ? `${at + 1} of ${count}${compact ? "" : " shown"}` : "";
  const made = [
    button("↑", "K", "previous", () => move(me, -1), count < 2),
    button("↓", "J", "next", () => move(me, 1), count < 2),
    place,
    element("span", "cc-rt-gap"),
  ];
  if (choosable && me.chosen.size) {
    const chosen = element("span", "cc-rt-place");
    chosen.textContent = `${me.chosen.size} chosen`;
    made.push(chosen);
  }
  if (me.data.opened) made.push(button("Close", "Esc", "close", () => me.sendOpen(null)));
  else made.push(button("Open", "O", "open", () => open(me)));
  const focused = me.bar.contains(document.activeElement) ? document.activeElement.dataset.op : null;
  me.bar.replaceChildren(...made);
  for (const one of me.bar.querySelectorAll("button")) if (one.dataset.op === focused) one.focus({ preventScroll: true });
}

function button(words, key, op, act, disabled = false) {
  const made = element("button", "cc-rt-button");
  made.type = "button";
  made.dataset.op = op;
  const label = document.createElement("span");
  label.textContent = words;
  const mark = document.createElement("kbd");
  mark.textContent = key;
  mark.setAttribute("aria-hidden", "true");
  made.append(label, mark);
  made.setAttribute("aria-label", op);
  made.setAttribute("aria-keyshortcuts", key === "Esc" ? "Escape" : key);
  made.disabled = disabled;
  made.addEventListener("click", act);
  return made;
}

function move(me, step) {
  const { rows, opened } = me.data;
  const at = rows.findIndex((row) => row.id === me.cursor);
  me.cursor = rows[Math.min(Math.max(at + step, 0), rows.length - 1)]?.id ?? null;
  show(me, true);
  if (opened) openSoon(me);
}

function openSoon(me) {
  clearTimeout(me.timer);
  me.timer = setTimeout(() => me.root.isConnected && open(me), READING_MS);
}

function open(me) {
  if (me.cursor && me.cursor !== me.data.opened) me.sendOpen(me.cursor);
}

function listen(me) {
  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || typing(event)) return;
    if (location.pathname !== me.page) return; // the page after this one is being drawn: the keys are its own
    if (document.querySelector("[data-testid='stDialog'] [role='dialog']")) return;
    const key = event.key.toUpperCase();
    if (key === "ESCAPE") {
      if (!me.data.opened || event.defaultPrevented || document.querySelector("[data-testid='stPopoverBody'], [role='listbox']")) return;
      me.sendOpen(null);
      return;
    }
    const step = { J: 1, K: -1 }[key];
    if (!step && key !== "O") return;
    if (!me.data.rows.length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (step) move(me, step);
    else if (!event.repeat) open(me);
  };
  const onClick = (event) => {
    const line = event.target.closest?.("[data-id]");
    if (!line || event.target.closest(".cc-rt-box") || !window.getSelection().isCollapsed) return;
    me.cursor = line.dataset.id;
    show(me, false);
    open(me);
  };
  const refill = () => fill(me);
  const above = new ResizeObserver(refill);
  const block = me.root.closest("[data-testid='stMainBlockContainer']");
  if (block) above.observe(block);
  window.addEventListener("resize", refill);
  window.addEventListener("keydown", onKey, true);
  me.table.addEventListener("click", onClick);
  return () => {
    above.disconnect();
    window.removeEventListener("resize", refill);
    window.removeEventListener("keydown", onKey, true);
    me.table.removeEventListener("click", onClick);
  };
}

function typing(event) {
  return event
    .composedPath()
    .some((node) => node.isContentEditable || (node.matches?.("input:not([type='checkbox']), textarea, select, [role='textbox'], [role='combobox']") ?? false));
}

function element(tag, name) {
  const made = document.createElement(tag);
  made.className = name;
  return made;
}
