"""An archive back into a cycle's folder: checked in a draft, and given its name only when it is whole."""

import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from spbe_lib.errors import InputError, Problem, StoreError, WorkspaceError
from spbe_lib.intake.archive.layout import Manifest, Room, by_content, room_of
from spbe_lib.intake.archive.opened import RESEND, Opened, nested, opened
from spbe_lib.intake.inspection import inspect
from spbe_lib.intake.intake import Desk
from spbe_lib.law.editions import edition_codes, edition_hash, load_edition
from spbe_lib.records.cycle import CYCLE_FILE, files_of, read_cycle
from spbe_lib.records.dump import Dump, dump, place, restore
from spbe_lib.records.new_cycle import check_name
from spbe_lib.records.schema import HEAD, cycle
from spbe_lib.records.store import open_store
from spbe_lib.strict_yaml import clipped
from spbe_lib.workspace import WorkspaceError as _  # noqa: F401
