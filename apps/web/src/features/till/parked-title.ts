import type { ParkedSale } from "@daybook/contract/parked-sales";
import type { Formats } from "../../lib/format.ts";

/** What a parked sale is called: its name, or its time and its first goods. */
export function parkedTitle(
  { name, goods, parkedAt }: Pick<ParkedSale, "name" | "goods" | "parkedAt">,
  { moment }: Pick<Formats, "moment">,
): string {
  if (name !== "") return name;
  return [moment(parkedAt), goods.join(", ")].filter((part) => part !== "").join(" · ");
}
