/* Drafts in the browser, and answer files that are saved and loaded again. */

const draftKey = (data) => `spbe-isian:${data.cycle}:${data.edition_hash.slice(0, 16)}:${data.opd}`;

/* The browser's store, or null where it is switched off: then nothing survives a closed tab. */
const openedStore = () => {
  try {
    const store = window.localStorage;
    store.setItem("spbe-isian:coba", "1");
    store.removeItem("spbe-isian:coba");
    return store;
  } catch {
    return null;
  }
};

const readDraft = (store, key) => {
  try {
    const draft = JSON.parse(store.getItem(key));
    return isObject(draft) && isObject(draft.content) ? draft : null;
  } catch {
    return null;
  }
};

/* `page` tells on which hand-out it was written, or last continued. */
const writeDraft = (store, key, page, content) => {
  try {
    store.setItem(key, JSON.stringify({ saved_at: new Date().toISOString(), page, content }));
    return true;
  } catch {
    return false;
  }
};

/* Texts that look like a password are kept nowhere: not in a draft, not in a file. */
const withoutSecrets = (value) => {
  if (typeof value === "string") return looksSecret(value) ? withoutSecretLines(value) : value;
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutSecrets(each)]));
};

const pageOf = ({ bases, digests }) => sha256(canonical([bases ?? {}, digests ?? {}]));

const withoutSecretLines = (text) => {
  const kept = text.split("\n").filter((line) => !looksSecret(line)).join("\n");
  return looksSecret(kept) ? "" : kept;
};

/* Topics of a draft or file that were handed out as something else than on this page. */
const outdatedTopics = (data, content) =>
  (Array.isArray(content.entries) ? content.entries.filter(isObject) : [])
    .map(topicOf)
    .filter((topic) => Object.hasOwn(data.bases, topic))
    .filter(
      (topic) =>
        own(content.bases, topic) !== data.bases[topic] || own(content.digests, topic) !== data.digests[topic]
    );

const fileText = (content) =>
  `${JSON.stringify({ ...content, checksum: sha256(canonical(content)) }, null, 1)}\n`;

const fileName = (data, isDraft) => `${data.opd}-${data.cycle}${isDraft ? ".draf" : ""}.spbe.json`;

/* What an answer file holds, or in one sentence why it is not for this page. */
const readFileText = (data, text) => {
  let content;
  try {
    content = JSON.parse(text);
  } catch {
    return { refusal: "Berkas ini rusak atau terpotong. Minta pengirim mengirimnya lagi sebagai dokumen." };
  }
  if (own(content, "format") !== data.format) return { refusal: "Ini bukan berkas jawaban dari formulir ini." };
  const { checksum, ...rest } = content;
  if (checksum !== sha256(canonical(rest))) {
    return { refusal: "Isi berkas ini berubah sesudah disimpan, atau terpotong. Pakai berkas aslinya." };
  }
  const refusal = foreign(data, content);
  return refusal ? { refusal } : { content };
};

const foreign = (data, content) => {
  if (content.opd !== data.opd) return `Berkas ini milik perangkat daerah lain (${asText(content.opd)}).`;
  if (content.cycle !== data.cycle) return `Berkas ini untuk siklus lain (${asText(content.cycle)}).`;
  if (content.edition_hash !== data.edition_hash) return "Berkas ini dibuat untuk rumusan syarat yang lain.";
  return "";
};

const offerFile = (name, text) => {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = h("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
};
