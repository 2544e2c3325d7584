import type { Shelf } from "./shelf.ts";
import { GARDEN } from "./garden.ts";
import { GIFTS } from "./gifts.ts";
import { KITCHEN } from "./kitchen.ts";
import { STATIONERY } from "./stationery.ts";
import { TEA_AND_COFFEE } from "./tea-and-coffee.ts";
import { TOYS } from "./toys.ts";

/** All products of the sample shop, shelf by shelf. */
export const SHELVES: readonly Shelf[] = [
  ...TEA_AND_COFFEE,
  ...KITCHEN,
  ...STATIONERY,
  ...GARDEN,
  ...TOYS,
  ...GIFTS,
];
