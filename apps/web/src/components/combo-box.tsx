// The browser's own list of options cannot hold a price beside a name, so the roles stand on plain elements.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { TextInput } from "@mantine/core";
import { useId, useState } from "react";
import type { KeyboardEvent, ReactNode, Ref } from "react";
import { HiddenText } from "./hidden-text.tsx";
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
  /** What fits the text; nothing is shown while the text is empty. */
  readonly options: readonly ComboOption[];
  readonly onPick: (id: string) => void;
  /** Enter without having moved to an option; left out, the first option is picked. */
  readonly onEnter?: (text: string) => void;
  /** What stands in the list when nothing fits. */
  readonly nothing: string;
  /** Says how many fit, for those who do not see the list. */
  readonly found: (count: number) => string;
  readonly ref?: Ref<HTMLInputElement>;
  /** Takes the cursor when it appears. */
  readonly focused?: boolean;
}

/** A field that is typed into, with what fits in a list below it: arrows move, Enter picks, Esc empties. */
export function ComboBox(props: ComboBoxProps) {
  const { label, hint, error, text, onText, options, onPick, onEnter, nothing, found, ref } = props;
  const listId = useId();
  const [open, setOpen] = useState(false);
  // -1: nobody moved; then Enter takes what fits best.
  const [moved, setMoved] = useState(-1);
  const shown = open && text.trim() !== "";
  const active = Math.min(moved, options.length - 1);
  const optionId = (index: number) => `${listId}-${index}`;

  const close = () => {
    setOpen(false);
    setMoved(-1);
  };
  const pick = (id: string) => {
    close();
    onPick(id);
  };
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => {
      setOpen(true);
      setMoved(options.length === 0 ? -1 : (active + 1) % options.length);
    },
    ArrowUp: () => setMoved(active <= 0 ? options.length - 1 : active - 1),
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
    const act = keys[event.key];
    if (act === undefined || event.nativeEvent.isComposing) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && text === "") return;
    // Enter must not send the form around the box, nor Esc close the sheet around it.
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <div className={classes.box}>
      <TextInput
        ref={ref}
        role="combobox"
        label={label}
        data-autofocus={props.focused === true ? true : undefined}
        description={hint}
        error={error}
        value={text}
        inputMode="search"
        enterKeyHint="go"
        autoComplete="off"
        spellCheck={false}
        aria-expanded={shown}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={shown && active >= 0 ? optionId(active) : undefined}
        onChange={(event) => {
          setOpen(true);
          setMoved(-1);
          onText(event.currentTarget.value);
        }}
        onKeyDown={onKeyDown}
        onBlur={close}
      />
      <div id={listId} role="listbox" aria-label={label} className={classes.list} hidden={!shown}>
        {shown
          ? options.map(({ id, content }, index) => (
              // The keyboard moves through the list from the field, which keeps the focus.
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
              <div
                key={id}
                id={optionId(index)}
                role="option"
                aria-selected={index === active}
                data-first={active < 0 && index === 0 ? true : undefined}
                className={classes.option}
                // The field must not lose the focus before the click has arrived.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => pick(id)}
              >
                {content}
              </div>
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
