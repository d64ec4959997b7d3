/* The page: it puts the parts together, keeps the draft, and saves and loads the answer file. */

const AUTOSAVE_MS = 1000;

const app = {
  data: JSON.parse(at("data").textContent),
  store: openedStore(),
  isPaused: false,
  timer: null,
};
app.key = draftKey(app.data);
app.page = pageOf(app.data);
app.state = stateOf(app.data);

const badgeOf = (topic) => {
  const item = app.data.items.find(({ code }) => code === topic);
  if (item) return proposal(app.data, item, app.state.responses.get(topic)).short;
  const { answer } = app.state.facts.get(topic);
  return app.data.words.answers.find(([value]) => value === answer)?.[1] ?? NOT_ANSWERED;
};

const problemsOf = (topic) => {
  const item = app.data.items.find(({ code }) => code === topic);
  if (item) return itemProblems(app.data, item, app.state.responses.get(topic));
  const obligation = app.data.obligations.find(({ code }) => code === topic);
  return obligation ? factProblems(app.data, obligation, app.state.facts.get(topic)) : [];
};

const asked = (topic) => [...app.data.items, ...app.data.obligations].find(({ code }) => code === topic);

const showBadge = (card) => {
  const topic = card.dataset.butir;
  const badge = badgeOf(topic);
  const isWrong = problemsOf(topic).some(({ isFault }) => isFault);
  card.dataset.keadaan = isWrong ? "salah" : asked(topic).is_returned ? "kembali" : badge === NOT_ANSWERED ? "kosong" : "terisi";
  const more = [isWrong ? "perlu diperbaiki" : "", asked(topic).is_returned ? "dikembalikan" : ""].filter(Boolean);
  card.querySelector(".lencana").textContent = [badge, ...more].join(" · ");
};

const showProgress = () => {
  const count = app.data.items.length + app.data.obligations.length;
  const answered = answeredCount(app.state);
  at("kemajuan").textContent = `${answered} dari ${count} dijawab`;
  Object.assign(at("batang"), { max: count, value: answered });
};

const showTopic = (topic, isSettled) => {
  const card = at(`butir-${topic}`);
  if (!card) return;
  showBadge(card);
  const item = app.data.items.find(({ code }) => code === topic);
  if (item && card.querySelector(".isi")) showLadder(app.data, item, app.state.responses.get(topic), card);
  if (isSettled) showProblems(card, problemsOf(topic));
};

const showRest = (topic) => {
  if (topic === "sah") showProblems(at("pengesahan"), signedProblems(app.data, app.state.signed));
  else if (topic === "dokumen") showDocumentProblems();
  else drawDocuments();
};

app.changed = (topic, isSettled) => {
  showTopic(topic, isSettled);
  showProgress();
  if (isSettled) showRest(topic);
  if (app.timer === null) app.timer = setTimeout(keepDraft, AUTOSAVE_MS);
};

const showDocumentProblems = () => {
  documentsIn(app.state).forEach((each, place) => {
    const card = at(`butir-dokumen-${place}`);
    if (card) showProblems(card, documentProblems(app.data, each, place));
  });
};

const drawDocuments = () => {
  const list = at("dokumen");
  const open = new Set([...list.querySelectorAll("details[open]")].map((card) => card.dataset.nama));
  const shown = documentsIn(app.state);
  list.replaceChildren(...shown.map((each, place) => documentCard(app, each, place, open.has(each.name))));
  at("tanpa-dokumen").hidden = shown.length > 0;
  const titles = [...new Set(shown.map(({ described }) => described.title))];
  at("judul-dokumen").replaceChildren(...titles.map((value) => h("option", { value })));
};

const draw = () => {
  at("indikator").replaceChildren(...app.data.items.map((item) => itemCard(app, item)));
  at("kewajiban").replaceChildren(...app.data.obligations.map((each) => obligationCard(app, each)));
  at("pengesahan").replaceChildren(...signedFields(app));
  for (const card of document.querySelectorAll("[data-butir]")) showBadge(card);
  drawDocuments();
  showProgress();
  search();
};

/* Search and filter. */

/* A number is meant as a legal number; a word may stand anywhere in what is asked. */
const isFound = ({ code, label, title, indicator, text, aspect }, word) => {
  const numbers = (label ?? code).toLowerCase().split(" ");
  const told = [label, title, indicator, text, aspect].filter(Boolean).join(" ").toLowerCase();
  return /^\d+[a-c]?$/.test(word) ? numbers.includes(word) : told.includes(word);
};

const isShown = (card, words, filter) => {
  const { butir, keadaan } = card.dataset;
  const isWanted = filter === "" || keadaan === filter || (filter === "kosong" && badgeOf(butir) === NOT_ANSWERED);
  return isWanted && words.every((word) => isFound(asked(butir), word));
};

const search = () => {
  const words = at("cari").value.toLowerCase().split(/\s+/).filter(Boolean);
  const cards = [...document.querySelectorAll("[data-butir]")];
  for (const card of cards) card.hidden = !isShown(card, words, at("saring").value);
  const count = cards.filter((card) => !card.hidden).length;
  at("jumlah").textContent = count === cards.length ? "" : `${count} dari ${cards.length} ditampilkan`;
};

