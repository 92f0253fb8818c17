// The codes of RFC 6238, as an app on a phone computes them.
import { createHmac } from "node:crypto";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const STEP_MS = 30_000;

function readBase32(text: string) {
  const bits = [...text].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, "0"));
  return Buffer.from(
    bits
      .join("")
      .match(/.{8}/g)
      ?.map((byte) => Number.parseInt(byte, 2)) ?? [],
  );
}

function stepNow() {
  return Math.floor(Date.now() / STEP_MS);
}

/** A code that counts for as good as all of its 30 seconds from now on; the next one at each call. */
export async function freshCode(secret: string) {
  const before = stepNow();
  while (stepNow() === before) await new Promise((resolve) => setTimeout(resolve, 200));
  return codeOf(secret);
}

/** The six digits of the step that is now, or of one that is so many steps later. */
export function codeOf(secret: string, later = 0) {
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(stepNow() + later));
  const digest = createHmac("sha1", readBase32(secret)).update(step).digest();
  const number = digest.readUInt32BE((digest.at(-1) ?? 0) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}
