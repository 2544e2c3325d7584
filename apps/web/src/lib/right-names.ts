import { setRightNames } from "../texts/en/right-name.ts";
import { lateCode } from "./late-code.ts";

/** Loads the names of permissions, which are not part of the first load but available before they are needed. */
export const loadRightNames = lateCode(async () => {
  setRightNames((await import("../texts/en/rights.ts")).rightTexts);
});
