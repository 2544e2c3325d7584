import { useEffect } from "react";
import { trpc } from "../../lib/trpc.ts";
import { keptTiles } from "./kept-tiles.ts";

/** Keeps the arrangement of this till in the browser whenever it changes. Loaded on demand. */
export function OwnTiles() {
  const { data } = trpc.tiles.own.useQuery({}, { retry: false });
  useEffect(() => {
    if (data !== undefined && JSON.stringify(data) !== JSON.stringify(keptTiles.get()))
      keptTiles.set(data);
  }, [data]);
  return null;
}
