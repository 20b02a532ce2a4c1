// Text with marks, a cursor over some of them, and true selection offsets.
// Everything a stranger wrote goes through textContent or a text node; no markup is ever made from it.
// Offsets that come and go are Unicode code points; the DOM counts UTF-16 units, so they are converted here.

const kept = new WeakMap(); // container -> what survives a redraw

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  const container = parentElement;
  const me = kept.get(container) ?? begin(container);
  if (data.drawn < me.newest) return; // comes late
  me.newest = data.drawn;
  if (!kept.has(container)) setTimeout(() => show(me, true), 300); // once the cards beside it are drawn, too
  kept.set(container, me);
  me.send = (operations) => setStateValue("operations", operations);
  receive(me, data);
  me.stop?.(); // of the drawing before, which Streamlit does not end
  return (me.stop = listen(me));
}

function begin(container) {
  const root = element("div", "cc-marked");
  const bar = element("div", "cc-bar");
  const text = element("div", "cc-text");
  const bubble = element("div", "cc-bubble");
  const style = document.createElement("style");
  const status = element("div", "cc-status");
  status.setAttribute("role", "status");
  text.tabIndex = 0;
  text.setAttribute("role", "region");
  bubble.hidden = true;
  root.append(bar, text, bubble, status, style);
  container.append(root);
  return {
    root, bar, text, bubble, style, status,
    newest: 0, page: location.pathname, nonce: Math.random().toString(36).slice(2, 10), count: 0,
    operations: [], states: new Map(), cursor: null, selection: null, drawn: "", cursorToken: null, focusToken: null, cardMissed: false,
  };
}

function receive(me, data) {
  me.data = data;
  const done = new Set(data.done);
  me.operations = me.operations.filter((operation) => !done.has(operation.id));
  for (const [target, state] of me.states) if (done.has(state.operation)) me.states.delete(target);
  me.root.style.setProperty("--cc-height", data.height ?? "none");
  me.text.setAttribute("aria-label", data.label);
  me.text.lang = data.lang ?? "";
  const drawn = JSON.stringify([data.text, data.marks, data.targets]);
  if (drawn !== me.drawn) {
    me.drawn = drawn;
    draw(me);
  }
  const exists = data.targets.some((target) => target.id === me.cursor);
  if (data.cursorToken !== me.cursorToken) {
    me.cursorToken = data.cursorToken;
    me.cursor = data.cursor;
    show(me, true);
  } else if (!exists) {
    me.cursor = (data.targets.find((target) => target.open) ?? data.targets[0])?.id ?? null;
    show(me, false);
  } else show(me, false);
  if (data.focusToken !== me.focusToken) {
    me.focusToken = data.focusToken;
    requestAnimationFrame(() => me.text.querySelector("[data-focus]")?.scrollIntoView({ block: "center" }));
  }
}

function draw(me) {
  const { text, marks } = me.data;
  const units = unitOffsets(text, marks);
  const borders = [...new Set([0, text.length, ...marks.flatMap((_, n) => units[n])])].sort((a, b) => a - b);
  const scroll = me.text.scrollTop;
  const pieces = [];
  for (let n = 0; n + 1 < borders.length; n++) {
    const [from, to] = [borders[n], borders[n + 1]];
    const covering = marks.filter((_, m) => units[m][0] <= from && units[m][1] >= to);
    const words = text.slice(from, to);
    if (!covering.length) {
      pieces.push(document.createTextNode(words));
      continue;
    }
    const piece = element("span", covering.map((mark) => `cc-${mark.look}`).join(" "));
    piece.textContent = words;
    const inner = covering.filter((mark) => mark.target).sort((a, b) => a.end - a.start - (b.end - b.start))[0];
    if (inner) piece.dataset.target = inner.target;
    if (covering.some((mark) => mark.focus)) piece.dataset.focus = "";
    const said = covering.map((mark) => mark.note).filter(Boolean).join("; ");
    if (said) piece.title = said;
    piece.dataset.targets = covering.map((mark) => mark.target ?? "").join(" ");
    pieces.push(piece);
  }
  me.text.replaceChildren(...pieces);
  me.text.scrollTop = scroll;
}

function show(me, scroll) {
  const { targets, actions } = me.data;
  const at = targets.findIndex((target) => target.id === me.cursor);
  for (const piece of me.text.querySelectorAll("[data-targets]")) {
    const over = piece.dataset.targets.split(" ");
    piece.classList.toggle("cc-current", me.cursor !== null && over.includes(me.cursor));
    const state = over.map((id) => me.states.get(id)?.state).find(Boolean);
    if (state) piece.dataset.pending = state;
    else delete piece.dataset.pending;
  }
  const current = me.text.querySelector(".cc-current");
  if (scroll && current) scrollInside(me.text, current);
  drawBar(me, at, targets.length, actions);
  const target = targets[at];
  const name = target && /^[\w-]+$/.test(target.id) ? target.id : null;
  me.style.textContent = name ? cardRule(me.root, name) : "";
  if (scroll && name) {
    const card = document.querySelector(`[data-card="${name}"]`);
    if (card) scrollInside(card.closest("[class*='st-key-scroll-']") ?? card.parentElement, card);
    me.cardMissed = !card;
  }
}

