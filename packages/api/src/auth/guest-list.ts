import type { Who } from "@daybook/core/context/context";
import { addGuest } from "@daybook/core/sample/add-guest";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";

/** Caches which users have a row in the sample shop's database, so most requests need no query. */
export interface GuestList {
  /** The same user, who may also see what is in drawers, in the sample shop's database. */
  whoIn(sample: UnitOfWork, who: Who): Promise<Who>;
}

export function createGuestList(): GuestList {
  const known = new WeakMap<UnitOfWork, Map<string, Promise<number>>>();
  return {
    async whoIn(sample, who) {
      const { publicId, name } = who.actor;
      let guests = known.get(sample);
      if (guests === undefined) known.set(sample, (guests = new Map()));
      // A renamed user is a new entry, which copies the new name to the database.
      const entry = `${publicId} ${name}`;
      let userId = guests.get(entry);
      if (userId === undefined) {
        userId = addGuest(sample, { publicId, name });
        guests.set(entry, userId);
        // After a failure the next request tries again.
        userId.catch(() => guests.delete(entry));
      }
      // Tills and keys are registered in the real shop only.
      const noTill = { deviceId: null, tillRevoked: false };
      // So everyone practises selling there without a drawer.
      const permissions = new Set([...who.actor.permissions, "drawers.read" as const]);
      const id = { userId: await userId, permissions };
      const actor = { ...who.actor, ...id, ...noTill, apiKeyId: null };
      return { ...who, actor };
    },
  };
}
