import type { UserId } from "@daybook/contract/ids";
import { eq } from "drizzle-orm";
import { systemActor } from "../context/context.ts";
import type { UnitOfWork } from "../writes/unit-of-work.ts";
import { insertedRow } from "../records/versions.ts";

/**
 * Adds a user of the real shop to the database of the sample shop, so their actions there have their name. This user
 * cannot sign in. Returns its internal id.
 */
export function addGuest(
  sample: UnitOfWork,
  { publicId, name }: { readonly publicId: UserId; readonly name: string },
): Promise<number> {
  const asSystem = { actor: systemActor(0, new Set()), requestId: "sample shop" };
  return sample.write(asSystem, async (ctx) => {
    const { appUser } = ctx.t;
    const [known] = await ctx.db
      .update(appUser)
      .set({ name })
      .where(eq(appUser.publicId, publicId))
      .returning({ id: appUser.id });
    if (known !== undefined) return known.id;
    const rows = await ctx.db
      .insert(appUser)
      .values({
        publicId,
        // Logins are unique, and the sample shop has its own people.
        login: publicId,
        loginKey: publicId,
        name,
        passwordHash: NO_PASSWORD,
        pinHash: null,
        active: true,
        version: 1,
        createdAt: ctx.now,
      })
      .returning({ id: appUser.id });
    return insertedRow(rows).id;
  });
}

/** Not the hash of any password. */
export const NO_PASSWORD = "none";
