import { systemActor } from "@daybook/core/context/context";
import { DomainError } from "@daybook/core/errors/domain-error";
import { readPicture } from "@daybook/core/pictures/read-bytes";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import type { ReadPicture } from "./encode-paper.ts";

const WHO = { actor: systemActor(0, new Set(["products.read"])), requestId: "printing" };

/** Reads the pictures of receipts, such as the shop's logo. One that was removed is left out. */
export function pictureReader(work: UnitOfWork): ReadPicture {
  return async (picture) => {
    try {
      return await work.read(WHO, (ctx) => readPicture(ctx, { picture, size: "large" }));
    } catch (error) {
      if (error instanceof DomainError && error.reason.code === "not_found") return null;
      throw error;
    }
  };
}
