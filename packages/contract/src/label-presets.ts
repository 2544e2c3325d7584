/** Label patterns to begin with: those that the GS1 organisation of a country or a maker of tills publishes. */
import type { LabelLayout, LabelMeaning, LabelVerifier } from "./label-codes.ts";

export interface LabelPreset extends LabelLayout {
  readonly id: string;
  /** ISO 3166-1 alpha-2; none for a layout that scales of every country have. */
  readonly countries: readonly string[];
  /** Who publishes it. */
  readonly source: string;
}

type Row = readonly [
  prefix: string,
  layout: string,
  meaning: LabelMeaning,
  decimals: number,
  verifier?: LabelVerifier,
];

interface Publication {
  readonly countries: readonly string[];
  readonly source: string;
  readonly rows: readonly Row[];
}

const PUBLICATIONS: readonly Publication[] = [
  {
    countries: ["GB", "IE"],
    source: "GS1 UK: How to barcode variable measure items",
    rows: [
      ["20", "PPIIIIICVVVVX", "price", 2, "gs1"],
      ["28", "PPIIIIICVVVVX", "price", 2, "gs1"],
    ],
  },
  {
    countries: ["DE"],
    source: "GS1 Germany: Die GTIN in der Anwendung; SAN-4-Konzept",
    rows: [
      ["22", "PPIIIICVVVVVX", "price", 2, "gs1"],
      ["23", "PPIIIICVVVVVX", "price", 2, "gs1"],
      ["25", "PPIIIICVVVVVX", "count", 0, "gs1"],
      ["26", "PPIIIICVVVVVX", "count", 0, "gs1"],
      ["28", "PPIIIICVVVVVX", "weight", 3, "gs1"],
      ["29", "PPIIIICVVVVVX", "weight", 3, "gs1"],
    ],
  },
  {
    countries: ["SE", "NO"],
    source: "GS1 Sweden: Variable weight numbers",
    rows: [
      ["20", "PPIIIIIIVVVVX", "price", 2],
      ["21", "PPIIIIIIVVVVX", "price", 1],
      ["22", "PPIIIIIIVVVVX", "price", 0],
      ["23", "PPIIIIIIVVVVX", "weight", 3],
      ["24", "PPIIIIIIVVVVX", "weight", 2],
      ["25", "PPIIIIIIVVVVX", "weight", 1],
    ],
  },
  {
    countries: ["DK"],
    source: "GS1 Denmark: GTIN-13 Pris; GTIN-13 Vægt",
    rows: [
      ["21", "PPIIIIVVVVVVX", "price", 2],
      ["22", "PPIIIIVVVVVVX", "price", 2],
      ["23", "PPIIIIVVVVVVX", "price", 2],
      ["24", "PPIIIIVVVVVVX", "price", 2],
      ["26", "PPIIIIVVVVVVX", "weight", 3],
      ["27", "PPIIIIIVVVVVX", "weight", 3],
      ["28", "PPIIIIVVVVVVX", "weight", 3],
    ],
  },
  {
    countries: ["FI", "EE", "LV", "LT"],
    source: "GS1 Finland: How to identify a product; GS1 Latvia: Variable measure in Latvia",
    rows: [
      ["23", "PPIIIIIIVVVVX", "weight", 3],
      ["24", "PPIIIIIIVVVVX", "weight", 2],
      ["25", "PPIIIIIIVVVVX", "weight", 1],
    ],
  },
  {
    countries: ["IT"],
    source: "Zucchetti Gestionale 1: Codici a barre a peso variabile",
    rows: [
      ["2", "PIIIIIIVVVVVX", "price", 2],
      ["2", "PIIIIIIVVVVVX", "weight", 3],
    ],
  },
  {
    countries: ["US", "CA"],
    source: "GS1 General Specifications 2.1.12: UPC-A with number system 2",
    rows: [["2", "PIIIIICVVVVX", "price", 2, "gs1"]],
  },
  {
    countries: [],
    source: "Odoo: Default barcode nomenclature, as many label scales are set",
    rows: [
      ["23", "PPIIIIIVVVVVX", "price", 2],
      ["21", "PPIIIIIVVVVVX", "weight", 3],
    ],
  },
];

/** In the order of the list. */
export const LABEL_PRESETS: readonly LabelPreset[] = PUBLICATIONS.flatMap(
  ({ countries, source, rows }) =>
    rows.map(([prefix, layout, meaning, decimals, verifier = "none"]) => ({
      id: `${countries[0] ?? "any"}-${prefix}-${meaning}`,
      countries,
      source,
      prefix,
      layout,
      meaning,
      decimals,
      verifier,
    })),
);
