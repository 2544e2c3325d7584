import { paths } from "../../lib/paths.ts";
import type { LinkTarget } from "../../lib/link-target.ts";
import type { AuditEntry } from "./audit-changes.ts";

/** The link to the changed record; null if it has no screen. */
export function auditLink({
  entity,
  entityId,
}: Pick<AuditEntry, "entity" | "entityId">): LinkTarget | null {
  const params = { id: entityId };
  switch (entity) {
    case "product":
      return { to: paths.product, params };
    case "customer":
      return { to: paths.customer, params };
    case "sale":
      return { to: paths.sale, params };
    case "stockDocument":
      return { to: paths.stockDocument, params };
    case "category":
      return { to: paths.categories };
    case "supplier":
      return { to: paths.suppliers };
    case "location":
      return { to: paths.locations };
    case "alert":
      return { to: paths.alerts };
    case "user":
      return { to: paths.users };
    case "session":
      return { to: paths.devices };
    case "apiKey":
      return { to: paths.apiKeys };
    case "taxClass":
      return { to: paths.taxes };
    case "till":
      return { to: paths.tills };
    case "drawer":
      return { to: paths.drawers };
    case "drawerSession":
      return { to: paths.endOfDay };
    case "closing":
      return { to: paths.closing, params };
    case "tender":
      return { to: paths.tenders };
    case "shop":
      return { to: paths.settings };
    default:
      return null;
  }
}
