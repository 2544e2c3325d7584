/** A sheet takes a moment to open. What is typed until then belongs to its first field and not to the screen below. */

/** Longer than a sheet needs to open. */
const MOST_MS = 2000;

let held: { text: string; readonly end: () => void } | null = null;

/** Keeps the keys that are typed from now on, until they are taken. */
export function holdKeys(): void {
  held?.end();
  const listen = (event: KeyboardEvent) => {
    const isText = event.key.length === 1;
    if (held === null || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!isText && event.key !== "Enter") return;
    if (isText) held.text += event.key;
    event.preventDefault();
    event.stopPropagation();
  };
  const timer = setTimeout(() => held?.end(), MOST_MS);
  held = {
    text: "",
    end() {
      clearTimeout(timer);
      window.removeEventListener("keydown", listen, true);
      held = null;
    },
  };
  window.addEventListener("keydown", listen, true);
}

/** Loads the code of a sheet that takes the keys. If it cannot be loaded, the keys belong to the screen again. */
export function takingKeys<Code>(load: () => Promise<Code>): () => Promise<Code> {
  return async () => {
    try {
      return await load();
    } catch (error) {
      held?.end();
      throw error;
    }
  };
}

/** Ends the holding, and types what was kept into the field. */
export function typeHeldKeys(field: HTMLInputElement | null | undefined): void {
  const text = held?.text ?? "";
  held?.end();
  if (field === null || field === undefined || text === "") return;
  // First: a field may read its text again when it gets the focus.
  field.focus();
  // As the browser does it: React compares with the value that its own setter received.
  const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;
  setter?.call(field, text);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
