// A text area that reports what is written after a pause, on leaving it, and before Ctrl+Enter saves:
// nobody loses a half-written sentence to a reload or a server that went away.
// Streamlit may put the area into the page anew at any redraw: words that the server does not have yet outlive that.

const kept = new WeakMap();
const unsent = new Map(); // token -> { words, known }: what was typed, and texts that the server had or was sent before
const KNOWN_TEXTS = 20;
const KEPT_TOKENS = 50;
const PAUSE_MS = 500;

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  const me = kept.get(parentElement) ?? begin(parentElement);
  if (data.drawn < me.newest) return; // comes late
  me.newest = data.drawn;
  kept.set(parentElement, me);
  me.send = (text) => setStateValue("text", { token: me.token, words: text });
  me.label.firstChild.textContent = data.label;
  me.area.placeholder = data.placeholder;
  me.area.rows = data.rows;
  me.area.disabled = data.disabled;
  if (data.token !== me.token) {
    me.flush(); // what was typed about the thing before
    me.token = data.token;
    me.area.value = me.sent = data.text;
    const mine = unsent.get(data.token);
    if (mine && mine.words !== data.text && mine.known.includes(data.text)) {
      me.area.value = mine.words;
      me.later();
    }
  }
  return me.listen();
}

function begin(container) {
  const label = document.createElement("label");
  label.className = "cc-writing";
  const words = document.createElement("span");
  const area = document.createElement("textarea");
  area.spellcheck = true;
  area.dir = "auto";
  words.append(document.createTextNode(""));
  label.append(words, area);
  container.append(label);
  const me = { label: words, area, sent: "", token: null, timer: 0, newest: 0 };
  const flush = (me.flush = () => {
    clearTimeout(me.timer);
    if (me.token === null || me.area.value === me.sent) return;
    me.sent = me.area.value;
    me.send(me.sent);
  });
  me.later = () => {
    clearTimeout(me.timer);
    me.timer = setTimeout(flush, PAUSE_MS);
  };
  const onInput = () => {
    const known = (unsent.get(me.token)?.known ?? []).filter((text) => text !== me.sent);
    unsent.delete(me.token);
    unsent.set(me.token, { words: area.value, known: [...known, me.sent].slice(-KNOWN_TEXTS) });
    if (unsent.size > KEPT_TOKENS) unsent.delete(unsent.keys().next().value);
    me.later();
  };
  const onKey = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) flush(); // then the button's own key saves
  };
  me.listen = () => {
    area.addEventListener("input", onInput);
    area.addEventListener("blur", flush);
    area.addEventListener("keydown", onKey);
    window.addEventListener("pagehide", flush);
    return () => {
      area.removeEventListener("input", onInput);
      area.removeEventListener("blur", flush);
      area.removeEventListener("keydown", onKey);
      window.removeEventListener("pagehide", flush);
    };
  };
  return me;
}
