// Keys do what the person means: once while a key is held down (except the cursor's), and only inside a dialog while one is open.

export default function () {
  const onKey = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.isTrusted) return save(event);
    if (event.key === "Escape" && event.isTrusted && event.target === document.body) return escape(event);
    if (event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1 || typing(event)) return;
    const dialog = openDialog();
    const held = event.repeat && !"jkJK".includes(event.key);
    if (!held && !dialog) return;
    event.stopImmediatePropagation();
    if (held) return;
    const name = (event.shiftKey ? "Shift + " : "") + event.key.toUpperCase();
    pressIn(dialog, name);
  };
  window.addEventListener("keydown", onKey, true);
  const watch = new MutationObserver(enterDialog);
  watch.observe(document.body, { childList: true, subtree: true });
  return () => {
    window.removeEventListener("keydown", onKey, true);
    watch.disconnect();
  };
}

// Ctrl+Enter saves: what the dialog holds while one is open, and never by pressing the button that happens to have the focus.
function save(event) {
  const dialog = openDialog();
  if (dialog) {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.repeat) return;
    if (typing(event)) event.target.blur(); // a field hands over its words when it is left
    pressIn(dialog, "Ctrl + Enter");
  } else if (event.target.closest?.("button, summary, a")) {
    event.preventDefault();
    event.stopImmediatePropagation();
    const { key, code, ctrlKey, metaKey } = event;
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key, code, ctrlKey, metaKey, bubbles: true, cancelable: true }));
  }
}

// A button that is disabled while it works loses the focus to the page; Escape closes the dialog nevertheless.
function escape(event) {
  const dialog = openDialog();
  if (!dialog) return;
  event.stopImmediatePropagation();
  dialog.focus();
  dialog.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", code: "Escape", bubbles: true, cancelable: true }));
}

function openDialog() {
  return [...document.querySelectorAll("[data-testid='stDialog'] [role='dialog']")].pop();
}

function pressIn(dialog, name) {
  const printed = [...dialog.querySelectorAll("[aria-label^='Shortcut ']")];
  const hit = printed.find((label) => label.getAttribute("aria-label") === `Shortcut ${name}`)?.closest("button");
  if (hit && !hit.disabled) hit.click();
}

// A dialog that asks for words is ready for typing when it opens.
function enterDialog() {
  const dialog = document.activeElement;
  if (dialog?.getAttribute("role") !== "dialog" || dialog.dataset.entered) return;
  const field = dialog.querySelector("textarea, input[type='text']");
  if (!field) return;
  dialog.dataset.entered = "";
  field.focus();
}

function typing(event) {
  return event.composedPath().some((node) => node.isContentEditable || (node.matches?.("input, textarea, select") ?? false));
}
