// Keys do what the person means: once while a key is held down (except the cursor's), and only inside a dialog while one is open.

export default function () {
  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1 || typing(event)) return;
    const dialogs = document.querySelectorAll("[data-testid='stDialog'] [role='dialog']");
    const dialog = dialogs[dialogs.length - 1];
    const held = event.repeat && !"jkJK".includes(event.key);
    if (!held && !dialog) return;
    event.stopImmediatePropagation();
    if (held) return;
    const name = (event.shiftKey ? "Shift + " : "") + event.key.toUpperCase();
    const printed = [...dialog.querySelectorAll("[aria-label^='Shortcut ']")];
    const hit = printed.find((label) => label.getAttribute("aria-label") === `Shortcut ${name}`)?.closest("button");
    if (hit && !hit.disabled) hit.click();
  };
  window.addEventListener("keydown", onKey, true);
  const watch = new MutationObserver(enterDialog);
  watch.observe(document.body, { childList: true, subtree: true });
  return () => {
    window.removeEventListener("keydown", onKey, true);
    watch.disconnect();
  };
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
