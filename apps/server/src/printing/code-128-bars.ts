import { code128 } from "bwip-js/generic";
import { barsDrawing, code128Of } from "@daybook/contract/code-128-bars";
import type { Bars } from "@daybook/contract/code-128-bars";

/** The bars of a text as Code 128. Throws for text that Code 128 cannot encode. */
export function code128Bars(text: string): Bars {
  return code128(code128Of(text), barsDrawing());
}
