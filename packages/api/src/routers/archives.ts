import {
  Archive,
  ArchiveMoveStarted,
  ArchivePreview,
  BringArchiveBack,
  GetArchive,
  MoveToArchive,
  PurgeArchive,
} from "@daybook/contract/archives";
import { previewArchive, readArchive } from "@daybook/core/archives/archives";
import { archivesOf } from "../archives/archive-service.ts";
import { can, canConfirmed, get, post, reads, router } from "../trpc.ts";

// Nothing here has a key: what has been done already is refused.
export const archives = router({
  get: can("backups.read")
    .meta(get("/archive", { summary: "Get the archive of closed years" }))
    .input(GetArchive)
    .output(Archive)
    .query(reads(readArchive)),
  preview: can("backups.read")
    .meta(
      get("/archive/preview", {
        summary: "Preview a move of closed years to the archive",
        refuses: ["year_too_recent"],
      }),
    )
    .input(MoveToArchive)
    .output(ArchivePreview)
    .query(reads(previewArchive)),
  move: canConfirmed("backups.restore")
    .meta(
      post("/archive/move", {
        summary: "Move closed years to the archive",
        description:
          "Every answer contains the archived records as before. The server stops, makes a backup, moves them and starts again.",
        refuses: ["no_backups", "year_too_recent", "years_not_closed", "nothing_to_archive"],
      }),
    )
    .input(MoveToArchive)
    .output(ArchiveMoveStarted)
    .mutation(async ({ ctx, input }) => {
      await archivesOf(ctx).start(input, ctx.who);
      return {};
    }),
  bringBack: canConfirmed("backups.restore")
    .meta(
      post("/archive/bring-back", {
        summary: "Move all archived records back into the database",
        description: "The server stops, makes a backup, moves them and starts again.",
        refuses: ["no_backups", "nothing_to_archive"],
      }),
    )
    .input(BringArchiveBack)
    .output(ArchiveMoveStarted)
    .mutation(async ({ ctx }) => {
      await archivesOf(ctx).start("back", ctx.who);
      return {};
    }),
  purge: canConfirmed("backups.restore")
    .meta(
      post("/archive/purge", {
        summary: "Delete the archived audit log of old years",
        description:
          "Only after the shop's retention years. Documents, ledger and till journal stay for ever. The server stops, makes a backup, deletes the entries and starts again.",
        refuses: ["no_backups", "must_be_kept", "nothing_to_archive"],
      }),
    )
    .input(PurgeArchive)
    .output(ArchiveMoveStarted)
    .mutation(async ({ ctx, input }) => {
      await archivesOf(ctx).start({ purgeBefore: input.beforeYear }, ctx.who);
      return {};
    }),
});
