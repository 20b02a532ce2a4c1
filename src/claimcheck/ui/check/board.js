// The claim with its evidence. Everything a stranger wrote goes through textContent; no markup is ever made from it.
// Cursor, keys and the look of a new pin do not wait for the server; what was done is sent until it is acknowledged.

const kept = new WeakMap(); // container -> what survives a redraw
const PINS = [
  { op: "supports", label: "Supports", key: "1" },
  { op: "refutes", label: "Refutes", key: "2" },
  { op: "context", label: "Context", key: "3" },
  { op: "off", label: "Take off", key: "X" },
  { op: "open", label: "Open", key: "O" },
];

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  const me = kept.get(parentElement) ?? begin(parentElement);
  if (data.drawn < me.newest) return; // comes late
  me.newest = data.drawn;
  kept.set(parentElement, me);
  me.send = () => setStateValue("actions", me.actions);
  receive(me, data);
  me.stop?.(); // of the drawing before, which Streamlit does not end
  return (me.stop = listen(me));
}

function begin(container) {
  const root = element("div", "cb-board");
  const head = element("section", "cb-head");
  const list = element("div", "cb-list");
  const status = element("div", "cb-status");
  head.setAttribute("aria-label", "The claim");
  list.setAttribute("role", "region");
  list.setAttribute("aria-label", "Evidence");
  list.tabIndex = 0;
  status.setAttribute("role", "status");
  root.append(head, list, status);
  container.append(root);
  return {
    root, head, list, status, newest: 0, page: location.pathname, nonce: Math.random().toString(36).slice(2, 10), count: 0,
    actions: [], pending: new Map(), cursor: null, asked: null, saidOpen: false, drawnList: "", drawnHead: "", cards: [],
  };
}

function receive(me, data) {
  const done = new Set(data.done);
  me.actions = me.actions.filter((action) => !done.has(action.id));
  for (const [passage, pin] of me.pending) if (done.has(pin.action)) me.pending.delete(passage);
  me.data = data;
  me.root.style.height = data.height;
  me.cards = data.groups.flatMap((group) => group.passages);
  if (data.asked !== me.asked) {
    me.asked = data.asked;
    me.cursor = null;
    me.pending.clear();
    me.drawnList = "";
  }
  const drawn = JSON.stringify([data.groups.map((group) => ({ ...group, passages: group.passages.map((card) => ({ ...card, stance: null })) })), data.proposal, data.summary, data.notes]);
  if (drawn !== me.drawnList) {
    const fresh = me.drawnList === "";
    me.drawnList = drawn;
    drawList(me, fresh);
  }
  if (!me.cards.some((card) => card.id === me.cursor)) me.cursor = me.cards[0]?.id ?? null;
  show(me, false);
}

function drawHead(me, card) {
  const { head } = me.data;
  const words = card ? card.claim : head.pieces;
  const drawn = JSON.stringify([head, words]);
  if (drawn === me.drawnHead) return;
  me.drawnHead = drawn;
  const claim = element("p", "cb-claim");
  claim.append(...spans(words));
  const facts = element("p", "cb-facts");
  for (const fact of head.facts) facts.append(filled("span", "cb-fact", fact));
  const parts = [claim, facts];
  if (head.said.length) {
    const said = document.createElement("details");
    const paragraph = element("p", "cb-said");
    paragraph.append(...spans(head.said));
    said.append(filled("summary", "", "As said, in its paragraph"), paragraph);
    said.open = me.saidOpen;
    said.addEventListener("toggle", () => (me.saidOpen = said.open));
    facts.append(said);
  }
  me.head.replaceChildren(...parts);
}

function drawList(me, fresh) {
  const scroll = me.list.scrollTop;
  const summary = me.data.summary ? [filled("p", "cb-summary", me.data.summary)] : [];
  const proposal = me.data.proposal ? [drawProposal(me, me.data.proposal)] : [];
  me.list.replaceChildren(...proposal, ...summary, ...me.data.groups.flatMap((group) => [...(group.heading ? [filled("p", "cb-summary", group.heading)] : []), drawGroup(me, group)]), drawNotes(me.data.notes));
  me.list.scrollTop = fresh ? 0 : scroll;
}

