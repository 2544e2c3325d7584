/**
 * The suppliers of the sample shop. Names are invented; the addresses end in a domain that is reserved for examples.
 * This list is dedicated to the public domain under CC0 1.0 (SPDX-License-Identifier: CC0-1.0).
 */
export interface SampleSupplier {
  readonly name: string;
  readonly mailbox: string;
  readonly leadTimeDays: number;
  readonly termsDays: number;
  readonly note: string;
  /** The number of days ago on which the supplier stopped delivering; null for active suppliers. */
  readonly silentFor: number | null;
}

const supplier = (
  name: string,
  mailbox: string,
  leadTimeDays: number,
  more: Partial<SampleSupplier> = {},
): SampleSupplier => ({
  name,
  mailbox,
  leadTimeDays,
  termsDays: 30,
  note: "",
  silentFor: null,
  ...more,
});

export const SUPPLIERS: readonly SampleSupplier[] = [
  supplier("Harrowmere Tea Merchants", "orders", 4),
  supplier("Kessel Row Roastery", "hello", 2, { termsDays: 14, note: "Roasts on Mondays." }),
  supplier("Pennyfold Pantry", "trade", 3, { note: "Twelve jars to a case." }),
  supplier("Stonegate Pottery", "kiln", 10, {
    note: "The kiln is being relined; deliveries begin again when it is dry.",
    silentFor: 24,
  }),
  supplier("Thistle & Oak Homeware", "sales", 6),
  supplier("Wharfside Textiles", "orders", 7),
  supplier("Marlowe Paper Works", "wholesale", 5),
  supplier("Inkwell & Quill", "orders", 4),
  supplier("Fernhollow Seeds", "post", 3, { termsDays: 0, note: "Paid on delivery." }),
  supplier("Tumblewick Toys", "trade", 8),
  supplier("Lantern Lane Books", "shop", 5, { note: "Unsold books go back after a year." }),
  supplier("Lanternfield Candles", "studio", 6),
  supplier("Saltmarsh Makers' Cooperative", "stall", 9, { note: "Made by hand, small batches." }),
];
