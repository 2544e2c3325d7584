import type { KeyboardEvent } from "react";

/** Moves the focus to the next field of the form; false if this is the last one. */
export function goToNextField({ form, dataset }: HTMLInputElement): boolean {
  const fields = [...(form?.querySelectorAll<HTMLElement>("[data-path]") ?? [])];
  const at = fields.findIndex((field) => field.dataset["path"] === dataset["path"]);
  const next = fields[at + 1];
  if (at === -1 || next === undefined) return false;
  next.focus();
  if (next instanceof HTMLInputElement) next.select();
  return true;
}

/** Enter goes to the next field of the form; in the last one it submits, as everywhere. */
export function nextFieldOnEnter(event: KeyboardEvent<HTMLInputElement>): void {
  if (isPlainEnter(event) && goToNextField(event.currentTarget)) event.preventDefault();
}

/** Enter alone, and not to confirm a character of an input method. */
export function isPlainEnter({
  key,
  ctrlKey,
  metaKey,
  altKey,
  nativeEvent,
}: KeyboardEvent): boolean {
  return key === "Enter" && !ctrlKey && !metaKey && !altKey && !nativeEvent.isComposing;
}
