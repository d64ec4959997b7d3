/* The level that follows from ticked requirements, and what is missing: law/ladder.py, word for word.
   `ticked` is a Set of codes, `lowest` what the edition counts when nothing holds. */

const missingOf = (level, ticked) => level.requirements.filter((each) => !ticked.has(each.code));

const firstMissing = (levels, held, ticked) => {
  const top = Math.max(-1, ...held);
  let level = levels.find((each) => each.value > top);
  let first = null;
  while (level && !held.includes(level.value)) {
    first = missingOf(level, ticked)[0] || first;
    const below = level.rests;
    level = below === null ? undefined : levels.find((each) => each.value === below);
  }
  return first;
};

const climb = (levels, ticked, lowest) => {
  const held = [];
  const unsupported = [];
  for (const level of levels) {
    if (missingOf(level, ticked).length) continue;
    const rests = level.rests === null || held.includes(level.rests);
    (rests ? held : unsupported).push(level.value);
  }
  const value = held.length ? String(Math.max(...held)) : lowest;
  return { value, held, first: firstMissing(levels, held, ticked), unsupported };
};
