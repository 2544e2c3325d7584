import { keptOnDevice } from "../../lib/device-storage.ts";

/** Where each tile stands today, by category; the day as this device counts it. */
export interface TileOrder {
  readonly day: string;
  readonly places: Readonly<Record<string, readonly string[]>>;
}

export const tileOrder = keptOnDevice<TileOrder>("tile-order", { day: "", places: {} });

/**
 * The places of the tiles: those of this morning stay, and what is new stands behind them while there is room. What
 * sells best would change with every sale, and the tile under a finger with it.
 */
export function placesOf(
  before: readonly string[] | undefined,
  best: readonly string[],
  most: number,
): readonly string[] {
  if (before === undefined) return best.slice(0, most);
  const fresh = best.filter((id) => !before.includes(id));
  return [...before, ...fresh].slice(0, most);
}

/** The order of today with these places; that of another day is forgotten. */
export function withPlaces(
  order: TileOrder,
  day: string,
  category: string,
  places: readonly string[],
): TileOrder {
  const others = order.day === day ? order.places : {};
  return { day, places: { ...others, [category]: places } };
}

/** The day on this device's calendar. */
export function dayOf(now: Date): string {
  return `${now.getFullYear()}-${now.getMonth() + 1}-${now.getDate()}`;
}
