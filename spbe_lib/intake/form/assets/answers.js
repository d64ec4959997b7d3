/* The answers while they are filled in, and their spelling in drafts and answer files.

   A state holds `responses` and `facts` by topic, `documents` by name (see nameOf), `signed`, and as what
   all was handed out: `bases` and `digests` by topic. A document has a key when it was recorded before. */

const PROOF = ["title", "number", "dated", "page"];
const DETAILS = ["subject", "signatory", "status", "year", "valid_until", "access", "link"];
const USUAL_ACCESS = "open";

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const asText = (value) => (typeof value === "string" ? value : typeof value === "number" ? String(value) : "");
const asTexts = (keys, content) => Object.fromEntries(keys.map((key) => [key, asText(content[key])]));
const own = (content, key) => (isObject(content) && Object.hasOwn(content, key) ? content[key] : undefined);

/* The one spelling of a value that both sides hash: keys in order, no blanks, ASCII. */
const ordered = (value) => {
  if (Array.isArray(value)) return value.map(ordered);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, ordered(value[key])]));
};
const escapedSign = (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
const canonical = (value) => JSON.stringify(ordered(value)).replace(/[^\x20-\x7e]/g, escapedSign);
const same = (one, other) => canonical(one) === canonical(other);

const isSaid = (value) => value !== "" && value !== undefined && value !== null && value.length !== 0;
const onlySaid = (content) => Object.fromEntries(Object.entries(content).filter(([, value]) => isSaid(value)));

const proofFrom = (content) => ({ ...asTexts(PROOF, content), requirement: asText(content.requirement) });
const proofsFrom = (content) => (Array.isArray(content) ? content.filter(isObject).map(proofFrom) : []);
const isEmptyProof = (proof) => PROOF.every((key) => !proof[key].trim());
const proofsPlain = (proofs) => proofs.filter((proof) => !isEmptyProof(proof)).map(onlySaid);

const responseFrom = (keys, content) => ({
  ...asTexts(keys, content),
  level: asText(content.level),
  ticked: new Set(Array.isArray(content.ticked) ? content.ticked.map(asText) : []),
  evidence: proofsFrom(content.evidence),
});

const responsePlain = (data, item, answer) =>
  onlySaid({
    ...answer,
    kind: "response",
    opd: data.opd,
    item,
    ticked: [...answer.ticked].sort(),
    evidence: proofsPlain(answer.evidence),
  });

const factFrom = (content) => ({
  answer: asText(content.answer),
  note: asText(content.note),
  evidence: proofsFrom(content.evidence),
});

const factPlain = (data, requirement, fact) =>
  onlySaid({ ...fact, kind: "fact", opd: data.opd, requirement, evidence: proofsPlain(fact.evidence) });

const documentFrom = (content) => ({
  ...asTexts(["key", "title", "number", "dated", ...DETAILS], content),
  access: content.access === USUAL_ACCESS ? "" : asText(content.access),
  valid_until: shownDay(asText(content.valid_until)),
});

const documentPlain = (data, described) => {
  const year = /^\d{4}$/.test(described.year) ? Number(described.year) : described.year.trim();
  const valid_until = keptDay(described.valid_until);
  return onlySaid({ ...described, kind: "document", opd: data.opd, year, valid_until });
};

const signedFrom = (data, content) => {
  const keys = data.words.signers.map(([key]) => key);
  const signed = asTexts(keys, isObject(content) ? content : {});
  return { ...signed, day: shownDay(signed.day) };
};

const answersIn = (data) => data.words.fields.map(([key]) => key);

const stateOf = (data) => {
  const known = Object.entries(data.entries).filter(([key, { kind }]) => kind === "document" && data.bases[key] > 0);
  const documents = known.map(([key, content]) => documentFrom({ ...content, key }));
  return {
    responses: new Map(
      data.items.map(({ code }) => [code, responseFrom(answersIn(data), data.entries[code])])
    ),
    facts: new Map(data.obligations.map(({ code }) => [code, factFrom(data.entries[code])])),
    documents: new Map(documents.map((each) => [nameOf(each.title, each.number), each])),
    aliases: new Map(
      data.aliases.map(([title, number, key]) => [nameOf(title, number), documents.find((d) => d.key === key)])
    ),
    signed: signedFrom(data, {}),
    bases: { ...data.bases },
    digests: { ...data.digests },
  };
};

/* All proofs of a state, each with the topic that cites it. */
const citations = (state) =>
  [...state.responses, ...state.facts].flatMap(([topic, { evidence }]) =>
    evidence.filter((proof) => proof.title.trim()).map((proof) => ({ topic, proof }))
  );

const nameOfProof = (state, { title, number }) => {
  const alias = state.aliases.get(nameOf(title, number));
  return alias ? nameOf(alias.title, alias.number) : nameOf(title, number);
};

/* The documents to describe: those handed out, then every other that is cited; with the topics that cite it. */
const documentsIn = (state) => {
  const shown = new Map();
  for (const [name, described] of state.documents) {
    if (described.key) shown.set(name, { name, described, topics: new Set() });
  }
  for (const { topic, proof } of citations(state)) {
    const name = nameOfProof(state, proof);
    const { title, number, dated } = proof;
    const fresh = () => ({ ...documentFrom({ title, number, dated }), ...state.documents.get(name) });
    if (!shown.has(name)) shown.set(name, { name, described: fresh(), topics: new Set() });
    const { described, topics } = shown.get(name);
    if (!described.key && !described.dated) described.dated = dated;
    topics.add(topic);
  }
  return [...shown.values()];
};

const describe = (state, { name, described }, key, value) => {
  state.documents.set(name, { ...described, ...state.documents.get(name), [key]: value });
  Object.assign(described, state.documents.get(name));
};

/* What was said of a document stays with it while its title or number is mended beside a requirement. */
const carryAlong = (state, from, { title, number }) => {
  const described = state.documents.get(from);
  const stillCited = citations(state).some(({ proof }) => nameOfProof(state, proof) === from);
  const to = nameOf(title, number);
  if (!described || described.key || stillCited || state.documents.has(to) || !title.trim()) return;
  state.documents.delete(from);
  state.documents.set(to, { ...described, title, number });
};

const isDescribed = (described) => DETAILS.some((key) => described[key].trim());

const documentEntries = (data, state) =>
  documentsIn(state)
    .filter(({ described }) => described.key || isDescribed(described))
    .map(({ described }) => [described.key, documentPlain(data, described)]);

const entriesNow = (data, state) => [
  ...[...state.responses].map(([code, answer]) => [code, responsePlain(data, code, answer)]),
  ...[...state.facts].map(([code, fact]) => [code, factPlain(data, code, fact)]),
  ...documentEntries(data, state),
];

const touchedEntries = (data, state) => {
  const handedOut = new Map(entriesNow(data, stateOf(data)));
  return entriesNow(data, state)
    .filter(([topic, entry]) => !topic || !same(entry, handedOut.get(topic)))
    .map(([, entry]) => entry);
};

const contentOf = (data, state) => ({
  format: data.format,
  cycle: data.cycle,
  edition: data.edition,
  edition_hash: data.edition_hash,
  opd: data.opd,
  bases: state.bases,
  digests: state.digests,
  signed: onlySaid({ ...state.signed, day: keptDay(state.signed.day) }),
  entries: touchedEntries(data, state),
});

const topicOf = (entry) => asText(entry.item) || asText(entry.requirement) || asText(entry.key);

/* A state from what a draft or a file holds; a topic keeps the base that its answer was given on. */
const stateFrom = (data, content) => {
  const state = stateOf(data);
  state.signed = signedFrom(data, content.signed);
  for (const entry of Array.isArray(content.entries) ? content.entries.filter(isObject) : []) {
    const topic = topicOf(entry);
    if (state.responses.has(topic)) state.responses.set(topic, responseFrom(answersIn(data), entry));
    else if (state.facts.has(topic)) state.facts.set(topic, factFrom(entry));
    else if (entry.kind === "document") takeDocument(state, documentFrom(entry));
    keepBase(state, topic, content);
  }
  return state;
};

const takeDocument = (state, described) => {
  const [name, known] = [...state.documents].find(([, { key }]) => key === described.key) ?? [];
  state.documents.set(name ?? nameOf(described.title, described.number), { ...described, key: known?.key ?? "" });
};

const keepBase = (state, topic, content) => {
  if (!Object.hasOwn(state.bases, topic)) return;
  const [base, digest] = [own(content.bases, topic), own(content.digests, topic)];
  if (!Number.isInteger(base) || typeof digest !== "string") return;
  state.bases[topic] = base;
  state.digests[topic] = digest;
};

const isAnswered = (answer) => answer.ticked.size > 0 || answer.level.trim() !== "";
const answeredCount = (state) =>
  [...state.responses.values()].filter(isAnswered).length +
  [...state.facts.values()].filter((fact) => fact.answer).length;