function drawProposal(me, proposal) {
  const made = element("section", "cb-proposal");
  made.dataset.side = proposal.side;
  made.setAttribute("aria-label", "Suggestion, not a verdict");
  const head = element("p", "cb-proposed");
  head.append(filled("small", "", proposal.outcome ? "Suggestion, not a verdict" : "No suggestion"));
  if (proposal.outcome) head.append(filled("strong", "", proposal.outcome), filled("span", "cb-sure", proposal.sure));
  const reason = element("p", "cb-reason");
  for (const part of proposal.reason.split(/(\[\d+\])/)) {
    const card = /^\[\d+\]$/.test(part) ? me.cards.find((one) => `[${one.rank}]` === part) : undefined;
    reason.append(card ? drawCite(me, card, part) : document.createTextNode(part));
  }
  made.append(head, reason);
  return made;
}

function drawCite(me, card, words) {
  const made = filled("button", "cb-cite", words);
  made.type = "button";
  made.title = "Go to this passage";
  made.addEventListener("click", () => stand(me, card.id, true));
  return made;
}

function drawSays(says) {
  const made = element("span", "cb-says");
  made.dataset.side = says.side;
  made.title = `supports ${says.shares[0]} %, refutes ${says.shares[1]} %, leaves it open ${says.shares[2]} %, by the stance model`;
  const bar = element("span", "cb-shares");
  bar.setAttribute("aria-hidden", "true");
  for (const [at, side] of ["supports", "refutes", "open"].entries()) {
    const share = element("span", `cb-share-${side}`);
    share.style.flexGrow = says.shares[at];
    bar.append(share);
  }
  made.append(filled("strong", "", says.words), filled("span", "cb-number", says.sure), bar);
  return made;
}

function drawGroup(me, group) {
  const made = element("article", "cb-group");
  const line = element("p", "cb-source");
  line.append(filled("strong", "", group.publisher), filled("span", "", group.published));
  if (group.place) line.append(filled("span", "cb-place", group.place));
  if (group.copy) line.append(filled("span", "cb-copy", group.copy));
  if (group.address) {
    const link = filled("a", "cb-link", new URL(group.address).host);
    link.href = group.address;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    link.referrerPolicy = "no-referrer";
    line.append(link);
  }
  made.append(line, filled("h3", "cb-title", group.title), ...group.passages.map((card) => drawPassage(me, card)));
  // A card looks like one thing: a click on its head must not leave the keys acting on another card.
  made.addEventListener("click", (event) => {
    if (event.target.closest("a, .cb-passage") || !window.getSelection().isCollapsed) return;
    stand(me, group.passages[0].id, false);
  });
  return made;
}

function drawPassage(me, card) {
  const made = element("section", "cb-passage");
  made.dataset.passage = card.id;
  const near = element("span", "cb-near");
  const line = element("p", "cb-line");
  line.append(filled("span", "cb-rank", `[${card.rank}]`), ...(card.says ? [drawSays(card.says)] : []), near);
  near.append(filled("span", "", card.nearness), filled("span", "cb-number", card.similarity));
  near.title = "How near the passage is to the claim in meaning (cosine similarity). It does not say which of them is right.";
  const words = element("p", "cb-words");
  words.append(...spans(card.pieces));
  made.append(line, words);
  if (card.chips.length) made.append(drawChips(card.chips));
  const bar = element("div", "cb-bar");
  bar.append(...PINS.map((pin) => drawButton(me, card, pin)));
  made.append(bar);
  made.addEventListener("click", () => {
    if (window.getSelection().isCollapsed) stand(me, card.id, false);
  });
  return made;
}

function drawChips(chips) {
  const row = element("ul", "cb-chips");
  row.setAttribute("aria-label", "What differs");
  for (const chip of chips) {
    const made = element("li", "cb-chip");
    const claim = element("span", "");
    claim.append(filled("small", "", "claim"), filled("b", "", chip.claim));
    const passage = element("span", "");
    passage.append(filled("small", "", "here"), filled("b", "", chip.passage));
    made.append(filled("span", "cb-kind", chip.kind), claim, passage);
    row.append(made);
  }
  return row;
}

function drawNotes(notes) {
  const made = element("div", "cb-notes");
  made.append(...notes.map((note) => filled("p", "", note)));
  return made;
}

