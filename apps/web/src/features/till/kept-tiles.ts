import type { OwnTiles } from "@daybook/contract/tiles";
import { deviceValue } from "../../lib/device-storage.ts";

/** The arrangement of tiles that this till showed last: also while the server is unreachable. */
export const keptTiles = deviceValue<OwnTiles>("tiles", { pages: [] });
