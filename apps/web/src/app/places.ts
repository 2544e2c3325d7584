import type { Permission } from "@daybook/contract/permissions";
import type { IconName } from "../components/icons.tsx";
import { shellTexts } from "../texts/en/shell.ts";
import { paths } from "../lib/paths.ts";

type Address = Exclude<(typeof paths)[keyof typeof paths], `${string}$${string}`>;

/** A page next to others under one navigation entry. */
export interface SubPage {
  readonly to: Address;
  readonly label: string;
  readonly permission: Permission;
}

/** An entry of the main navigation. */
export interface Place extends SubPage {
  readonly icon: IconName;
  /** Its keyboard shortcut. */
  readonly keys: string;
  readonly pages?: readonly SubPage[];
}

const { places: names, pages } = shellTexts;

/** All entries, in the order of a day's work. */
export const PLACES: readonly Place[] = [
  { to: paths.sell, icon: "sell", label: names.sell, keys: "g s", permission: "sales.ringUp" },
  {
    to: paths.products,
    icon: "products",
    label: names.products,
    keys: "g p",
    permission: "products.read",
    pages: [
      { to: paths.products, label: pages.products, permission: "products.read" },
      { to: paths.categories, label: pages.categories, permission: "products.read" },
      { to: paths.suppliers, label: pages.suppliers, permission: "suppliers.read" },
      { to: paths.locations, label: pages.locations, permission: "locations.read" },
    ],
  },
  {
    to: paths.receive,
    icon: "receive",
    label: names.receive,
    keys: "g r",
    permission: "movements.receive",
  },
  {
    to: paths.move,
    icon: "move",
    label: names.move,
    keys: "g m",
    permission: "movements.transfer",
  },
  {
    to: paths.adjust,
    icon: "adjust",
    label: names.adjust,
    keys: "g j",
    permission: "movements.adjust",
  },
  { to: paths.alerts, icon: "alert", label: names.alerts, keys: "g a", permission: "alerts.read" },
  {
    to: paths.ledger,
    icon: "ledger",
    label: names.ledger,
    keys: "g l",
    permission: "movements.read",
  },
  {
    to: paths.sales,
    icon: "sales",
    label: names.sales,
    keys: "g o",
    permission: "sales.read",
    pages: [
      { to: paths.sales, label: pages.sales, permission: "sales.read" },
      { to: paths.endOfDay, label: pages.endOfDay, permission: "drawers.use" },
      { to: paths.closings, label: pages.closings, permission: "drawers.read" },
      { to: paths.safe, label: pages.safe, permission: "drawers.read" },
    ],
  },
  {
    to: paths.customers,
    icon: "customers",
    label: names.customers,
    keys: "g u",
    permission: "customers.read",
  },
  {
    to: paths.dashboard,
    icon: "dashboard",
    label: names.dashboard,
    keys: "g d",
    permission: "reports.read",
  },
  {
    to: paths.reports,
    icon: "reports",
    label: names.reports,
    keys: "g e",
    permission: "reports.read",
    pages: [
      { to: paths.reports, label: pages.reports, permission: "reports.read" },
      { to: paths.salesReport, label: pages.salesReport, permission: "reports.read" },
      { to: paths.stockReport, label: pages.stockReport, permission: "reports.read" },
      { to: paths.lowStockReport, label: pages.lowStockReport, permission: "reports.read" },
      { to: paths.valuationReport, label: pages.valuationReport, permission: "products.readCost" },
      { to: paths.tillJournal, label: pages.tillJournal, permission: "reports.read" },
      { to: paths.missingReceipts, label: pages.missingReceipts, permission: "reports.read" },
      { to: paths.pastSales, label: pages.pastSales, permission: "sales.read" },
      { to: paths.grandTotals, label: pages.grandTotals, permission: "reports.read" },
    ],
  },
  {
    to: paths.settings,
    icon: "settings",
    label: names.settings,
    keys: "g ,",
    permission: "settings.read",
    pages: [
      { to: paths.settings, label: pages.settings, permission: "settings.read" },
      { to: paths.taxes, label: pages.taxes, permission: "settings.read" },
      { to: paths.tenders, label: pages.tenders, permission: "settings.read" },
      { to: paths.receiptSettings, label: pages.receiptSettings, permission: "settings.read" },
      { to: paths.tills, label: pages.tills, permission: "settings.read" },
      { to: paths.tiles, label: pages.tiles, permission: "settings.read" },
      { to: paths.drawers, label: pages.drawers, permission: "drawers.use" },
      { to: paths.printers, label: pages.printers, permission: "settings.read" },
      { to: paths.users, label: pages.users, permission: "users.read" },
      { to: paths.devices, label: pages.devices, permission: "auth.self" },
      { to: paths.apiKeys, label: pages.apiKeys, permission: "apiKeys.read" },
      { to: paths.backups, label: pages.backups, permission: "backups.read" },
      { to: paths.imports, label: pages.imports, permission: "imports.manage" },
      { to: paths.audit, label: pages.audit, permission: "reports.audit" },
      { to: paths.exportShop, label: pages.exportShop, permission: "exports.shop" },
      { to: paths.scanner, label: pages.scanner, permission: "settings.read" },
      { to: paths.labels, label: pages.labels, permission: "settings.read" },
      { to: paths.look, label: pages.look, permission: "settings.read" },
      { to: paths.about, label: pages.about, permission: "settings.read" },
    ],
  },
];

/** Scanning a code: the middle of the phone's tab bar. */
export const SCAN: Place = {
  to: paths.scan,
  icon: "scan",
  label: names.scan,
  keys: "g c",
  permission: "products.read",
};

/** The entries this user may see. */
export function placesFor(permissions: readonly Permission[]): readonly Place[] {
  const allowed = new Set(permissions);
  return PLACES.filter(({ permission }) => allowed.has(permission));
}

/** The phone's tab bar: at most four entries, with the scanner in the middle. */
export function phonePlaces(permissions: readonly Permission[]): readonly Place[] {
  const wanted: readonly string[] = [
    paths.sell,
    paths.products,
    paths.dashboard,
    paths.sales,
    paths.receive,
    paths.ledger,
  ];
  const allowed = placesFor(permissions);
  const [first, second, third] = wanted
    .map((to) => allowed.find((place) => place.to === to))
    .filter((place) => place !== undefined);
  return [first, second, SCAN, third].filter((place) => place !== undefined);
}

/** The sibling pages of the one at `pathname`, if any. */
export function siblingPages(
  pathname: string,
  permissions: readonly Permission[],
): readonly SubPage[] {
  const place = PLACES.find(({ pages: beside }) => beside?.some(({ to }) => to === pathname));
  const allowed = new Set(permissions);
  const shown = place?.pages?.filter(({ permission }) => allowed.has(permission)) ?? [];
  return shown.length > 1 ? shown : [];
}

/** Whether the page at `pathname` belongs to this entry: the page of the entry, one beside it, or a record of one. */
export function includesPage({ to, pages: beside = [] }: Place, pathname: string): boolean {
  return [to, ...beside.map((page) => page.to)].some(
    (address) => pathname === address || pathname.startsWith(`${address}/`),
  );
}

/** The user's start page: the till for cashiers, the dashboard for managers, the scanner for stock clerks. */
export function firstPlace(permissions: readonly Permission[]): Address {
  const allowed = new Set(permissions);
  if (allowed.has("reports.read")) return paths.dashboard;
  if (allowed.has("sales.ringUp")) return paths.sell;
  return allowed.has("movements.receive") ? paths.scan : paths.products;
}
