// The claims of an article as cards. Everything a stranger wrote goes through textContent; no markup is ever made from it.
// The text beside them owns the cursor and the queue of what was done: a card only says what was asked for.

const kept = new WeakMap(); // container -> what survives a redraw

export default function (component) {
  const { data, parentElement } = component;
  const me = kept.get(parentElement) ?? begin(parentElement);
  if (data.drawn < me.newest) return; // comes late
  me.newest = data.drawn;
  kept.set(parentElement, me);
  const focus = focused(me);
  me.list.setAttribute("aria-label", data.label);
  fill(me, me.list, data.standing);
  fill(me, me.aside, data.dropped);
  me.dropped.hidden = !data.dropped.length;
  me.summary.textContent = `Dropped (${data.dropped.length})`;
  me.passed.hidden = !data.passed.length;
  me.passedSummary.textContent = `Not checkable (${data.passed.length})`;
  me.passedList.replaceChildren(...data.passed.map(passedOver));
  const ids = new Set([...data.standing, ...data.dropped].map((card) => card.id));
  for (const id of me.cards.keys()) if (!ids.has(id)) me.cards.delete(id);
  focus?.();
  window.dispatchEvent(new CustomEvent("claimcheck:cards"));
}

function begin(container) {
  const root = element("div", "ct-tray");
  const list = element("div", "ct-list");
  const dropped = element("details", "ct-dropped");
  const summary = element("summary", "");
  const aside = element("div", "ct-list");
  list.setAttribute("role", "list");
  aside.setAttribute("role", "list");
  aside.setAttribute("aria-label", "Dropped claims");
  dropped.append(summary, aside);
  const passed = element("details", "ct-aside");
  const passedSummary = element("summary", "");
  const passedList = element("ul", "");
  passed.append(passedSummary, passedList);
  root.append(list, dropped, passed);
  container.append(root);
  return { root, list, dropped, summary, aside, passed, passedSummary, passedList, newest: 0, cards: new Map() };
}

// A card that has not changed stays the same element: pointer, focus and selection in it are left alone.
function fill(me, list, cards) {
  const nodes = cards.map((card) => {
    const words = JSON.stringify(card);
    const before = me.cards.get(card.id);
    if (before?.words === words) return before.node;
    const node = draw(card);
    me.cards.set(card.id, { words, node });
    return node;
  });
  if (nodes.length !== list.children.length || nodes.some((node, n) => list.children[n] !== node)) list.replaceChildren(...nodes);
}

function passedOver({ text, reason }) {
  const made = element("li", "");
  made.append(filled("span", "", text), filled("small", "", reason));
  return made;
}

function focused(me) {
  const at = me.root.contains(document.activeElement) ? document.activeElement : null;
  const id = at?.closest("[data-card]")?.dataset.card;
  if (!id) return null;
  const op = at.dataset.op;
  return () => {
    if (document.contains(at)) return;
    const card = me.cards.get(id)?.node;
    (card?.querySelector(`[data-op="${CSS.escape(op ?? "")}"]`) ?? card?.querySelector("button"))?.focus({ preventScroll: true });
  };
}

function draw(card) {
  const made = element("article", `ct-card ct-is-${card.tone}`);
  made.setAttribute("role", "listitem");
  made.dataset.card = card.id;
  const words = element("p", "ct-words");
  words.append(...card.pieces.map(piece));
  made.append(words);
  if (card.propose) made.append(proposal(card));
  made.append(chips(card.chips));
  if (card.reason) made.append(filled("p", "ct-reason", card.reason));
  if (card.facts) made.append(filled("p", "ct-facts", card.facts));
  if (card.earlier) made.append(earlier(card, card.earlier));
  made.append(buttons(card, card.buttons));
  made.addEventListener("click", (event) => {
    if (event.target.closest("button, a") || !window.getSelection().isCollapsed) return;
    window.dispatchEvent(new CustomEvent("claimcheck:cursor", { detail: { target: card.id } }));
  });
  return made;
}

function piece(part) {
  const made = filled(part.wear === "gone" ? "del" : part.wear === "new" ? "ins" : "span", part.wear === "open" ? "ct-open" : "", part.text);
  if (part.note) made.title = part.note;
  return made;
}

function proposal(card) {
  const made = element("div", "ct-proposal");
  const changes = element("ul", "ct-changes");
  changes.append(...card.changes.map((change) => filled("li", "", change)));
  made.append(changes, button(card, card.propose));
  return made;
}

function chips(all) {
  const row = element("ul", "ct-chips");
  for (const chip of all) {
    const made = filled("li", `ct-chip ct-${chip.tone}`, chip.text);
    if (chip.note) made.title = chip.note;
    row.append(made);
  }
  return row;
}

function earlier(card, check) {
  const made = element("section", "ct-earlier");
  const line = element("p", "ct-checked");
  const rating = filled("span", `ct-chip ct-${check.rating.tone}`, check.rating.text);
  line.append(filled("strong", "", check.heading), rating, filled("span", "ct-source", check.facts));
  if (check.address) {
    const link = filled("a", "ct-link", "Open it");
    link.href = check.address;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    link.referrerPolicy = "no-referrer";
    line.append(link);
  }
  made.append(line, filled("p", "ct-other", check.claim));
  if (check.differences.length) made.append(contrasts(check.differences));
  if (check.buttons.length) made.append(buttons(card, check.buttons));
  return made;
}

function contrasts(all) {
  const row = element("ul", "ct-chips");
  row.setAttribute("aria-label", "What differs");
  for (const one of all) {
    const made = element("li", "ct-chip ct-orange ct-contrast");
    made.append(filled("span", "ct-kind", one.kind), filled("b", "", one.claim), filled("small", "", "here"), filled("b", "", one.other), filled("small", "", "there"));
    row.append(made);
  }
  return row;
}

function buttons(card, all) {
  const row = element("div", "ct-buttons");
  row.append(...all.map((one) => button(card, one)));
  return row;
}

function button(card, action) {
  const made = element("button", "ct-button");
  made.type = "button";
  made.dataset.op = action.op;
  made.append(filled("span", "", action.label));
  if (action.key) {
    const key = filled("kbd", "", action.key);
    key.setAttribute("aria-hidden", "true");
    made.append(key);
    made.setAttribute("aria-keyshortcuts", action.key);
  }
  made.addEventListener("click", () => {
    const detail = { op: action.op, target: card.id, version: card.version, detail: action.detail };
    window.dispatchEvent(new CustomEvent("claimcheck:act", { detail }));
  });
  return made;
}

function filled(tag, name, words) {
  const made = element(tag, name);
  made.textContent = words;
  return made;
}

function element(tag, name) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  return made;
}
