import { useLayoutEffect, useRef } from "react";
import type { FocusEvent, KeyboardEvent, RefObject } from "react";
import { gridMove } from "./grid-move.ts";
import type { GridPlace } from "./grid-move.ts";

interface GridKeysOptions {
  readonly body: RefObject<HTMLElement | null>;
  readonly count: number;
  readonly active: number;
  readonly setActive: (index: number) => void;
  readonly page: number;
  /** Scrolls a row into view. */
  readonly reveal: (index: number) => void;
  readonly onSpace: (index: number) => void;
  /** Called when moving with Shift. */
  readonly onExtend: (index: number) => void;
  readonly onWalk: (index: number) => void;
}

/** Keyboard navigation of a grid. A row that is not rendered yet gets the focus as soon as it is. */
export function useGridKeys(options: GridKeysOptions) {
  const { body, count, active, setActive } = options;
  const wanted = useRef<GridPlace | null>(null);
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    const stops = stopsOf(rowOf(body.current, wanted.current.row));
    const stop = stops[Math.min(wanted.current.stop, stops.length - 1)];
    if (stop === undefined) return;
    wanted.current = null;
    stop.focus({ preventScroll: true });
  });

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (!(event.target instanceof HTMLElement) || event.altKey) return;
    const row = event.target.closest<HTMLElement>("[data-index]");
    if (row === null) {
      // From the headings down to the rows.
      if (event.key !== "ArrowDown" || count === 0) return;
      event.preventDefault();
      return walkTo({ row: Math.min(active, count - 1), stop: 1 }, false);
    }
    const at = Number(row.dataset["index"]);
    const stops = stopsOf(row);
    if (event.key === "Enter" && event.target instanceof HTMLInputElement) {
      event.preventDefault();
      return row.querySelector<HTMLElement>("a[href]")?.click();
    }
    if (event.key === " " && event.target instanceof HTMLAnchorElement) {
      event.preventDefault();
      return options.onSpace(at);
    }
    const place = { row: at, stop: stops.indexOf(event.target) };
    const next = gridMove(place, event, { rows: count, stops: stops.length, page: options.page });
    if (next === null) return;
    event.preventDefault();
    walkTo(next, event.shiftKey && next.row !== at);
  };
  const walkTo = (place: GridPlace, extend: boolean) => {
    if (extend) options.onExtend(place.row);
    else if (place.row !== active) options.onWalk(place.row);
    wanted.current = place;
    options.reveal(place.row);
    setActive(place.row);
    // The same row does not render again, so its inner focus is reset immediately.
    if (place.row === active) focusWithin(body.current, place, wanted);
  };
  const onFocus = (event: FocusEvent<HTMLElement>) => {
    const row = event.target.closest<HTMLElement>("[data-index]");
    if (row !== null && wanted.current === null) setActive(Number(row.dataset["index"]));
  };
  return { onKeyDown, onFocus };
}

/** Only the controls of the active row are in the tab order, so a long list is a single stop. */
export function markTabStops(body: HTMLElement | null, active: number): void {
  for (const row of body?.children ?? []) {
    if (!(row instanceof HTMLElement)) continue;
    const tabIndex = row.dataset["index"] === String(active) ? 0 : -1;
    // Includes hidden controls: checking visibility would force a layout on every key, and Tab skips them anyway.
    for (const stop of pressable(row)) if (stop.tabIndex !== tabIndex) stop.tabIndex = tabIndex;
  }
}

function focusWithin(
  body: HTMLElement | null,
  place: GridPlace,
  wanted: { current: GridPlace | null },
): void {
  const stop = stopsOf(rowOf(body, place.row))[place.stop];
  if (stop === undefined) return;
  wanted.current = null;
  stop.focus({ preventScroll: true });
}

function rowOf(body: HTMLElement | null, index: number): HTMLElement | null {
  return body?.querySelector<HTMLElement>(`:scope > [data-index="${index}"]`) ?? null;
}

/** The visible controls of a row in reading order. */
function stopsOf(row: HTMLElement | null): HTMLElement[] {
  return pressable(row).filter((stop) => stop.checkVisibility?.() ?? true);
}

function pressable(row: HTMLElement | null): HTMLElement[] {
  return [...(row?.querySelectorAll<HTMLElement>("a[href], button, input") ?? [])];
}
