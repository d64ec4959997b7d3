// What is typed in the line of changes is what counts; the sliders write it, and follow it.
const box = this.closest(".spbe-loket");
if (box.dataset.geser) return;
box.dataset.geser = "ya";
const line = () => box.querySelector(".sim-isi input");
const typed = () => new Map(line().value.trim().split(/\s+/).filter(Boolean).map(each => each.split("=")));
const put = (part, text) => part.textContent === text || (part.textContent = text);
const tell = slide => {
  const value = slide.dataset.nilai.split(" ")[slide.value], row = slide.closest("tr");
  const words = value === "-" ? "belum dijawab" : `tingkat ${value}`;
  slide.getAttribute("aria-valuetext") === words || slide.setAttribute("aria-valuetext", words);
  put(row.querySelector("output"), value === "-" ? "–" : value);
  row.classList.toggle("sim-ubah", slide.value !== slide.dataset.dasar);
};
const write = slide => {
  const all = typed(), { butir, dasar, nilai } = slide.dataset;
  slide.value === dasar ? all.delete(butir) : all.set(butir, nilai.split(" ")[slide.value]);
  tell(slide);
  line().value = [...all].map(each => each.join("=")).join(" ");
  line().dispatchEvent(new Event("input", { bubbles: true }));
};
const follow = () => {
  const all = typed();
  for (const slide of box.querySelectorAll(".sim-geser")) {
    const { butir, dasar, nilai } = slide.dataset;
    const place = all.has(butir) ? nilai.split(" ").indexOf(all.get(butir)) : Number(dasar);
    if (place >= 0 && Number(slide.value) !== place) slide.value = place;
    tell(slide);
  }
};
box.addEventListener("input", event => {
  if (event.target.matches(".sim-geser")) write(event.target);
  else if (event.target === line()) follow();
});
box.addEventListener("click", event => {
  const back = event.target.closest(".sim-ulang");
  if (!back) return;
  const slide = back.closest("tr").querySelector(".sim-geser");
  slide.value = slide.dataset.dasar;
  write(slide);
  slide.focus();
});
new MutationObserver(follow).observe(box, { childList: true, subtree: true });
