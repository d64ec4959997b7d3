"use strict";

/* SHA-256 of a text in ASCII. The browser's own (crypto.subtle) is missing on some pages from the disk. */

const fraction = (root) => Math.floor((root - Math.floor(root)) * 2 ** 32) | 0;

const primes = (count) => {
  const found = [];
  for (let n = 2; found.length < count; n += 1) {
    if (found.every((prime) => n % prime)) found.push(n);
  }
  return found;
};

const SHA_K = primes(64).map((prime) => fraction(Math.cbrt(prime)));
const SHA_START = primes(8).map((prime) => fraction(Math.sqrt(prime)));

const turned = (word, by) => (word >>> by) | (word << (32 - by));

const shaPadded = (text) => {
  const blocks = new Int32Array((((text.length + 8) >> 6) + 1) << 4);
  for (let at = 0; at < text.length; at += 1) blocks[at >> 2] |= text.charCodeAt(at) << (24 - (at % 4) * 8);
  blocks[text.length >> 2] |= 0x80 << (24 - (text.length % 4) * 8);
  blocks[blocks.length - 1] = text.length << 3;
  return blocks;
};

const shaSchedule = (blocks, start) => {
  const words = new Int32Array(64);
  words.set(blocks.subarray(start, start + 16));
  for (let at = 16; at < 64; at += 1) {
    const early = words[at - 15];
    const late = words[at - 2];
    const low = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
    const high = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
    words[at] = words[at - 16] + low + words[at - 7] + high;
  }
  return words;
};

const shaRounds = (state, words) => {
  let [a, b, c, d, e, f, g, h] = state;
  for (let at = 0; at < 64; at += 1) {
    const choice = (e & f) ^ (~e & g);
    const first = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + choice + SHA_K[at] + words[at]) | 0;
    const most = (a & b) ^ (a & c) ^ (b & c);
    const second = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + most) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  return [a, b, c, d, e, f, g, h].map((word, place) => (word + state[place]) | 0);
};

const sha256 = (text) => {
  const blocks = shaPadded(text);
  let state = SHA_START;
  for (let at = 0; at < blocks.length; at += 16) state = shaRounds(state, shaSchedule(blocks, at));
  return state.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
};
