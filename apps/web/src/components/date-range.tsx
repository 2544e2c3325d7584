import { NativeSelect, TextInput } from "@mantine/core";
import { DAY_PRESETS, daysOf, presetOf } from "../lib/day-presets.ts";
import { dateRangeTexts as texts } from "../texts/en/date-range.ts";
import { ChosenOnPaper } from "./filter-bar.tsx";
import classes from "./filter-bar.module.css";

interface DateRange {
  /** First and last business day, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

interface DateRangeFilterProps {
  readonly value: DateRange;
  readonly onChange: (value: DateRange) => void;
  /** The current business day of the shop, `2026-03-01`. */
  readonly today: string;
  /** Whether "all days" is an option. */
  readonly open?: boolean;
}

/** A date range: common ranges by name, any other by its two days. */
export function DateRangeFilter({ value, onChange, today, open = true }: DateRangeFilterProps) {
  const chosen = presetOf(value, today) ?? (value.from || value.to ? "custom" : "all");
  const choices = [
    ...(open || chosen === "all" ? [{ value: "all", label: texts.all }] : []),
    ...DAY_PRESETS.map((preset) => ({ value: preset, label: texts.presets[preset] })),
    ...(chosen === "custom" ? [{ value: "custom", label: texts.custom }] : []),
  ];
  const day = (text: string) => (text === "" ? undefined : text);
  const label = choices.find((choice) => choice.value === chosen)?.label ?? "";
  const span = chosen === "all" ? label : `${value.from ?? ""} – ${value.to ?? ""}`;
  return (
    <>
      <ChosenOnPaper label={texts.days} value={span} />
      <NativeSelect
        label={texts.days}
        value={chosen}
        data={choices}
        className={classes.select}
        data-narrows={open && chosen !== "all"}
        onChange={(event) => {
          const preset = DAY_PRESETS.find((one) => one === event.currentTarget.value);
          onChange(preset === undefined ? {} : daysOf(preset, today));
        }}
      />
      <div className={classes.days}>
        <TextInput
          type="date"
          label={texts.from}
          value={value.from ?? ""}
          max={value.to ?? ""}
          className={classes.day}
          onChange={(event) => onChange({ ...value, from: day(event.currentTarget.value) })}
        />
        <TextInput
          type="date"
          label={texts.to}
          value={value.to ?? ""}
          min={value.from ?? ""}
          className={classes.day}
          onChange={(event) => onChange({ ...value, to: day(event.currentTarget.value) })}
        />
      </div>
    </>
  );
}
