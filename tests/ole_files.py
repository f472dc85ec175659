"""Makes OLE files ([MS-CFB]), and the messages that Outlook saves as such."""

import struct
from collections.abc import Mapping, Sequence

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_TICKS_A_SECOND, _SECONDS_TO_1970 = 10_000_000, 11_644_473_600

Tree = Mapping[str, "bytes | Tree"]


def ole_of(tree: Tree) -> bytes:
    """Return an OLE file of streams and, as mappings, storages."""
    entries: list[dict[str, object]] = []
    streams: list[tuple[int, bytes]] = []
    _add("Root Entry", tree, 5, entries, streams)
    mini, mini_fat = bytearray(), list[int]()
    sectors, fat = list[bytes](), list[int]()

    def chain(raw: bytes, into: list[bytes], table: list[int], size: int) -> int:
        start = len(into)
        pieces = [raw[at : at + size].ljust(size, b"\0") for at in range(0, len(raw), size)]
        into.extend(pieces)
        table.extend([*range(start + 1, start + len(pieces)), _END] if pieces else [])
        return start if pieces else _END

    minis: list[bytes] = []
    for number, raw in streams:
        small = len(raw) < _CUTOFF
        start = chain(raw, minis, mini_fat, _MINI) if small else chain(raw, sectors, fat, _SECTOR)
        entries[number] |= {"start": start, "size": len(raw)}
    mini += b"".join(minis)
    entries[0] |= {"start": chain(bytes(mini), sectors, fat, _SECTOR), "size": len(mini)}
    mini_start = chain(_numbers(mini_fat), sectors, fat, _SECTOR)
    directory = chain(b"".join(map(_entry, entries)), sectors, fat, _SECTOR)
    count = 1
    while (len(fat) + count) * 4 > count * _SECTOR:
        count += 1
    first = len(sectors)
    fat += [_FAT] * count
    table = _numbers(fat).ljust(count * _SECTOR, b"\xff")
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        bytes(16),
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        count,
        directory,
        0,
        _CUTOFF,
        mini_start,
        (len(mini_fat) * 4 + _SECTOR - 1) // _SECTOR,
        _END,
        0,
        first,
    )
    places = _numbers([*range(first + 1, first + count), *[_FREE] * (109 - count)])
    return (header + places)[:_SECTOR].ljust(_SECTOR, b"\xff") + b"".join(sectors) + table


def _add(
    name: str,
    content: "bytes | Tree",
    kind: int,
    entries: list[dict[str, object]],
    streams: list[tuple[int, bytes]],
) -> int:
    number = len(entries)
    entries.append({"name": name, "kind": kind, "right": _FREE, "child": _FREE, "start": 0, "size": 0})
    if isinstance(content, bytes):
        streams.append((number, content))
        return number
    before = None
    for each in sorted(content, key=lambda name: (len(name), name.upper())):
        inner = content[each]
        added = _add(each, inner, 2 if isinstance(inner, bytes) else 1, entries, streams)
        if before is None:
            entries[number]["child"] = added
        else:
            entries[before]["right"] = added
        before = added
    return number


def _entry(entry: Mapping[str, object]) -> bytes:
    name = f"{entry['name']}\0".encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16sIQQIQ",
        name,
        len(name),
        entry["kind"],
        1,
        _FREE,
        entry["right"],
        entry["child"],
        bytes(16),
        0,
        0,
        0,
        entry["start"],
        entry["size"],
    )


def _numbers(numbers: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(numbers)}I", *numbers)


def msg_tree(
    texts: Mapping[str, str],
    *,
    sent: int | None = None,
    codepage: int | None = None,
    raw: Mapping[str, bytes] | None = None,
    attachments: Sequence[Tree] = (),
    header: int = 32,
) -> Tree:
    """Return a message of Outlook.

    :param texts: by the number of the property; where there is a code page, they are in that.
    :param sent: in seconds since 1970.
    :param raw: streams by the number and the type of the property.
    :param header: bytes before the properties that are numbers: 32, or 24 in a message within another.
    """
    rows = []
    if sent is not None:
        rows.append((0x40, 0x39, (sent + _SECONDS_TO_1970) * _TICKS_A_SECOND))
    if codepage is not None:
        rows.append((3, 0x3FDE, codepage))
    numbers = b"".join(struct.pack("<HHIQ", kind, number, 6, value) for kind, number, value in rows)
    kind, charset = ("001F", "utf-16-le") if codepage is None else ("001E", f"cp{codepage}")
    return {
        "__properties_version1.0": bytes(header) + numbers,
        **{f"__substg1.0_{number}{kind}": text.encode(charset) for number, text in texts.items()},
        **{f"__substg1.0_{number}": content for number, content in (raw or {}).items()},
        **{f"__attach_version1.0_#{number:08X}": each for number, each in enumerate(attachments)},
    }


def attached(name: str, content: "bytes | Tree") -> Tree:
    """Return an attachment: a file, or a message."""
    kind = "0102" if isinstance(content, bytes) else "000D"
    return {
        "__properties_version1.0": bytes(8),
        "__substg1.0_3707001F": name.encode("utf-16-le"),
        f"__substg1.0_3701{kind}": content,
    }
