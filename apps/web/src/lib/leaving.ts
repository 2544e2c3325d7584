let leaving = false;

/** Says whether this page is about to be loaded again for another person, so it must not ask anyone to sign in. */
export function setLeaving(now: boolean): void {
  leaving = now;
}

export function isLeaving(): boolean {
  return leaving;
}
