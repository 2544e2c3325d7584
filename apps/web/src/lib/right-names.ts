import { lateCode } from "./late-code.ts";

let names: Readonly<Record<string, string>> = {};

/** Loads what each right is called; it is no part of the first load, and there by the time somebody lacks one. */
export const loadRightNames = lateCode(async () => {
  names = (await import("../texts/en/rights.ts")).rightTexts;
});

/** What a right is called on screens; null where that is not known. */
export function rightName(permission: string): string | null {
  return names[permission] ?? null;
}
