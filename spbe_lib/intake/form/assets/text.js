/* Texts as the importer sees them: intake/excel/plain_text.py. */

const NOTHING_SEEN = /[\u00ad\u200b\u200c\u200d\u2060\ufeff]/gu;
const HIDES = /[\p{Cc}\p{Cf}\p{Cs}]/u;

const breaksMended = (text) =>
  text
    .replace(/\r\n|[\r\v\f\x85\u2028\u2029]/g, "\n")
    .replace(/[\t\u00a0\u202f\u2007]/g, " ")
    .replace(NOTHING_SEEN, "");

const hides = (sign) => sign !== "\n" && (HIDES.test(sign) || (sign.codePointAt(0) & 0xfffe) === 0xfffe);

const plain = (text) => [...breaksMended(text)].filter((sign) => !hides(sign)).join("").trim();

const hiddenSigns = (text) => {
  const found = [...breaksMended(text)].filter(hides);
  return [...new Set(found)].map((sign) => `U+${sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`);
};

const simple = (text) => plain(text).toLowerCase().split(/\s+/).filter(Boolean).join(" ");

/* A document is known by title and number, however they are spelled: records/documents.py. */
const nameOf = (title, number) => `${simple(title)}\n${simple(number)}`;
