import { expect, test as base } from "@playwright/test";
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { openWindow } from "./browser.ts";
import type { Window, WindowOptions } from "./browser.ts";
import { enterSampleShop, openNewShop } from "./journeys.ts";
import { tradeLongNames } from "./long-names.ts";
import { ask, textAt } from "./page-calls.ts";
import type { Known } from "./screens.ts";
import { startShop } from "./shop-server.ts";
import type { RunningShop } from "./shop-server.ts";

/** Cookies and storage of someone who signed in. */
export type SignedIn = Awaited<ReturnType<BrowserContext["storageState"]>>;

/** The sample shop that all tests of a worker look at. */
interface SampleShop {
  readonly shop: RunningShop;
  readonly signedIn: SignedIn;
  /** One of everything in it. */
  readonly known: Known;
}

/**
 * Every journey begins with this `test`: tests of one kind share their worker, its browser and its sample shop. That
 * shop is made once, for the first test that asks for it; whoever uses it changes nothing in it.
 */
export const test = base.extend<object, { readonly sampleShop: SampleShop }>({
  sampleShop: [
    async ({ browser }, use) => {
      const shop = await startShop();
      const { context, page } = await openWindow(browser, { screen: "desk" });
      await openNewShop(page, shop);
      await enterSampleShop(page, shop.url);
      const known = await furnish(page);
      const signedIn = await context.storageState();
      await context.close();
      await use({ shop, signedIn, known });
      await shop.stop();
    },
    { scope: "worker" },
  ],
});

/** Finds one of everything in the sample shop, beside the goods and sales that are hard to lay out. */
async function furnish(page: Page): Promise<Known> {
  const first = async (query: string, input: object = {}) =>
    textAt(await ask(page, query, input), "items", 0, "id");
  const receipt = await ask(page, "movements.list", { kind: "receive", limit: 1 });
  const locationId = await first("locations.list");
  return {
    productId: textAt(receipt, "items", 0, "product", "id"),
    documentId: textAt(receipt, "items", 0, "document", "id"),
    saleId: await tradeLongNames(page, locationId),
    customerId: await first("customers.list", { limit: 1 }),
    supplierId: await first("suppliers.list", { limit: 1 }),
    locationId,
    userId: await first("users.list"),
  };
}

interface OwnOptions extends WindowOptions {
  /** The tests let the owner's window run into errors, such as those of a server that is away. */
  readonly mayFail?: true;
}

/** What the tests of a file, or of one `describe` in it, share from the first to the last. */
export interface Shared {
  readonly shop: RunningShop;
  /** The window of the owner, who is signed in. */
  readonly owner: Window;
  /** Opens one more window, as on another device; closed after the last test at the latest. */
  open(options: WindowOptions): Promise<Window>;
}

/** The same in the worker's sample shop. */
export interface SharedSample extends Shared {
  readonly known: Known;
}

/**
 * A shop of its own for the tests that follow, which `prepare` may furnish. They read it by calling the answer; after
 * each of them the owner's window has met no error.
 */
export function ownShop(
  { mayFail, ...options }: OwnOptions,
  prepare: (begun: Shared) => Promise<void> = async () => undefined,
): () => Shared {
  let begun: Shared | undefined;
  let shop: RunningShop | undefined;
  test.beforeAll(async ({ browser }) => {
    shop = await startShop();
    const owner = await openWindow(browser, options);
    await openNewShop(owner.page, shop);
    begun = { shop, owner, open: (more) => openWindow(browser, more) };
    await prepare(begun);
  });
  test.afterEach(() => {
    const troubles = begun?.owner.troubles.splice(0) ?? [];
    if (mayFail !== true) expect(troubles).toEqual([]);
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
    expect(begun?.owner.troubles.splice(0) ?? []).toEqual([]);
  });
  test.afterAll(({ browser }) => closeWindows(browser));
  return () => orFail(begun);
}

function orFail<Begun>(begun: Begun | undefined): Begun {
  if (begun === undefined) throw new Error("The shop is read before its tests begin");
  return begun;
}

/** Windows of one file are not in the way of the next. */
async function closeWindows(browser: Browser): Promise<void> {
  await Promise.all(browser.contexts().map((context) => context.close()));
}
