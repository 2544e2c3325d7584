/** Words for what another person changed while a form stood open. */
export const staleTexts = {
  title: "Changed while you were here",
  changed: (who: string | null, label: string, to: string) =>
    `${who ?? "Someone"} changed ${label} to ${to}.`,
  emptied: (who: string | null, label: string) => `${who ?? "Someone"} emptied ${label}.`,
  taken: "It is in the form now.",
  undecided: "You changed it too. Choose before you save.",
  kept: "Yours stays, and is saved with the rest.",
  takeTheirs: (label: string) => `Take theirs for ${label}`,
  keepMine: (label: string) => `Keep mine for ${label}`,
  take: "Take theirs",
  keep: "Keep mine",
};
