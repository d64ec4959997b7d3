"""The data dukung of one answer: a list, one editor for all of them, and files."""

from functools import partial
from pathlib import PurePath
from typing import Any

from spbe_lib.figures import printed_day
from spbe_lib.forms.entry.documents import (
    DETAILS,
    describe,
    described,
    key_of,
    known_documents,
    line_of,
    mend,
    named,
    shortened,
)
from spbe_lib.forms.entry.files import attach, borrow, follow, keep, names_of
from spbe_lib.forms.entry.page import Page
from spbe_lib.forms.entry.reading import Told, about_proof, said
from spbe_lib.forms.entry.subjects import Subject
from spbe_lib.forms.entry.typed import REQUIREMENT, Typed, proofs, text_of, with_proofs, with_value
from spbe_lib.forms.look import Tone, note, points
from spbe_lib.forms.parts import (
    Options,
    Quiet,
    below,
    button,
    choice,
    close_together,
    html,
    line,
    listing,
    set_html,
    set_options,
    show,
    upload,
)
from spbe_lib.intake.asking.words import DOCUMENT_FIELDS, requirement_labels
from spbe_lib.records.documents import Access, DocumentStatus

_CITED = {
    "title": ("Judul data dukung", ""),
    "number": ("Nomor", ""),
    "dated": ("Tanggal", "misalnya 12 Maret 2024"),
    "page": ("Halaman/pasal", ""),
}
_CHOICES: dict[str, Options] = {
    "status": [("belum disebut", ""), *((each.label, each.value) for each in DocumentStatus)],
    "access": [(each.label, each.value) for each in Access],
}
_NEW = -1
_WHOLE = "untuk seluruh isian ini"


