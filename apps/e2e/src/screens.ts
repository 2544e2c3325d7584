/** Every screen that requires sign-in: its address, its title, and its sheets. */
export interface ScreenAddress {
  readonly path: string;
  /** The heading; undefined if the heading is the name of the record. */
  readonly title?: string;
  /** Search parameters that open a sheet or a dialog. */
  readonly sheets?: readonly string[];
  /** The text of its empty state. */
  readonly empty?: string;
  /** It has no queries that could fail: its data is in the browser. */
  readonly asksNothing?: true;
}

/** Ids of existing records in the test shop. */
export interface Known {
  readonly productId: string;
  readonly saleId: string;
  readonly customerId: string;
  readonly supplierId: string;
  readonly documentId: string;
  readonly locationId: string;
  readonly userId: string;
  readonly approvalId: string;
  /** A drawer that is closed, and the session of one that is open and counted. */
  readonly drawerId: string;
  readonly sessionId: string;
  readonly closingId: string;
  /** A preview whose second row is wrong. */
  readonly importId: string;
  readonly pastSaleId: string;
}

const UNKNOWN_ID = "01890000-0000-7000-8000-000000000000";
/** Ids of missing records. */
export const NOTHING: Known = {
  productId: UNKNOWN_ID,
  saleId: UNKNOWN_ID,
  customerId: UNKNOWN_ID,
  supplierId: UNKNOWN_ID,
  documentId: UNKNOWN_ID,
  locationId: UNKNOWN_ID,
  userId: UNKNOWN_ID,
  approvalId: UNKNOWN_ID,
  drawerId: UNKNOWN_ID,
  sessionId: UNKNOWN_ID,
  closingId: UNKNOWN_ID,
  importId: UNKNOWN_ID,
  pastSaleId: UNKNOWN_ID,
};

/** The routes of the client; every-screen.test.ts compares the two. */
export function screensOf(known: Known): readonly ScreenAddress[] {
  const { productId, saleId, customerId, supplierId, documentId, locationId, userId } = known;
  const { approvalId, drawerId, sessionId, closingId, importId, pastSaleId } = known;
  return [
    { path: "/sell", title: "Sell", asksNothing: true },
    { path: "/sales", title: "Sales", sheets: ["sheet=return"], empty: "No sales yet" },
    {
      path: `/sales/${saleId}`,
      sheets: ["sheet=return", "sheet=exchange", "sheet=void", "sheet=correct", "sheet=invoice"],
    },
    { path: `/sales/${saleId}/receipt` },
    { path: "/past-sales", title: "Past sales", empty: "No past sales" },
    { path: `/past-sales/${pastSaleId}` },
    {
      path: "/end-of-day",
      title: "End of day",
      sheets: [`sheet=${drawerId}`],
      empty: "No drawers yet",
    },
    { path: `/end-of-day/${sessionId}` },
    { path: `/approve/${approvalId}`, title: "Approval needed" },
    { path: "/closings", title: "Closing reports", empty: "No closing reports yet" },
    { path: `/closings/${closingId}` },
    {
      path: "/safe",
      title: "Safe",
      sheets: ["sheet=deposit"],
      empty: "Nothing has been put into the safe yet",
    },
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
    {
      path: "/reports/till-journal",
      title: "Till journal",
      empty: "Nothing has been recorded yet.",
    },
    {
      path: "/reports/missing-receipts",
      title: "Missing receipts",
      empty: "No receipt is missing.",
    },
    { path: "/reports/grand-totals", title: "Grand totals" },
    { path: "/audit", title: "Audit log" },
    { path: "/settings", title: "Shop", asksNothing: true },
    { path: "/settings/taxes", title: "Taxes", sheets: ["sheet=new"] },
    { path: "/settings/tenders", title: "Payment methods", sheets: ["sheet=new"] },
    { path: "/settings/printers", title: "Printers", sheets: ["sheet=new"] },
    { path: "/settings/tills", title: "Tills", sheets: ["sheet=new"], empty: "No tills yet" },
    { path: "/settings/tiles", title: "Tiles" },
    {
      path: "/settings/drawers",
      title: "Drawers",
      sheets: ["sheet=new", `sheet=${drawerId}`],
      empty: "No drawers yet",
    },
    { path: "/settings/backups", title: "Backups" },
    { path: "/settings/look", title: "Appearance and shortcuts", asksNothing: true },
    { path: "/settings/export", title: "Export", asksNothing: true },
    { path: "/settings/receipts", title: "Receipts", asksNothing: true },
    { path: "/settings/scanner", title: "Scanner", asksNothing: true },
    {
      path: "/settings/labels",
      title: "Scale labels",
      sheets: ["sheet=new"],
      empty: "No label patterns yet",
    },
    { path: "/settings/about", title: "About Daybook" },
    { path: "/users", title: "People", sheets: ["sheet=new", `sheet=${userId}`] },
    { path: "/devices", title: "Devices" },
    { path: "/api-keys", title: "API keys", sheets: ["sheet=new"], empty: "No API keys yet" },
    { path: "/imports", title: "Import", empty: "No imports yet" },
    { path: `/imports/${importId}`, sheets: ["sheet=2"] },
    { path: "/more", title: "More", asksNothing: true },
  ];
}

/** One test case per screen; test names are needed before there is a shop. */
export const SCREEN_CASES = screensOf(NOTHING).map(({ path }, index) => ({
  index,
  name: path.replace(UNKNOWN_ID, "…"),
}));

/** A screen by its index. */
export function screenAt(index: number, known: Known): ScreenAddress {
  const screen = screensOf(known)[index];
  if (screen === undefined) throw new Error(`There is no screen ${index}`);
  return screen;
}
