import {
  ChangeLabelPattern,
  CreateLabelPattern,
  DeactivateLabelPattern,
  LabelPattern,
  LabelPatterns,
} from "@daybook/contract/label-patterns";
import { Nothing } from "@daybook/contract/users";
import {
  changeLabelPattern,
  createLabelPattern,
  deactivateLabelPattern,
  listLabelPatterns,
} from "@daybook/core/settings/label-patterns";
import { can, get, once, patch, post, reads, router } from "../trpc.ts";

const sees = () => can("settings.read");
const edits = () => can("settings.write");

export const labelPatterns = router({
  list: sees()
    .meta(
      get("/label-patterns", {
        summary: "List label patterns",
        description:
          "How labels with a price, a weight or a count in their code are read: the patterns in force.",
      }),
    )
    .input(Nothing)
    .output(LabelPatterns)
    .query(reads(listLabelPatterns)),
  create: edits()
    .meta(
      post("/label-patterns", {
        summary: "Add a label pattern",
        description: "No two patterns in force may match the same codes.",
        refuses: ["label_patterns_overlap", "label_price_decimals"],
      }),
    )
    .input(CreateLabelPattern)
    .output(LabelPattern)
    .mutation(once(createLabelPattern)),
  change: edits()
    .meta(
      patch("/label-patterns/{id}", {
        summary: "Change a label pattern",
        description:
          "Replaces it by a new one from now on, which is the answer: sales of earlier times are checked with the old one.",
        refuses: ["not_found", "inactive", "label_patterns_overlap", "label_price_decimals"],
      }),
    )
    .input(ChangeLabelPattern)
    .output(LabelPattern)
    .mutation(once(changeLabelPattern)),
  deactivate: edits()
    .meta(
      post("/label-patterns/{id}/deactivate", {
        summary: "Deactivate a label pattern",
        description: "Labels are not read by it any more.",
        refuses: ["not_found", "inactive"],
      }),
    )
    .input(DeactivateLabelPattern)
    .output(LabelPattern)
    .mutation(once(deactivateLabelPattern)),
});