function drawButton(me, card, pin) {
  const made = element("button", `cb-button cb-${pin.op}`);
  made.type = "button";
  made.dataset.op = pin.op;
  const key = filled("kbd", "", pin.key);
  key.setAttribute("aria-hidden", "true");
  made.append(filled("span", "", pin.label), key);
  made.setAttribute("aria-keyshortcuts", pin.key);
  made.addEventListener("click", (event) => {
    event.stopPropagation();
    stand(me, card.id, false);
    act(me, pin.op);
  });
  return made;
}

function show(me, scroll) {
  const at = me.cards.findIndex((card) => card.id === me.cursor);
  drawHead(me, me.cards[at]);
  for (const section of me.list.querySelectorAll(".cb-passage")) {
    const card = me.cards.find((one) => one.id === section.dataset.passage);
    const current = section.dataset.passage === me.cursor;
    const stance = stanceOf(me, card);
    section.classList.toggle("cb-current", current);
    if (current) section.setAttribute("aria-current", "true");
    else section.removeAttribute("aria-current");
    section.dataset.stance = stance ?? "";
    for (const button of section.querySelectorAll(".cb-button")) {
      const { op } = button.dataset;
      if (op === "off") button.disabled = !stance;
      else if (op !== "open") button.setAttribute("aria-pressed", String(op === stance));
    }
    if (current && scroll && at === 0) me.list.scrollTop = 0; // the line above the evidence is seen again
    else if (current && scroll) scrollInside(me.list, section);
  }
  const card = me.cards[at];
  const stance = card && stanceOf(me, card);
  const words = card ? `Passage ${at + 1} of ${me.cards.length}${stance ? `, pinned as ${stance}` : ""}` : "";
  if (me.status.textContent !== words) me.status.textContent = words;
}

function stanceOf(me, card) {
  return me.pending.has(card.id) ? me.pending.get(card.id).stance : card.stance;
}

function stand(me, passage, scroll) {
  me.cursor = passage;
  show(me, scroll);
}

function move(me, step) {
  const at = me.cards.findIndex((card) => card.id === me.cursor);
  const next = me.cards[Math.min(Math.max(at + step, 0), me.cards.length - 1)];
  if (next) stand(me, next.id, true);
}

function act(me, op) {
  const card = me.cards.find((one) => one.id === me.cursor);
  if (!card || (op === "off" && !stanceOf(me, card))) return;
  const action = { id: `${me.nonce}-${me.count++}`, op, claim: me.data.head.id, passage: card.id };
  if (op !== "open") me.pending.set(card.id, { stance: op === "off" ? null : op, action: action.id });
  me.actions = [...me.actions, action];
  show(me, false);
  me.send();
}

function listen(me) {
  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || typing(event)) return;
    if (location.pathname !== me.page) return; // the page after this one is being drawn: the keys are its own
    if (document.querySelector("[data-testid='stDialog'] [role='dialog']")) return;
    const key = event.key.toUpperCase();
    const pin = PINS.find((one) => one.key === key);
    const step = { J: 1, K: -1 }[key];
    const query = key === "Q" ? document.querySelector(".st-key-check-query input") : null;
    if (!(pin && me.cards.length) && !step && !query) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (step) move(me, step);
    else if (event.repeat) return;
    else if (pin) act(me, pin.op);
    else {
      query.focus();
      query.select();
    }
  };
  window.addEventListener("keydown", onKey, true);
  return () => window.removeEventListener("keydown", onKey, true);
}

function typing(event) {
  return event.composedPath().some((node) => node.isContentEditable || (node.matches?.("input, textarea, select, [role='textbox'], [role='combobox']") ?? false));
}

function scrollInside(box, inner) {
  const [outer, part] = [box.getBoundingClientRect(), inner.getBoundingClientRect()];
  const margin = 12;
  if (part.top < outer.top + margin || part.height > outer.height - 2 * margin) box.scrollTop += part.top - outer.top - margin - groupHead(inner);
  else if (part.bottom > outer.bottom - margin) box.scrollTop += part.bottom - outer.bottom + margin;
}

function groupHead(section) {
  const first = section.parentElement.querySelector(".cb-passage") === section;
  return first ? section.getBoundingClientRect().top - section.parentElement.getBoundingClientRect().top : 0;
}

function spans(pieces) {
  return pieces.map(([text, looks]) => (looks ? filled("span", looks.split(" ").map((look) => `cb-is-${look}`).join(" "), text) : document.createTextNode(text)));
}

function filled(tag, name, text) {
  const made = element(tag, name);
  made.textContent = text;
  return made;
}

function element(tag, name) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  return made;
}
