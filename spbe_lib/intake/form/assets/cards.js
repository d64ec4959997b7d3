/* The cards: one for each indicator, obligation and document, and the approval. */

const returnedPart = (asked) => (asked.returned ? h("p", { class: "perhatian" }, asked.returned) : null);

const textPart = (app, item, answer, [key, label, hint]) => {
  const write = (value, isSettled) => {
    answer[key] = value;
    app.changed(item.code, isSettled);
  };
  const isShort = key === "services" || key === "applications";
  const told = key === "follow_up" && item.wish ? `Rekomendasi: ${item.wish}\n${hint}` : hint;
  return areaField({ id: `${item.code}-${key}`, label, hint: told, value: answer[key], write, rows: isShort ? "1" : "3" });
};

const directPart = (app, item, answer) => {
  const write = (value, isSettled) => {
    answer.level = value;
    app.changed(item.code, isSettled);
  };
  const told = { id: `${item.code}-level`, label: "Tingkat menurut OPD", value: answer.level, write };
  const hint = item.levels ? "Isi hanya bila tanpa centang. Bila ada centang, yang dihitung ialah centang." : "Tingkat yang dicapai.";
  if (item.fractions) return lineField({ ...told, hint: `${hint} ${item.allowed}.`, inputmode: "text" });
  const options = item.scale.map(([value]) => [value, scaleName(item, value)]);
  return choiceField({ ...told, hint, options });
};

const itemBody = (app, item, answer) => {
  const { data } = app;
  const words = data.words.fields.filter(([key]) => key !== "follow_up" || item.asks_follow_up);
  const direct = directPart(app, item, answer);
  const folded = h("details", { class: "lipat", open: answer.level !== "" }, h("summary", {}, "Tingkat tanpa centang"), direct);
  return [
    returnedPart(item),
    h("p", { class: "tepi" }, [item.aspect, item.status].filter(Boolean).join(" · ")),
    item.purpose ? h("p", {}, item.purpose) : null,
    h("div", { class: "hasil", role: "status" }),
    (item.levels ?? []).map((level) => levelPart(app, item, answer, level)),
    item.levels ? folded : direct,
    words.map((word) => textPart(app, item, answer, word)),
    h("h4", {}, item.levels ? "Data dukung untuk seluruh indikator" : "Data dukung"),
    proofBlock("", `seluruh indikator ${item.code}`),
  ];
};

const itemCard = (app, item) => {
  const badge = h("span", { class: "lencana" });
  const head = h("summary", {}, h("h3", {}, h("span", { class: "nomor" }, item.code), " ", item.title), badge);
  const card = h("details", { class: "kartu", id: `butir-${item.code}`, "data-butir": item.code }, head);
  head.addEventListener("click", () => fillItem(app, item, card));
  card.addEventListener("toggle", () => card.open && fillItem(app, item, card));
  return card;
};

/* The inside of a card is made when it is first opened: a phone has not to hold 26 of them at once. */
const fillItem = (app, item, card) => {
  if (card.querySelector(".isi")) return;
  const answer = app.state.responses.get(item.code);
  const body = h("div", { class: "isi" }, itemBody(app, item, answer));
  card.append(body);
  drawProofs(app, item.code, answer, card);
  showLadder(app.data, item, answer, card);
  showProblems(card, itemProblems(app.data, item, answer));
};

const answerPart = (app, obligation, fact) => {
  const choose = (value) => () => {
    fact.answer = value;
    app.changed(obligation.code, true);
  };
  const option = ([value, label]) => {
    const id = `${obligation.code}-answer-${value || "kosong"}`;
    const radio = h("input", { type: "radio", id, name: `${obligation.code}-answer`, checked: fact.answer === value, change: choose(value) });
    return h("label", { for: id, class: "pilihan" }, radio, h("span", {}, label));
  };
  const options = [...app.data.words.answers, ["", NOT_ANSWERED]].map(option);
  return h("fieldset", { class: "jawaban" }, h("legend", {}, "Jawaban", h("span", { class: "diam" }, ` atas kewajiban ${obligation.label}`)), options);
};

