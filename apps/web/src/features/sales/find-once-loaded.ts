import type { Catalogue } from "../../catalogue/catalogue.ts";

/**
 * What `find` finds, asked again while the catalogue is still being loaded: half a catalogue that does not have a code
 * says nothing about the shop, and a till that called it unknown would have it made a second time.
 */
export async function findOnceLoaded<Found>(
  catalogue: Pick<Catalogue, "state" | "subscribe">,
  find: () => Promise<Found | null>,
): Promise<Found | null> {
  for (;;) {
    const loading = catalogue.state() === "loading";
    const found = await find();
    if (found !== null || !loading) return found;
    await nextNews(catalogue);
  }
}

function nextNews(catalogue: Pick<Catalogue, "state" | "subscribe">): Promise<void> {
  return new Promise((resolve) => {
    // It may have come while the answer was on its way.
    if (catalogue.state() !== "loading") return resolve();
    const stop = catalogue.subscribe(() => {
      stop();
      resolve();
    });
  });
}
