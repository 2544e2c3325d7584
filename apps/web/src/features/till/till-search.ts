import { z } from "zod";
import { ProductId } from "@daybook/contract/ids";

/** The till, opened from elsewhere with this product. */
export const TillSearch = z.object({ product: ProductId.optional().catch(undefined) });
