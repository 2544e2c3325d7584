const LABELS = {
  prefix: "29",
  layout: "PPIIIICVVVVVX",
  verifier: "gs1",
  meaning: "count",
  decimals: 0,
};

/** For tests: where the fields of tax classes and label patterns can be read. */
export const WRITTEN_SETTINGS = {
  "labelPatterns.create": { shownBy: "labelPatterns.list", id: "id", values: LABELS },
  "labelPatterns.change": { shownBy: "labelPatterns.list", id: "id", values: LABELS },
  "tiles.arrange": {
    shownBy: "tiles.list",
    id: "id",
    names: { tillId: "till.id", "pages.productIds": "pages.products.id" },
    sample: ["tillId"],
  },
  "settings.createTaxClass": { shownBy: "settings.taxClasses", id: "id" },
  "settings.changeTaxClass": { shownBy: "settings.taxClasses", closed: true, id: "id" },
} as const;