function cardRule(root, name) {
  const theme = getComputedStyle(root); // the theme's colours are known inside the component only
  const [line, ground] = ["--st-primary-color", "--st-secondary-background-color"].map((colour) => theme.getPropertyValue(colour));
  const card = `[data-card="${name}"]`;
  return `${card}{box-shadow:inset 4px 0 0 ${line};background:${ground}} ${card}[data-card] kbd{visibility:visible}`;
}

function scrollInside(box, inner) {
  const [outer, part] = [box.getBoundingClientRect(), inner.getBoundingClientRect()];
  if (part.top < outer.top + 24 || part.bottom > outer.bottom - 24)
    box.scrollTop += part.top - outer.top - Math.max((outer.height - part.height) / 2, 24);
}

function drawBar(me, at, count, actions) {
  const wanted = actions.filter((action) => action.needs !== "selection" && action.button);
  me.bar.hidden = !wanted.length && count === 0;
  const place = element("span", "cc-place");
  place.textContent = count ? `${at + 1} of ${count}` : "";
  const moves = count > 1 ? [button(me, { label: "↑", key: "K", op: "previous" }, "previous"), button(me, { label: "↓", key: "J", op: "next" }, "next")] : [];
  const focused = me.bar.contains(document.activeElement) ? document.activeElement.dataset.op : null;
  me.bar.replaceChildren(...moves, place, element("span", "cc-gap"), ...wanted.map((action) => button(me, action)));
  for (const one of me.bar.querySelectorAll("button")) if (one.dataset.op === focused) one.focus({ preventScroll: true });
  const words = count ? `${me.data.noun} ${place.textContent}` : "";
  if (me.status.textContent !== words) me.status.textContent = words;
}

function button(me, action, spoken) {
  const made = element("button", action.strong ? "cc-button cc-strong" : "cc-button");
  made.type = "button";
  made.dataset.op = action.op;
  const words = document.createElement("span");
  words.textContent = action.label;
  made.append(words);
  if (spoken) made.setAttribute("aria-label", spoken);
  if (action.key) {
    const key = document.createElement("kbd");
    key.textContent = action.key;
    key.setAttribute("aria-hidden", "true");
    made.append(key);
    made.setAttribute("aria-keyshortcuts", action.key);
  }
  made.disabled = action.needs === "target" && (me.cursor === null || !offered(me, action));
  made.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the selection
  made.addEventListener("click", () => act(me, action));
  return made;
}

// What is beside the text names the target, and the version it showed; otherwise it is the one under the cursor.
function act(me, action, named) {
  if (action.op === "next" || action.op === "previous") return move(me, action.op === "next" ? 1 : -1);
  const target = named ? { id: named.target, version: named.version } : me.data.targets.find((one) => one.id === me.cursor);
  const operation = { id: `${me.nonce}-${me.count++}`, op: action.op };
  operation.detail = named ? named.detail : (target?.details?.[action.op] ?? "");
  if (action.needs === "target") {
    if (!target) return;
    Object.assign(operation, { target: target.id, version: target.version });
    if (action.becomes) {
      me.states.set(target.id, { state: action.becomes, operation: operation.id });
      if (target.id === me.cursor) advance(me);
    }
  }
  if (action.needs === "selection") {
    if (!me.selection) return;
    Object.assign(operation, { start: me.selection[0] + me.data.offset, end: me.selection[1] + me.data.offset });
    window.getSelection().removeAllRanges();
    hideBubble(me);
  }
  me.operations = [...me.operations, operation];
  me.send(me.operations);
  show(me, true);
}

function advance(me) {
  const { targets } = me.data;
  const at = targets.findIndex((target) => target.id === me.cursor);
  const open = (target) => target.open && !me.states.has(target.id);
  me.cursor = (targets.slice(at + 1).find(open) ?? targets.find(open) ?? targets[at])?.id ?? null;
}

function move(me, step) {
  const { targets } = me.data;
  const at = targets.findIndex((target) => target.id === me.cursor);
  me.cursor = targets[Math.min(Math.max(at + step, 0), targets.length - 1)]?.id ?? null;
  show(me, true);
}

