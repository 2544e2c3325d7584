import type { MouseEvent } from "react";

/**
 * The press that brings the cursor into a number selects it, as the Tab key does, so that what is typed replaces it. A
 * second press puts the cursor where it points.
 */
export function selectOnPress(event: MouseEvent<HTMLInputElement>): void {
  const field = event.currentTarget;
  if (field.ownerDocument.activeElement === field) return;
  // The browser would put the cursor between the figures when the press ends.
  event.preventDefault();
  field.focus();
  field.select();
}
