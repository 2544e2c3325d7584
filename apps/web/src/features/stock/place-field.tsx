import type { ComponentProps } from "react";
import type { Location } from "@daybook/contract/locations";
import { SelectField } from "../../components/fields.tsx";
import { placeChoices } from "./place-choices.ts";

interface PlaceFieldProps {
  readonly field: ComponentProps<typeof SelectField>["field"];
  readonly label: string;
  readonly locations: readonly Location[];
}

/** The location of a stock document; not shown if there is only one. */
export function PlaceField({ field, label, locations }: PlaceFieldProps) {
  if (locations.length < 2) return null;
  return <SelectField field={field} label={label} choices={placeChoices(locations)} />;
}
