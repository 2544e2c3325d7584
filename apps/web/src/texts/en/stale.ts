/** Texts about changes by others while a form was open. */
export const staleTexts = {
  title: "Changed while you were here",
  changed: (who: string | null, label: string, to: string) =>
    `${who ?? "Someone"} changed ${label} to ${to}.`,
  emptied: (who: string | null, label: string) => `${who ?? "Someone"} cleared ${label}.`,
  taken: "The form shows the new value.",
  undecided: "You changed it too. Choose before you save.",
  kept: "Your value is kept and saved with the rest.",
  takeTheirs: (label: string) => `Use theirs for ${label}`,
  keepMine: (label: string) => `Keep mine for ${label}`,
  take: "Use theirs",
  keep: "Keep mine",
};
