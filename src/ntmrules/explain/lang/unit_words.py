"""What became of a unit that was merged, renamed or divided, as notes of a result say it: Vietnamese and English."""

from __future__ import annotations

UNIT_WORDS: dict[str, tuple[str, str]] = {
    "note.unit_ended": (
        "đơn vị không còn từ ngày 01/07/2025: {subject}",
        "no unit any more from 01/07/2025 on: {subject}",
    ),
    "note.unit_merged": (
        "đơn vị đã sáp nhập từ ngày 01/07/2025, kết quả chỉ nói về địa bàn cũ: {subject}",
        "merged into a larger unit on 01/07/2025, so the result is about the old territory alone: {subject}",
    ),
    "note.unit_renamed": (
        "đơn vị đổi tên từ ngày 01/07/2025: {subject}",
        "called otherwise from 01/07/2025 on: {subject}",
    ),
    "note.unit_split": (
        "đơn vị đã chia về nhiều đơn vị từ ngày 01/07/2025, nên chưa xác định: {subject}",
        "divided among several units on 01/07/2025, so it is undetermined: {subject}",
    ),
    "note.unit_split_unused": (
        "{subject} số liệu và kết quả báo cáo của đơn vị cũ không được dùng",
        "{subject} figures and reports on the former unit were not used",
    ),
}

__all__ = ["UNIT_WORDS"]