function listen(me) {
  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || typing(event)) return;
    if (location.pathname !== me.page) return; // the page after this one is being drawn: the keys are its own
    if (document.querySelector("[data-testid='stDialog'] [role='dialog']")) return;
    const key = event.key.toUpperCase();
    const actions = me.data.actions.filter((action) => action.key === key);
    const chosen = actions.find((action) => action.needs === "selection" && me.selection) ?? actions.find((action) => action.needs !== "selection" && offered(me, action));
    const step = me.data.targets.length > 1 ? { J: 1, K: -1 }[key] : undefined;
    if (!chosen && !step) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (step) move(me, step);
    else if (!event.repeat) act(me, chosen);
  };
  const onClick = (event) => {
    const target = event.target.closest?.("[data-target]")?.dataset.target;
    if (target && window.getSelection().isCollapsed) {
      me.cursor = target;
      show(me, true);
    }
  };
  const onSelection = () => select(me);
  const onAsked = ({ detail }) => act(me, me.data.actions.find((action) => action.op === detail.op) ?? { op: detail.op, needs: "target" }, detail);
  const onCursor = ({ detail }) => {
    if (!me.data.targets.some((target) => target.id === detail.target)) return;
    me.cursor = detail.target;
    show(me, true);
  };
  const onCards = () => me.cardMissed && show(me, true);
  const beside = { "claimcheck:act": onAsked, "claimcheck:cursor": onCursor, "claimcheck:cards": onCards };
  if (me.data.cards) for (const [name, on] of Object.entries(beside)) window.addEventListener(name, on);
  window.addEventListener("keydown", onKey, true);
  me.text.addEventListener("click", onClick);
  document.addEventListener("selectionchange", onSelection);
  return () => {
    window.removeEventListener("keydown", onKey, true);
    me.text.removeEventListener("click", onClick);
    document.removeEventListener("selectionchange", onSelection);
    for (const [name, on] of Object.entries(beside)) window.removeEventListener(name, on);
  };
}

function offered(me, action) {
  const target = me.data.targets.find((one) => one.id === me.cursor);
  return action.needs !== "target" || !target?.offers || target.offers.includes(action.op);
}

function typing(event) {
  return event.composedPath().some((node) => node.isContentEditable || (node.matches?.("input, textarea, select, [role='textbox'], [role='combobox']") ?? false));
}

function select(me) {
  const actions = me.data.actions.filter((action) => action.needs === "selection");
  const range = actions.length ? selectedInside(me.text) : null;
  if (!range) {
    me.selection = null;
    hideBubble(me);
    return;
  }
  const before = range.cloneRange();
  before.selectNodeContents(me.text);
  before.setEnd(range.startContainer, range.startOffset);
  const from = before.toString().length;
  const to = from + range.toString().length;
  const text = me.data.text;
  me.selection = [codePoints(text, 0, from), codePoints(text, 0, to)];
  showBubble(me, range, actions);
}

function selectedInside(box) {
  const selection = window.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(box)) return null;
  const inside = range.cloneRange();
  if (!box.contains(range.startContainer)) inside.setStart(box, 0);
  if (!box.contains(range.endContainer)) inside.setEnd(box, box.childNodes.length);
  return inside.toString().trim() ? inside : null;
}

function showBubble(me, range, actions) {
  me.bubble.replaceChildren(...actions.map((action) => button(me, { ...action, strong: true })));
  me.bubble.hidden = false;
  const [box, at] = [me.root.getBoundingClientRect(), range.getBoundingClientRect()];
  const width = me.bubble.offsetWidth;
  me.bubble.style.left = `${Math.min(Math.max(at.left + at.width / 2 - width / 2 - box.left, 4), box.width - width - 4)}px`;
  const above = at.top - box.top - me.bubble.offsetHeight - 8;
  me.bubble.style.top = `${above > 0 ? above : at.bottom - box.top + 8}px`;
}

function hideBubble(me) {
  me.bubble.hidden = true;
}

function unitOffsets(text, marks) {
  const wanted = [...new Set(marks.flatMap((mark) => [mark.start, mark.end]))].sort((a, b) => a - b);
  const found = new Map();
  let [units, points] = [0, 0];
  for (const point of wanted) {
    while (points < point && units < text.length) {
      units += text.codePointAt(units) > 0xffff ? 2 : 1;
      points += 1;
    }
    found.set(point, units);
  }
  return marks.map((mark) => [found.get(mark.start), found.get(mark.end)]);
}

function codePoints(text, from, to) {
  let points = 0;
  for (let unit = from; unit < to; unit += text.codePointAt(unit) > 0xffff ? 2 : 1) points += 1;
  return points;
}

function element(tag, name) {
  const made = document.createElement(tag);
  made.className = name;
  return made;
}
