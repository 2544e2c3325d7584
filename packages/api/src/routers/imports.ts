import {
  ChangeImport,
  CommitImport,
  EditImportRow,
  GetImport,
  GetImportRow,
  ImportBatch,
  ImportFileHead,
  ImportPage,
  ImportRow,
  ImportRowPage,
  ListImportRows,
  ListImports,
  LookAtImportFile,
  SetImportDates,
  StartImport,
} from "@daybook/contract/imports";
import type { WriteCtx } from "@daybook/core/context/context";
import {
  cancelImport,
  commitImport,
  editImportRow,
  getImport,
  getImportRow,
  listImportRows,
  listImports,
  setImportDates,
  startImport,
  undoImport,
} from "@daybook/core/imports/imports";
import { lookAtFile } from "@daybook/core/imports/look-at-file";
import { importRowColumns } from "../csv-columns.ts";
import { can, get, once, post, reads, router } from "../trpc.ts";
import type { OnceCall } from "../trpc.ts";

const manages = () => can("imports.manage");
const OF_A_FILE =
  "The file is sent first: `POST /api/imports/files` with the bytes as `application/octet-stream`, at most 50 MiB. The answer has its hash.";
const FOLLOWS =
  "Answers at once; `GET /imports/{id}` shows the progress, and the topic `imports` each step.";

/** A write that begins a part of an import, which runs after the answer. */
function begins<Input extends { readonly key: string }>(
  fn: (ctx: WriteCtx, input: Input) => Promise<ImportBatch>,
) {
  return async (call: OnceCall<Input>): Promise<ImportBatch> => {
    const batch = await once(fn)(call);
    await call.ctx.services.importDesk.carryOn(call.ctx.work, call.ctx.who, batch);
    return batch;
  };
}

export const imports = router({
  list: manages()
    .meta(get("/imports", { summary: "List imports", description: "Newest first." }))
    .input(ListImports)
    .output(ImportPage)
    .query(reads(listImports)),
  get: manages()
    .meta(get("/imports/{id}", { summary: "Get an import", refuses: ["not_found"] }))
    .input(GetImport)
    .output(ImportBatch)
    .query(reads(getImport)),
  rows: manages()
    .meta(
      get("/imports/{id}/rows", {
        summary: "List the rows of an import",
        description:
          "As they will be or were imported. As CSV with `show=failed`, the rows that were not imported with the reason of each, ready to be corrected and imported.",
        refuses: ["not_found"],
        csv: importRowColumns,
      }),
    )
    .input(ListImportRows)
    .output(ImportRowPage)
    .query(reads(listImportRows)),
  row: manages()
    .meta(
      get("/imports/{id}/rows/{row}", {
        summary: "Get a row of an import",
        refuses: ["not_found"],
      }),
    )
    .input(GetImportRow)
    .output(ImportRow)
    .query(reads(getImportRow)),
  look: manages()
    .meta(
      get("/imports/files/{file}", {
        summary: "Look at a file before importing it",
        description: `Its first rows, the program it was recognized as, and the proposed mapping. ${OF_A_FILE}`,
        refuses: ["import_file_refused"],
      }),
    )
    .input(LookAtImportFile)
    .output(ImportFileHead)
    .query(async ({ ctx, input }) => {
      const head = await ctx.services.importDesk.head(input.file, input.sheet);
      return ctx.work.read(ctx.who, (read) => lookAtFile(read, input, head));
    }),
  start: manages()
    .meta(
      post("/imports", {
        summary: "Read a file into a preview",
        description: `Compares every row with the shop and changes nothing. ${OF_A_FILE} ${FOLLOWS}`,
        refuses: ["import_file_refused"],
      }),
    )
    .input(StartImport)
    .output(ImportBatch)
    .mutation(async (call) => {
      const { headings } = await call.ctx.services.importDesk.head(
        call.input.file,
        call.input.sheet,
      );
      return begins<StartImport>((ctx, input) => startImport(ctx, input, headings))(call);
    }),
  editRow: manages()
    .meta(
      post("/imports/{id}/rows/{row}", {
        summary: "Correct a row of a preview",
        description: "Compares the row with the shop again. An empty value removes it.",
        refuses: ["not_found", "wrong_state"],
      }),
    )
    .input(EditImportRow)
    .output(ImportRow)
    .mutation(once(editImportRow)),
  setDates: manages()
    .meta(
      post("/imports/{id}/dates", {
        summary: "Say how the dates of a file are written",
        description: `Reads the file into its preview again; corrections of rows are lost. ${FOLLOWS}`,
        refuses: ["not_found", "wrong_state"],
      }),
    )
    .input(SetImportDates)
    .output(ImportBatch)
    .mutation(begins(setImportDates)),
  commit: manages()
    .meta(
      post("/imports/{id}/commit", {
        summary: "Import the rows of a preview",
        description: `All rows or, if one is refused, none; with \`skipWrong\`, all that are not wrong. ${FOLLOWS}`,
        refuses: ["not_found", "wrong_state", "import_rows_wrong"],
      }),
    )
    .input(CommitImport)
    .output(ImportBatch)
    .mutation(begins(commitImport)),
  cancel: manages()
    .meta(
      post("/imports/{id}/cancel", {
        summary: "Cancel an import",
        description: `Everything that was imported so far is undone. ${FOLLOWS}`,
        refuses: ["not_found", "wrong_state"],
      }),
    )
    .input(ChangeImport)
    .output(ImportBatch)
    .mutation(begins(cancelImport)),
  undo: manages()
    .meta(
      post("/imports/{id}/undo", {
        summary: "Undo an import",
        description: `Created records are deactivated, changed values set back, and stock reversed. Records that were used or changed since are kept and listed. ${FOLLOWS}`,
        refuses: ["not_found", "wrong_state"],
      }),
    )
    .input(ChangeImport)
    .output(ImportBatch)
    .mutation(begins(undoImport)),
});
