import {
  ChangeTaxClass,
  CreateTaxClass,
  GetSettings,
  Settings,
  TaxClass,
  TaxClasses,
  UpdateSettings,
} from "@daybook/contract/settings";
import { Nothing } from "@daybook/contract/users";
import { getSettings, updateSettings } from "@daybook/core/settings/settings";
import { changeTaxClass, createTaxClass, listTaxClasses } from "@daybook/core/settings/tax-classes";
import { can, get, once, patch, post, reads, router } from "../trpc.ts";

const sees = () => can("settings.read");
const edits = () => can("settings.write");

export const settings = router({
  get: sees()
    .meta(get("/settings", { summary: "Get the settings of the shop" }))
    .input(GetSettings)
    .output(Settings)
    .query(reads(getSettings)),
  update: edits()
    .meta(
      patch("/settings", {
        summary: "Change the settings of the shop",
        refuses: ["stale_version", "cash_step_too_large", "drawer_open", "not_found"],
      }),
    )
    .input(UpdateSettings)
    .output(Settings)
    .mutation(once(updateSettings)),
  taxClasses: sees()
    .meta(get("/settings/tax-classes", { summary: "List tax classes" }))
    .input(Nothing)
    .output(TaxClasses)
    .query(reads(listTaxClasses)),
  createTaxClass: edits()
    .meta(post("/settings/tax-classes", { summary: "Add a tax class", refuses: ["duplicate"] }))
    .input(CreateTaxClass)
    .output(TaxClass)
    .mutation(once(createTaxClass)),
  changeTaxClass: edits()
    .meta(
      patch("/settings/tax-classes/{id}", {
        summary: "Change a tax class",
        description: "New rates apply from now on; past sales keep the old ones.",
        refuses: ["not_found", "duplicate", "drawer_open"],
      }),
    )
    .input(ChangeTaxClass)
    .output(TaxClass)
    .mutation(once(changeTaxClass)),
});
