/** Control characters of direction: embeddings, overrides and isolates. They can make a text show something else. */
const DIRECTIONS = /[\u202A-\u202E\u2066-\u2069]/gu;

export function hasDirections(text: string): boolean {
  return withoutDirections(text) !== text;
}

export function withoutDirections(text: string): string {
  return text.replaceAll(DIRECTIONS, "");
}
