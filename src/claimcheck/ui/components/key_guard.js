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
  return () => window.removeEventListener("keydown", onKey, true);
}

function typing(event) {
  return event.composedPath().some((node) => node.isContentEditable || (node.matches?.("input, textarea, select") ?? false));
}
