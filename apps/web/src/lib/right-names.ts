import { setRightNames } from "../texts/en/right-name.ts";
import { lateCode } from "./late-code.ts";

/** Loads what each right is called; it is no part of the first load, and there by the time somebody lacks one. */
export const loadRightNames = lateCode(async () => {
  setRightNames((await import("../texts/en/rights.ts")).rightTexts);
});
