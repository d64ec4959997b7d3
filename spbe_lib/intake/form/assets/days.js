/* Days as people write them, kept as 2024-03-12: intake/asking/days.read_day. */

const MONTHS = [
  "Januari", "Februari", "Maret", "April", "Mei", "Juni",
  "Juli", "Agustus", "September", "Oktober", "November", "Desember",
];
const OTHER_MONTHS = { ags: "agu", agt: "agu", nop: "nov", nopember: "nov" };

const monthOf = (word) => {
  const short = OTHER_MONTHS[word.toLowerCase()] ?? word.toLowerCase();
  return 1 + MONTHS.findIndex((name) => [name.toLowerCase(), name.slice(0, 3).toLowerCase()].includes(short));
};

const dayParts = (text) => {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (iso) return iso.slice(1).map(Number);
  const figures = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  if (figures) return figures.slice(1).map(Number).reverse();
  const words = /^(\d{1,2})[\s-]+([a-z]+)\.?[\s-]+(\d{4})$/i.exec(text);
  return words ? [Number(words[3]), monthOf(words[2]), Number(words[1])] : [0, 0, 0];
};

const inFigures = (count, value) => String(value).padStart(count, "0");

/* The day as 2024-03-12; empty where the text is none, or no such day exists. */
const readDay = (text) => {
  const [year, month, day] = dayParts(text.trim());
  const lengths = [31, year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  if (year < 1 || day < 1 || !(day <= lengths[month - 1])) return "";
  return `${inFigures(4, year)}-${inFigures(2, month)}-${inFigures(2, day)}`;
};

/* A day as it is read: 12 Maret 2024; any other text as it stands. */
const shownDay = (text) => {
  const read = readDay(text);
  return read ? `${Number(read.slice(8))} ${MONTHS[Number(read.slice(5, 7)) - 1]} ${read.slice(0, 4)}` : text;
};

/* When a document was made: a day, a month, a year, or from one to another: intake/asking/days.is_dated. */
const PART = /^(?:tahun |ta )?(\d{4})$|^(?:triwulan|tw|semester) (?:i{1,3}|iv|[1-4]) \d{4}$/;
const UNTIL = / ?(?:s\.?\/?d\.?|sampai(?: dengan)?|hingga|–|—) ?| - /;

const isUsual = (year) => FIRST_YEAR <= Number(year) && Number(year) <= LAST_YEAR;

const namesTime = (text) => {
  if (readDay(text)) return true;
  const month = /^([a-z]+)\.? (\d{4})$/.exec(text);
  if (month && monthOf(month[1])) return isUsual(month[2]);
  const year = PART.exec(text);
  return Boolean(year) && (!year[1] || isUsual(year[1]));
};

const beginsTime = (text) =>
  /^(?:\d{1,2}(?: [a-z]+)?|[a-z]+)$/.test(text) &&
  text.split(" ").every((word) => /^\d+$/.test(word) || monthOf(word) > 0);

const isDated = (text) => {
  const told = text.normalize("NFKC").trim().toLowerCase().split(/\s+/).join(" ");
  if (["", "-", "tanpa tanggal"].includes(told) || namesTime(told)) return true;
  const at = UNTIL.exec(told);
  if (!at) return false;
  const [first, last] = [told.slice(0, at.index), told.slice(at.index + at[0].length)];
  return namesTime(last) && (namesTime(first) || beginsTime(first));
};

const keptDay = (text) => readDay(text) || text.trim();
