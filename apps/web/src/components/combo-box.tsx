// The native datalist cannot show a price next to a name, so this uses ARIA roles on plain elements.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { TextInput } from "@mantine/core";
import { useId, useState } from "react";
import type { KeyboardEvent, ReactNode, Ref } from "react";
import { HiddenText } from "./hidden-text.tsx";
import { ListOption } from "./list-option.tsx";
import { runFieldKey, useListChoice } from "./use-list-choice.ts";
import type { FieldKeys } from "./use-list-choice.ts";
import classes from "./combo-box.module.css";

interface ComboOption {
  readonly id: string;
  readonly content: ReactNode;
}

interface ComboBoxProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | null;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** The options that match the text; none while the text is empty. */
  readonly options: readonly ComboOption[];
  readonly onPick: (id: string) => void;
  /** Called for Enter without an active option; by default the first option is picked. */
  readonly onEnter?: (text: string) => void;
  /** Shown in the list if nothing matches. */
  readonly nothing: string;
  /** The number of matches for screen readers. */
  readonly found: (count: number) => string;
  readonly ref?: Ref<HTMLInputElement>;
  /** Takes the focus when it appears. */
  readonly focused?: boolean;
}

/** A text field with matching options in a list below it: arrow keys move, Enter picks, Esc clears. */
export function ComboBox(props: ComboBoxProps) {
  const { label, hint, error, text, onText, options, onPick, onEnter, nothing, found, ref } = props;
  const listId = useId();
  const [open, setOpen] = useState(false);
  const choice = useListChoice(listId, options.length);
  const { active } = choice;
  const shown = open && text.trim() !== "";

  const close = () => {
    setOpen(false);
    choice.reset();
  };
  const pick = (id: string) => {
    close();
    onPick(id);
  };
  const keys: FieldKeys = {
    ArrowDown: () => {
      setOpen(true);
      choice.move(1);
    },
    ArrowUp: () => choice.move(-1),
    Enter: () => {
      const chosen = options[active] ?? (onEnter === undefined ? options[0] : undefined);
      if (text.trim() === "") return;
      if (chosen !== undefined) pick(chosen.id);
      else {
        close();
        onEnter?.(text.trim());
      }
    },
    Escape: () => {
      close();
      onText("");
    },
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Escape" && text === "") return;
    // Enter must not submit the surrounding form, nor Esc close the surrounding sheet.
    if (runFieldKey(event, keys)) event.stopPropagation();
  };
  return (
    <div className={classes.box}>
      <TextInput
        {...choice.fieldProps(shown)}
        ref={ref}
        label={label}
        data-autofocus={props.focused === true ? true : undefined}
        description={hint}
        error={error}
        value={text}
        onChange={(event) => {
          setOpen(true);
          choice.reset();
          onText(event.currentTarget.value);
        }}
        onKeyDown={onKeyDown}
        onBlur={close}
      />
      <div id={listId} role="listbox" aria-label={label} className={classes.list} hidden={!shown}>
        {shown
          ? options.map(({ id, content }, index) => (
              <ListOption
                key={id}
                id={choice.optionId(index)}
                active={index === active}
                first={active < 0 && index === 0}
                className={classes.option}
                onPick={() => pick(id)}
              >
                {content}
              </ListOption>
            ))
          : null}
        {shown && options.length === 0 ? (
          <div role="option" aria-selected={false} aria-disabled className={classes.nothing}>
            {nothing}
          </div>
        ) : null}
      </div>
      <HiddenText>
        <output>{shown ? found(options.length) : ""}</output>
      </HiddenText>
    </div>
  );
}
