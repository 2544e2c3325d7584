/** Every screen behind the door: where it is, what it is called, and which sheets open on it. */
export interface ScreenAddress {
  readonly path: string;
  /** Its heading; left out where the heading is the name of what is shown. */
  readonly title?: string;
  /** Searches that open a sheet or a dialog on it. */
  readonly sheets?: readonly string[];
  /** What it says while there is nothing to show. */
  readonly empty?: string;
  /** It asks the server nothing that could fail: what it shows is the browser's own. */
  readonly asksNothing?: true;
}

/** Ids of things that exist in the shop under test. */
export interface Known {
  readonly productId: string;
  readonly saleId: string;
  readonly customerId: string;
  readonly supplierId: string;
  readonly documentId: string;
  readonly locationId: string;
  readonly userId: string;
}

const NOBODY = "01890000-0000-7000-8000-000000000000";
/** Ids of things that are not there. */
export const NOTHING: Known = {
  productId: NOBODY,
  saleId: NOBODY,
  customerId: NOBODY,
  supplierId: NOBODY,
  documentId: NOBODY,
  locationId: NOBODY,
  userId: NOBODY,
};

/** The same list as the client's own addresses; every-screen.test.ts compares the two. */
export function screensOf(known: Known): readonly ScreenAddress[] {
  const { productId, saleId, customerId, supplierId, documentId, locationId, userId } = known;
  return [
    { path: "/sell", title: "Sell", asksNothing: true },
    { path: "/sales", title: "Sales", sheets: ["sheet=return"], empty: "No sales yet" },
    { path: `/sales/${saleId}`, sheets: ["sheet=return", "sheet=void"] },
    { path: `/sales/${saleId}/receipt` },
    { path: "/customers", title: "Customers", sheets: ["sheet=new"], empty: "No customers yet" },
    { path: `/customers/${customerId}`, sheets: ["sheet=edit"] },
    {
      path: "/products",
      title: "Products",
      sheets: ["sheet=new"],
      empty: "No products yet",
      asksNothing: true,
    },
    { path: `/products/${productId}`, sheets: ["sheet=edit"] },
    { path: "/categories", title: "Categories", sheets: ["sheet=new"], empty: "No categories yet" },
    { path: "/suppliers", title: "Suppliers", sheets: ["sheet=new"], empty: "No suppliers yet" },
    { path: `/suppliers/${supplierId}`, sheets: ["sheet=edit"] },
    { path: "/locations", title: "Locations", sheets: ["sheet=new", `sheet=${locationId}`] },
    { path: "/scan", title: "Scan", asksNothing: true },
    { path: "/receive", title: "Receive", empty: "Nothing here yet" },
    { path: "/move", title: "Move" },
    { path: "/adjust", title: "Adjust" },
    { path: "/ledger", title: "Stock history", empty: "No stock movements yet" },
    { path: `/ledger/documents/${documentId}` },
    { path: "/alerts", title: "Alerts", empty: "Nothing needs attention" },
    { path: "/dashboard", title: "Dashboard" },
    { path: "/reports", title: "Reports", asksNothing: true },
    { path: "/reports/sales", title: "Sales report" },
    { path: "/reports/stock", title: "Stock by location" },
    { path: "/reports/low-stock", title: "Low stock" },
    { path: "/reports/valuation", title: "Stock value" },
    { path: "/audit", title: "Audit log" },
    { path: "/settings", title: "Shop", asksNothing: true },
    { path: "/settings/taxes", title: "Taxes", sheets: ["sheet=new"] },
    { path: "/settings/look", title: "Appearance and shortcuts", asksNothing: true },
    { path: "/settings/scanner", title: "Scanner", asksNothing: true },
    { path: "/users", title: "People", sheets: ["sheet=new", `sheet=${userId}`] },
    { path: "/devices", title: "Devices" },
    { path: "/api-keys", title: "API keys", sheets: ["sheet=new"], empty: "No API keys yet" },
    { path: "/more", title: "More", asksNothing: true },
  ];
}

/** One case of a test for each screen; tests are named before there is a shop. */
export const SCREEN_CASES = screensOf(NOTHING).map(({ path }, index) => ({
  index,
  name: path.replace(NOBODY, "…"),
}));

/** A screen by its place in the list. */
export function screenAt(index: number, known: Known): ScreenAddress {
  const screen = screensOf(known)[index];
  if (screen === undefined) throw new Error(`There is no screen ${index}`);
  return screen;
}
