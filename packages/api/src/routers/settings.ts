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
  get: sees().meta(get("/settings")).input(GetSettings).output(Settings).query(reads(getSettings)),
  update: edits()
    .meta(patch("/settings"))
    .input(UpdateSettings)
    .output(Settings)
    .mutation(once(updateSettings)),
  taxClasses: sees()
    .meta(get("/settings/tax-classes"))
    .input(Nothing)
    .output(TaxClasses)
    .query(reads(listTaxClasses)),
  createTaxClass: edits()
    .meta(post("/settings/tax-classes"))
    .input(CreateTaxClass)
    .output(TaxClass)
    .mutation(once(createTaxClass)),
  changeTaxClass: edits()
    .meta(patch("/settings/tax-classes/{id}"))
    .input(ChangeTaxClass)
    .output(TaxClass)
    .mutation(once(changeTaxClass)),
});