/* Drafts. */

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

/* Save, load, clear. */

const told = (text, isBad) => {
  at("kabar").textContent = text;
  at("kabar").className = isBad ? "salah" : "kabar";
  at("kabar").hidden = false;
};

const saveFile = (isDraft) => {
  const content = contentNow();
  const name = fileName(app.data, isDraft);
  offerFile(name, fileText(isDraft ? { ...content, draft: true } : content));
  at("masalah").hidden = true;
  const how = isDraft
    ? "Berkas ini hanya untuk dilanjutkan; ia belum dapat dikirim."
    : "Kirim berkas itu lewat WhatsApp (sebagai dokumen) atau surel. Jangan diubah isinya.";
  told(`Berkas ${name} disimpan di folder unduhan. ${how}`, false);
};

const goTo = ({ topic, id }) => {
  const card = at(`butir-${topic}`);
  if (card) card.hidden = false;
  const item = app.data.items.find(({ code }) => code === topic);
  if (card?.tagName === "DETAILS") card.open = true;
  if (item) openItem(app, item, card);
  else card?.dispatchEvent(new Event("toggle"));
  const control = at(id) ?? card;
  const folded = control?.closest("details.lipat");
  if (folded) folded.open = true;
  control?.scrollIntoView({ block: "center" });
  control?.focus();
};

const problemLine = (each) => {
  const jump = h("button", { type: "button", class: "tautan", click: () => goTo(each) }, each.label);
  return h("li", {}, jump, sentence(each));
};

const problemList = (title, problems) =>
  problems.length ? [h("h3", {}, title), h("ul", {}, problems.map(problemLine))] : [];

const showAllProblems = (problems) => {
  const faults = problems.filter(({ isFault }) => isFault);
  const questions = problems.filter(({ isFault }) => !isFault);
  const go = faults.length
    ? h("button", { type: "button", click: () => saveFile(true) }, "Simpan sebagai draf saja")
    : h("button", { type: "button", class: "utama", click: () => saveFile(false) }, "Simpan apa adanya");
  const panel = at("masalah");
  panel.replaceChildren(
    h("h2", { id: "masalah-judul" }, "Yang perlu diperiksa sebelum disimpan"),
    ...problemList(`Harus diperbaiki (${faults.length})`, faults),
    ...problemList(`Pertanyaan, boleh tetap dikirim (${questions.length})`, questions),
    h("div", { class: "tombol" }, go)
  );
  panel.hidden = false;
  panel.focus();
  panel.scrollIntoView({ block: "start" });
};

const checkAndSave = () => {
  keepAtOnce();
  at("kabar").hidden = true;
  const problems = allProblems(app.data, app.state);
  for (const card of document.querySelectorAll("[data-butir]")) showTopic(card.dataset.butir, true);
  showRest("sah");
  showDocumentProblems();
  if (problems.length) showAllProblems(problems);
  else if (isBlank(contentNow())) told("Belum ada yang diisi atau diubah, jadi belum ada yang perlu dikirim.", false);
  else saveFile(false);
};

const takeFile = (content) => {
  const act = () => {
    continueWith(content);
    told("Berkas dimuat; lanjutkan mengisi di sini.", false);
  };
  const lines = [];
  if (!isBlank(contentNow())) lines.push("Jawaban yang sekarang ada di halaman ini akan diganti dengan isi berkas itu.");
  if (pageOf(content) !== app.page) lines.push("Berkas itu dibuat dari formulir yang lebih lama.", outdatedTold(content));
  if (lines.length) ask("Muat berkas jawaban?", lines, [["Muat berkas", act], ["Batal", () => {}]]);
  else act();
};

const loadFile = async (event) => {
  const [file] = event.target.files;
  if (!file) return;
  const { content, refusal } = readFileText(app.data, await file.text());
  event.target.value = "";
  if (refusal) told(refusal, true);
  else takeFile(content);
};

const clearDraft = () =>
  ask(
    "Kosongkan draf?",
    ["Semua isian yang belum disimpan sebagai berkas hilang. Jawaban yang sudah diterima Tim tetap ada."],
    [["Kosongkan", startAfresh], ["Batal", () => {}]]
  );

const otherTab = (event) => {
  if (event.key !== app.key || app.isPaused) return;
  app.isPaused = true;
  clearTimeout(app.timer);
  tellDraft("Formulir ini juga diisi di tab lain. Tutup tab ini, atau muat ulang untuk melanjutkan dari sana.", true);
};

at("cari").addEventListener("input", search);
at("saring").addEventListener("change", search);
at("simpan").addEventListener("click", checkAndSave);
at("berkas").addEventListener("change", loadFile);
at("kosongkan").addEventListener("click", clearDraft);
at("tanya").addEventListener("cancel", (event) => app.isPaused && event.preventDefault());
window.addEventListener("pagehide", keepAtOnce);
document.addEventListener("visibilitychange", keepAtOnce);
window.addEventListener("storage", otherTab);
restore();
draw();
at("isian").hidden = false;
