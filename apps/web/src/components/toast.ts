interface ToastAction {
  readonly label: string;
  readonly run: () => void;
}

/** A short message with at most two actions. */
export interface Toast {
  readonly text: string;
  /** The main action, such as undo. */
  readonly action?: ToastAction;
  /** The second action, such as opening the record. */
  readonly other?: ToastAction;
}
