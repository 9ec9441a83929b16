"""Puts a sheet into the folder where people look for what they saved; nothing there is replaced."""

import asyncio
from pathlib import Path

from console.errors import SheetNotSaved

MOST_OF_A_NAME = 100  # sheets of one day


class SaveSheet:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def __call__(self, name: str, content: bytes) -> Path:
        """Return where it is: "name.csv", or "name-2.csv" beside it. Raise SheetNotSaved."""
        return await asyncio.to_thread(self._write, name, content)

    def _write(self, name: str, content: bytes) -> Path:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            for number in range(1, MOST_OF_A_NAME + 1):
                path = self._folder / (f"{name}-{number}.csv" if number > 1 else f"{name}.csv")
                try:
                    with path.open("xb") as file:
                        file.write(content)
                except FileExistsError:
                    continue
                return path
        except OSError as error:
            raise SheetNotSaved(type(error).__name__) from error
        raise SheetNotSaved("too many")
