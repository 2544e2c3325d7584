import { createRoute } from "@tanstack/react-router";
import { BackupsSearch } from "../features/backups/backup-searches.ts";
import { DrawersSearch } from "../features/drawers/drawer-searches.ts";
import { ImportSearch, ImportsSearch } from "../features/imports/import-searches.ts";
import { LabelPatternsSearch } from "../features/label-patterns/label-pattern-searches.ts";
import { LocationsSearch } from "../features/locations/location-searches.ts";
import { TaxesSearch } from "../features/settings/tax-searches.ts";
import { SuppliersSearch, SupplierSearch } from "../features/suppliers/supplier-searches.ts";
import { PrintersSearch } from "../features/printing/printing-searches.ts";
import { TendersSearch } from "../features/tenders/tender-searches.ts";
import { TilesSearch } from "../features/tiles/tile-searches.ts";
import { TillsSearch } from "../features/tills/till-searches.ts";
import { ApiKeysSearch, UsersSearch } from "../features/users/user-searches.ts";
import { lateScreen } from "./late-screen.ts";
import { paths } from "../lib/paths.ts";
import { shellRoute } from "./root-route.ts";

const getParentRoute = () => shellRoute;

const settings = createRoute({
  getParentRoute,
  path: paths.settings,
  component: lateScreen(() => import("../features/settings/settings-page.tsx"), "SettingsPage"),
});

const taxes = createRoute({
  getParentRoute,
  path: paths.taxes,
  validateSearch: TaxesSearch,
  component: lateScreen(() => import("../features/settings/taxes-page.tsx"), "TaxesPage"),
});

const tenders = createRoute({
  getParentRoute,
  path: paths.tenders,
  validateSearch: TendersSearch,
  component: lateScreen(() => import("../features/tenders/tenders-page.tsx"), "TendersPage"),
});

const printers = createRoute({
  getParentRoute,
  path: paths.printers,
  validateSearch: PrintersSearch,
  component: lateScreen(() => import("../features/printing/printers-page.tsx"), "PrintersPage"),
});

const tiles = createRoute({
  getParentRoute,
  path: paths.tiles,
  validateSearch: TilesSearch,
  component: lateScreen(() => import("../features/tiles/tiles-page.tsx"), "TilesPage"),
});

const tills = createRoute({
  getParentRoute,
  path: paths.tills,
  validateSearch: TillsSearch,
  component: lateScreen(() => import("../features/tills/tills-page.tsx"), "TillsPage"),
});

const drawers = createRoute({
  getParentRoute,
  path: paths.drawers,
  validateSearch: DrawersSearch,
  component: lateScreen(() => import("../features/drawers/drawers-page.tsx"), "DrawersPage"),
});

const backups = createRoute({
  getParentRoute,
  path: paths.backups,
  validateSearch: BackupsSearch,
  component: lateScreen(() => import("../features/backups/backups-page.tsx"), "BackupsPage"),
});

const look = createRoute({
  getParentRoute,
  path: paths.look,
  component: lateScreen(() => import("../features/settings/appearance-page.tsx"), "AppearancePage"),
});

const exportShop = createRoute({
  getParentRoute,
  path: paths.exportShop,
  component: lateScreen(() => import("../features/exports/export-page.tsx"), "ExportPage"),
});

const scanner = createRoute({
  getParentRoute,
  path: paths.scanner,
  component: lateScreen(() => import("../features/settings/scanner-page.tsx"), "ScannerPage"),
});

const receiptSettings = createRoute({
  getParentRoute,
  path: paths.receiptSettings,
  component: lateScreen(
    () => import("../features/receipts/receipt-settings-page.tsx"),
    "ReceiptSettingsPage",
  ),
});

const labels = createRoute({
  getParentRoute,
  path: paths.labels,
  validateSearch: LabelPatternsSearch,
  component: lateScreen(
    () => import("../features/label-patterns/label-patterns-page.tsx"),
    "LabelPatternsPage",
  ),
});

const about = createRoute({
  getParentRoute,
  path: paths.about,
  component: lateScreen(() => import("../features/system/about-page.tsx"), "AboutPage"),
});

const users = createRoute({
  getParentRoute,
  path: paths.users,
  validateSearch: UsersSearch,
  component: lateScreen(() => import("../features/users/users-page.tsx"), "UsersPage"),
});

const devices = createRoute({
  getParentRoute,
  path: paths.devices,
  component: lateScreen(() => import("../features/users/devices-page.tsx"), "DevicesPage"),
});

const apiKeys = createRoute({
  getParentRoute,
  path: paths.apiKeys,
  validateSearch: ApiKeysSearch,
  component: lateScreen(() => import("../features/users/api-keys-page.tsx"), "ApiKeysPage"),
});

const suppliers = createRoute({
  getParentRoute,
  path: paths.suppliers,
  validateSearch: SuppliersSearch,
  component: lateScreen(() => import("../features/suppliers/suppliers-page.tsx"), "SuppliersPage"),
});

const supplier = createRoute({
  getParentRoute,
  path: paths.supplier,
  validateSearch: SupplierSearch,
  component: lateScreen(() => import("./supplier-route.tsx"), "SupplierRoute"),
});

const locations = createRoute({
  getParentRoute,
  path: paths.locations,
  validateSearch: LocationsSearch,
  component: lateScreen(() => import("../features/locations/locations-page.tsx"), "LocationsPage"),
});

const imports = createRoute({
  getParentRoute,
  path: paths.imports,
  validateSearch: ImportsSearch,
  component: lateScreen(() => import("../features/imports/imports-page.tsx"), "ImportsPage"),
});

const oneImport = createRoute({
  getParentRoute,
  path: paths.import,
  validateSearch: ImportSearch,
  component: lateScreen(() => import("../features/imports/import-page.tsx"), "ImportPage"),
});

const more = createRoute({
  getParentRoute,
  path: paths.more,
  component: lateScreen(() => import("./more-page.tsx"), "MorePage"),
});

/** Routes of the settings. */
export const settingsRoutes = [
  settings,
  taxes,
  tenders,
  printers,
  tills,
  tiles,
  drawers,
  backups,
  look,
  exportShop,
  scanner,
  receiptSettings,
  labels,
  about,
  users,
  devices,
  apiKeys,
  suppliers,
  supplier,
  locations,
  imports,
  oneImport,
  more,
] as const;
