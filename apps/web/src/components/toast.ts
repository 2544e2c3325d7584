interface ToastAction {
  readonly label: string;
  readonly run: () => void;
}

/** A short notice with at most two things to do about it. */
export interface Toast {
  readonly text: string;
  /** The one thing to do about it, such as undoing it. */
  readonly action?: ToastAction;
  /** Another one, such as looking at it. */
  readonly other?: ToastAction;
}
