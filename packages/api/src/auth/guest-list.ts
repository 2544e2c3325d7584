import type { Who } from "@daybook/core/context/context";
import { addGuest } from "@daybook/core/sample/add-guest";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";

/** Who has a row in the sample shop's books already, so that most requests need not ask. */
export interface GuestList {
  /** The same person, with the same rights, as the sample shop's books know them. */
  whoIn(sample: UnitOfWork, who: Who): Promise<Who>;
}

export function createGuestList(): GuestList {
  const known = new WeakMap<UnitOfWork, Map<string, Promise<number>>>();
  return {
    async whoIn(sample, who) {
      const { publicId, name } = who.actor;
      let guests = known.get(sample);
      if (guests === undefined) known.set(sample, (guests = new Map()));
      // A person who was renamed is another entry, which brings the new name into the books.
      const entry = `${publicId} ${name}`;
      let userId = guests.get(entry);
      if (userId === undefined) {
        userId = addGuest(sample, { publicId, name });
        guests.set(entry, userId);
        // A failure is asked again by the next request.
        userId.catch(() => guests.delete(entry));
      }
      // Tills and keys are enrolled in the real shop; the sample shop has none of them.
      const actor = { ...who.actor, userId: await userId, deviceId: null, apiKeyId: null };
      return { ...who, actor };
    },
  };
}