class Proving:
    """The proofs of the answer that is shown. The line after the last one is for a new one."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.subject: Subject | None = None
        self.place = _NEW
        self._remarks: tuple[str, ...] = ()
        self.list = listing("Data dukung isian ini", 5)
        self.requirement = choice("Membuktikan", [(_WHOLE, "")])
        self.known = choice("Pakai dokumen yang sudah ada", [("pilih dokumen …", "")])
        self.cited = {key: line(*told) for key, told in _CITED.items()}
        self.details = {key: _detail(key) for key in DETAILS}
        self.files, self.wrong = html(), html()
        self.upload = upload("Unggah berkas")
        self.remove = button("Hapus data dukung ini", self._remove)
        self._quiet = Quiet()
        self._listen(page)
        rows = [self.details[key] for key in ("subject", "signatory", "link")]
        short = [self.details[key] for key in ("status", "year", "valid_until", "access")]
        self.box = below(
            html("<h3>Data dukung</h3>"),
            self.list,
            close_together(self.requirement, self.known),
            self.cited["title"],
            close_together(*(self.cited[key] for key in ("number", "dated", "page"))),
            close_together(*short),
            close_together(*rows),
            self.wrong,
            self.files,
            close_together(self.upload, self.remove),
            boxed=True,
        )
        self.box.add_class("isi-bukti")

    def _listen(self, page: Page) -> None:
        watch = self._quiet.watch
        watch(self.list, lambda place: page.soon(partial(self._choose, place)))
        watch(self.known, self._take_known)
        watch(self.upload, self._receive)
        watch(self.requirement, partial(self._cite, REQUIREMENT))
        for key, field in self.cited.items():
            watch(field, partial(self._cite, key))
        for key, field in self.details.items():
            watch(field, partial(self._describe, key))

    def show(self, subject: Subject) -> None:
        """Show another topic's data dukung, its first one in the editor."""
        self.subject = subject
        self.place = 0 if self._proofs else _NEW
        codes = requirement_labels(subject.indicator)
        told = [
            (shortened(f"{codes[each.code]} {subject.said(each.text)}"), each.code)
            for each in subject.requirements
        ]
        with self._quiet():
            show(self.requirement, subject.item and told)
            set_options(self.requirement, [(_WHOLE, ""), *told], "")
        self._fill()

    @property
    def _proofs(self) -> tuple[Typed, ...]:
        return proofs(self.page.work.content(self.subject.topic)) if self.subject else ()

    @property
    def _proof(self) -> Typed:
        """The one in the editor; a new one says nothing but what it is to prove."""
        if 0 <= self.place < len(self._proofs):
            return self._proofs[self.place]
        return with_value({}, REQUIREMENT, self.requirement.value or "")

    def _fill(self) -> None:
        self._remarks = ()
        proof, told = self._proof, described(self.page.work, self._proof)
        with self._quiet():
            self.requirement.value = _valid(self.requirement, text_of(proof, REQUIREMENT))
            for key, field in self.cited.items():
                field.value = text_of(proof, key)
            for key, field in self.details.items():
                field.value = _shown(key, told)
            documents = known_documents(self.page.work)
            lines = [(shortened(named(each)), line_of(each)) for each in documents]
            set_options(self.known, [("pilih dokumen …", ""), *lines], "")
        show(self.remove, self.place != _NEW)
        for field in self.details.values():
            field.disabled = self.place == _NEW

    def tell(self, told: tuple[Told, ...]) -> None:
        """Say what is wrong with the proof in the editor, and mark every other one in the list."""
        if self.subject is None:
            return
        faulty = {
            at
            for at, _ in enumerate(self._proofs)
            if any(each.fault and about_proof(each, at) for each in told)
        }
        lines = [(self._named(at, each, at in faulty), at) for at, each in enumerate(self._proofs)]
        with self._quiet():
            set_options(self.list, [*lines, ("+ data dukung baru", _NEW)], self.place)
        here = [each for each in told if self.place != _NEW and about_proof(each, self.place)]
        set_html(self.wrong, said(here))
        names = names_of(self.page.work, self.subject.topic, self._proof) if self.place != _NEW else ()
        kept = [name + ("" if recorded else " (ikut diserahkan)") for name, recorded in names]
        listed = points(kept) if kept else note("Belum ada berkas. Unggah, atau isi tautan.")
        set_html(self.files, listed + points(self._remarks, Tone.ATTENTION))

    def _named(self, at: int, proof: Typed, faulty: bool) -> str:
        labels = requirement_labels(self.subject.indicator) if self.subject else {}
        told = shortened(text_of(proof, "title")) or "(tanpa judul)"
        proves = labels.get(text_of(proof, REQUIREMENT), "")
        files = len(names_of(self.page.work, self.subject.topic, proof)) if self.subject else 0
        more = [proves.lower(), f"{files} berkas" if files else "", "⚠ perlu diperbaiki" if faulty else ""]
        return " · ".join([f"{at + 1}. {told}", *filter(None, more)])

    def _choose(self, place: int | None) -> None:
        if place is not None:
            self.place = place
            self._fill()
            if self.subject:
                self.page.touched(self.subject.topic)

    def _cite(self, key: str, value: str | None) -> None:
        """Change the proof in the editor; the first word of a new one makes it one of the list."""
        if self.subject is None or (self.place == _NEW and (key == REQUIREMENT or not value)):
            return
        topic, work = self.subject.topic, self.page.work
        before, after = self._proof, with_value(self._proof, key, value or "")
        if self.place == _NEW:
            self._add(after)
            return
        document = key_of(work, before)
        mend(work, topic, self.place, after)
        follow(work, topic, before, document, after)
        self.page.touched(topic)

    def _add(self, proof: Typed) -> None:
        if self.subject:
            topic, cited = self.subject.topic, self._proofs
            self.place = len(cited)
            self.page.put(topic, with_proofs(self.page.work.content(topic), [*cited, proof]))
            self._fill()

    def _describe(self, key: str, value: str | None) -> None:
        if self.subject and self.place != _NEW:
            describe(self.page.work, self._proof, key, value or "")
            self.page.touched(self.subject.topic)

    def _take_known(self, line_of_it: str) -> None:
        """Cite a document that is known already; its files prove this too."""
        found = next((each for each in known_documents(self.page.work) if line_of(each) == line_of_it), None)
        if self.subject is None or found is None:
            return
        told = {key: value for key, value in found.items() if value}
        if self.place == _NEW:
            self._add({**self._proof, **told})
        else:
            for key in _CITED:
                if key in found:
                    self._cite(key, found[key])
        borrow(self.page.work, self.subject.topic, self._proof)
        self._fill()
        self.page.touched(self.subject.topic)

    def _remove(self) -> None:
        if self.subject and self.place != _NEW:
            work, topic, before = self.page.work, self.subject.topic, self._proof
            document = key_of(work, before)
            follow(work, topic, before, document, None)
            mend(work, topic, self.place, None)
            self.place = 0 if self._proofs else _NEW
            self._fill()
            self.page.touched(topic)

    def _receive(self, files: tuple[dict[str, Any], ...]) -> None:
        for each in files:
            self.page.act(partial(self._keep, str(each["name"]), bytes(each["content"])))
        with self._quiet():
            self.upload.value = ()
        if self.subject:
            self.page.touched(self.subject.topic)

    def _keep(self, name: str, content: bytes) -> None:
        if self.subject is None:
            return
        seen = keep(self.page.work, name, content)
        if self.place == _NEW:
            self._add({**self._proof, "title": PurePath(name).stem})
        attach(self.page.work, self.subject.topic, self._proof, name, seen.file)
        self._remarks = seen.remarks


def _detail(key: str) -> Any:
    label, hint = DOCUMENT_FIELDS[key]
    return choice(label, _CHOICES[key]) if key in _CHOICES else line(label, hint)


def _shown(key: str, told: Typed) -> str:
    value = text_of(told, key)
    if key == "access":
        return value or Access.OPEN.value
    return printed_day(value) if key == "valid_until" else value


def _valid(part: Any, value: str) -> str:
    return value if value in {each for _, each in part.options} else ""
