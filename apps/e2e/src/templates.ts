/**
 * The template of each screen. Screens with the same template have the same parts with different contents: checks that
 * depend only on these parts run on the first screen of each template.
 */
const TEMPLATES: Readonly<Record<string, string>> = {
  "/sell": "till",
  "/sales": "list",
  "/sales/$id": "detail",
  "/sales/$id/receipt": "receipt",
  "/past-sales": "list",
  "/past-sales/$id": "detail",
  "/end-of-day": "end-of-day",
  "/end-of-day/$id": "closing-steps",
  "/approve/$id": "detail",
  "/closings": "list",
  "/closings/$id": "receipt",
  "/safe": "list",
  "/customers": "list",
  "/customers/$id": "detail",
  "/products": "grid",
  "/products/$id": "product",
  "/categories": "list",
  "/suppliers": "list",
  "/suppliers/$id": "detail",
  "/locations": "list",
  "/scan": "scan",
  "/receive": "goods",
  "/move": "goods",
  "/adjust": "goods",
  "/ledger": "list",
  "/ledger/documents/$id": "detail",
  "/alerts": "list",
  "/dashboard": "dashboard",
  "/reports": "links",
  "/reports/sales": "report",
  "/reports/stock": "report",
  "/reports/low-stock": "report",
  "/reports/valuation": "report",
  "/reports/till-journal": "list",
  "/reports/missing-receipts": "list",
  "/reports/grand-totals": "report",
  "/audit": "list",
  "/settings": "settings",
  "/settings/taxes": "list",
  "/settings/tenders": "list",
  "/settings/tills": "list",
  "/settings/drawers": "list",
  "/settings/backups": "list",
  "/settings/look": "settings",
  "/settings/export": "settings",
  "/settings/scanner": "settings",
  "/settings/about": "settings",
  "/users": "list",
  "/devices": "list",
  "/api-keys": "list",
  "/imports": "imports",
  "/imports/$id": "import",
  "/more": "links",
};

const ID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

/** The route of the client: "/sales/$id". */
export const patternOf = (path: string): string => path.replace(ID, "$id");

/** The screen of each template that is checked for all. */
const FIRST_OF = new Map(
  Object.entries(TEMPLATES)
    .toReversed()
    .map(([pattern, template]) => [template, pattern]),
);

/** Whether this is the first screen of its template; a screen that is not in the table has its own. */
export function isFirstOfTemplate(path: string): boolean {
  const pattern = patternOf(path);
  const template = TEMPLATES[pattern];
  return template === undefined || FIRST_OF.get(template) === pattern;
}
