/** As a `ref`: gives a field the cursor when it appears. Written in place, a ref would do so each time it is drawn. */
export function takeFocus(field: HTMLElement | null): void {
  field?.focus();
}
