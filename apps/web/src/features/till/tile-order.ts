import { deviceValue } from "../../lib/device-storage.ts";

/** Today's tile order, by category; the day is that of this device. */
export interface TileOrder {
  readonly day: string;
  readonly places: Readonly<Record<string, readonly string[]>>;
}

export const tileOrder = deviceValue<TileOrder>("tile-order", { day: "", places: {} });

/**
 * The order of the tiles: existing positions stay for the day, and new products are added while there is room.
 * Otherwise the order would change with every sale, while a finger is on a tile.
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

/** Today's order with these positions; that of another day is discarded. */
export function withPlaces(
  order: TileOrder,
  day: string,
  category: string,
  places: readonly string[],
): TileOrder {
  const others = order.day === day ? order.places : {};
  return { day, places: { ...others, [category]: places } };
}

/** The local date of this device. */
export function dayOf(now: Date): string {
  return `${now.getFullYear()}-${now.getMonth() + 1}-${now.getDate()}`;
}
