import { z } from "zod";

/** The till whose tiles are arranged; without one, those of all tills. */
export const TilesSearch = z.object({ till: z.uuid().optional().catch(undefined) });
