/* The draft of this page: kept within a second, continued, offered when it is of an older hand-out. */

const AUTOSAVE_MS = 1000;

const clock = (moment) => moment.toLocaleTimeString("id", { hour: "2-digit", minute: "2-digit" });
const dayAndClock = (text) => {
  const moment = new Date(text);
  const day = moment.toLocaleDateString("id", { day: "numeric", month: "long", year: "numeric" });
  return Number.isNaN(moment.getTime()) ? "waktu tidak diketahui" : `${day} pukul ${clock(moment)}`;
};

const isBlank = (content) => content.entries.length === 0 && Object.keys(content.signed).length === 0;
const contentNow = () => withoutSecrets(contentOf(app.data, app.state));

const tellDraft = (text, isBad) => {
  at("draf").textContent = text;
  at("draf").className = isBad ? "salah" : "";
};

const NO_STORE =
  "Draf TIDAK tersimpan: peramban ini tidak menyediakan tempatnya, atau penuh. Sebelum menutup halaman, simpan sebagai berkas.";

const keepDraft = () => {
  clearTimeout(app.timer);
  app.timer = null;
  if (app.isPaused) return;
  const content = contentNow();
  if (app.store && isBlank(content)) {
    app.store.removeItem(app.key);
    tellDraft("Belum ada yang diubah", false);
  } else if (app.store && writeDraft(app.store, app.key, app.page, content)) {
    tellDraft(`Draf tersimpan pukul ${clock(new Date())}`, false);
  } else tellDraft(NO_STORE, true);
};

const keepAtOnce = () => {
  if (app.timer !== null) keepDraft();
};

/* Ask in the page itself; each choice is a word and what it does. */
const ask = (title, lines, choices) => {
  const dialog = at("tanya");
  const button = ([label, act]) => h("button", { type: "button", click: () => act() === "stay" || dialog.close() }, label);
  dialog.replaceChildren(
    h("h2", { id: "tanya-judul" }, title),
    ...lines.map((line) => h("p", {}, line)),
    h("div", { class: "tombol" }, choices.map(button))
  );
  dialog.showModal();
};

const namesOf = (topics) =>
  topics.map((topic) => {
    const item = app.data.items.find(({ code }) => code === topic);
    if (item) return `indikator ${topic}`;
    const obligation = app.data.obligations.find(({ code }) => code === topic);
    return obligation ? `kewajiban ${obligation.label.toLowerCase()}` : "satu dokumen";
  });

const continueWith = (content) => {
  app.state = stateFrom(app.data, content);
  app.isPaused = false;
  draw();
  keepDraft();
};

const startAfresh = () => {
  app.state = stateOf(app.data);
  app.isPaused = false;
  app.store?.removeItem(app.key);
  draw();
  tellDraft("Belum ada yang diubah", false);
};

const outdatedTold = (content) => {
  const topics = [...new Set(namesOf(outdatedTopics(app.data, content)))];
  return topics.length
    ? `Yang sejak itu berubah atau ditinjau: ${topics.join(", ")}. Jawaban itu akan diperiksa Tim saat diterima.`
    : "Jawaban di dalamnya tidak terkena perubahan.";
};

const offerOldDraft = (draft) => {
  app.isPaused = true;
  const saved = () => {
    offerFile(fileName(app.data, true), fileText({ ...draft.content, draft: true }));
    return "stay";
  };
  ask(
    "Ada draf dari formulir yang lebih lama",
    [`Draf ini disimpan ${dayAndClock(draft.saved_at)}, sebelum formulir ini dibuat.`, outdatedTold(draft.content)],
    [
      ["Lanjutkan draf itu", () => continueWith(draft.content)],
      ["Pakai isi formulir ini dan buang draf", startAfresh],
      ["Simpan draf itu sebagai berkas", saved],
    ]
  );
};

/* Of an old draft nothing is left when all of it was received meanwhile. */
const isReceived = ({ content }) => contentOf(app.data, stateFrom(app.data, content)).entries.length === 0;

const restore = () => {
  const draft = app.store && readDraft(app.store, app.key);
  if (!app.store) tellDraft(NO_STORE, true);
  else if (draft?.page === app.page) {
    app.state = stateFrom(app.data, draft.content);
    tellDraft(`Draf dari ${dayAndClock(draft.saved_at)} dilanjutkan`, false);
  } else if (draft && !isReceived(draft)) offerOldDraft(draft);
  else tellDraft("Belum ada yang diubah", false);
};
