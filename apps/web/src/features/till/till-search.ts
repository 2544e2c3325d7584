import { z } from "zod";
import { ProductId } from "@daybook/contract/ids";

/** The till, opened from somewhere else with this product in hand. */
export const TillSearch = z.object({ product: ProductId.optional().catch(undefined) });
