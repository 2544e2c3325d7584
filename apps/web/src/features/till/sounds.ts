import { keptOnDevice } from "../../lib/device-storage.ts";

/** On by default where one looks at the goods and not at the screen; a desk is quiet until it is asked for. */
export const sounds = keptOnDevice("till-sounds", isTouch());

const TONES = { known: { hertz: 1320, seconds: 0.07 }, unknown: { hertz: 220, seconds: 0.25 } };

let audio: AudioContext | null = null;

/** A short tone for a scan: high for a known code, low and longer for one that is not. */
export function playTone(kind: keyof typeof TONES): void {
  if (!sounds.get()) return;
  try {
    audio ??= new AudioContext();
    const { hertz, seconds } = TONES[kind];
    const now = audio.currentTime;
    const volume = audio.createGain();
    volume.gain.setValueAtTime(0.15, now);
    volume.gain.exponentialRampToValueAtTime(0.001, now + seconds);
    volume.connect(audio.destination);
    const tone = audio.createOscillator();
    tone.frequency.value = hertz;
    tone.connect(volume);
    tone.start(now);
    tone.stop(now + seconds);
  } catch {
    // A browser without sound sells all the same.
  }
}

/** Whether fingers are what this device is used with; there the keyboard must not spring up by itself. */
export function isTouch(): boolean {
  return typeof window !== "undefined" && window.matchMedia("(pointer: coarse)").matches;
}
