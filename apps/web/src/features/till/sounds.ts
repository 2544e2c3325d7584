import { deviceValue } from "../../lib/device-storage.ts";

/** On by default for touch devices, where users look at the goods; off on a desktop. */
export const sounds = deviceValue("till-sounds", isTouch());

const TONES = { known: { hertz: 1320, seconds: 0.07 }, unknown: { hertz: 220, seconds: 0.25 } };

let audio: AudioContext | null = null;

/** A short tone for a scan: high for a known code, low and longer for an unknown one. */
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
    // A browser without sound can still sell.
  }
}

/** Whether this is a touch device; there the on-screen keyboard must not open by itself. */
export function isTouch(): boolean {
  return typeof window !== "undefined" && window.matchMedia("(pointer: coarse)").matches;
}
