/**
 * The sample shop's staff and customers. Names are invented; telephone numbers and mail addresses are ones that are
 * reserved for examples.
 * This list is dedicated to the public domain under CC0 1.0 (SPDX-License-Identifier: CC0-1.0).
 */
import type { Role } from "@daybook/contract/permissions";

/** The staff besides the owner. */
export const STAFF: readonly {
  readonly login: string;
  readonly name: string;
  readonly roles: readonly Role[];
}[] = [
  { login: "theo", name: "Theo Marsh", roles: ["manager"] },
  { login: "ines", name: "Inés Calder", roles: ["cashier"] },
  { login: "jun", name: "Jun Okabe", roles: ["cashier"] },
  { login: "wilf", name: "Wilf Barrow", roles: ["stock_clerk"] },
];

/** The customers with an account, the most frequent first. */
export const CUSTOMERS: readonly string[] = [
  "Marguerite Ashdown",
  "Tobias Fennel",
  "The Corner Café",
  "Priya Ravenscroft",
  "Ludo Kestrel",
  "Hanneke de Wit",
  "Samir Oakes",
  "St Brannock's Primary School",
  "Orla Finnegan",
  "Bartholomew Quince",
  "Yuki Hartley",
  "Ester Lindgren",
  "Dominic Sparrow",
  "Amara Thistlewood",
  "Harbour View Guest House",
  "Cosmo Bellwether",
  "Freya Underhill",
  "Rafael Montrose",
  "Winifred Peck",
  "Leopold Hargreave",
  "Noor Silverdale",
  "Estuary Book Club",
  "Juliette Marlow",
  "Kwame Addington",
  "Beatrix Holloway",
  "Anselm Greer",
];
