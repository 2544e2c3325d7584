import { barsDrawing, code128Of } from "@daybook/contract/code-128-bars";
import type { Bars } from "@daybook/contract/code-128-bars";

/**
 * Encodes a text as Code 128, so a scanner can find the sale. The encoder is loaded on demand. Rejects for text that
 * Code 128 cannot encode.
 */
export async function code128Bars(text: string): Promise<Bars> {
  const { code128 } = await import("bwip-js/generic");
  return code128(code128Of(text), barsDrawing());
}
