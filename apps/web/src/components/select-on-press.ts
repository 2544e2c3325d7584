import type { MouseEvent } from "react";

/**
 * A click that focuses a number field selects its text, like the Tab key, so typing replaces it. A second click places
 * the cursor.
 */
export function selectOnPress(event: MouseEvent<HTMLInputElement>): void {
  const field = event.currentTarget;
  if (field.ownerDocument.activeElement === field) return;
  // Otherwise the browser would place the cursor on mouse up.
  event.preventDefault();
  field.focus();
  field.select();
}
