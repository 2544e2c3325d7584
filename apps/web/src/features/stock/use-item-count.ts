import { useFormats } from "../../lib/shop-context.tsx";
import { goodsTexts } from "../../texts/en/stock-goods.ts";
import { countItems } from "./goods-lines.ts";
import type { GoodsLine } from "./goods-lines.ts";

/** Formats the number of items of these lines: "14 items". */
export function useItemCount(): (lines: readonly GoodsLine[]) => string {
  const formats = useFormats();
  return (lines) => {
    const count = countItems(lines);
    return goodsTexts.items(formats.count(count), count === 1);
  };
}
