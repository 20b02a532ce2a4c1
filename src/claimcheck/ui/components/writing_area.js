// A text area that reports what is written after a pause, on leaving it, and before Ctrl+Enter saves:
// nobody loses a half-written sentence to a reload or a server that went away.

const kept = new WeakMap();
const PAUSE_MS = 500;

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  const me = kept.get(parentElement) ?? begin(parentElement);
  kept.set(parentElement, me);
  me.send = (text) => setStateValue("text", { token: me.token, words: text });
  me.label.firstChild.textContent = data.label;
  me.area.placeholder = data.placeholder;
  me.area.rows = data.rows;
  me.area.disabled = data.disabled;
  if (data.token !== me.token) {
    clearTimeout(me.timer);
    me.token = data.token;
    me.area.value = me.sent = data.text;
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
  const me = { label: words, area, sent: "", token: null, timer: 0 };
  const flush = () => {
    clearTimeout(me.timer);
    if (me.area.value === me.sent) return;
    me.sent = me.area.value;
    me.send(me.sent);
  };
  const onInput = () => {
    clearTimeout(me.timer);
    me.timer = setTimeout(flush, PAUSE_MS);
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
