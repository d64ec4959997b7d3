/* Texts that look as if they gave away a password: intake/asking/secret_text.py, with the same patterns. */

const SECRET_HINT = String.raw`pass|pasw|sandi|pwd|pw|://`;
const SECRET_NAME = String.raw`(?:pass ?words?|pas{1,2}w(?:or)?d|passcode|passphrase|pass|pwd|pw|kata ?sandi|sandi)(?:[ -]?nya)?`;
const SECRET_FOR = String.raw`(?: (?:akun|demo|uji|coba|login|masuk|aplikasi|admin|user|pengguna|sistem|email|wifi|default|baru))*`;
const SECRET_ASIDE = String.raw`(?: ?\([^)\n]{0,30}\))?`;
const SECRET_GIVEN = String.raw`(?<![\w-])${SECRET_NAME}${SECRET_FOR}${SECRET_ASIDE}\s?(?::|=|->|→)[\s:=>]*[^\s\-–—.]`;
const SECRET_WORD = String.raw`(?=\S*[a-z])(?=\S*[\d@#$%^&*])\S{4,}`;
const SECRET_SAID = String.raw`(?<![\w-])${SECRET_NAME}(?: [^\s:=.,;]{1,20}){0,5} ?(?::|=|\b(?:ialah|adalah|yaitu|yakni)\b) ?${SECRET_WORD}`;
const SECRET_BARE = String.raw`(?<![\w-])${SECRET_NAME} ${SECRET_WORD}`;
const SECRET_USER = String.raw`\b(?:user(?:name)?|akun|login|id)[ :]{1,4}[^\s:,;]+[ ,;]{1,4}(?:dan |dengan |serta )?${SECRET_NAME} \S`;
const SECRET_PAIR = String.raw`\b(?:user ?(?:name)?|login|id) ?[/&+] ?${SECRET_NAME}\W+\w`;
const SECRET_LINK = String.raw`://[^\s/@:]+:[^\s/@]+@`;
const SECRET_RULES = String.raw`(?:kebijakan|aturan|peraturan|pedoman|panduan|standar|ketentuan|prosedur|sop|manajemen|pengelolaan|seksi|bidang|tim|urusan|petugas|siber dan)\s(?:penggunaan |pengelolaan )?$`;
const SECRET_BEFORE = 40;
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/gu;

/* A browser that knows no look behind leaves this to the importer. */
const pattern = (source, flags) => {
  try {
    return new RegExp(source, flags);
  } catch {
    return /(?!)/g;
  }
};

const SECRETS = {
  hint: pattern(SECRET_HINT, "u"),
  given: [SECRET_GIVEN, SECRET_SAID, SECRET_BARE].map((source) => pattern(source, "gu")),
  user: pattern(SECRET_USER, "u"),
  pair: pattern(SECRET_PAIR, "u"),
  link: pattern(SECRET_LINK, "u"),
  rules: pattern(SECRET_RULES, "u"),
};

const isOfRules = (told, start) => SECRETS.rules.test(told.slice(Math.max(0, start - SECRET_BEFORE), start));

const looksSecret = (text) => {
  const told = text.replace(UNSEEN, "").normalize("NFKC").toLowerCase();
  if (!SECRETS.hint.test(told)) return false;
  const isNamed = SECRETS.given.some((each) =>
    [...told.matchAll(each)].some((found) => !isOfRules(told, found.index)),
  );
  return isNamed || [SECRETS.pair, SECRETS.user, SECRETS.link].some((each) => each.test(told));
};
