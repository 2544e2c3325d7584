/** What a field held before a burst of keys reached it. */
interface Held {
  readonly value: string;
  /** Null where the field has no cursor to speak of, like one for numbers. */
  readonly selection: readonly [start: number, end: number] | null;
  /** What it held when the cursor left it and the burst's characters were taken out for the time being. */
  readonly withdrawn: string | null;
}

type TextField = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Fields that a key changes, and how they were before. */
export interface TypedFields {
  /** Remembers how a field is now; the first time within a burst counts. */
  remember(target: EventTarget | null): void;
  /** Takes the burst out of a field that the cursor is about to leave, before the field is taken at its word. */
  withdraw(target: EventTarget | null): void;
  /** Puts all remembered fields back, so that the screen hears of it as if a person had done it. */
  restore(): void;
  /** Puts back, and writes this code in their place, when all of it went into one field. False otherwise. */
  replace(code: string): boolean;
  /** A person typed after all: what was withdrawn is typed again, and nothing is remembered any more. */
  keep(): void;
}

const NOT_TYPED_INTO = new Set(
  "button checkbox color file hidden image radio range reset submit".split(" "),
);

/** The field a key would change, or null. */
export function typedFieldOf(target: EventTarget | null): TextField | null {
  if (target instanceof HTMLInputElement) return NOT_TYPED_INTO.has(target.type) ? null : target;
  // A list answers to letters: it jumps to what begins with them.
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return target;
  return null;
}

export function createTypedFields(): TypedFields {
  const fields = new Map<TextField, Held>();
  return {
    remember: (target) => {
      const field = typedFieldOf(target);
      if (field === null || fields.has(field)) return;
      fields.set(field, {
        value: field.value,
        selection: selectionOf(field),
        withdrawn: null,
      });
    },
    withdraw: (target) => {
      const field = typedFieldOf(target);
      const held = field === null ? undefined : fields.get(field);
      if (field === null || held === undefined || field.value === held.value) return;
      fields.set(field, { ...held, withdrawn: field.value });
      write(field, held.value);
    },
    restore: () => {
      for (const [field, { value, selection }] of fields) {
        settle(field, value);
        if (selection !== null) select(field, ...selection);
      }
      fields.clear();
    },
    replace: (code) => {
      const [only, ...others] = fields;
      if (only === undefined || others.length > 0) return false;
      const [field, { value, selection }] = only;
      const [start, end] = selection ?? [value.length, value.length];
      const replaced = value.slice(0, start) + code + value.slice(end);
      settle(field, replaced);
      select(field, start + code.length, start + code.length);
      fields.clear();
      return true;
    },
    keep: () => {
      for (const [field, { withdrawn }] of fields) if (withdrawn !== null) settle(field, withdrawn);
      fields.clear();
    },
  };
}

function selectionOf(field: TextField): Held["selection"] {
  if (field instanceof HTMLSelectElement) return null;
  const { selectionStart, selectionEnd } = field;
  return selectionStart === null || selectionEnd === null ? null : [selectionStart, selectionEnd];
}

function select(field: TextField, start: number, end: number): void {
  // Asking a field for numbers or dates to select throws, and Safari moves the cursor to whichever field is asked.
  if (selectionOf(field) === null || field instanceof HTMLSelectElement) return;
  if (field !== document.activeElement) return;
  field.setSelectionRange(start, end);
}

/** Writes, and where the cursor has left the field already, lets the screen hear once more that it did. */
function settle(field: TextField, value: string): void {
  if (field.value === value) return;
  write(field, value);
  if (field !== document.activeElement)
    field.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
}

/** React replaces `value` on each of its fields and would not notice; the prototype's own setter goes past that. */
function write(field: TextField, value: string): void {
  const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value")?.set;
  setter?.call(field, value);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  if (field instanceof HTMLSelectElement)
    field.dispatchEvent(new Event("change", { bubbles: true }));
}
