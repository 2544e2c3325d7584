import { newId } from "@daybook/contract/uuid";
import { by, missing, to } from "./provocation.ts";
import type { Provocations, World } from "./provocation.ts";

const PRICES_OF_MILLS = to({ meaning: "price", decimals: 3 });

/** The id of a pattern that is not in force. */
async function deactivated(w: World) {
  const own = { ...w.inputs()["labelPatterns.create"], key: newId(), prefix: "25" };
  const { id } = await w.owner.labelPatterns.create(own);
  await w.owner.labelPatterns.deactivate({ key: newId(), id });
  return { id };
}

export const OF_SETTINGS = {
  "settings.createTaxClass": { duplicate: to({ name: "Reduced" }) },
  "settings.changeTaxClass": {
    not_found: missing("id"),
    duplicate: to({ name: "Standard" }),
    drawer_open: to({ rates: [{ name: "VAT", ppm: 50_000 }] }),
  },
  "tiles.arrange": { not_found: missing("tillId"), stale_version: to({ version: 99 }) },
  "labelPatterns.create": {
    label_patterns_overlap: to({ prefix: "21" }),
    label_price_decimals: PRICES_OF_MILLS,
  },
  "labelPatterns.change": {
    not_found: missing("id"),
    inactive: by(deactivated),
    label_patterns_overlap: to({ prefix: "2", layout: "PIIIIIIVVVVVX" }),
    label_price_decimals: PRICES_OF_MILLS,
  },
  "labelPatterns.deactivate": { not_found: missing("id"), inactive: by(deactivated) },
} satisfies Provocations;