const obligationCard = (app, obligation) => {
  const { code } = obligation;
  const fact = app.state.facts.get(code);
  const write = (value, isSettled) => {
    fact.note = value;
    app.changed(code, isSettled);
  };
  const note = areaField({ id: `${code}-note`, label: "Keterangan", hint: "Bila tidak berlaku, tulis alasannya.", value: fact.note, write });
  const isOpen = fact.note !== "" || fact.evidence.length > 0;
  const card = h(
    "div",
    { class: "kartu kewajiban", id: `butir-${code}`, "data-butir": code },
    h("h3", {}, h("span", { class: "nomor" }, obligation.label), " ", obligation.indicator, h("span", { class: "lencana" })),
    returnedPart(obligation),
    h("p", {}, obligation.text),
    listOf(obligation.elements, "unsur"),
    obligation.note ? h("p", { class: "contoh" }, `Catatan: ${obligation.note}.`) : null,
    said("Data dukung misalnya", obligation.evidence),
    answerPart(app, obligation, fact),
    h("details", { class: "lipat", open: isOpen }, h("summary", {}, "Keterangan dan data dukung"), note, proofBlock("", `kewajiban ${obligation.label}`))
  );
  drawProofs(app, code, fact, card);
  showProblems(card, factProblems(app.data, obligation, fact));
  return card;
};

const documentField = (app, document_, place, [key, label, hint]) => {
  const id = `dokumen-${place}-${key}`;
  const told = { id, label, hint, value: document_.described[key] };
  told.write = (value, isSettled) => {
    describe(app.state, document_, key, value);
    app.changed("dokumen", isSettled);
  };
  const { statuses, classes } = app.data.words;
  if (key === "status") return choiceField({ ...told, hint: "", options: statuses });
  if (key === "access") {
    const options = classes.filter(([value]) => value !== USUAL_ACCESS);
    const usual = classes.find(([value]) => value === USUAL_ACCESS)[1];
    return choiceField({ ...told, hint: "", options, blank: usual });
  }
  if (key === "valid_until") told.hint = `${hint} Misalnya 31 Desember 2027.`;
  return lineField({ ...told, inputmode: { year: "numeric", link: "url" }[key] });
};

const citedIn = (app, topics) => {
  const { items, obligations } = app.data;
  const labels = [
    ...items.filter(({ code }) => topics.has(code)).map(({ code }) => `indikator ${code}`),
    ...obligations.filter(({ code }) => topics.has(code)).map(({ label }) => `kewajiban ${label.toLowerCase()}`),
  ];
  return labels.length ? `Dirujuk pada ${labels.join(", ")}.` : "Tidak lagi dirujuk dalam jawaban.";
};

const documentCard = (app, document_, place, isOpen) => {
  const { described, name, topics } = document_;
  const shown = app.data.words.documents.filter(([key]) => key === "dated" || DETAILS.includes(key));
  const head = h("summary", {}, h("h3", {}, described.title), h("span", { class: "tepi" }, described.number));
  const body = () => [
    h("p", { class: "tepi" }, citedIn(app, topics)),
    h("div", { class: "rapat" }, shown.map((word) => documentField(app, document_, place, word))),
  ];
  const card = h("details", { class: "kartu dokumen", id: `butir-dokumen-${place}`, "data-nama": name }, head);
  const fill = () => {
    if (!card.open || card.querySelector(".isi")) return;
    card.append(h("div", { class: "isi" }, body()));
    showProblems(card, documentProblems(app.data, document_, place));
  };
  card.addEventListener("toggle", fill);
  card.open = isOpen;
  fill();
  return card;
};

const signedFields = (app) =>
  app.data.words.signers.map(([key, label, hint]) => {
    const write = (value, isSettled) => {
      app.state.signed[key] = value;
      app.changed("sah", isSettled);
    };
    return lineField({ id: `sah-${key}`, label, hint, value: app.state.signed[key], write });
  });
