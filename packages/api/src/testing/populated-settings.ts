import { newId } from "@daybook/contract/uuid";
import type { callerAs } from "./create-test-caller.ts";

const LAYOUT = {
  layout: "PPIIIIIVVVVVX",
  verifier: "none",
  meaning: "weight",
  decimals: 3,
} as const;

/** A tax class and two label patterns, and valid inputs of their procedures. */
export async function settingsInputs(owner: ReturnType<typeof callerAs>) {
  const key = () => newId();
  const scale = await owner.labelPatterns.create({
    key: key(),
    name: "Scale",
    prefix: "21",
    ...LAYOUT,
  });
  const spare = await owner.labelPatterns.create({
    key: key(),
    name: "Spare scale",
    prefix: "22",
    ...LAYOUT,
  });
  const taxClass = await owner.settings.createTaxClass({ key: key(), name: "Reduced", rates: [] });
  return {
    "settings.createTaxClass": { key: key(), name: "Books", rates: [{ name: "VAT", ppm: 50_000 }] },
    "settings.changeTaxClass": { key: key(), id: taxClass.id, name: "Reduced rate" },
    "labelPatterns.create": { key: key(), name: "Cheese counter", prefix: "23", ...LAYOUT },
    "labelPatterns.change": { key: key(), id: scale.id, name: "Scale", prefix: "24", ...LAYOUT },
    "labelPatterns.deactivate": { key: key(), id: spare.id },
  };
}
