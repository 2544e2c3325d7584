import { createRoute } from "@tanstack/react-router";
import { paths } from "./paths.ts";
import { placeholder } from "./placeholder.tsx";
import { shellRoute } from "./root-route.ts";

const getParentRoute = () => shellRoute;

const settings = createRoute({ getParentRoute, path: paths.settings, component: placeholder });
const taxes = createRoute({ getParentRoute, path: paths.taxes, component: placeholder });
const look = createRoute({ getParentRoute, path: paths.look, component: placeholder });
const scanner = createRoute({ getParentRoute, path: paths.scanner, component: placeholder });
const users = createRoute({ getParentRoute, path: paths.users, component: placeholder });
const devices = createRoute({ getParentRoute, path: paths.devices, component: placeholder });
const apiKeys = createRoute({ getParentRoute, path: paths.apiKeys, component: placeholder });
const suppliers = createRoute({ getParentRoute, path: paths.suppliers, component: placeholder });
const supplier = createRoute({ getParentRoute, path: paths.supplier, component: placeholder });
const locations = createRoute({ getParentRoute, path: paths.locations, component: placeholder });
const more = createRoute({ getParentRoute, path: paths.more, component: placeholder });

/** The shop's own affairs. */
export const settingsRoutes = [
  settings,
  taxes,
  look,
  scanner,
  users,
  devices,
  apiKeys,
  suppliers,
  supplier,
  locations,
  more,
] as const;
