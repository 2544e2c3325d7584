/** The value of a field before a burst of keys. */
interface FieldState {
  readonly value: string;
  /** Null if the field has no selection, like a number field. */
  readonly selection: readonly [start: number, end: number] | null;
  /** Its value on blur, when the characters of the burst were temporarily removed. */
  readonly withdrawn: string | null;
}

type TextField = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** The fields changed by keys, with their previous values. */
export interface TypedFields {
  /** Records the current value of a field; only the first call within a burst counts. */
  remember(target: EventTarget | null): void;
  /** Removes the burst from a field that is about to lose the focus, before it commits its value. */
  withdraw(target: EventTarget | null): void;
  /** Restores all recorded fields, with the events of a user's input. */
  restore(): void;
  /** Restores, and inserts this code, if all of it was typed into one field. False otherwise. */
  replace(code: string): boolean;
  /** It was typing after all: restores the withdrawn text and forgets all fields. */
  keep(): void;
}

const NOT_TYPED_INTO = new Set(
  "button checkbox color file hidden image radio range reset submit".split(" "),
);

/** The field that a key would change, or null. */
export function typedFieldOf(target: EventTarget | null): TextField | null {
  if (target instanceof HTMLInputElement) return NOT_TYPED_INTO.has(target.type) ? null : target;
  // A select reacts to letters by jumping to a matching option.
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return target;
  return null;
}

export function createTypedFields(): TypedFields {
  const fields = new Map<TextField, FieldState>();
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
      const state = field === null ? undefined : fields.get(field);
      if (field === null || state === undefined || field.value === state.value) return;
      fields.set(field, { ...state, withdrawn: field.value });
      write(field, state.value);
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

function selectionOf(field: TextField): FieldState["selection"] {
  if (field instanceof HTMLSelectElement) return null;
  const { selectionStart, selectionEnd } = field;
  return selectionStart === null || selectionEnd === null ? null : [selectionStart, selectionEnd];
}

function select(field: TextField, start: number, end: number): void {
  // Reading the selection of number or date fields throws, and Safari moves the focus to the field.
  if (selectionOf(field) === null || field instanceof HTMLSelectElement) return;
  if (field !== document.activeElement) return;
  field.setSelectionRange(start, end);
}

/** Writes the value and, if the field has lost the focus, sends another blur event. */
function settle(field: TextField, value: string): void {
  if (field.value === value) return;
  write(field, value);
  if (field !== document.activeElement)
    field.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
}

/** React overrides `value` on its fields and would not notice; the prototype's setter bypasses that. */
function write(field: TextField, value: string): void {
  const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value")?.set;
  setter?.call(field, value);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  if (field instanceof HTMLSelectElement)
    field.dispatchEvent(new Event("change", { bubbles: true }));
}
