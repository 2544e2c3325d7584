/**
 * The page's first code. It asks what every page asks first and starts loading the products while the browser still
 * reads the rest of the code, which is two hundred times as long.
 */
import type { Settings } from "@daybook/contract/settings";
import type { Me } from "@daybook/contract/users";
import { catalogueStart, startEarlyWorker } from "./features/catalogue/catalogue-worker-start.ts";
import { askEarly } from "./lib/early-answers.ts";
import { paths } from "./lib/paths.ts";

/** Addresses of the pages for users who are not signed in. */
const PUBLIC_PATHS: ReadonlySet<string> = new Set([paths.setUp, paths.signIn, paths.resetPassword]);

if (!PUBLIC_PATHS.has(window.location.pathname) && typeof Worker !== "undefined")
  // Whatever fails here is asked for again by the page, which also says so.
  startEarly().catch(() => undefined);
void import("./main.tsx");

async function startEarly(): Promise<void> {
  const startCatalogue = startEarlyWorker();
  const me = await askEarly(`/trpc/auth.me?input=${encodeURIComponent("{}")}`);
  if (me.status !== 200) return;
  // safe because the server's own contract made this answer
  const { data: person } = (JSON.parse(me.text) as { result: { data: Me } }).result;
  const input = encodeURIComponent(JSON.stringify({ 0: {} }));
  const settings = await askEarly(`/trpc/settings.get?batch=1&input=${input}`);
  if (settings.status !== 200) return;
  // safe because the server's own contract made this answer
  const [answer] = JSON.parse(settings.text) as [{ result: { data: Settings } }];
  const { booksId, locale, currency } = answer.result.data;
  const { user, sampleShop, permissions } = person;
  const costs = permissions.includes("products.readCost");
  startCatalogue(catalogueStart({ userId: user.id, sampleShop, costs, booksId, locale, currency }));
}
