import { expect, test as base } from "@playwright/test";
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { openWindow } from "./browser.ts";
import type { Window, WindowOptions } from "./browser.ts";
import { enterSampleShop, openNewShop } from "./journeys.ts";
import { tradeLongNames } from "./long-names.ts";
import { ask, askToVoid, countADrawer, previewFile, textAt } from "./page-calls.ts";
import { importPastSale } from "./past-sale-calls.ts";
import type { Known } from "./screens.ts";
import { startShop } from "./shop-server.ts";
import type { Environment, RunningShop } from "./shop-server.ts";

/** The cookies and storage of a signed-in user. */
export type SignedIn = Awaited<ReturnType<BrowserContext["storageState"]>>;

/** The shared sample shop of a worker. */
interface SampleShop {
  readonly shop: RunningShop;
  readonly signedIn: SignedIn;
  /** One record of every kind. */
  readonly known: Known;
}

/**
 * All browser tests use this `test`: the tests of a worker share its browser and its sample shop. That shop is created
 * for the first test that needs it; tests must not change it.
 */
export const test = base.extend<object, { readonly sampleShop: SampleShop }>({
  sampleShop: [
    async ({ browser }, use) => {
      const shop = await startShop();
      const { context, page } = await openWindow(browser, { screen: "desk" });
      await openNewShop(page, shop);
      await enterSampleShop(page, shop.url);
      const known = await populate(page);
      const signedIn = await context.storageState();
      await context.close();
      await use({ shop, signedIn, known });
      await shop.stop();
    },
    { scope: "worker" },
  ],
});

const IMPORTED =
  "sku,name,price,stock\nIMPORTED-1,Imported mug,much,3\nIMPORTED-2,Imported plate,4.50,2\n";

/** Finds one record of every kind in the sample shop, besides products and sales with long names. */
async function populate(page: Page): Promise<Known> {
  const first = async (query: string, input: object = {}) =>
    textAt(await ask(page, query, input), "items", 0, "id");
  const receipt = await ask(page, "movements.list", { kind: "receive", limit: 1 });
  const locationId = await first("locations.list");
  const saleId = await tradeLongNames(page, locationId);
  return {
    productId: textAt(receipt, "items", 0, "product", "id"),
    documentId: textAt(receipt, "items", 0, "document", "id"),
    saleId,
    approvalId: await askToVoid(page, saleId),
    customerId: await first("customers.list", { limit: 1 }),
    supplierId: await first("suppliers.list", { limit: 1 }),
    locationId,
    userId: await first("users.list"),
    ...(await countADrawer(page)),
    closingId: await first("drawers.closings", { limit: 1 }),
    importId: await previewFile(page, "a file of another program.csv", IMPORTED),
    pastSaleId: await importPastSale(page, "A past product"),
  };
}

interface OwnOptions extends WindowOptions {
  /** The tests cause errors in the owner's window, such as those of a stopped server. */
  readonly mayFail?: true;
  /** Further environment variables of the server. */
  readonly environment?: Environment;
}

/** The shared state of the tests of a file or of a `describe` block. */
export interface Shared {
  readonly shop: RunningShop;
  /** The window of the signed-in owner. */
  readonly owner: Window;
  /** Opens another window, like another device; closed at the latest after the last test. */
  open(options: WindowOptions): Promise<Window>;
}

/** The same in the worker's sample shop. */
export interface SharedSample extends Shared {
  readonly known: Known;
}

/**
 * A separate shop for the following tests, which `prepare` may fill. Call the returned function to get it; after each
 * test it is checked that the owner's window had no error.
 */
export function ownShop(
  { mayFail, environment, ...options }: OwnOptions,
  prepare: (begun: Shared) => Promise<void> = async () => undefined,
): () => Shared {
  let begun: Shared | undefined;
  let shop: RunningShop | undefined;
  test.beforeAll(async ({ browser }) => {
    shop = await startShop(environment);
    const owner = await openWindow(browser, options);
    await openNewShop(owner.page, shop);
    begun = { shop, owner, open: (more) => openWindow(browser, more) };
    await prepare(begun);
  });
  test.afterEach(() => {
    const pageErrors = begun?.owner.pageErrors.splice(0) ?? [];
    if (mayFail !== true) expect(pageErrors).toEqual([]);
  });
  test.afterAll(async ({ browser }) => {
    await closeWindows(browser);
    await shop?.stop();
  });
  return () => orFail(begun);
}

/** The same for a window in the sample shop of the worker. */
export function inSampleShop(
  options: WindowOptions,
  prepare: (begun: SharedSample) => Promise<void> = async () => undefined,
): () => SharedSample {
  let begun: SharedSample | undefined;
  test.beforeAll(async ({ browser, sampleShop }) => {
    const { shop, signedIn, known } = sampleShop;
    const open = (more: WindowOptions) => openWindow(browser, { signedIn, ...more });
    begun = { shop, known, owner: await open(options), open };
    await prepare(begun);
  });
  test.afterEach(() => {
    expect(begun?.owner.pageErrors.splice(0) ?? []).toEqual([]);
  });
  test.afterAll(({ browser }) => closeWindows(browser));
  return () => orFail(begun);
}

function orFail<Begun>(begun: Begun | undefined): Begun {
  if (begun === undefined) throw new Error("The shop is read before its tests begin");
  return begun;
}

/** Windows of one file must not affect the next. */
async function closeWindows(browser: Browser): Promise<void> {
  await Promise.all(browser.contexts().map((context) => context.close()));
}
