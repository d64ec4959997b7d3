/* The page as one: its state, what a change shows, search and filter. */

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
