/** For tests: a sample shop in memory. Its books are on SQLite whatever engine the run is about, as in the product. */
import { createTestDatabase } from "@daybook/db/testing";
import { buildSampleShop } from "../sample/build-sample-shop.ts";
import type { SampleFigures } from "../sample/sample-figures.ts";
import { PLAIN_STYLE } from "../sample/sample-style.ts";
import type { SampleStyle } from "../sample/sample-style.ts";
import { createUnitOfWork } from "../unit-of-work.ts";
import type { UnitOfWork } from "../unit-of-work.ts";

export async function createSampleBooks(
  clock: () => number,
  style: SampleStyle = PLAIN_STYLE,
): Promise<{ work: UnitOfWork; figures: SampleFigures }> {
  const store = await createTestDatabase("sqlite");
  const figures = await buildSampleShop(store, { now: clock(), style });
  return { work: createUnitOfWork({ store, clock }), figures };
}
