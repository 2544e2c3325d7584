import type { RefusalTexts } from "@daybook/contract/texts/refusal-texts";
import { lateCode } from "./late-code.ts";

let texts: RefusalTexts | null = null;

/** The sentences of refusals; null until they are loaded. Until then the server's message is shown. */
export function refusalTexts(): RefusalTexts | null {
  return texts;
}

export function setRefusalTexts(loaded: RefusalTexts): void {
  texts = loaded;
}

// Not part of the first load.
lateCode(async () => {
  setRefusalTexts((await import("@daybook/contract/texts/en")).en);
});
