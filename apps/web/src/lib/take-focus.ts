/** A `ref` that focuses a field when it appears. An inline ref would do so on every render. */
export function takeFocus(field: HTMLElement | null): void {
  field?.focus();
}
